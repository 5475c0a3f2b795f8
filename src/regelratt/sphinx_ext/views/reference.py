"""Reference pages made from the code, so that they cannot go stale."""

from __future__ import annotations

import ast
import inspect
import json
from enum import StrEnum
from itertools import pairwise

from regelratt import diagnostics
from regelratt.domain import words
from regelratt.domain.public_knowledge import PLACES
from regelratt.domain.status import REASON_TEXTS, Status
from regelratt.domain.tables import TABLES
from regelratt.loaders.grammar import GRAMMARS, VIEWS
from regelratt.settings import DECLARATIONS, Declaration
from regelratt.sphinx_ext.site import Site


def glossary(_site: Site, _argument: str) -> dict[str, object]:
    """Every vocabulary: the code's names beside the words of the content."""
    vocabularies = [
        value for value in vars(words).values()
        if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum
    ]
    return {"vocabularies": vocabularies, "statuses": list(Status), "reasons": REASON_TEXTS}


def grammars(_site: Site, _argument: str) -> dict[str, object]:
    """Every kind of object with its options."""
    return {"grammars": list(GRAMMARS.values()), "views": VIEWS}


def tables(_site: Site, _argument: str) -> dict[str, object]:
    """Every evidence table with its columns, and where each may be seen."""
    return {"tables": list(TABLES.values()), "places": PLACES}


def messages(_site: Site, _argument: str) -> dict[str, object]:
    """Every code of a message, with what it means."""
    return {"codes": code_explanations()}


def settings(_site: Site, _argument: str) -> dict[str, object]:
    """Every setting with what may be written and what holds when nothing is said."""
    return {"settings": [(each.key, each.about, each.form.described, _default(each)) for each in DECLARATIONS.values()]}


def _default(declared: Declaration) -> str:
    """The default as it would be written in the file; an empty text when there is none."""
    match declared.default:
        case None | "" | ():
            return ""
        case bool() as value:
            return str(value).lower()
        case tuple() as entries:
            return f"[{', '.join(json.dumps(entry) for entry in entries)}]"
        case value:
            return json.dumps(value)


def code_explanations() -> dict[str, str]:
    """The explanation that stands under each member of `Code`, read from its source."""
    tree = ast.parse(inspect.getsource(diagnostics.Code))
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    found: dict[str, str] = {}
    for statement, following in pairwise(body):
        is_member = isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant)
        is_text = isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)
        if is_member and is_text:
            assert isinstance(statement, ast.Assign)
            assert isinstance(statement.value, ast.Constant)
            assert isinstance(following, ast.Expr)
            assert isinstance(following.value, ast.Constant)
            found[str(statement.value.value)] = str(following.value.value)
    return found
