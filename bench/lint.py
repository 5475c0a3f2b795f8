"""Reading pages of one megabyte that cost the most: seconds beside a page of ordinary text of the same size."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.dense_pages import MEGABYTE, dense_pages, page
from bench.measure import Measured, function
from regelratt.loaders.content import LoadedContent, load_content

_SHOWN = 12
"""How many of the slowest are told."""


def main() -> None:
    """Measure every page, and tell the slowest and how they ended."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        ordinary, _ = _read(root, page("Kanalen ska ha en ansvarig. "))
        found = [(name, *_read(root, text)) for name, text in dense_pages().items()]
    print(f"sida på {MEGABYTE / 1e6:.0f} MB vanlig text: {ordinary.cpu:.2f} s")
    for name, measured, content in sorted(found, key=lambda each: -each[1].cpu)[:_SHOWN]:
        codes = sorted({str(each.code) for each in content.diagnostics})
        print(f"    {name:36} {measured.against(ordinary)}  {', '.join(codes) or 'läst'}")


def _read(root: Path, text: str) -> tuple[Measured, LoadedContent]:
    (root / "sida.md").write_text(text, encoding="utf-8")
    contents: list[LoadedContent] = []
    return function(lambda: contents.append(load_content(root, ("sida.md",)))), contents[0]


if __name__ == "__main__":
    main()
