"""What a store of runs held when it was read, and what a new run says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from regelratt.diagnostics import Diagnostic
from regelratt.domain.run import Run
from regelratt.exports.run_seal import Head, Sealed, digest_of_inherited, seal


@dataclass(frozen=True, slots=True)
class History:
    """What the store held when it was read."""

    heads: tuple[Head, ...]
    """Every run, from the first to the last."""
    diagnostics: tuple[Diagnostic, ...] = ()
    index_is_right: bool = True
    rescued: bytes = b""
    """The last run, when only the copy in `_build/run` has it."""
    chain_start: str = ""
    """Why the next run starts a new chain; empty when it does not."""

    @property
    def rescued_id(self) -> str:
        """Id of the rescued run; empty when there is none."""
        return self.heads[-1].id if self.rescued else ""

    @property
    def is_damaged(self) -> bool:
        """True when something is wrong that cannot be mended from what there is."""
        return any(each.is_error for each in self.diagnostics)

    def find(self, inputs: str) -> Head | None:
        """The last run with these inputs."""
        return next((head for head in reversed(self.heads) if head.inputs == inputs), None)

    def before(self, run: Head) -> History:
        """What stood before a run of the chain."""
        index = self.heads.index(run)
        return replace(self, heads=self.heads[:index], rescued=b"", chain_start=run.chain_start if index == 0 else "")

    def latest(self, day: str) -> Head | None:
        """The run whose failures are carried to a day: of those with the latest day up to it, the last."""
        return max((head for head in reversed(self.heads) if head.day <= day), key=lambda head: head.day, default=None)

    def follow(self, run: Run) -> Sealed:
        """The run sealed as the next one of the chain."""
        previous, inherited = next_place(self.heads)
        return seal(replace(
            run, previous=previous, inherited=inherited, chain_start="" if self.heads else self.chain_start))


def next_place(heads: Sequence[Head]) -> tuple[str, tuple[str, ...]]:
    """What a run after these says of what is before it: a digest, and the unsealed runs if it is the first sealed."""
    sealed = [head for head in heads if head.schema > 1]
    if sealed:
        return sealed[-1].digest, ()
    inherited = tuple(f"{head.id} {head.digest}" for head in heads)
    return digest_of_inherited(inherited), inherited
