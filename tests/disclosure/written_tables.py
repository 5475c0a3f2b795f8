"""Tables as pages and files have them, from rows with a bar between cells."""

from __future__ import annotations


def page_of(*rows: str, before: str = "", after: str = "", name: str = "sida.html") -> dict[str, str]:
    """A page with a table whose first row is its head, and what stands before and after it."""
    lines = "".join(
        f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in row.split('|'))}</tr>"
        for row, tag in zip(rows, ("th", *["td"] * len(rows)), strict=False))
    return {"name": name, "text": f"<section>{before}<div><table>{lines}</table></div>{after}</section>"}


def csv_of(*rows: str) -> dict[str, str]:
    """A file to fetch with the rows."""
    return {"name": "x.csv", "text": "\n".join(rows).replace("|", ";") + "\n"}
