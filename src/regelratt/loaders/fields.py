"""Narrowing option texts to typed values, with a diagnostic at the exact place for each mistake."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from regelratt.diagnostics import Code, Diagnostic, close_matches
from regelratt.domain.address import AddressKind, kind_of_address, problem_with
from regelratt.domain.characters import visible
from regelratt.domain.iso_dates import iso_date
from regelratt.domain.location import Location
from regelratt.domain.reference import (
    Bounds,
    DecisionReference,
    LegalBasis,
    Parameter,
    ParameterValue,
    RoleReference,
)
from regelratt.domain.relative_path import path_problem
from regelratt.domain.words import OPEN_VALUE, Attribution, Relation
from regelratt.loaders.grammar import Grammar
from regelratt.loaders.myst import Block
from regelratt.loaders.option_lines import Option

Word = TypeVar("Word", bound=StrEnum)
Parsed = TypeVar("Parsed")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ROLE = re.compile(r"(.+?) \((anges|tolkas)\)")
_PARAMETER = re.compile(r"([^\W\d]\w*)\s*=([^\[\]]*)\[([^\]]*)\]")
_NUMBER = r"-?[0-9]+(?:[.,][0-9]+)?"
_BOUNDS = re.compile(rf"({_NUMBER})\s*\.\.\s*({_NUMBER})\s+(\S.*)")


def iso_day(text: str) -> date:
    """The day that `2026-06-30` means; ValueError for anything else, also other forms that ISO 8601 allows."""
    day = iso_date(text)
    if day is None:
        raise ValueError(text)
    return day


class FieldReader:
    """Reads the options of one block; every mistake becomes a diagnostic, never an exception."""

    def __init__(self, block: Block, grammar: Grammar, path: str) -> None:
        self.block = block
        self.grammar = grammar
        self.path = path
        self.diagnostics: list[Diagnostic] = []

    def place(self, option: str = "") -> Location:
        """Where the option's value stands; the directive itself when it has no such option."""
        found = self.block.option(option) if option else None
        if found is None:
            return Location(self.path, self.block.line, self.block.column)
        return Location(self.path, found.line, found.value_column)

    def report(self, code: Code, message: str, remedy: str, option: str = "") -> None:
        """Add a diagnostic at the option, or at the directive."""
        self.report_at(self.place(option), code, message, remedy)

    def report_at(self, place: Location, code: Code, message: str, remedy: str) -> None:
        """Add a diagnostic at an exact place."""
        self.diagnostics.append(Diagnostic(place, code, message, remedy))

    def check_fields(self) -> None:
        """Report unknown and missing options."""
        known = [field.option for field in self.grammar.fields]
        for option in self.block.options:
            if option.name not in known:
                self.diagnostics.append(Diagnostic(
                    Location(self.path, option.line, option.column), Code.UNKNOWN_FIELD,
                    f"{self.name} har inget fält som heter {option.name}.",
                    f"Ta bort raden eller rätta namnet.{close_matches(option.name, known)}",
                ))
        for field in self.grammar.fields:
            if field.required and not self.text(field.option):
                self.report(Code.MISSING_FIELD, f"{self.name} saknar {field.option} ({field.about}).",
                            f"Lägg till raden :{field.option}: med ett värde.", field.option)

    @property
    def name(self) -> str:
        """How messages name the object: kind and id."""
        ident = self.block.option("id")
        return f"{self.grammar.kind} {ident.value}" if ident and ident.value else str(self.grammar.kind)

    def text(self, option: str) -> str:
        """The option's text, or an empty one."""
        found: Option | None = self.block.option(option)
        return found.value.strip() if found else ""

    def ids(self, option: str) -> tuple[str, ...]:
        """Ids separated by commas."""
        return tuple(part.strip() for part in self.text(option).split(",") if part.strip())

    def word(self, option: str, vocabulary: type[Word], default: Word) -> Word:
        """A word of a closed vocabulary; the default when absent or wrong (and then reported)."""
        return self.optional_word(option, vocabulary) or default

    def optional_word(self, option: str, vocabulary: type[Word]) -> Word | None:
        """A word of a closed vocabulary, or None when absent or wrong."""
        value = self.text(option)
        if not value:
            return None
        try:
            return vocabulary(value)
        except ValueError:
            allowed = [str(word) for word in vocabulary]
            self.report(Code.BAD_VALUE, f"{self.name}: {option} kan inte vara '{visible(value)}'.",
                        f"Skriv något av: {', '.join(allowed)}.{close_matches(value, allowed)}", option)
            return None

    def day(self, option: str) -> date | None:
        """A date, or None when absent or wrong."""
        return self._parsed(option, iso_day, "en dag på formen 2026-06-30")

    def days(self, option: str) -> tuple[date, ...]:
        """Dates separated by commas."""
        found = self._parsed(
            option,
            lambda text: tuple(iso_day(part.strip()) for part in text.split(",")),
            "dagar på formen 2026-06-30, åtskilda med komma",
        )
        return found or ()

    def web_address(self, option: str) -> str:
        """An address on another site; an empty text when absent or not fit to be a link."""
        value = self.text(option)
        if value and kind_of_address(value) is not AddressKind.WEB:
            problem = problem_with(value) or "leder inte till en webbplats"
            self.report(Code.BAD_ADDRESS, f"{self.name}: {option} {problem}.",
                        "Skriv hela adressen, från https:// och framåt.", option)
            return ""
        return value

    def folder(self, option: str) -> str:
        """A folder within the project; an empty text when absent or leading elsewhere."""
        value = self.text(option).rstrip("/")
        if value and (problem := path_problem(value)):
            self.report(Code.BAD_VALUE, f"{self.name}: {option} {problem}.",
                        "Skriv sökvägen från projektets mapp, till exempel policies/riktlinjer.", option)
            return ""
        return value

    def matching(self, option: str, pattern: re.Pattern[str], form: str) -> str:
        """A text of a certain form whose days exist, told in Swedish as `form`; empty when absent or of another."""
        def parse(text: str) -> str:
            if not pattern.fullmatch(text):
                raise ValueError(text)
            for day in _DAY.findall(text):
                iso_day(day)
            return text

        return self._parsed(option, parse, form) or ""

    def check_order(self, first_option: str, last_option: str) -> None:
        """Report a last day that lies before the first."""
        first, last = self._known_day(first_option), self._known_day(last_option)
        if first and last and last < first:
            self.report(Code.BAD_VALUE, f"{self.name}: {last_option} ligger före {first_option}.", "Rätta dagarna.",
                        last_option)

    def check_decided(self, decision: DecisionReference | None, first: date | None) -> None:
        """Report a first day before that of the decision, of which either may be another object's."""
        if decision and first and first < decision.day:
            self.report(Code.BAD_VALUE,
                        f"{self.name}: gäller-från ({first}) ligger före dagen för beslut ({decision.day}).",
                        "Rätta dagarna; inget gäller innan det är beslutat.",
                        "gäller-från" if self.block.option("gäller-från") else "beslut")

    def _known_day(self, option: str) -> date | None:
        try:
            return iso_day(self.text(option))
        except ValueError:
            return None

    def age(self, option: str) -> timedelta | None:
        """A number of days written `400 dagar`."""
        def parse(text: str) -> timedelta:
            match = re.fullmatch(r"(\d{1,5}) dagar", text)
            if match is None:
                raise ValueError(text)
            return timedelta(days=int(match[1]))

        return self._parsed(option, parse, "ett antal dagar, till exempel 400 dagar")

    def number(self, option: str, default: int) -> int:
        """A whole number, at least 1."""
        def parse(text: str) -> int:
            if not re.fullmatch(r"[1-9]\d{0,4}", text):
                raise ValueError(text)
            return int(text)

        return self._parsed(option, parse, "ett heltal från 1") or default

    def decision(self, option: str) -> DecisionReference | None:
        """`roll; dag; diarienummer`."""
        def parse(text: str) -> DecisionReference:
            decider, day, number = (part.strip() for part in text.split(";"))
            if not decider or not number:
                raise ValueError(text)
            return DecisionReference(decider, iso_day(day), number)

        return self._parsed(option, parse, "roll; dag; diarienummer")

    def roles(self, option: str) -> tuple[RoleReference, ...]:
        """Roles joined by `och` or `eller`, each with `(anges)` or `(tolkas)`."""
        def parse(text: str) -> tuple[RoleReference, ...]:
            pieces = re.split(r"(?<=\)) (och|eller) ", text)
            found = []
            for index in range(0, len(pieces), 2):
                match = _ROLE.fullmatch(pieces[index].strip())
                if match is None:
                    raise ValueError(pieces[index])
                joined = pieces[index - 1] if index else ""
                found.append(RoleReference(match[1], Attribution(match[2]), joined))
            return tuple(found)

        return self._parsed(option, parse, "roller som: kanalansvarig (anges) och närmaste chef (tolkas)") or ()

    def legal_basis(self, option: str) -> tuple[LegalBasis, ...]:
        """`stöder L-ARKL-3; bakgrund L-TF-2-10`."""
        def parse(text: str) -> tuple[LegalBasis, ...]:
            found = []
            for part in text.split(";"):
                relation, provision = part.split()
                found.append(LegalBasis(provision, Relation(relation)))
            return tuple(found)

        form = "kräver, stöder eller bakgrund och ett id, till exempel stöder L-ARKL-3"
        return self._parsed(option, parse, form) or ()

    def parameters(self, option: str) -> tuple[Parameter, ...]:
        """`intervall = 6 [1..12 månader]; stor_förändring = ej fastställd [text]`."""
        found: dict[str, Parameter] = {}
        for part in filter(None, (part.strip() for part in self.text(option).split(";"))):
            match = _PARAMETER.fullmatch(part)
            bounds = parse_bounds(match[3]) if match else None
            text = match[2].strip() if match else ""
            if match is None or bounds is None or not text:
                self.report(Code.BAD_PARAMETER, f"{self.name}: parametern '{visible(part)}' går inte att läsa.",
                            "Skriv namn = värde [gränser], till exempel intervall = 6 [1..12 månader].", option)
                continue
            value = None if text == OPEN_VALUE else parse_value(text, bounds)
            if text != OPEN_VALUE and (value is None or not bounds.accepts(value)):
                self.report(Code.BAD_PARAMETER, f"{self.name}: {match[1]} = {text} {misfit(value, bounds)}.",
                            f"Ange ett värde inom gränserna eller {OPEN_VALUE}.", option)
            if match[1] in found:
                self.report(Code.BAD_PARAMETER, f"{self.name}: parametern {match[1]} står två gånger.",
                            "Ta bort den ena.", option)
            found[match[1]] = Parameter(match[1], value, bounds)
        return tuple(found.values())

    def _parsed(self, option: str, parse: Callable[[str], Parsed], form: str) -> Parsed | None:
        value = self.text(option)
        if not value:
            return None
        try:
            return parse(value)
        except (ValueError, TypeError):
            self.report(Code.BAD_VALUE, f"{self.name}: {option} kan inte vara '{visible(value)}'.", f"Skriv {form}.",
                        option)
            return None


def parse_bounds(text: str) -> Bounds | None:
    """`1..12 månader`, `text` or `ja/nej`; None when it is none of them."""
    if text in ("text", "ja/nej"):
        return Bounds(text)
    match = _BOUNDS.fullmatch(text.strip())
    if match is None:
        return None
    lowest, highest = (Decimal(part.replace(",", ".")) for part in match.group(1, 2))
    return Bounds("tal", lowest, highest, match[3].strip()) if lowest <= highest else None


def parse_value(text: str, bounds: Bounds) -> ParameterValue | None:
    """The value that the text means under these bounds; None when it has the wrong type."""
    match bounds.kind:
        case "ja/nej":
            return {"ja": True, "nej": False}.get(text)
        case "text":
            return text
        case _:
            number = text.removesuffix(bounds.unit).strip()
            return Decimal(number.replace(",", ".")) if re.fullmatch(_NUMBER, number) else None


def misfit(value: ParameterValue | None, bounds: Bounds) -> str:
    """Why a text that means this value, or none, is no value under the bounds, as the end of a sentence."""
    if value is not None:
        return f"ligger utanför [{bounds}]"
    return f"är inget tal i enheten {bounds.unit}" if bounds.kind == "tal" else "är varken ja eller nej"
