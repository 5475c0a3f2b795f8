"""The only module that knows sphinx-needs: its settings, and how an object becomes a need."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx_needs.api import add_need
from sphinx_needs.need_item import NeedItemSourceDirective
from sphinx_needs.nodes import Need
from sphinx_needs.utils import add_doc

from regelratt.app.publishing.sphinx_run import READING
from regelratt.domain.content import Rule
from regelratt.domain.words import Kind, Relation
from regelratt.loaders.content import ID_PATTERN
from regelratt.loaders.grammar import GRAMMARS, Field
from regelratt.sphinx_ext.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.docutils import SphinxDirective

    from regelratt.domain.catalog import CatalogObject
    from regelratt.loaders.myst import Block

RESULT_FIELD = "utfall-i-kontrollen"
"""Field of a rule's need with the worst status of its cells; empty for others, and where the edition may not tell."""
ROLE_LINK = "roller"

_TITLES = {
    Kind.LAW: "Lag", Kind.PROVISION: "Lagrum", Kind.DOCUMENT: "Dokument", Kind.PREMISE: "Upplysning",
    Kind.RULE: "Regel", Kind.ITEM: "Kontrollpunkt", Kind.CASE: "Testfall", Kind.REMARK: "Anmärkning",
    Kind.COMPARISON: "Jämförelse", Kind.ROLE: "Roll", Kind.LOCAL_DECISION: "Lokalt beslut",
}


_RUNNERS = ("eval", "exec", "compile")
"""Built-in functions that run text; a module's own name of that kind stands before the built-in one."""

_PLAIN = {"parse_dynamic_functions": False, "parse_variants": False}
"""A field's value is text: nothing in it is looked up, run or chosen between."""


def setup_needs(app: Sphinx) -> None:
    """Load sphinx-needs, set it up for our objects, and write the results into them."""
    app.setup_extension("sphinx_needs")
    # Before sphinx-needs reads its own settings, at priority 500.
    app.connect("config-inited", _configure, priority=100)
    app.connect("needs-before-sealing", _add_results)
    app.connect("builder-inited", _begin, priority=1)
    app.connect("build-finished", lambda _app, _exception: _unmute(), priority=10_000)


def _never_run(*_: object, **__: object) -> NoReturn:
    raise ExtensionError("sphinx-needs försökte köra text som Python, vilket inte är tillåtet")


def _begin(app: Sphinx) -> None:
    _mute()
    if app.builder.name == READING:
        app.config.needs_build_json = False


def _mute() -> None:
    """Take from sphinx-needs the functions that run text, which its filters, variants and conditions fall back on."""
    for module in _needs_modules():
        for name in _RUNNERS:
            setattr(module, name, _never_run)


def _unmute() -> None:
    for module in _needs_modules():
        for name in _RUNNERS:
            if vars(module).get(name) is _never_run:
                delattr(module, name)


def _needs_modules() -> list[ModuleType]:
    return [module for name, module in sys.modules.items() if name.split(".")[0] == "sphinx_needs"]


def plain_fields() -> list[str]:
    """Options that are kept as texts."""
    return sorted({
        field.option for grammar in GRAMMARS.values() for field in grammar.fields
        if field.option != "id" and not field.targets
    } - link_fields())


@cache
def link_fields() -> frozenset[str]:
    """Links between needs: every option that holds ids, the three legal relations, and roles."""
    options = {field.option for grammar in GRAMMARS.values() for field in grammar.fields if field.targets}
    return frozenset(options | {str(relation) for relation in Relation} | {ROLE_LINK})


def _configure(_app: Sphinx, config: Config) -> None:
    config.needs_types = [
        {"directive": str(kind), "title": title, "prefix": "", "color": "#ffffff", "style": "node"}
        for kind, title in _TITLES.items()
    ]
    config.needs_fields = {
        name: {"schema": {"type": "string"}, "nullable": True, **_PLAIN} for name in (*plain_fields(), RESULT_FIELD)
    }
    config.needs_fields["title"] = dict(_PLAIN)
    config.needs_links = {
        name: {"outgoing": name, "incoming": f"{name} (bakåt)", "parse_conditions": False, **_PLAIN}
        for name in sorted(link_fields())
    }
    config.needs_id_regex = r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$"
    config.needs_id_required = True
    # The objects are the same in both editions; one file of them is enough.
    config.needs_build_json = config.regelratt_edition == "publik"
    config.needs_reproducible_json = True
    # Lint has checked the fields by then, with places and remedies.
    config.needs_schema_validation_enabled = False
    # Nine fields in ten are empty; the file's own schema says what an empty one holds.
    config.needs_json_remove_defaults = True
    config.needs_parse_dynamic_functions = False


def need_values(entry: CatalogObject, block: Block, role_ids: Mapping[str, str]) -> dict[str, str]:
    """An object's fields and links as sphinx-needs takes them."""
    grammar = GRAMMARS[Kind(block.name)]
    # An absent field gets a copy of its default, which takes longer than to say that there is nothing in it.
    values = dict.fromkeys(link_fields(), "") | {
        field.option: value
        for field in grammar.fields
        if field.option != "id" and (value := _ids(entry, field) if field.targets else _value(block, field.option))
    }
    for relation in Relation:
        targets = [basis.provision for basis in getattr(entry, "legal_basis", ()) if basis.relation is relation]
        if targets:
            values[str(relation)] = ", ".join(targets)
    if isinstance(entry, Rule):
        found = [role_ids[each.role] for each in entry.roles if each.role in role_ids]
        values[ROLE_LINK] = ", ".join(dict.fromkeys(found))
    return values


def _ids(entry: CatalogObject, field: Field) -> str:
    """The ids that the catalogue read, and nothing else that stands in the option."""
    value = getattr(entry, field.code)
    listed = (value,) if isinstance(value, str) else value
    return ", ".join(ident for ident in listed if ID_PATTERN.fullmatch(ident))


def _value(block: Block, option: str) -> str:
    found = block.option(option)
    return found.value if found else ""


def register(
    directive: SphinxDirective, entry: CatalogObject, block: Block, values: Mapping[str, Any],
) -> list[nodes.Node]:
    """Register the object with sphinx-needs; returns the nodes of its body, parsed."""
    made = add_need(
        directive.env.app,
        directive.state,
        need_source=NeedItemSourceDirective(
            docname=directive.env.docname, lineno=block.line, lineno_content=directive.content_offset + 1,
            parser_lineno=directive.lineno,
        ),
        need_type=block.name,
        title=entry.title,
        full_title=entry.title,
        id=entry.id,
        content=directive.content,
        **values,
    )
    add_doc(directive.env, directive.env.docname)
    return [child for node in made if isinstance(node, Need) for child in node.children]


def _add_results(app: Sphinx, needs: Mapping[str, dict[str, object]]) -> None:
    site = domain_of(app.env).site
    for ident, totals in (site.published.rule_totals if site.published else {}).items():
        if ident in needs:
            needs[ident][RESULT_FIELD] = totals.worst.code
