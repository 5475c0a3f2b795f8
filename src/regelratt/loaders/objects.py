"""Directive blocks to typed objects: law, documents, rules and what is said about them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from regelratt.diagnostics import Code, close_matches
from regelratt.domain import content, words
from regelratt.domain.characters import visible
from regelratt.loaders.body import common_fields, table_name
from regelratt.loaders.fields import FieldReader, misfit, parse_value

_NUMBER = re.compile(
    r"(?:[A-ZÅÄÖ]{1,20}-?[A-ZÅÄÖ]{0,20}FS (?:1[5-9]|20)[0-9]{2}:[1-9][0-9]{0,3}"
    r"|\((?:EU|EG|EEG|Euratom)\)(?: nr)? [1-9][0-9]{0,3}/[1-9][0-9]{0,3})")
"""A number in a Swedish collection of statutes (`SFS 2018:218`, `RA-FS 2021:6`) or of an act of the European Union."""
_AMENDED = re.compile(
    r"(?!.*(?i:sfs)\W{0,3}(?i:nr)?\W{0,3}[0-9](?<!SFS [0-9]))"
    r"(?!.*SFS [0-9]{4}(?!:[1-9]))"
    r"(?!.*(?<![0-9:–-])(?:1[5-9]|20)[0-9]{2} ?[-‐‑‒–—―−] ?(?:[0-9]|[0-9]{3}|(?!19|20)[0-9]{4})(?![0-9:])).*")
"""A remark in which every number of a statute, with or without `SFS` before it, has its colon."""
_CHECKED = re.compile(
    r"(?:(?:ungefär |troligen )?20[0-9]{2}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?(?:(?: \(|; ).*)?"
    r"|okänt datum|ingen dag antecknad|inte kontrollerad mot någon källa)")
"""How far a law's standing is checked: a year, month or day, more or less sure, with a remark; or that it is not."""
_NEVER = date(1, 1, 1)


def law(reader: FieldReader) -> content.Law:
    """A `lag`."""
    reader.check_order("i-kraft", "upphävd")
    return content.Law(
        **common_fields(reader),
        short_name=reader.text("kortnamn"),
        number=reader.matching("nummer", _NUMBER, "numret som SFS 2018:218, MDFFS 2019:2 eller (EU) 2016/679"),
        kind=reader.word("slag", words.LawKind, words.LawKind.ACT),
        in_force=reader.day("i-kraft") or _NEVER,
        repealed=reader.day("upphävd"),
        replaced_by=reader.ids("ersatt-av"),
        url=reader.web_address("adress"),
        last_amended=reader.matching("senast-ändrad", _AMENDED, "numret med kolon, som SFS 2024:954"),
        checked_until=reader.matching(
            "kontrollerad", _CHECKED, "ett år, en månad eller en dag, till exempel 2026-02, gärna med ungefär före och "
            "en anmärkning efter semikolon; eller inte kontrollerad mot någon källa"),
        confidence=reader.word("säkerhet", words.Confidence, words.Confidence.INTERPRETATION),
    )


def provision(reader: FieldReader) -> content.Provision:
    """A `lagrum`."""
    return content.Provision(
        **common_fields(reader),
        law=reader.text("lag"),
        designation=reader.text("beteckning"),
        url=reader.web_address("adress"),
        confidence=reader.word("säkerhet", words.Confidence, words.Confidence.INTERPRETATION),
        repealed=reader.day("upphävd"),
        replaced_by=reader.ids("ersatt-av"),
    )


def document(reader: FieldReader) -> content.Document:
    """A `dokument`."""
    decision, first = reader.decision("beslut"), reader.day("gäller-från")
    reader.check_decided(decision, first)
    return content.Document(
        **common_fields(reader),
        short_name=reader.text("kortnamn"),
        issuer=reader.text("utgivare"),
        document_type=reader.text("dokumenttyp"),
        standing=reader.word("ställning", words.Standing, words.Standing.DRAFT),
        decision=decision,
        revised=reader.days("reviderad"),
        valid_from=first,
        validity=reader.text("giltighet"),
        owner=reader.text("ägare"),
        version=reader.text("version"),
        folder=reader.folder("filnamn"),
    )


def premise(reader: FieldReader) -> content.Premise:
    """An `upplysning`."""
    return content.Premise(
        **common_fields(reader),
        document=reader.text("dokument"),
        section=reader.text("avsnitt"),
        kind=reader.word("slag", words.PremiseKind, words.PremiseKind.INFORMATION),
        legal_basis=reader.legal_basis("laghänvisning"),
        refers_to=reader.text("hänvisar"),
    )


_STATE_OF_STANDING = {
    words.Standing.IN_FORCE: words.State.IN_FORCE,
    words.Standing.HISTORICAL: words.State.HISTORICAL,
    words.Standing.DRAFT: words.State.DRAFT,
}


