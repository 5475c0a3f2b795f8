"""The marks that git leaves in a file when a merge was not finished."""

from __future__ import annotations

import re

_MARK = re.compile(r"<{7,}|>{7,}|^[ \t>*+-]*(\|{7}(?= |\r?$)|={7}(?=[ \t]*\r?$))", re.MULTILINE)


def first_merge_mark(text: str) -> tuple[int, str] | None:
    """Line (from 1) and text of the first mark, `<<<<<<<`, `|||||||`, `=======` or `>>>>>>>`; None without any.

    Indented, quoted or in a list a mark is still one: whoever tidied the text moved it along. One of the four may be
    the only one left; seven equals signs are refused even under a heading, since `# Rubrik` says the same.
    """
    found = _MARK.search(text)
    return (text.count("\n", 0, found.start()) + 1, found[1] or found[0]) if found else None
