"""What must hold for the real content: every rule has a basis that stands, and the law records are all told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from regelratt.domain.catalog import Catalog
from regelratt.domain.content import Law, Premise, Provision, Remark, Rule
from regelratt.domain.words import State
from tests.project import ROOT, reference
from tests.reference_sources import seed, shared

CLAIMS = {
    "gbg-1a": "A-GBG-1A", "gbg-1b": "A-GBG-1B", "gbg-7a": "A-GBG-7A", "gbg-7b": "A-GBG-7B", "gbg-7c": "A-GBG-7C",
    "gbg-7d": "A-GBG-7D", "gbg-7e": "A-GBG-7E", "gbg-7f": "A-GBG-7F", "gbg-7g": "A-GBG-7G", "gbg-7h": "A-GBG-7H",
    "gbg-8a": "A-GBG-8A", "gbg-8b": "A-GBG-8B", "gbg-8c": "A-GBG-8C", "gbg-8d": "A-GBG-8D", "gbg-81a": "A-GBG-81A",
    "gbg-81b": "A-GBG-81B", "gbg-fot": "A-GBG-FOT", "gbg-saknas": "A-GBG-SAKNAS", "tyr-34": "A-TYR-34",
    "tyr-51": "A-TYR-51", "tyr-6": "A-TYR-6", "tyr-61a": "A-TYR-61A", "tyr-61b": "A-TYR-61B", "tyr-62": "A-TYR-62",
    "tyr-63": "A-TYR-63", "tyr-64a": "A-TYR-64A", "tyr-64b": "A-TYR-64B", "tyr-64c": "A-TYR-64C",
    "tyr-64d": "A-TYR-64D", "tyr-64e": "A-TYR-64E", "tyr-64f": "A-TYR-64F", "tyr-65": "A-TYR-65",
    "tyr-66": "A-TYR-66", "tyr-67": "A-TYR-67", "tyr-71": "A-TYR-71", "tyr-81": "A-TYR-81", "tyr-82a": "A-TYR-82A",
    "tyr-82b": "A-TYR-82B", "tyr-82c": "A-TYR-82C", "tyr-83a": "A-TYR-83A", "tyr-83b": "A-TYR-83B",
    "tyr-84": "A-TYR-84", "tyr-9": "A-TYR-9",
}
"""The remark that tells each claim of the law records about outdated or incomplete citations."""

LAWS = {
    "arkivlagen": "L-ARKL", "bbs": "L-BBS", "brb": "L-BRB", "cybersakerhetslagen": "L-CSL", "dataskyddslagen": "L-DSL",
    "dos": "L-DOS", "dpf": "L-DPF", "dsa": "L-DSA", "emfa": "L-EMFA", "emfa-lag": "L-EMFAL", "fl": "L-FL",
    "gdpr": "L-GDPR", "kl": "L-KL", "lek": "L-LEK", "lptt": "L-LPTT", "mdffs-2019-2": "L-MDFFS", "mfl": "L-MFL",
    "namn-bild": "L-NAMNBILD", "osl": "L-OSL", "rf": "L-RF", "spraklagen": "L-SPRAK", "tf": "L-TF", "ttpa": "L-TTPA",
    "url": "L-URL", "vma": "L-VMA", "ygl": "L-YGL",
}
"""The law that each short name in the law records stands for."""

BUILT = {".git", ".venv", "_build", "__pycache__", "node_modules"}


def _catalog() -> Catalog:
    return reference().catalog


@cache
def _claims() -> dict[str, dict[str, object]]:
    return {each["id"]: each for each in json.loads(shared("law", "outdated.json").read_text("utf-8"))["claims"]}


def _repealed(ident: str) -> bool:
    """True when the provision, or the law it belongs to, no longer applies."""
    target = _catalog().by_id[ident]
    law = _catalog().by_id[target.law] if isinstance(target, Provision) else target
    return any(isinstance(each, Law | Provision) and each.repealed is not None for each in (target, law))


def test_every_rule_has_a_basis() -> None:
    """A law that it rests on, or that it is an internal decision; never neither and never both."""
    rules = _catalog().rules
    assert len(rules) > 150
    assert [rule.id for rule in rules if bool(rule.legal_basis) is rule.internal] == []


def test_every_cited_provision_exists() -> None:
    """Whatever cites law, cites a law or provision of the catalogue, and links in texts do too."""
    catalog = _catalog()
    legal = {entry.id for entry in (*catalog.laws, *catalog.provisions)}
    citing: tuple[Rule | Premise | Remark, ...] = (*catalog.rules, *catalog.premises, *catalog.remarks)
    cited = {(entry.id, basis.provision) for entry in citing for basis in entry.legal_basis}
    linked = {(entry.id, ident) for entry in catalog for ident in re.findall(r"\(#(L-[A-Z0-9-]+)\)", entry.text)}
    assert len(cited) > 200
    assert {(who, what) for who, what in cited | linked if what not in legal} == set()


def test_no_rule_in_force_rests_on_repealed_law() -> None:
    """What is in force rests on what is in force; a historical rule on repealed law has a remark about it."""
    resting = [(rule, basis.provision) for rule in _catalog().rules for basis in rule.legal_basis
               if _repealed(basis.provision)]
    assert resting
    assert [rule.id for rule, _ in resting if rule.state is State.IN_FORCE] == []
    assert [rule.id for rule, _ in resting if rule.id not in _catalog().remarks_on] == []


def test_repealed_law_names_what_applies_now() -> None:
    """Repealed law that a rule rests on names its successor, and every successor is in force."""
    entries: tuple[Law | Provision, ...] = (*_catalog().laws, *_catalog().provisions)
    repealed = [entry for entry in entries if entry.repealed is not None]
    assert repealed
    assert [entry.id for entry in repealed if not entry.replaced_by and entry.id in _catalog().rules_on_basis] == []
    assert [(entry.id, ident) for entry in repealed for ident in entry.replaced_by if _repealed(ident)] == []


def test_rules_and_law_agree_both_ways() -> None:
    """A law lists exactly the rules that cite it, and a rule is listed by everything it cites."""
    catalog = _catalog()
    forward = {(rule.id, basis.provision) for rule in catalog.rules for basis in rule.legal_basis}
    backward = {(rule.id, ident) for ident, rules in catalog.rules_on_basis.items() for rule in rules}
    assert forward == backward
    assert all(len(rules) == len({rule.id for rule in rules}) for rules in catalog.rules_on_basis.values())


def test_every_rule_in_force_is_checked_or_says_why_not() -> None:
    """An item, a level that cannot fail, or a reason why no check would be right."""
    left = [rule.id for rule in _catalog().rules if rule.is_evaluated and rule.id not in _catalog().items_of_rule]
    assert left == []


def test_every_claim_has_a_remark() -> None:
    """The law records and the table know the same claims, and each remark exists once in the table."""
    assert set(_claims()) == set(CLAIMS)
    assert len(set(CLAIMS.values())) == len(CLAIMS)
    assert [ident for ident in CLAIMS.values() if not isinstance(_catalog().by_id.get(ident), Remark)] == []


@pytest.mark.parametrize("claim", CLAIMS)
def test_remark_stands_where_the_claim_does(claim: str) -> None:
    """The remark is about the claim's document and section, and cites every law that the claim rests on."""
    facts = _claims()[claim]
    remark = _catalog().by_id[CLAIMS[claim]]
    assert isinstance(remark, Remark)
    about = [_catalog().by_id[ident] for ident in remark.about]
    folder = f"policies/{facts['doc']}/"
    assert all(entry.location.path.startswith(folder) for entry in about)
    wanted = {part.strip() for part in str(facts["section"]).split(",")}
    sections = {str(getattr(entry, "section", "hela")) for entry in about}
    assert any(section == part or section.startswith(f"{part}.") for section in sections for part in wanted)
    assert _laws_wanted(facts) <= set(_laws_cited(remark))


