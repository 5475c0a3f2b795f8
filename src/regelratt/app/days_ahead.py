"""What is said to have been done on a day that has not come: nobody can have done so, whatever day is judged.

Nor can anybody judge that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from regelratt.app.project import Project
from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.location import Location
from regelratt.settings import SETTINGS_FILE, stated_at

_CHECKED = re.compile(r"\D*(\d{4}(?:-\d{2}){0,2})")


def check_judged_day(project: Project, today: date) -> Iterator[Diagnostic]:
    """A setting that has another day judged than any that has been: what is found then is known of no such day."""
    day = project.settings.as_of
    if day and day > today:
        yield Diagnostic(stated_at(project.root, "as-of") or Location(SETTINGS_FILE), Code.BAD_SETTING,
                         f"Dagen att bedöma i inställningen as-of ({day}) har inte varit än.",
                         f"Skriv en dag till och med i dag ({today}), eller ta bort inställningen: då bedöms i dag.")


def check_content_days(project: Project, today: date) -> Iterator[Diagnostic]:
    """Laws whose standing is said to be checked after today."""
    for law in project.catalog.laws:
        day = _CHECKED.match(re.split("[(;]", law.checked_until)[0])
        # A year or a month has come when its first day has.
        if day and day[1] > today.isoformat()[:len(day[1])]:
            yield Diagnostic(project.option_place(law.location, "kontrollerad"), Code.BAD_VALUE,
                             f"lag {law.id}: kontrollerad ({day[1]}) ligger i framtiden.",
                             "Skriv den dag då lagen kontrollerades.")


def check_evidence_days(project: Project, today: date) -> Iterator[Diagnostic]:
    """Evidence said to be collected after today."""
    for day, place in project.evidence.collected:
        if day > today:
            yield Diagnostic(place, Code.BAD_EVIDENCE, f"insamlat ({day}) ligger i framtiden.",
                             "Skriv den dag då uppgifterna samlades in.")
