"""The corpus as a whole: large enough, each attack told apart, and none left without a runner."""

from __future__ import annotations

from tests.attacks.corpus import HERE, attacks

AREAS = sorted(path.stem for path in HERE.glob("*.yaml"))


def test_corpus_is_large_and_every_attack_says_what_it_tries() -> None:
    """At least 150 attacks over all areas, each with an own id, a sentence and the wall that must stop it."""
    listed = [attack for area in AREAS for attack in attacks(area)]
    assert len(listed) >= 150
    assert len({attack["id"] for attack in listed}) == len(listed)
    assert all(attack["what"] and attack["wall"] and attack["input"] for attack in listed)


def test_every_area_has_a_runner() -> None:
    """A file of attacks that no test reads would prove nothing."""
    assert set(AREAS) == {"cases", "content", "evidence", "faults", "publication", "settings", "sql"}
    runners = "\n".join(path.read_text(encoding="utf-8") for path in HERE.glob("test_*.py"))
    assert [area for area in AREAS if f'attacks("{area}")' not in runners] == []
