"""What the attacks on publication share."""

from __future__ import annotations

import pytest

from tests.attacks.gate import Gate


@pytest.fixture(scope="session")
def gate() -> Gate:
    """One guard for all texts; making it judges the whole project."""
    return Gate()