def rule(reader: FieldReader, documents: Mapping[str, content.Document]) -> content.Rule:
    """A `regel`; state, decision and first day come from its document where it has none of its own."""
    source = documents.get(reader.text("dokument"))
    inherited = _STATE_OF_STANDING[source.standing] if source else words.State.DRAFT
    basis, ground = reader.text("laghänvisning"), reader.text("grund")
    if bool(basis) == bool(ground):
        problem = "har både laghänvisning och grund" if basis else "saknar grund"
        reader.report(Code.MISSING_BASIS, f"{reader.name} {problem}.",
                      f"Ange antingen laghänvisning eller grund: {words.INTERNAL_BASIS}.", "grund" if basis else "")
    elif ground and ground != words.INTERNAL_BASIS:
        reader.report(Code.BAD_VALUE, f"{reader.name}: grund kan inte vara '{visible(ground)}'.",
                      f"Skriv {words.INTERNAL_BASIS}, eller i stället fältet laghänvisning om regeln vilar på en lag: "
                      "kräver L-ARKL-3.", "grund")
    events = table_name(reader, "gäller-vid")
    built = content.Rule(
        **common_fields(reader),
        document=reader.text("dokument"),
        section=reader.text("avsnitt"),
        level=reader.word("kravnivå", words.Level, words.Level.MUST),
        roles=reader.roles("vem"),
        trigger=reader.text("när"),
        reservation=reader.optional_word("förbehåll", words.Reservation),
        subject=reader.word("avser", words.SubjectKind, words.SubjectKind.CHANNEL),
        period=reader.word("period", words.PeriodKind, words.PeriodKind.CONTINUOUS),
        events=events,
        applies_if=reader.text("gäller-om"),
        parameters=reader.parameters("parametrar"),
        legal_basis=reader.legal_basis("laghänvisning"),
        internal=bool(ground),
        risk=reader.optional_word("risk", words.Risk),
        refers_to=reader.text("hänvisar"),
        exception_rules=reader.ids("undantagsregel"),
        permits=reader.ids("medger"),
        not_checked=reader.text("prövas-inte"),
        replaced_by=reader.ids("ersatt-av"),
        state=reader.word("läge", words.State, inherited),
        decision=reader.decision("beslut") or (source.decision if source else None),
        valid_from=reader.day("gäller-från") or (source.valid_from if source else None),
        version=reader.number("version", 1),
    )
    if reader.text("beslut") or reader.text("gäller-från"):
        reader.check_decided(built.decision, built.valid_from)
    if built.state is words.State.IN_FORCE and (built.decision is None or built.valid_from is None):
        reader.report(Code.MISSING_DECISION, f"{reader.name} är gällande men saknar beslut eller första dag.",
                      "Lägg till beslut (roll; dag; diarienummer) och gäller-från på regeln eller dokumentet.", "läge")
    return built


def remark(reader: FieldReader) -> content.Remark:
    """An `anmärkning`."""
    return content.Remark(
        **common_fields(reader),
        about=reader.ids("gäller"),
        kind=reader.word("slag", words.RemarkKind, words.RemarkKind.QUESTION),
        legal_basis=reader.legal_basis("laghänvisning"),
        confidence=reader.word("säkerhet", words.Confidence, words.Confidence.INTERPRETATION),
    )


def comparison(reader: FieldReader) -> content.Comparison:
    """A `jämförelse`."""
    return content.Comparison(
        **common_fields(reader),
        topic=reader.text("ämne"),
        first=reader.ids("ena"),
        second=reader.ids("andra"),
        relation=reader.word("relation", words.ComparisonKind, words.ComparisonKind.DIFFERENT),
        stricter=reader.text("strängare"),
    )


def role(reader: FieldReader) -> content.Role:
    """A `roll`."""
    return content.Role(**common_fields(reader), kind=reader.word("slag", words.RoleKind, words.RoleKind.POST))


def local_decision(
    reader: FieldReader, rules: Mapping[str, content.Rule], flawed: Collection[str]
) -> content.LocalDecision | None:
    """A `lokalt-beslut`; None when its value or decision cannot be read."""
    owner = rules.get(reader.text("regel"))
    name, text = reader.text("parameter"), reader.text("värde")
    declared = next((each for each in owner.parameters if each.name == name), None) if owner else None
    if owner is None and reader.text("regel"):
        reader.report(Code.UNKNOWN_REFERENCE, f"{reader.name}: regeln {reader.text('regel')} finns inte.",
                      "Rätta id, eller ta bort beslutet med regeln." + close_matches(reader.text("regel"), rules),
                      "regel")
    if owner and declared is None and name and owner.id not in flawed:
        reader.report(Code.BAD_PARAMETER, f"{reader.name}: {owner.id} har ingen parameter som heter {name}.",
                      "Rätta namnet eller deklarera parametern på regeln.", "parameter")
    value: Decimal | str | bool | None = parse_value(text, declared.bounds) if declared else None
    if declared and text and (value is None or not declared.bounds.accepts(value)):
        reader.report(Code.BAD_PARAMETER, f"{reader.name}: {name} = {text} {misfit(value, declared.bounds)}.",
                      "Ange ett värde inom gränserna.", "värde")
    decision, first = reader.decision("beslut"), reader.day("gäller-från")
    reader.check_order("gäller-från", "gäller-till")
    reader.check_decided(decision, first)
    if value is None or decision is None or first is None:
        return None
    return content.LocalDecision(
        **common_fields(reader),
        rule=reader.text("regel"),
        parameter=name,
        value=value,
        decision=decision,
        valid_from=first,
        valid_to=reader.day("gäller-till"),
    )
