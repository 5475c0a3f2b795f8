"""Statuses: their ranks, words and codes, how they age and how they combine."""

from __future__ import annotations

import pytest

from regelratt.domain.status import LEAF_STATUSES, Part, Reason, Status, age, combine, judge

WORST_LAST = ["not_applicable", "met", "exempt", "not_assessed", "outdated", "error", "not_met"]
WORDS = [
    "ej tillämpligt", "uppfyllt", "beslutat undantag", "ej bedömt", "inaktuellt", "kontrollen misslyckades",
    "ej uppfyllt",
]


def test_ranks_are_the_design_order() -> None:
    """The integer rank runs from 0 to 6, worst last."""
    assert [status.code for status in sorted(Status)] == WORST_LAST
    assert [int(status) for status in sorted(Status)] == list(range(7))


def test_rank_and_not_text_decides() -> None:
    """By text the worst status would be *uppfyllt*; by rank it is *ej uppfyllt*."""
    assert max(Status, key=lambda status: status.word) is Status.MET
    assert max(Status) is Status.NOT_MET


@pytest.mark.parametrize(("code", "word"), list(zip(WORST_LAST, WORDS, strict=True)))
def test_words_and_codes_go_both_ways(code: str, word: str) -> None:
    """Each code has the word of DESIGN section 2, and both lead back."""
    status = Status.from_code(code)
    assert status.word == word
    assert Status.from_word(word) is status


def test_unknown_word_is_none_and_unknown_code_raises() -> None:
    """Content's words are narrowed gently, our own codes strictly."""
    assert Status.from_word("met") is None
    with pytest.raises(KeyError):
        Status.from_code("uppfyllt")


def test_a_leaf_is_never_exempt() -> None:
    """Only an exemption makes a part exempt."""
    assert set(Status) - set(LEAF_STATUSES) == {Status.EXEMPT}


@pytest.mark.parametrize("status", Status)
def test_only_good_news_ages(status: Status) -> None:
    """A lapsed *uppfyllt* or *ej tillämpligt* is *inaktuellt*; nothing else changes."""
    good = status in (Status.MET, Status.NOT_APPLICABLE)
    assert age(status, valid=True) is status
    assert age(status, valid=False) is (Status.OUTDATED if good else status)


def test_rolling_up_nothing_is_not_assessed() -> None:
    """Nothing is met vacuously, neither in a roll-up nor in a rule without items."""
    assert combine([]) is Status.NOT_ASSESSED
    assert judge([]) is Status.NOT_ASSESSED
    assert judge([], exempt=True) is Status.NOT_ASSESSED


@pytest.mark.parametrize("first", Status)
@pytest.mark.parametrize("second", Status)
def test_rolling_up_gives_the_worst(first: Status, second: Status) -> None:
    """The combination of two is the one with the higher rank, in either order."""
    assert combine([first, second]) is combine([second, first]) is Status(max(int(first), int(second)))


def test_clean_result_of_failures_only_proves_nothing() -> None:
    """`avgör: bara brister` gives no contribution when clean, and a failing one when not."""
    assert Part(Status.MET, decides_both=False).contribution is None
    assert Part(Status.NOT_MET, decides_both=False).contribution is Status.NOT_MET
    assert judge([Part(Status.MET, decides_both=False)]) is Status.NOT_ASSESSED


def test_exemption_and_unknown_sibling() -> None:
    """The failing part is exempt, and the unknown one still decides."""
    parts = [Part(Status.NOT_MET), Part(Status.NOT_ASSESSED)]
    assert judge(parts, exempt=True) is Status.NOT_ASSESSED
    assert judge(parts[:1], exempt=True) is Status.EXEMPT


def test_reason_codes_are_words_without_spaces() -> None:
    """Reason codes can stand in a table or an address."""
    assert len({reason.value for reason in Reason}) == len(Reason)
    assert all(" " not in reason and reason == reason.lower() for reason in Reason)