def _laws_wanted(facts: dict[str, object]) -> set[str]:
    basis = facts["basis"]
    assert isinstance(basis, list)
    return {LAWS[str(each).split()[0]] for each in basis}


def _laws_cited(remark: Remark) -> Iterator[str]:
    linked = re.findall(r"\(#(L-[A-Z0-9-]+)\)", remark.text)
    for ident in (*linked, *(basis.provision for basis in remark.legal_basis)):
        target = _catalog().by_id[ident]
        yield target.law if isinstance(target, Provision) else target.id


def test_historical_document_has_no_rule_in_force() -> None:
    """The rules of 2010 are told as history: none of them gets cells."""
    historical = {document.id for document in _catalog().documents if document.standing.value == "historiskt"}
    rules = [rule for rule in _catalog().rules if rule.document in historical]
    assert rules
    assert [rule.id for rule in rules if rule.state is State.IN_FORCE or rule.is_evaluated] == []


def test_no_personal_name_is_carried_over() -> None:
    """The person whom a source names as the document's owner occurs nowhere in the repository."""
    named = re.search(r"Dokumentansvarig ([^\W\d]+) ([^\W\d]+),", seed("GBG-2010").read_text("utf-8"))
    assert named
    surname = re.compile(rf"\b{re.escape(named[2])}\b", re.IGNORECASE)
    paths = list(_files(ROOT))
    assert len(paths) > 150
    assert [str(path.relative_to(ROOT)) for path in paths if surname.search(_text(path))] == []


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name in BUILT or (path.is_dir() and path.name.startswith(".")):
            continue
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")

