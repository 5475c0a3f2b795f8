"""What a check says when the item by which a rule fails is moved to a rule that nobody judges."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.called import call
from tests.evidence.folder import write_evidence
from tests.project import SMALL, write_project

RULES, LIST = "policies/dok/index.md", "checklists/lista.md"
_, _, RULE = SMALL[RULES].rpartition("\n\n:::{regel}")
FIRST_RULE = f"\n\n:::{{regel}}{RULE}"


def _rule(number: int, life: str = "", why: str = "") -> str:
    return FIRST_RULE.replace("DOK-1-01", f"DOK-1-0{number}").replace(":grund:", f"{life}:grund:").replace(
        "Slå på tvåfaktor.", f"Slå på tvåfaktor.{why}")


def _write(root: Path, rules: str, tested: tuple[str, str], cell: str, day: str) -> None:
    """The rules, what the two items verify, and the register as it is known on the day."""
    own = SMALL[LIST].replace(":prövar: DOK-1-01", f":prövar: {tested[0]}")
    other = SMALL[LIST].partition("\n\n")[2].replace("tvåfaktor", "pixel").replace("TVA", "PIX").replace("'ja'", "'av'")
    other = other.replace(",ja\n", ",av\n").replace(",nej\n", ",på\n").replace(":prövar: DOK-1-01", f":prövar: {tested[1]}")
    write_project(root, {RULES: SMALL[RULES] + rules, LIST: f"{own}\n{other}"})
    head = "kanal_id,nämnd_id,plattform,kontonamn,status,tvåfaktor,pixel"
    write_evidence(root / "evidence", {
        "files": {"nämnder.csv": "nämnd_id,namn\nn1,Ett\n", "kanaler.csv": f"{head}\nc1,n1,Facebook,Zetaqvarn,aktiv,{cell},av\n"},
        "blocks": [{"insamlat": day, "till": day}, {"fil": '"kanaler.csv"', "tabell": '"kanaler"', "insamlat": day, "till": day}]})


STANDS = ("regel DOK-1-01 har en känd brist från K-TVA, som inte längre prövar regeln. Ge kontrollpunkten tillbaka, eller låt "
          "den pröva en annan regel som bedöms, och låt dem som regeln har avgöra den på nyare underlag.")
ENDS = ("K-TVA hade en känd brist för c1, som inte är rättad. Kontrollpunkten prövar inte längre regeln, som har avgjorts utan "
        "den. Låt den pröva regeln igen om frågan ska ställas.")


@pytest.mark.parametrize(("cell", "says"), [("nej", STANDS), ("", ENDS), ("ja", "")])
@pytest.mark.parametrize(("life", "why"), [
    (":läge: upphävd\n", " Regeln är upphävd, för den behövs inte."), (":läge: utkast\n", ""), (":gäller-från: 2030-01-01\n", "")])
def test_a_failure_is_not_moved_away(life: str, why: str, cell: str, says: str, tmp_path: Path) -> None:
    """It stands while newer evidence shows it, ends with a word when nobody knows, and in silence when it is mended."""
    _write(tmp_path, _rule(2), ("DOK-1-01", "DOK-1-02"), "nej", "2026-09-01")
    assert "1 ej uppfyllt" in call("check", "--as-of", "2026-09-01", "--root", tmp_path).out
    _write(tmp_path, _rule(2) + _rule(3, life, why), ("DOK-1-03", "DOK-1-01, DOK-1-02"), cell, "2026-09-20")
    done = call("check", "--as-of", "2026-09-20", "--root", tmp_path)
    assert done.code == 0, done.out
    assert ("1 ej uppfyllt" in done.out) is (cell == "nej"), done.out
    assert says in done.out, done.out
    assert ("känd brist" in done.out) is bool(says), done.out
