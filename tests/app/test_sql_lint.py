"""What lint says about SQL and test cases, at the places where they are written, and how many processes it takes."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from regelratt.app.check import assess, lint, prove
from regelratt.app.project import Project
from regelratt.diagnostics import Code
from regelratt.engine import cases, child
from regelratt.engine.messages import Result, World
from tests.project import SMALL, write_project

LIST, RULES = "checklists/lista.md", "policies/dok/index.md"
TEXT, RULE = SMALL[LIST], SMALL[RULES]


def found(root: Path, **files: str) -> list[str]:
    """Every message as it is printed."""
    return [str(each) for each in lint(Project(write_project(root, files)))]


def _line(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def _edited(*edits: tuple[str, str]) -> str:
    text = TEXT
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_the_small_project_is_sound(tmp_path: Path) -> None:
    """What the tests edit has no mistakes, and its three cases hold."""
    project = Project(write_project(tmp_path, {}))
    assert lint(project) == []
    assert [result.holds for result in prove(project)] == [True] * 3


@pytest.mark.parametrize(("fence", "at"), [
    ("tvåfaktor = 'Ja'", "'Ja'"), ("\n\n  tvåfaktor = 'Ja'", "'Ja'"), ("tvåfaktor = 'ja'\n   OR status = 'Aktiv'", "'Aktiv'"), ("-- åäö\n/* å */ stat = 'aktiv'", "stat"),
    ("tvåfaktor = 'ja' AND antal_med_åtkomst > $gräns", "$gräns"), ("tvåfaktor = 'ja'\nAND (", "("),
])
def test_mistakes_in_a_fence_have_line_and_column(tmp_path: Path, fence: str, at: str) -> None:
    """Counted in the file, also where the fence begins with empty lines."""
    text = _edited(("tvåfaktor = 'ja'\n```", f"{fence}\n```"))
    place = text.index(at, text.index("```sql"))
    line = text[:place].count("\n") + 1
    column = place - text.rindex("\n", 0, place)
    [message] = found(tmp_path, **{LIST: text})
    assert message.startswith(f"{LIST}:{line}:{column}: fel: kontrollpunkt K-TVA: ")


def test_a_condition_is_told_of_where_it_stands(tmp_path: Path) -> None:
    """At its own option's value, and one that items inherit from their rule at the rule alone."""
    rules = RULE.replace(":vem:", ":gäller-om:   statu = 'aktiv'\n:vem:")
    [message] = found(tmp_path, **{RULES: rules})
    assert message.startswith(f"{RULES}:{_line(rules, ':gäller-om:')}:15: fel: regel DOK-1-01, gäller-om: Kolumnen statu finns inte")
    text = _edited((":metod: krav", ":gäller-om: status = 'aktiv' AND status = 'Vilande'\n:metod: krav"))
    [message] = found(tmp_path, **{LIST: text})
    assert message.startswith(f"{LIST}:{_line(text, ':gäller-om:')}:43: fel: kontrollpunkt K-TVA, gäller-om: status kan aldrig vara 'Vilande'.")


def test_a_case_that_does_not_hold_is_an_error_at_the_case(tmp_path: Path) -> None:
    """The message names the item, what came out and why, and what the case says; the remedy says what to do."""
    text = _edited((":utfall: ej bedömt", ":utfall: beslutat undantag"))
    messages = found(tmp_path, **{LIST: text})
    assert (
        f"{LIST}:{_line(text, ':::{testfall} Fall 3')}:1: fel: testfall T-TVA-3: K-TVA ger ej bedömt (uppgift-saknas), men testfallet säger beslutat undantag. "
        "Rätta kontrollpunktens SQL, eller testfallets rader eller utfall. [regelratt.failed-case]") in messages


def test_a_check_that_cannot_fail_is_not_proved_by_impossible_cases(tmp_path: Path) -> None:
    """`1 = 1` is refused where it stands, and its cases are not run; one that only looks like a check fails its cases."""
    [message] = found(tmp_path, **{LIST: _edited(("tvåfaktor = 'ja'\n", "1 = 1\n"))})
    assert "[regelratt.idle-check]" in message
    messages = found(tmp_path, **{LIST: _edited(("tvåfaktor = 'ja'\n", "coalesce(length(syfte), 1) > 0\n"))})
    assert [each.split(": ")[2] for each in messages] == ["testfall T-TVA-2", "testfall T-TVA-3"]


@pytest.mark.parametrize(("edit", "code"), [
    ((":utfall: uppfyllt", ":utfall: ja"), Code.BAD_VALUE), (("kanal_id,tvåfaktor\nF1,ja", "kanal_id,tvåfaktor\nF1,Ja"), Code.BAD_EVIDENCE), ((":per-datum: 2026-06-30", ":per-datum: igår"), Code.BAD_VALUE),
    (("kanal_id,tvåfaktor\nF1,ja", "kanal_id,tvåfakto\nF1,ja"), Code.BAD_EVIDENCE), ((":kontrollpunkt: K-TVA\n:utfall: uppfyllt", ":kontrollpunkt: K-TV\n:utfall: uppfyllt"), Code.UNKNOWN_REFERENCE),
])
def test_a_case_with_a_mistake_of_its_own_is_not_run(tmp_path: Path, edit: tuple[str, str], code: Code) -> None:
    """It has its own message; what it gives would only be noise."""
    diagnostics = lint(Project(write_project(tmp_path, {LIST: _edited(edit)})))
    assert code in {each.code for each in diagnostics}
    assert Code.FAILED_CASE not in {each.code for each in diagnostics}


