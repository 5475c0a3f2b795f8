"""A day has one form."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regelratt.domain.iso_dates import iso_date


@given(st.dates())
def test_every_day_is_read(day: date) -> None:
    """What `isoformat` writes is read back."""
    assert iso_date(day.isoformat()) == day


@pytest.mark.parametrize("text", [
    "", "20260930", "2026-W40-3", "2026-W40", "2026-273", "2026-9-30", "26-09-30", "2026-02-30", "2026-13-01", "0000-01-01", "2026-09-30 ",
    " 2026-09-30", "2026-09-30\n", "2026-09-30T00:00", "２０２６-09-30", "٢٠٢٦-09-30", "2026–09–30", "2026/09/30", "+2026-09-30", "-2026-09-30", "12026-09-30", "i dag",
])
def test_no_other_form_is(text: str) -> None:
    """Other forms of ISO 8601, other digits and dashes, blanks, and days that do not exist."""
    assert iso_date(text) is None


@given(st.text(st.sampled_from("0123456789-W T٣３"), max_size=12))
def test_what_is_read_is_written_the_same(text: str) -> None:
    """No text but the day's own is that day."""
    day = iso_date(text)
    assert day is None or day.isoformat() == text
