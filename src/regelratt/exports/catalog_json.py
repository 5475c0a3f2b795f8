"""The catalogue as JSON (DESIGN section 3), and the JSON Schema that describes it."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from regelratt.domain import content
from regelratt.domain.catalog import Catalog
from regelratt.domain.location import Location
from regelratt.domain.status import Status
from regelratt.exports.plain import json_text, plain

SCHEMA_VERSION = 1
"""Raised when a key changes its name or meaning."""

GROUPS: Mapping[str, type] = {
    "documents": content.Document,
    "laws": content.Law,
    "provisions": content.Provision,
    "premises": content.Premise,
    "rules": content.Rule,
    "items": content.ChecklistItem,
    "cases": content.TestCase,
    "remarks": content.Remark,
    "comparisons": content.Comparison,
    "roles": content.Role,
    "local_decisions": content.LocalDecision,
}
"""The keys of the export and the class of their objects."""


def catalog_to_json(catalog: Catalog, *, places: bool = True) -> str:
    """The whole catalogue as JSON; every object in the order of the content, with or without where it stands."""
    groups = {name: [plain(entry, places=places) for entry in getattr(catalog, name)] for name in GROUPS}
    return json_text({"schema_version": SCHEMA_VERSION, **groups})


def catalog_schema() -> dict[str, object]:
    """JSON Schema (2020-12) of the export, made from the classes so that they cannot part."""
    definitions: dict[str, object] = {}
    groups = {name: {"type": "array", "items": _schema(cls, definitions)} for name, cls in GROUPS.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Regelrätt: katalogen",
        "type": "object",
        "additionalProperties": False,
        "required": ["schema_version", *groups],
        "properties": {"schema_version": {"const": SCHEMA_VERSION}, **groups},
        "$defs": dict(sorted(definitions.items())),
    }


_SCALARS: Mapping[object, dict[str, object]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"type": "number"},
    date: {"type": "string", "format": "date"},
    timedelta: {"type": "integer", "description": "antal dagar"},
    types.NoneType: {"type": "null"},
}


def _schema(kind: object, definitions: dict[str, object]) -> dict[str, object]:
    if kind in _SCALARS:
        return dict(_SCALARS[kind])
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return {"anyOf": [_schema(each, definitions) for each in typing.get_args(kind)]}
    if typing.get_origin(kind) is tuple:
        return _tuple_schema(typing.get_args(kind), definitions)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [each.code if isinstance(each, Status) else each.value for each in kind]}
    if isinstance(kind, type) and is_dataclass(kind):
        return _object_schema(kind, definitions)
    raise TypeError(f"no schema for {kind!r}")


def _tuple_schema(parts: tuple[object, ...], definitions: dict[str, object]) -> dict[str, object]:
    if len(parts) == 2 and parts[1] is Ellipsis:
        return {"type": "array", "items": _schema(parts[0], definitions)}
    return {"type": "array", "prefixItems": [_schema(part, definitions) for part in parts],
            "minItems": len(parts), "maxItems": len(parts)}


def _object_schema(kind: type, definitions: dict[str, object]) -> dict[str, object]:
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}
        hints = typing.get_type_hints(kind)
        names = [each.name for each in fields(kind) if not (kind is Location and each.name == "column")]
        definitions[name] = {
            "type": "object",
            "additionalProperties": False,
            "required": names,
            "properties": {each: _schema(hints[each], definitions) for each in names},
        }
    return {"$ref": f"#/$defs/{name}"}