def test_odd_parameters_of_a_case_harm_nobody(tmp_path: Path) -> None:
    """Numbers that are none, or that no database holds, are messages and no crash."""
    rules = RULE.replace(":grund:", ":parametrar: gräns = 2 [1..12 personer]\n:grund:")
    text = _edited(("tvåfaktor = 'ja'\n```", "antal_med_åtkomst >= $gräns\n```"))
    for value in ("Infinity", "sNaN", "1e999", "3 personer"):
        messages = found(tmp_path / value, **{RULES: rules, LIST: text.replace(":per-datum:", f":parametrar: gräns = {value}\n:per-datum:", 1)})
        assert messages
        assert "Traceback" not in "".join(messages)


_DECLARED = "regel DOK-1-01: parametern 'gräns = 2' går inte att läsa."


@pytest.mark.parametrize(("in_rules", "in_items", "told"), [
    (("", ""), ("", ""), []), (("gräns = 2 [1..12 st]", "gräns = 2"), ("", ""), [_DECLARED]), ((":parametrar:", ":parameter:"), ("", ""), ["regel DOK-1-01 har inget fält som heter parameter."]),
    (("", ""), (":prövar: DOK-1-01", ":prövar: DOK-1-02"), ["kontrollpunkt K-TVA: prövar hänvisar till DOK-1-02, som inte finns."]), (("", ""), (":prövar:", ":prövr:"), ["kontrollpunkt K-TVA har inget fält som heter prövr.", "kontrollpunkt K-TVA saknar prövar (regler som avgörs)."]),
    (("gräns = 2 [", "grans = 2 ["), ("", ""), [
        "kontrollpunkt K-TVA: Parametern $gräns är inte deklarerad av någon regel som prövas.", "testfall T-TVA-1: ingen av reglerna deklarerar gräns.",
        "lokalt-beslut B-1: DOK-1-01 har ingen parameter som heter gräns.", "regel DOK-1-01, gäller-om: Parametern $gräns är inte deklarerad av någon regel som prövas."]),
])
def test_of_parameters_that_cannot_be_read_nothing_more_is_said(
    tmp_path: Path, in_rules: tuple[str, str], in_items: tuple[str, str], told: list[str]
) -> None:
    """One mistake in a rule, or in what leads to it, gives one message, and not one for everything that uses it."""
    rules = RULE.replace(":grund:", ":parametrar: gräns = 2 [1..12 st]\n:gäller-om: antal_med_åtkomst > $gräns OR tvåfaktor = 'ja'\n:grund:") + (
        "\n:::{lokalt-beslut} Tre\n:id: B-1\n:regel: DOK-1-01\n:parameter: gräns\n:värde: 3\n:beslut: chef; 2026-01-01; D 2\n:gäller-från: 2026-01-01\n\nTre.\n:::\n")
    text = _edited(("tvåfaktor = 'ja'\n```", "antal_med_åtkomst >= $gräns\n```"), (":per-datum:", ":parametrar: gräns = 2\n:per-datum:"))
    messages = found(tmp_path, **{RULES: rules.replace(*in_rules), LIST: text.replace(*in_items)})
    said = [each.partition(": fel: ")[2] for each in messages if ": fel: " in each and "failed-case" not in each and "orphan" not in each]
    assert len(said) == len(told), said
    assert all(each.startswith(start) for each, start in zip(sorted(said), sorted(told), strict=True)), said


def test_the_day_that_is_judged_cannot_be_declared_by_a_rule(tmp_path: Path) -> None:
    """A rule whose parameter is called as the day or the period would decide for itself when it is judged."""
    rules = RULE.replace(":grund:", ":parametrar: per_datum = 2 [1..12 personer]\n:grund:")
    [message] = found(tmp_path, **{RULES: rules})
    assert message.startswith(f"{RULES}:{_line(rules, ':parametrar:')}:14: fel: regel DOK-1-01: namnet per_datum är upptaget av den dag")


def test_cases_that_the_machine_could_not_run_are_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is wrong with the SQL, and nobody is told to mend it; a case that does not hold is told beside it."""
    def run(worlds: list[World], **_: object) -> list[list[Result]]:
        lost = Result(error="minnet räckte inte", unloaded="kanaler", is_of_the_machine=True)
        return [[lost if task.scene else Result((("F1", "false"),)) for task in worlds[0].tasks]]

    monkeypatch.setattr(cases, "run_worlds", run)
    failed, stopped = found(tmp_path)
    assert "T-TVA-1: K-TVA ger ej uppfyllt" in failed
    assert "fel: 2 testfall kunde inte köras, och det första är T-TVA-2: minnet räckte inte. Se till att" in stopped


def test_lint_takes_one_process_and_the_work_is_done_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading and all test cases share a child; asking again, by lint, check or the test cases alone, starts none for them."""
    started: list[list[str]] = []

    class Counted(subprocess.Popen[bytes]):
        def __init__(self, command: list[str], **named: Any) -> None:
            started.append(command)
            super().__init__(command, **named)

    monkeypatch.setattr(child.subprocess, "Popen", Counted)
    project = Project(write_project(tmp_path, {}))
    lint(project)
    lint(project)
    prove(project)
    assert len(started) == 1
    assess(project)
    assert len(started) <= 2
    assert all("regelratt.engine.worker" in command for command in started)
