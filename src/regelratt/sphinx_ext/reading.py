"""The builder that reads pages and writes none: what it reads is written by the editions' own builders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

from regelratt.app.publishing.sphinx_run import READING

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.application import Sphinx


class ReadingBuilder(Builder):
    """Reads for the HTML builder, so pictures are chosen as that one would choose them."""

    name = READING
    supported_image_types = StandaloneHTMLBuilder.supported_image_types

    def get_outdated_docs(self) -> Set[str]:
        """No page is to be written."""
        return frozenset()

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002  # Sphinx's call
        """No page has an address yet."""
        return docname

    def write_documents(self, docnames: Set[str]) -> None:
        """Leave the pages that were read to others."""


def setup_reading(app: Sphinx) -> None:
    """Register the builder."""
    app.add_builder(ReadingBuilder)
