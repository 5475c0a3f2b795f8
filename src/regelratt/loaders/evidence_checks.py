"""What must hold of evidence beside each row by itself: a folder of evidence and a test case pass the same checks."""

from __future__ import annotations

from regelratt.diagnostics import Code, Diagnostic
from regelratt.loaders.confirmation_terms import check_confirmation_terms
from regelratt.loaders.confirmations import check_confirmations
from regelratt.loaders.content import LoadedContent
from regelratt.loaders.evidence import LoadedEvidence
from regelratt.loaders.evidence_links import check_evidence
from regelratt.loaders.repeated_rows import check_repeated


def check_loaded(loaded: LoadedEvidence, content: LoadedContent) -> list[Diagnostic]:
    """Everything wrong between the rows, and between them and the content.

    When some page could not be read, nobody knows what the rows refer to, and nothing is said of that. What is wrong
    with a rule is told there, and not once more of each confirmation; that an item lacks cases is no such mistake.
    """
    found = list(check_repeated(loaded))
    if content.is_whole:
        found += check_evidence(loaded, content.catalog)
    if not any(each.is_error and each.code is not Code.MISSING_CASES for each in content.diagnostics):
        found += check_confirmation_terms(loaded, content.catalog)
        found += check_confirmations(loaded, content.catalog)
    return found
