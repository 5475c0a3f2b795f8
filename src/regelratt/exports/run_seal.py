"""The seal of a stored run: a digest over its whole text, from which its id is made, and how to check it unparsed.

The digest is SHA-256 over the file's bytes with the run's own id left empty. The id is the day and the digest's first
twelve hexadecimal digits. Since the text names the digest of the run before it, the id commits to all history.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, replace
from io import BytesIO
from typing import BinaryIO

from regelratt.domain.run import RUN_ID as RUN_ID
from regelratt.domain.run import SCHEMA_VERSION, Run
from regelratt.exports.run_files import run_to_json

_FIRST = 4 << 20
"""Bytes that are read before the head is looked for; room for forty thousand inherited runs."""

_STEP = 1 << 20

_HEAD = re.compile(
    rb'\{\n  "schema_version": (?P<schema>[1-3]),\n  "id": "(?P<id>(?P<day>\d{4}-\d\d-\d\d)-[0-9a-f]{12})",\n'
    rb'  "as_of": "(?P=day)",\n'
    rb'(?:  "previous": "(?P<previous>|[0-9a-f]{64})",\n  "inputs": "(?P<inputs>[0-9a-f]{64})",\n'
    rb'  "inherited": \[(?P<inherited>[^\]]*)\],\n  "chain_start": (?P<start>"(?:[^"\\\n]|\\.)*"),\n)?'
)


@dataclass(frozen=True, slots=True)
class Head:
    """What a stored run says about its place in the chain, and what its bytes come to."""

    schema: int
    id: str
    digest: str
    previous: str = ""
    inputs: str = ""
    inherited: tuple[str, ...] = ()
    chain_start: str = ""

    @property
    def day(self) -> str:
        """The day the run is about, as in its id."""
        return self.id[:10]

    @property
    def is_sealed(self) -> bool:
        """True when the id follows from the bytes. Version 1 has no seal."""
        return self.schema == 1 or self.id == _ident(self.day, self.digest)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A run with its id, and the bytes that are stored with what they come to."""

    run: Run
    data: bytes
    head: Head


def seal(run: Run) -> Sealed:
    """Give a run the id that follows from all the rest of it."""
    blank = run_to_json(replace(run, id=""))
    ident = _ident(run.as_of.isoformat(), hashlib.sha256(blank.encode()).hexdigest())
    data = blank.replace('"id": ""', f'"id": "{ident}"', 1).encode()
    head = read_head(BytesIO(data))
    assert head is not None
    assert head.is_sealed, "what is stored can be read again"
    return Sealed(replace(run, id=ident), data, head)


def read_head(stream: BinaryIO) -> Head | None:
    """The head and digest of a stored run; None when the file does not begin as any version writes it."""
    first = stream.read(_FIRST)
    found = _HEAD.match(first)
    if found is None or (found["previous"] is None) != (found["schema"] == b"1"):
        return None
    blank = found.span("id") if found["schema"] != b"1" else (0, 0)
    hashed = hashlib.sha256(first[: blank[0]])
    hashed.update(memoryview(first)[blank[1] :])
    while step := stream.read(_STEP):
        hashed.update(step)
    text = {name: (value or b"").decode("utf-8", "replace") for name, value in found.groupdict().items()}
    return Head(
        int(text["schema"]), text["id"], hashed.hexdigest(), text["previous"], text["inputs"],
        tuple(re.findall(r'"([^"]*)"', text["inherited"])), _unquoted(text["start"]),
    )


def digest_of_inherited(inherited: tuple[str, ...]) -> str:
    """What the first run of version 2 names as the one before it: a digest over all of version 1; empty for none."""
    return hashlib.sha256("".join(f"{line}\n" for line in inherited).encode()).hexdigest() if inherited else ""


def newer_version(text: str) -> int | None:
    """The version of a run that a newer program wrote; None for everything else."""
    found = re.match(r'\s*\{\s*"schema_version"\s*:\s*(\d{1,9})\s*[,}]', text)
    return int(found[1]) if found and int(found[1]) > SCHEMA_VERSION else None


def _ident(day: str, digest: str) -> str:
    return f"{day}-{digest[:12]}"


def _unquoted(text: str) -> str:
    try:
        return str(json.loads(text)) if text else ""
    except ValueError:
        return ""
