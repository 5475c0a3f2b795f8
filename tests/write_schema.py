"""Write the published schema anew: `python -m tests.write_schema`."""

from __future__ import annotations

import json

from regelratt.exports.catalog_json import catalog_schema
from tests.project import ROOT

if __name__ == "__main__":
    text = json.dumps(catalog_schema(), ensure_ascii=False, indent=1) + "\n"
    (ROOT / "docs/_static/katalog.schema.json").write_text(text, encoding="utf-8")
