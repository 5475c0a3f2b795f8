"""The order of runs by their own account, as laws over made-up heads: no files."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regelratt.app.run_store.chain import Order, index_of, put_in_order
from regelratt.app.run_store.history import next_place
from regelratt.exports.run_seal import Head


def _digest(name: object) -> str:
    return hashlib.sha256(str(name).encode()).hexdigest()


def chain(old: int, new: int) -> list[Head]:
    """So many runs of version 1, then so many sealed ones."""
    heads = [Head(1, f"2026-01-{number:02}-{_digest(number)[:12]}", _digest(number)) for number in range(1, old + 1)]
    for number in range(1, new + 1):
        previous, inherited = next_place(heads)
        digest = _digest(f"s{number}{previous}")
        heads.append(Head(2, f"2026-02-{number:02}-{digest[:12]}", digest, previous, _digest("i"), inherited))
    return heads


CHAINS = st.builds(chain, st.integers(0, 3), st.integers(0, 5))


def _is_sound(order: Order) -> bool:
    return not (order.breaks or order.lost or order.unplaced)


@given(CHAINS, st.data())
def test_order_is_in_the_runs(heads: list[Head], data: st.DataObject) -> None:
    """Runs found in any order, with the right index, come in the order they were made, and nothing is to be mended."""
    shuffled = data.draw(st.permutations(heads))
    assert put_in_order(shuffled, index_of(heads)) == Order(tuple(heads))


@given(CHAINS.filter(lambda heads: any(head.schema > 1 for head in heads)), st.data())
def test_sealed_runs_need_no_index(heads: list[Head], data: st.DataObject) -> None:
    """With one sealed run the whole order can be rebuilt, whatever the index has become, unless it names what nobody has."""
    index = data.draw(st.one_of(
        st.none(), st.binary(max_size=60), st.permutations(heads).map(index_of),
        st.integers(0, 200).map(lambda length: index_of(heads)[:length]),
        st.lists(st.sampled_from(heads), max_size=8).map(index_of),
    ))
    order = put_in_order(heads, index)
    assert order.heads == tuple(heads)
    assert _is_sound(order)
    assert bool(order.mended) == (index != index_of(heads))


@given(CHAINS.filter(len), st.data())
def test_a_missing_run_is_found(heads: list[Head], data: st.DataObject) -> None:
    """Whichever run is taken away, the rest or the index tells it."""
    gone = data.draw(st.sampled_from(heads))
    rest = [head for head in heads if head != gone]
    assert not _is_sound(put_in_order(rest, index_of(heads)))
    if gone != heads[-1]:
        sealed = any(head.schema > 1 for head in rest)
        assert not sealed or not _is_sound(put_in_order(rest, index_of(rest))), "the runs after it tell, without the index"


@given(CHAINS.filter(lambda heads: any(head.schema > 1 for head in heads)), st.data())
def test_a_changed_run_is_found(heads: list[Head], data: st.DataObject) -> None:
    """A run whose bytes have become others, even with a seal that fits, is no longer the one that the next builds on."""
    changed = data.draw(st.sampled_from(heads))
    other = replace(changed, digest=_digest("annat"), id=changed.id[:11] + _digest("annat")[:12] if changed.schema > 1 else changed.id)
    order = put_in_order([other if head == changed else head for head in heads], index_of(heads))
    assert not _is_sound(order)


@given(CHAINS.filter(lambda heads: sum(head.schema > 1 for head in heads) > 1), st.data())
def test_a_fork_is_found(heads: list[Head], data: st.DataObject) -> None:
    """Two runs that follow the same one are both named."""
    rival_of = data.draw(st.sampled_from([head for head in heads if head.schema > 1]))
    digest = _digest("rival")
    rival = replace(rival_of, digest=digest, id=f"2026-03-01-{digest[:12]}")
    order = put_in_order([*heads, rival], index_of(heads))
    assert any(rival.id in each.message and rival_of.id in each.message for each in order.breaks)


def test_a_ring_ends_and_is_found() -> None:
    """Runs that follow one another in a circle cannot be made with a sound hash; if they were, the walk ends and says so."""
    first = Head(2, "2026-01-01-000000000001", "a" * 64, "c" * 64)
    second = Head(2, "2026-01-02-000000000002", "b" * 64, "a" * 64)
    third = Head(2, "2026-01-03-000000000003", "c" * 64, "b" * 64)
    root = Head(2, "2026-01-04-000000000004", "d" * 64, "")
    for heads in ([first, second, third], [first, second, third, root]):
        assert put_in_order(heads, index_of(heads)).breaks
    itself = Head(2, "2026-01-05-000000000005", "", "")
    assert put_in_order([itself], index_of([itself])).heads == (itself,)


@pytest.mark.parametrize("index", [b"", None])
def test_no_runs_and_no_index_is_an_empty_store(index: bytes | None) -> None:
    """The first time there is nothing to say."""
    assert put_in_order([], index) == Order(())


class TestVersion1:
    """Runs without seals: only the index knows their order until the first sealed run has written it down."""

    OLD = chain(3, 0)

    def test_glued_lines_are_taken_apart(self) -> None:
        """A torn line break once made two runs vanish; both are there, in order."""
        order = put_in_order(self.OLD, index_of(self.OLD).replace(b"\n", b"", 1))
        assert order.heads == tuple(self.OLD)
        assert order.mended

    @pytest.mark.parametrize("torn", range(23))
    def test_torn_last_line_is_completed(self, torn: int) -> None:
        """The last run is taken in, since all the others have their lines."""
        order = put_in_order(self.OLD, index_of(self.OLD)[: -torn or None])
        assert order.heads == tuple(self.OLD)
        assert _is_sound(order)
        assert bool(order.mended) == bool(torn)

    @pytest.mark.parametrize("lines", [(), (0,), (1, 2), (2,)])
    def test_unknown_order_within_a_day_is_not_guessed(self, lines: tuple[int, ...]) -> None:
        """Which run of a day was the last decides what is carried; when the index does not tell, nobody does."""
        day = [replace(head, id=f"2026-01-01-{head.id[11:]}") for head in self.OLD]
        order = put_in_order(day, index_of(day[number] for number in lines))
        assert set(order.unplaced) == {head.id for number, head in enumerate(day) if number not in lines}
        assert not order.breaks

    @pytest.mark.parametrize("index", [None, b"", index_of(OLD)[24:], index_of(OLD)[:20], b"x" + index_of(OLD)[1:]])
    def test_runs_of_different_days_need_no_order(self, index: bytes | None) -> None:
        """With one run a day the day says it all: every run is there, and the index is written anew."""
        order = put_in_order(self.OLD, index)
        assert set(order.heads) == set(self.OLD)
        assert not order.unplaced
        assert order.mended

    def test_each_tampering_after_the_seal_is_told_apart(self) -> None:
        """Changed, removed and added runs of version 1 are found by the first sealed run."""
        heads = chain(3, 1)
        added = Head(1, "2026-01-09-000000000009", "9" * 64)
        changed = [replace(heads[0], digest="0" * 64), *heads[1:]]
        for found, words in ((heads[1:], "saknas"), (changed, "har ändrats"), ([*heads, added], "lagts till")):
            assert words in put_in_order(found, index_of(found)).breaks[0].message
