"""Copies of the real project, and small projects of their own, for tests that build and break things."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from regelratt.app.project import Project
from regelratt.engine.trial import Trial

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
PARTS = ("index.md", "conf.py", "pyproject.toml", "policies", "checklists", "docs", "evidence")

SMALL = {
    "pyproject.toml": '[tool.regelratt]\nas-of = "2026-09-30"\nitem-deadline = 2\n',
    "index.md": "# Start\n\nText.\n",
    "policies/roller.md": "# Roller\n\n:::{roll} kanalansvarig\n:id: R-KA\n:slag: funktion\n\nSköter kanalen.\n:::\n\n"
    ":::{roll} chef\n:id: R-CHEF\n:slag: befattning\n\nBeslutar.\n:::\n",
    "policies/dok/index.md": (
        "# Dokument\n\n:::{dokument} Exempel\n:id: DOK-1\n:kortnamn: DOK\n:utgivare: Påhittby\n:dokumenttyp: riktlinjer\n"
        ":ställning: gällande\n:beslut: chef; 2026-01-01; D 1\n:gäller-från: 2026-01-01\n:filnamn: policies/dok\n\n"
        "Ett dokument.\n:::\n\n"
        ":::{regel} Ha tvåfaktor\n:id: DOK-1-01\n:dokument: DOK-1\n:avsnitt: 1\n:kravnivå: ska\n"
        ":vem: kanalansvarig (anges)\n:grund: internt beslut\n\nSlå på tvåfaktor.\n:::\n"
    ),
    "checklists/lista.md": (
        "# Lista\n\n:::{kontrollpunkt} Är tvåfaktor på?\n:id: K-TVA\n:prövar: DOK-1-01\n:fas: löpande\n:roll: kanalansvarig\n"
        ":metod: krav\n:uppgift-från: register\n\nTitta i inställningarna.\n\n```sql\ntvåfaktor = 'ja'\n```\n:::\n"
        + "".join(
            f"\n:::{{testfall}} Fall {number}\n:id: T-TVA-{number}\n:kontrollpunkt: K-TVA\n:utfall: {outcome}\n"
            f":per-datum: 2026-06-30\n\n```csv kanaler\nkanal_id,tvåfaktor\nF1,{cell}\n```\n:::\n"
            for number, outcome, cell in ((1, "uppfyllt", "ja"), (2, "ej uppfyllt", "nej"), (3, "ej bedömt", ""))
        )
    ),
}
"""A whole project in four pages: one role, one document with one rule, one item with its cases."""


@cache
def reference() -> Project:
    """The real project, read once for all tests of a process: none may change it."""
    return Project(ROOT)


@cache
def small_trial() -> Trial:
    """What the test cases of the small project give: for tests that change anything but its content."""
    with tempfile.TemporaryDirectory() as folder:
        return Project(write_project(Path(folder), {})).trial


def copy_project(target: Path) -> Path:
    """The real content, evidence and settings, without anything built."""
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, target / part)
        elif source.exists():
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target / part)
    return target


def write_project(target: Path, files: dict[str, str]) -> Path:
    """The small project with some files replaced or added."""
    for name, text in {**SMALL, **files}.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return target


def regelratt(root: Path, *arguments: str, timeout: float = 600) -> subprocess.CompletedProcess[str]:
    """Run the command line in a project."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "regelratt", *arguments], cwd=root, capture_output=True, text=True, encoding="utf-8",
        timeout=timeout, env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "200"}, check=False,
    )


def sphinx(root: Path, work: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Build one edition with Sphinx alone, warnings being errors; returns the finished process."""
    return subprocess.run(
        [sys.executable, "-m", "sphinx", "-b", "html", "-W", "--keep-going", "-n", "-q", *options,
         "-d", str(work / "doctrees"), str(root), str(work / "html")],
        cwd=root, capture_output=True, text=True, encoding="utf-8", timeout=600,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONHASHSEED": "0"}, check=False,
    )
