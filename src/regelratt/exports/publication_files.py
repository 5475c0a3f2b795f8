"""What each edition shows, as the file that its build reads: beside the latest run, and never the run itself."""

from __future__ import annotations

import json

from regelratt.domain.publication import Edition, Publication
from regelratt.exports.plain import to_json
from regelratt.exports.typed import typed


def file_name(edition: Edition) -> str:
    """Name of the edition's file in the folder of the latest run."""
    return f"{edition.name.lower()}.json"


def publication_to_json(publication: Publication) -> str:
    """The publication as JSON."""
    return to_json(publication)


def publication_from_json(text: str) -> Publication:
    """The publication that the text states; ValueError when it states none."""
    return typed(Publication, json.loads(text))
