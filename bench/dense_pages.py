"""Pages that cost the most for their size: what Markdown's parser is known, or was found, to take long over."""

from __future__ import annotations

MEGABYTE = 1_000_000

UNITS = {
    "&": "&", "entities": "&amp;", "half entities": "&amp", "stars": "*", "star words": "*a ", "closing stars": "a* ",
    "alternating stars": "*a**b***c", "underscores": "_a ", "backticks": "`", "growing backticks": "`a``b```c````d",
    "open brackets": "[", "close brackets": "]", "bracket pairs": "[]", "links": "[a](b) ", "open links": "[a](", "nested links": "[a[",
    "lost links": "[a](b)[", "open references": "[a][][", "lost references": "[a][b][",
    "pictures": "![a](b.png) ", "open pictures": "![", "notes": "[^a]", "autolinks": "<https://a.se> ", "open angles": "<a ", "angles": "<",
    "closing tags": "</a>", "comments": "<!-- ", "declarations": "<!A ", "instructions": "<? ", "cdata": "<![CDATA[ ",
    "backslashes": "\\", "escapes": "\\*", "hard breaks": "a\\\n", "spaces": "a  \n", "quotes": "\"'", "dollars": "$a$ ",
    "braces": "{a}`b` ", "roles": "{ref}`a` ", "open roles": "{ref}`", "pipes": "|", "colons": ":", "tildes": "~a~ ", "dashes": "-",
    "hashes": "# a\n", "list items": "- a\n", "numbers": "1. a\n", "empty items": "-\n", "blank lines": "\n", "rules": "---\n\n",
    "definitions": "[a]: b\n", "note definitions": "[^a]: b\n\n", "long rows": "|a", "rows": "|a|b|\n|-|-|\n|c|d|\n\n",
    "quote lines": "> a\n", "lazy quotes": "> a\nb\n", "code lines": "    a\n\n", "fences": "```\na\n```\n", "open fences": "```\n\n~~~\n",
    "colon fences": ":::\n", "notes as directives": ":::{note}\na\n:::\n\n", "options": ":a: b\n", "underlines": "a\n=\n\n",
    "targets": "(a)=\n\n", "breaks": "+++\n", "percent": "% a\n", "table head": "|a|\n|-|\n", "field lists": ":a: b\n\n",
    "short rows": "|" + "a|" * 100 + "\n|" + "-|" * 100 + "\n" + "|x|\n" * 130 + "\n",
    "empty heads": "|" * 52 + "\n|" + "-|" * 51 + "\n\n", "long headings": "# Rubrik nio\n\n",
    "accents": "e\u0301", "zero width": "a\u200b", "emoji": "\U0001f600", "words": "Kanalen ska ha en ansvarig. ", "long word": "a",
}
"""What is said again and again, by a name."""

NESTED = {
    "quotes in quotes": ("> ", "a"), "lists in lists": ("- ", "a"), "numbers in numbers": ("1. ", "a"), "brackets": ("[", "a" + "]" * 300),
    "stars and words": ("*a_b", ""), "lists and quotes": ("- > ", "a"),
}
"""What is said again and again on one line, and what ends the line."""


def page(unit: str, size: int = MEGABYTE) -> str:
    """A page of about `size` characters with a heading and the unit repeated, in paragraphs that are not too long."""
    many = 15_000 // len(unit)
    part = unit * many
    return "# Rubrik\n\n" + f"{part}\n\n" * (size // (len(part) + 2) + 1)


def unbroken(unit: str, size: int = MEGABYTE) -> str:
    """The same with nothing between."""
    return "# Rubrik\n\n" + unit * (size // len(unit))


def nested(start: str, end: str, size: int = MEGABYTE) -> str:
    """A page of lines, each with the start three hundred times."""
    line = f"{start * 300}{end}\n\n"
    return "# Rubrik\n\n" + line * (size // len(line) + 1)


def dense_pages(size: int = MEGABYTE) -> dict[str, str]:
    """Every page by its name."""
    return {
        **{f"{name}, in paragraphs": page(unit, size) for name, unit in UNITS.items()},
        **{f"{name}, unbroken": unbroken(unit, size) for name, unit in UNITS.items()},
        **{f"{name}, nested": nested(*parts, size) for name, parts in NESTED.items()},
    }
