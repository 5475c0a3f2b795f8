"""Checksums of what is closed are found by any part of them, and those of what is open are let through."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from tests.gate import Gate


def _said(gate: Gate, folder: Path, text: str) -> str:
    return gate.said(folder, {"name": "x.txt", "text": f"Summa: {text}\n"})


@pytest.mark.parametrize("form", [
    "first ten", "first twelve", "first thirteen", "last sixteen", "middle", "large letters", "in pairs", "whole", "base64",
    "base64 for addresses", "part of base64",
])
@pytest.mark.parametrize("of", ["evidence", "inputs", "file"])
def test_part_of_a_checksum_is_found(form: str, of: str, gate: Gate, tmp_path: Path) -> None:
    """Whatever part of it stands there, and in other letters."""
    file = gate.project.evidence.evidence.files[-1]
    digest = {"evidence": gate.run.evidence_digest, "inputs": gate.run.inputs, "file": file.sha256}[of]
    packed = bytes.fromhex(digest)
    written = {
        "first ten": digest[:10], "first twelve": digest[:12], "first thirteen": digest[:13], "last sixteen": digest[-16:],
        "middle": digest[13:45], "large letters": digest[5:25].upper(), "whole": digest,
        "in pairs": ":".join(digest[at:at + 2] for at in range(0, 20, 2)), "base64": base64.b64encode(packed).decode(),
        "base64 for addresses": base64.urlsafe_b64encode(packed).decode(),
        "part of base64": base64.b64encode(packed).decode()[3:25],
    }[form]
    assert "summa" in _said(gate, tmp_path, written)


@pytest.mark.parametrize("length", [-1, -3, -6])
def test_shortened_id_of_the_run_is_found(length: int, gate: Gate, tmp_path: Path) -> None:
    """With the day before it, half of its own digits are enough."""
    assert "kontrollens id" in _said(gate, tmp_path, gate.run.id[:length])


def test_own_digits_of_the_run_are_found(gate: Gate, tmp_path: Path) -> None:
    """Without the day too, and without the last of them."""
    assert "kontrollens id" in _said(gate, tmp_path, gate.run.id[-12:])
    assert "kontrollens id" in _said(gate, tmp_path, gate.run.id[-12:-1])


def _lettered(digest: str, length: int) -> str:
    """Signs in a row of a checksum with a letter between the outer ones: digits alone can by chance be a number of a
    person, and the sums are others with every change of the content."""
    return next(part for start in range(len(digest)) if any(map(str.isalpha, (part := digest[start:start + length])[1:-1])))


def test_few_signs_and_open_sums_are_let_through(gate: Gate, tmp_path: Path) -> None:
    """A few signs are had by others too, and the sum of the catalogue is shown."""
    run = gate.run
    for text in (run.catalog_digest, _lettered(run.catalog_digest, 12), run.version, f"{run.as_of}",
                 _lettered(run.inputs, 8), _lettered(run.evidence_digest, 9),
                 f"{run.as_of}-{_lettered(run.id[-12:], 4)}"):
        assert _said(gate, tmp_path, text) == "", text
