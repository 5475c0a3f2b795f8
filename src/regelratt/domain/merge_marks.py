"""The marks that git leaves in a file when a merge was not finished."""

from __future__ import annotations

import re

_MARK = re.compile(r"^(?:<{7}|>{7}|\|{7})(?= |\r?$)", re.MULTILINE)


def first_merge_mark(text: str) -> tuple[int, str] | None:
    """Line (from 1) and text of the first `<<<<<<< `, `||||||| ` or `>>>>>>> `, or None.

    `=======` alone is no mark: it underlines headings in Markdown, and never stands without one of the others.
    """
    found = _MARK.search(text)
    return (text.count("\n", 0, found.start()) + 1, found[0]) if found else None
