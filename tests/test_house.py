"""The house rules that a machine can check: import direction, style, types, sizes, and what must never be tracked."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"
PACKAGE = SOURCE / "regelratt"
MODULES = sorted(PACKAGE.rglob("*.py"))

MODULE_LINES = 320
FUNCTION_LINES = 60
LONG_MODULES = {
    "domain/tables.py": (500, "every evidence table with its columns: one long declaration without branches"),
}
"""Modules that may be longer: how long, and why."""

NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _module(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _run(*command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)


def _check_imports(project: Path) -> subprocess.CompletedProcess[str]:
    call = "from importlinter.cli import lint_imports_command as check; check()"
    return _run("-c", call, "--config", str(project / "pyproject.toml"), "--no-cache", "--no-logo", cwd=project / "src")


class TestImportDirection:
    """The contracts in pyproject.toml hold, and a breach of any of them is seen."""

    def test_every_contract_is_kept(self) -> None:
        """No module imports upwards, sideways or past the bridge."""
        result = _check_imports(ROOT)
        assert result.returncode == 0, result.stdout + result.stderr
        assert "0 broken" in result.stdout

    @pytest.mark.parametrize(("path", "planted", "contract"), [
        ("domain/location.py", "import regelratt.app.check", "Varje lager ser bara dem under sig"),
        ("engine/plan.py", "import regelratt.loaders.myst", "Varje lager ser bara dem under sig"),
        ("nytt.py", '"""A module nobody has placed."""', "Varje lager ser bara dem under sig"),
        ("loaders/rows.py", "import sphinx.util", "Sphinx och pytest syns bara i framsidorna"),
        ("domain/status.py", "import duckdb", "domain klarar sig med standardbiblioteket"),
        ("sphinx_ext/events.py", "import sphinx_needs.api", "sphinx_needs importeras av en enda modul"),
        ("engine/plan.py", "import duckdb", "duckdb syns bara i barnprocessen och i skrivaren"),
    ])
    def test_a_planted_breach_is_seen(self, tmp_path: Path, path: str, planted: str, contract: str) -> None:
        """One line too much in a copy of the package breaks just that contract."""
        shutil.copy(ROOT / "pyproject.toml", tmp_path)
        copy = tmp_path / "src/regelratt"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "assets"))
        with (copy / path).open("a", encoding="utf-8") as stream:
            stream.write(f"\n{planted}\n")
        result = _check_imports(tmp_path)
        assert result.returncode == 1, result.stdout + result.stderr
        assert f"{contract} BROKEN" in result.stdout

    @pytest.mark.parametrize("top", sorted({path.relative_to(PACKAGE).parts[0] for path in MODULES}))
    def test_every_module_can_be_the_first_imported(self, top: str) -> None:
        """No module relies on another having been imported before it."""
        names = [_module(path) for path in MODULES if path.relative_to(PACKAGE).parts[0] == top]
        result = _run("-c", _IMPORT_EACH, *[name for name in names if not name.endswith("__main__")])
        assert result.returncode == 0, result.stderr


_IMPORT_EACH = """
import importlib, sys
for name in sys.argv[1:]:
    for loaded in [each for each in sys.modules if each.split(".")[0] == "regelratt"]:
        del sys.modules[loaded]
    importlib.import_module(name)
"""


class TestTools:
    """The style checker and the type checker find nothing."""

    def test_ruff_finds_nothing(self) -> None:
        """The package, its tests and the site's settings follow the chosen families."""
        result = _run("-m", "ruff", "check", "--output-format", "concise", "src", "tests", "conf.py")
        assert result.returncode == 0, result.stdout + result.stderr

    @pytest.mark.slow
    def test_mypy_finds_nothing(self) -> None:
        """The package is typed throughout, strictly."""
        result = _run("-m", "mypy")
        assert result.returncode == 0, result.stdout + result.stderr

    def test_every_silenced_finding_says_why(self) -> None:
        """A `noqa` or `type: ignore` names its code and is followed by the reason."""
        silenced = re.compile(r"#\s*(?:noqa|type:\s*ignore)(?P<rest>.*)")
        explained = re.compile(r"(?:: ?[A-Z]+\d+(?:, ?[A-Z]+\d+)*|\[[\w, -]+\])\s+#\s+\S")
        bare = [
            f"{_name(path)}:{number}"
            for path in MODULES
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
            if (found := silenced.search(line)) and not explained.match(found["rest"])
        ]
        assert bare == []


