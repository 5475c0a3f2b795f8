"""The published schema is the one that the classes make."""

from __future__ import annotations

import json

import jsonschema

from regelratt.exports.catalog_json import catalog_schema
from tests.project import ROOT


def test_published_schema_is_up_to_date() -> None:
    """A changed class without a new schema file is found here; `python -m tests.write_schema` mends it."""
    published = json.loads((ROOT / "docs/_static/katalog.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(published)
    assert published == catalog_schema()
