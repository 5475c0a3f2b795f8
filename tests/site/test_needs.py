"""sphinx-needs holds every object as the catalogue has it, with links both ways."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from regelratt.app.project import Project
from regelratt.domain.words import Kind
from regelratt.loaders.grammar import GRAMMARS
from tests.project import regelratt


@pytest.fixture(scope="module")
def needs(built: Path) -> dict[str, dict[str, object]]:
    """The needs of the public edition, with what the file says once for all fields that are empty."""
    raw = json.loads((built / "_build/html/needs.json").read_text(encoding="utf-8"))
    version = raw["versions"][raw["current_version"]]
    assert version["needs_defaults_removed"]
    empty = {name: about["default"] for name, about in version["needs_schema"]["properties"].items() if "default" in about}
    return {ident: {**empty, **need} for ident, need in version["needs"].items()}


def test_needs_and_catalogue_agree_object_by_object(built: Path, needs: dict[str, dict[str, object]]) -> None:
    """Every object is a need with the same kind, title, place, body, fields and links, and there are no others."""
    project = Project(built)
    assert set(needs) == set(project.catalog.by_id)
    for path, blocks in project.content.blocks.items():
        for block in blocks.values():
            ident = block.option("id").value
            need = needs[ident]
            assert need["type"] == block.name
            assert need["title"] == block.argument
            assert f"{need['docname']}.md" == path
            assert str(need["content"]).strip() == block.body.strip(), ident
            for field in GRAMMARS[Kind(block.name)].fields:
                option = block.option(field.option)
                if field.option == "id" or option is None:
                    continue
                if field.targets:
                    expected = sorted(part.strip() for part in option.value.split(","))
                    assert sorted(need[field.option]) == expected, (ident, field.option)
                else:
                    assert need[field.option] == option.value, (ident, field.option)


def test_links_lead_back(needs: dict[str, dict[str, object]]) -> None:
    """What a rule rests on, and what verifies it, knows the rule."""
    pairs = [
        (ident, target, link)
        for ident, need in needs.items()
        for link in ("prövar", "kräver", "stöder", "bakgrund", "kontrollpunkt", "dokument", "roller")
        for target in need[link]
    ]
    assert len(pairs) > 500
    for ident, target, link in pairs:
        assert ident in needs[target][f"{link}_back"], (ident, link, target)


def test_exported_json_follows_the_published_schema(built: Path, tmp_path: Path) -> None:
    """`regelratt export json` is valid by the schema that the site publishes, and no rule lacks its basis."""
    target = tmp_path / "x.json"
    assert regelratt(built, "export", "json", "-o", str(target)).returncode == 0
    exported = json.loads(target.read_text(encoding="utf-8"))
    schema = json.loads((built / "docs/_static/katalog.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(exported)
    assert len(exported["rules"]) > 150
    for rule in exported["rules"]:
        assert bool(rule["legal_basis"]) is not rule["internal"], rule["id"]
        assert rule["document"] in {document["id"] for document in exported["documents"]}
        assert rule["section"]
        assert rule["location"]["line"] > 1