class TestShape:
    """Modules and functions are short, named for what they hold, and say what they are."""

    @pytest.mark.parametrize("path", MODULES, ids=_name)
    def test_modules_and_functions_are_short(self, path: Path) -> None:
        """A module or function that grows past the limit is two things."""
        text = path.read_text(encoding="utf-8")
        limit, _ = LONG_MODULES.get(_name(path), (MODULE_LINES, ""))
        assert text.count("\n") <= limit
        long = {
            node.name: length
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
        }
        assert long == {}

    @pytest.mark.parametrize("name", LONG_MODULES)
    def test_exceptions_are_still_needed(self, name: str) -> None:
        """A module that has become short leaves the list."""
        assert (PACKAGE / name).read_text(encoding="utf-8").count("\n") > MODULE_LINES

    def test_no_module_has_a_name_that_says_nothing(self) -> None:
        """What lives in a module can be told from its name."""
        parts = {part for path in MODULES for part in path.relative_to(PACKAGE).with_suffix("").parts}
        assert not parts & NAMES_THAT_SAY_NOTHING

    def test_no_group_is_repeated_possessively(self) -> None:
        """Python 3.11 before 3.11.5 forgets where such a group began (gh-101955): atomic groups are right in all."""
        repeated = re.compile(r"\)(?:[*+?]|\{[\d,]+\})\+")
        assert [_name(path) for path in MODULES if repeated.search(path.read_text(encoding="utf-8"))] == []

    def test_a_name_says_a_files_kind_in_one_place(self) -> None:
        """What is published is never told apart by an ending that a capital letter would change."""
        compared = re.compile(r"\.suffix\b|\.endswith\(\(?(?:[frb]*[\"']\.\w|_?[A-Z])")
        paths = [
            *(PACKAGE / "app/publishing").glob("*.py"), *(PACKAGE / "app/disclosure").rglob("*.py"),
            PACKAGE / "app/build.py", PACKAGE / "loaders/statics.py", PACKAGE / "loaders/evidence.py"]
        assert [_name(path) for path in paths if compared.search(path.read_text(encoding="utf-8"))] == []

    @pytest.mark.parametrize("path", MODULES, ids=_name)
    def test_nothing_runs_text_as_python(self, path: Path) -> None:
        """Content, evidence and settings are data: no `eval`, `exec`, `compile` or `__import__`."""
        called = {
            node.func.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not called & {"eval", "exec", "compile", "__import__"}

    @pytest.mark.parametrize("path", MODULES, ids=_name)
    def test_everything_public_says_what_it_is(self, path: Path) -> None:
        """Every module, public class, function and method has a docstring."""
        tree = ast.parse(path.read_text(encoding="utf-8"))
        silent = [] if ast.get_docstring(tree) else ["the module itself"]
        assert [*silent, *_without_docstring(tree.body)] == []


def _without_docstring(body: list[ast.stmt], within: str = "") -> Iterator[str]:
    for node in body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            yield within + node.name
        if isinstance(node, ast.ClassDef):
            yield from _without_docstring(node.body, f"{node.name}.")


def _tracked() -> Iterator[Path]:
    """Every file of the project that .gitignore does not leave out."""
    ignored = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines() if line]

    def walk(folder: Path) -> Iterator[Path]:
        for path in sorted(folder.iterdir()):
            if path.name == ".git" or any(path.match(pattern) for pattern in ignored):
                continue
            if path.is_dir():
                yield from walk(path)
            else:
                yield path

    return walk(ROOT)


class TestTrackedFiles:
    """What is tracked works on any machine, with any package index."""

    def test_no_file_names_this_machine_or_an_index(self) -> None:
        """No path of the developer's own folders and no address where packages lie."""
        own = re.compile(r"(?<![\w.~-])/(?:work|root|tmp/rr[\w-]*)/|/home/\w+/")
        index = re.compile(r"https?://[^\s\"'<>]+(?:/simple\b|\.whl\b|\.tar\.gz\b)|--(?:extra-)?index-url\b|--find-link[s]")
        found = []
        for path in _tracked():
            try:
                text = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
            if hit := own.search(text) or index.search(text):
                found.append(f"{path.relative_to(ROOT)}: {hit[0]}")
        assert found == []

    def test_no_lock_records_where_packages_came_from(self) -> None:
        """Locks with addresses in them are not kept; ours in requirements/ have hashes alone."""
        names = {path.name for path in _tracked()}
        assert not names & {"uv.lock", "poetry.lock", "pdm.lock", "package-lock.json", "yarn.lock", "pnpm-lock.yaml"}

    @pytest.mark.parametrize("lock", ["site", "test"])
    def test_every_locked_package_has_a_hash(self, lock: str) -> None:
        """Plain pip can install the lock with --require-hashes."""
        text = (ROOT / f"requirements/{lock}.txt").read_text(encoding="utf-8")
        packages = re.findall(r"^([a-z][^\s=]*)==.*\\\n    --hash=sha256:", text, re.MULTILINE)
        assert len(packages) == len(re.findall(r"^\w", text, re.MULTILINE))
        assert {"hatchling", "editables", "sphinx", "duckdb"} <= set(packages)

    def test_the_test_lock_holds_all_of_the_sites(self) -> None:
        """`make site` after `make test` changes nothing in the environment."""
        site, test = (
            set(re.findall(r"^\w[^\\]*", (ROOT / f"requirements/{lock}.txt").read_text(encoding="utf-8"), re.MULTILINE))
            for lock in ("site", "test")
        )
        assert site <= test
