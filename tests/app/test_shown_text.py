"""What a page says to its reader, as the search index has it."""

from __future__ import annotations

import pytest

from regelratt.app.disclosure.text.shown_text import shown_text


@pytest.mark.parametrize(("inner", "shown"), [
    ("<pre><i>2026</i><i>-</i><i>04</i><i>-</i><i>02</i> <i>09</i>:<i>44</i>\n<i>Sidan</i></pre>", "2026-04-02 09:44 Sidan"),
    ("<p>Kommun<b>styrelsen</b></p><p>beslutar</p>", "Kommunstyrelsen beslutar"),
    ("<ul><li>ett</li><li>två</li></ul><table><tr><td>tre</td><td>fyra</td></tr></table>fem", "ett två | tre | fyra | fem"),
    ("<table> <tr> <td><p>14</p> <p>11</p></td> <td></td> <td>3 020</td> </tr> </table>", "14 11 | 3 020"),
    ("<p>ett<br>två</p>tre<hr>fyra", "ett två tre fyra"),
    ("<div>ett<p>två</p>tre</div>", "ett två tre"),
    ("<nav>meny</nav><p>text</p>", "text"),
])
def test_only_blocks_part_the_text(inner: str, shown: str) -> None:
    """Elements in a line add no spaces, so that a day in coloured code is no row of digits; blocks and line breaks do.

    Cells are parted by a sign, so that a row of them is no number.
    """
    assert shown_text(f"<html><body><article>{inner}</article></body></html>".encode()) == shown
