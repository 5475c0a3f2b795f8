"""How a cell's status was found out: by what contributed to it, and by nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from regelratt.domain.status import Status
from regelratt.domain.totals import totals
from regelratt.domain.words import Obtained
from tests.engine.scene import DAY, catalog, channels, evidence, finding, item, judge, rows, rule

_SAID = item()
_FAULTS = item("K-2", finding("beskrivning = 'fel'"), metod="fynd", underlag="kanaler", avgör="bara brister")
_KRAV = item("K-2", "length(beskrivning) > 0")
_PERSON, _REGISTER = Obtained.SELF_ASSESSMENT, Obtained.REGISTER


@pytest.mark.parametrize(("other", "said", "described", "status", "obtained"), [
    (_FAULTS, "uppfyllt", "rätt", Status.MET, (_PERSON,)),
    (_FAULTS, "uppfyllt", "fel", Status.NOT_MET, (_REGISTER,)),
    (_FAULTS, "ej uppfyllt", "rätt", Status.NOT_MET, (_PERSON,)),
    (_FAULTS, "ej uppfyllt", "fel", Status.NOT_MET, (_PERSON, _REGISTER)),
    (_KRAV, "uppfyllt", "rätt", Status.MET, (_PERSON, _REGISTER)),
    (_KRAV, "ej tillämpligt", "rätt", Status.MET, (_REGISTER,)),
    (_KRAV, "uppfyllt", None, Status.NOT_ASSESSED, (_REGISTER,)),
    (_KRAV, "uppfyllt", "", Status.NOT_MET, (_REGISTER,)),
])
def test_what_decided(
    other: str, said: str, described: str | None, status: Status, obtained: tuple[Obtained, ...]
) -> None:
    """A clean result that proves nothing is no source, and a fault does not rest on what was fine."""
    told = rows("bekräftelser", {
        "bekräftelse_id": "B1", "kontrollpunkt": "K-1", "objekt_id": "K1", "datum": DAY, "utfall": said, "skäl": "x",
        "roll": "kanalansvarig", "förutsättningar": "PRV-1=1"})
    found = judge(catalog(rule(), _SAID, other), evidence(kanaler=channels(beskrivning=described), bekräftelser=told))
    assert (found.rule().status, set(found.rule().obtained)) == (status, set(obtained))
    assert totals(found.run.rule_cells).self_assessed == ((status, obtained) == (Status.MET, (_PERSON,)))


def test_exempt_rests_on_what_failed() -> None:
    """An exemption changes nothing of how the fault was found."""
    granted = rows("undantag", {
        "undantag_id": "U1", "regel": "PRV-1", "regelversion": 1, "objekt_id": "K1", "skäl": "x",
        "beslutad_av": "kommundirektör", "beslutad": date(2026, 1, 1), "från": date(2026, 1, 1), "till": DAY,
        "diarienummer": "1/26"})
    found = judge(catalog(rule(), _SAID, _KRAV), evidence(kanaler=channels(beskrivning=""), undantag=granted))
    assert found.rule().status is Status.NOT_ASSESSED
    alone = judge(catalog(rule(), _KRAV), evidence(kanaler=channels(beskrivning=""), undantag=granted))
    assert (alone.rule().status, alone.rule().obtained) == (Status.EXEMPT, (_REGISTER,))
