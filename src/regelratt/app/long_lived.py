"""Python's collector of dead objects, for programs whose objects live until the end."""

from __future__ import annotations

import gc


def keep_for_long() -> None:
    """Look seldom for dead objects: pages, trees and rows are many, live long, and looking costs a third of a build."""
    gc.set_threshold(50_000, 20, 100)
