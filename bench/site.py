"""The site beside ordinary Sphinx pages of the same text: a full build, and a build after one edited rule."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from bench.measure import Measured, command
from regelratt.domain.words import Kind
from regelratt.loaders.content import load_content
from regelratt.loaders.markup import normalise
from regelratt.loaders.myst import read_page

ROOT = Path(__file__).parents[1]
PARTS = ("index.md", "conf.py", "pyproject.toml", "policies", "checklists", "docs", "evidence")
PLAIN_CONF = (
    'project = "Regelrätt"\nlanguage = "sv"\nextensions = ["myst_parser"]\nmyst_enable_extensions = ["colon_fence"]\n'
    'html_theme = "pydata_sphinx_theme"\ninclude_patterns = ["index.md", "policies/**", "checklists/**", "docs/**"]\n'
)


def main() -> None:
    """Measure both, and print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        ours, plain = Path(folder, "vår"), Path(folder, "vanlig")
        for target in (ours, plain):
            for part in PARTS:
                source = ROOT / part
                target.mkdir(exist_ok=True)
                shutil.copytree(source, target / part) if source.is_dir() else shutil.copy2(source, target / part)
        _make_plain(plain)
        command([sys.executable, "-m", "regelratt", "check"], ours)
        objects = len(list(load_content(ours, ("policies", "checklists")).catalog))
        print(f"{objects} objekt, {len(list(ours.rglob('*.md')))} sidor")
        _report("hela bygget", _sphinx(ours), _sphinx(plain))
        for root in (ours, plain):
            page = root / "policies/tyreso-2024/05-sakerhet.md"
            page.write_text(page.read_text(encoding="utf-8").replace("lösenordet", "lösenorden"), encoding="utf-8")
        _report("en ändrad regel", _sphinx(ours), _sphinx(plain))
        _report("ingen ändring", _sphinx(ours), _sphinx(plain))


def _report(name: str, ours: Measured, plain: Measured) -> None:
    print(f"{name:16} {ours.against(plain)}  minne {ours.memory:.0f} mot {plain.memory:.0f} MB")


def _sphinx(root: Path) -> Measured:
    return command([sys.executable, "-m", "sphinx", "-b", "html", "-q", "-d", "dt", ".", "ut"], root)


def _make_plain(root: Path) -> None:
    """Replace every object by a heading with its body, and every view by nothing."""
    (root / "conf.py").write_text(PLAIN_CONF, encoding="utf-8")
    for path in root.rglob("*.md"):
        text = normalise(path.read_text(encoding="utf-8"))
        lines = text.split("\n")
        for block in reversed(read_page(text).blocks):
            if block.name in set(Kind):
                lines[block.line - 1 : block.last_line] = ["", f"### {block.argument}", "", *block.body.split("\n"), ""]
            elif block.name not in ("toctree", "note"):
                lines[block.line - 1 : block.last_line] = [""]
        path.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
