"""The allow-list of directives and roles, enforced where docutils and Sphinx look them up.

While pages are read, nothing else is registered anywhere: a name that is not on the list cannot be found, whatever
syntax led to it. The registries are restored when the build ends, since other builds may run in the same process.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any

from docutils.parsers.rst import directives, roles
from docutils.parsers.rst.directives import admonitions

from regelratt.domain.words import Kind
from regelratt.loaders.grammar import PLAIN_DIRECTIVES, VIEWS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

DIRECTIVES = frozenset({*(str(kind) for kind in Kind), *VIEWS, *PLAIN_DIRECTIVES})
"""Every directive that a page may use. There is no role that a page may use."""

_ADMONITIONS = {
    "note": admonitions.Note, "tip": admonitions.Tip, "warning": admonitions.Warning,
    "important": admonitions.Important,
}
"""docutils' own directives on the list; it registers them when they are first asked for."""


def setup_registries(app: Sphinx) -> None:
    """Close the registries after every extension has registered what it has, and open them when the build ends."""
    closed = Closed()
    for name, directive in _ADMONITIONS.items():
        directives.register_directive(name, directive)
    # After every other handler: what an extension registers late is gone too.
    app.connect("env-before-read-docs", lambda _app, env, _docnames: closed.close(env), priority=10_000)
    app.connect("build-finished", lambda _app, _exception: closed.open(), priority=10_000)


def registered(env: BuildEnvironment) -> Iterator[tuple[str, str]]:
    """Everything that a page could use: where it is registered, and its name."""
    for place, registry in _registries(env):
        yield from ((place, name) for name in registry)


def _registries(env: BuildEnvironment) -> Iterator[tuple[str, MutableMapping[str, Any]]]:
    # docutils has no public way to tell or take back what is registered.
    for kind, module in (("directive", directives), ("role", roles)):
        yield f"docutils {kind}s", vars(module)[f"_{kind}s"]
        yield f"docutils built-in {kind}s", vars(module)[f"_{kind}_registry"]
    for name, domain in env.domains.items():
        yield f"{name} directives", domain.directives
        yield f"{name} roles", domain.roles
        yield f"{name} directives in use", domain._directive_cache  # noqa: SLF001  # Sphinx has none either
        yield f"{name} roles in use", domain._role_cache  # noqa: SLF001  # nor here


class Closed:
    """The registries as they were before they were closed."""

    def __init__(self) -> None:
        self._kept: list[tuple[MutableMapping[str, Any], Mapping[str, Any]]] = []

    def close(self, env: BuildEnvironment) -> None:
        """Leave only the allow-list registered."""
        for place, registry in _registries(env):
            self._kept.append((registry, dict(registry)))
            allowed = DIRECTIVES & set(registry) if place == "docutils directives" else frozenset()
            for name in set(registry) - allowed:
                del registry[name]

    def open(self) -> None:
        """Put back what was registered."""
        while self._kept:
            registry, content = self._kept.pop()
            registry.clear()
            registry.update(content)
