"""What an evidence folder is taken to cover."""

from __future__ import annotations

from pathlib import Path

from regelratt.loaders.evidence import load_evidence
from tests.evidence.folder import write_evidence


def test_all_of_a_register_are_those_it_tells_of(tmp_path: Path) -> None:
    """A newer register about other objects does not make an older one's rows fresh."""
    old = {"insamlat": "2024-01-31", "till": "2024-01-31", '"från"': "2024-01-01"}
    write_evidence(tmp_path / "underlag", {
        "files": {"nämnder.csv": "nämnd_id,namn\nN1,Ett\n", "b.csv": "nämnd_id,namn\nN2,Två\n"},
        "blocks": [old, {"fil": '"b.csv"'}],
    })
    loaded = load_evidence(tmp_path / "underlag", "underlag")
    assert loaded.diagnostics == ()
    assert [(claim.subject, claim.last.year) for claim in loaded.evidence.coverage] == [("N1", 2024), ("N2", 2026)]
