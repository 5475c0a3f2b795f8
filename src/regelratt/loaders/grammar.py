"""What each kind of object may and must say: the options of every directive (DESIGN section 3).

The loader reads by it, lint refuses what is outside it, Sphinx registers its fields from it and the
reference page is generated from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from regelratt.domain import words
from regelratt.domain.words import Kind


@dataclass(frozen=True, slots=True)
class Field:
    """One option: its name in content, its code name, whether it must be there, what it says."""

    option: str
    code: str
    about: str
    required: bool = False
    vocabulary: type[StrEnum] | None = None
    targets: tuple[Kind, ...] = ()
    """Kinds of objects that the ids in the value must be; empty for plain values."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """All options of one kind of object, in the order they are written."""

    kind: Kind
    about: str
    fields: tuple[Field, ...]
    needs_text: bool = True

    def field(self, option: str) -> Field | None:
        """The field whose option is called so, or None."""
        return next((each for each in self.fields if each.option == option), None)


_ID = Field("id", "id", "fast id, aldrig återanvänt", required=True)
_BASIS = Field("laghänvisning", "legal_basis", "kräver, stöder eller bakgrund, följt av lagrummets id")
_REPEALED = Field("upphävd", "repealed", "dag då den upphörde att gälla")
_CONFIDENCE = Field("säkerhet", "confidence", "hur uppgiften är känd", True, words.Confidence)
_DOCUMENT = Field("dokument", "document", "dokumentets id", required=True, targets=(Kind.DOCUMENT,))
_SECTION = Field("avsnitt", "section", "avsnitt i dokumentet", required=True)
_DECISION = Field("beslut", "decision", "roll; dag; diarienummer")
_VALID_FROM = Field("gäller-från", "valid_from", "första dag")
_REFERS = Field("hänvisar", "refers_to", "dokument som inte ingår")
_PERIOD = Field("period", "period", "hur ofta det bedöms på nytt", False, words.PeriodKind)
_EVENTS = Field("gäller-vid", "events", "tabell vars rader räknas")
_APPLIES = Field("gäller-om", "applies_if", "villkor över objektets rad")
_LAW_OR_PROVISION = (Kind.LAW, Kind.PROVISION)

GRAMMARS: dict[Kind, Grammar] = {
    grammar.kind: grammar
    for grammar in (
        Grammar(Kind.LAW, "en lag eller annan författning", (
            _ID,
            Field("kortnamn", "short_name", "namnet i löpande text", True),
            Field("nummer", "number", "nummer i författningssamlingen", True),
            Field("slag", "kind", "författningens slag", True, words.LawKind),
            Field("i-kraft", "in_force", "dag då den trädde i kraft", True),
            _REPEALED,
            Field("ersatt-av", "replaced_by", "det som gäller i stället", targets=_LAW_OR_PROVISION),
            Field("adress", "url", "adress till lagtexten", True),
            Field("senast-ändrad", "last_amended", "senaste kända ändring"),
            Field("kontrollerad", "checked_until", "hur långt läget är kontrollerat", True),
            _CONFIDENCE,
        )),
        Grammar(Kind.PROVISION, "en paragraf eller artikel", (
            _ID,
            Field("lag", "law", "lagens id", True, targets=(Kind.LAW,)),
            Field("beteckning", "designation", "paragraf eller artikel", True),
            Field("adress", "url", "adress till lagrummet", True),
            _CONFIDENCE,
            _REPEALED,
            Field("ersatt-av", "replaced_by", "det som gäller i stället", targets=_LAW_OR_PROVISION),
        )),
        Grammar(Kind.DOCUMENT, "en riktlinje", (
            _ID,
            Field("kortnamn", "short_name", "början på reglernas id", True),
            Field("utgivare", "issuer", "organisationen bakom", True),
            Field("dokumenttyp", "document_type", "till exempel riktlinjer", True),
            Field("ställning", "standing", "om dokumentet gäller", True, words.Standing),
            _DECISION,
            Field("reviderad", "revised", "dagar då det ändrades"),
            _VALID_FROM,
            Field("giltighet", "validity", "hur länge det gäller"),
            Field("ägare", "owner", "roll som äger dokumentet"),
            Field("version", "version", "dokumentets version"),
            Field("filnamn", "folder", "mapp där dokumentets sidor ligger", True),
        )),
        Grammar(Kind.PREMISE, "det dokumentet säger utan att förplikta någon", (
            _ID,
            _DOCUMENT,
            _SECTION,
            Field("slag", "kind", "upplysningens slag", True, words.PremiseKind),
            _BASIS,
            _REFERS,
        )),
        Grammar(Kind.RULE, "det en roll ska, inte får, bör, får eller beslutar", (
            _ID,
            _DOCUMENT,
            _SECTION,
            Field("kravnivå", "level", "hur bindande regeln är", True, words.Level),
            Field("vem", "roles", "roller, var och en (anges) eller (tolkas)", True),
            Field("när", "trigger", "villkor eller händelse"),
            Field("förbehåll", "reservation", "förbehåll i texten", False, words.Reservation),
            Field("avser", "subject", "vem utfallet handlar om", False, words.SubjectKind),
            _PERIOD,
            _EVENTS,
            _APPLIES,
            Field("parametrar", "parameters", "namn = värde [gränser], åtskilda med semikolon"),
            _BASIS,
            Field("grund", "internal", "internt beslut, när ingen lag ligger bakom"),
            Field("risk", "risk", "hur allvarlig en brist är", False, words.Risk),
            _REFERS,
            Field("undantagsregel", "exception_rules", "regler som medger undantag", targets=(Kind.RULE,)),
            Field("medger", "permits", "regler som det får göras undantag från", targets=(Kind.RULE,)),
            Field("prövas-inte", "not_checked", "skäl till att regeln inte prövas"),
            Field("ersatt-av", "replaced_by", "regler som gäller i stället", targets=(Kind.RULE,)),
            Field("läge", "state", "regelns läge; annars dokumentets", False, words.State),
            _DECISION,
            _VALID_FROM,
            Field("version", "version", "heltal som ökar när innebörden ändras"),
        )),
        Grammar(Kind.ITEM, "en fråga som avgör regler för ett objekt", (
            _ID,
            Field("prövar", "verifies", "regler som avgörs", True, targets=(Kind.RULE,)),
            Field("fas", "phase", "när frågan ställs", True, words.Phase),
            Field("roll", "role", "vem som svarar", True),
            Field("redovisas", "disclosure", "om utfall per objekt får visas", False, words.Disclosure),
            Field("metod", "method", "hur frågan avgörs", True, words.Method),
            Field("underlag", "tables", "tabeller som behövs"),
            Field("uppgift-från", "obtained", "hur uppgiften fås", True, words.Obtained),
            Field("avgör", "decides", "vad ett rent utfall bevisar", False, words.Decides),
            Field("högsta-ålder", "highest_age", "så gammalt får underlaget vara, i dagar"),
            _PERIOD,
            _EVENTS,
            _APPLIES,
            Field("beror-på", "depends_on", "kolumner i objektets rad som bekräftelsen vilar på"),
        )),
        Grammar(Kind.CASE, "underlag och det utfall kontrollpunkten ska ge", (
            _ID,
            Field("kontrollpunkt", "item", "kontrollpunkten som prövas", True, targets=(Kind.ITEM,)),
            Field("utfall", "expected", "väntat utfall", True),
            Field("per-datum", "as_of", "dag som bedömningen görs för", True),
            Field("objekt", "subject", "objektet som bedöms"),
            Field("täckning", "coverage", "tabell objekt första..sista dag"),
            Field("parametrar", "parameters", "namn = värde"),
        ), needs_text=False),
        Grammar(Kind.REMARK, "något att veta om en regel eller ett dokument", (
            _ID,
            Field("gäller", "about", "det anmärkningen gäller", True,
                  targets=(Kind.RULE, Kind.PREMISE, Kind.DOCUMENT)),
            Field("slag", "kind", "anmärkningens slag", True, words.RemarkKind),
            _BASIS,
            _CONFIDENCE,
        )),
        Grammar(Kind.COMPARISON, "hur två dokument förhåller sig", (
            _ID,
            Field("ämne", "topic", "ämnet som jämförs", True),
            Field("ena", "first", "objekt i det ena dokumentet", targets=(Kind.RULE, Kind.PREMISE)),
            Field("andra", "second", "objekt i det andra dokumentet", targets=(Kind.RULE, Kind.PREMISE)),
            Field("relation", "relation", "hur de förhåller sig", True, words.ComparisonKind),
            Field("strängare", "stricter", "dokumentet som är strängare", targets=(Kind.DOCUMENT,)),
        )),
        Grammar(Kind.ROLE, "en roll som regler får nämna", (
            _ID,
            Field("slag", "kind", "rollens slag", True, words.RoleKind),
        )),
        Grammar(Kind.LOCAL_DECISION, "organisationens eget värde på en parameter", (
            _ID,
            Field("regel", "rule", "regeln med parametern", True, targets=(Kind.RULE,)),
            Field("parameter", "parameter", "parameterns namn", True),
            Field("värde", "value", "beslutat värde", True),
            Field("beslut", "decision", "roll; dag; diarienummer", True),
            Field("gäller-från", "valid_from", "första dag", True),
            Field("gäller-till", "valid_to", "sista dag"),
        )),
    )
}
"""Every kind of object with its options."""

DATA_FENCES: dict[str, str] = {Kind.ITEM: "sql", Kind.CASE: "csv"}
"""The language of the code blocks that are read as data, by kind of object; they are drawn with its facts."""

DATA_LANGUAGES = frozenset(DATA_FENCES.values())

LANGUAGES = DATA_LANGUAGES | {"", "bash", "console", "html", "json", "markdown", "python", "text", "toml", "yaml"}
"""What may follow the signs of a code block. It is not shown, so nothing else may stand there."""

VIEWS = {
    "vad-gäller-mig": "svarskort per roll och situation",
    "rollsvar": "allt en roll ska, bör, får och beslutar",
    "regler-per-lagrum": "regler som vilar på en lag",
    "checklista": "kontrollpunkter i en fas som avprickningslista",
    "spårbarhetsmatris": "lag, regel, kontrollpunkt, testfall och utfall",
    "efterlevnad": "sammanställning av utfall",
    "utfall-per-objekt": "utfall per kanal, nämnd och organisation (intern utgåva)",
    "val-att-besluta": "parametrar som källan lämnar öppna",
    "anmärkningar": "anmärkningar av ett visst slag",
    "jämförelsetabell": "jämförelser i ett ämne",
    "avvikelser": "avvikelser, undantag och åtgärder (intern utgåva)",
    "ordlista": "ord i koden, i innehållet och på webbplatsen",
    "fältreferens": "fält för varje slags objekt",
    "tabellreferens": "underlagets tabeller och kolumner",
    "meddelanden": "alla slags felmeddelanden",
    "inställningar": "inställningarna i pyproject.toml",
    "körning": "uppgifter om kontrollen: dag, underlag, id",
}
"""Directives that draw a view of the catalogue or the run; some take an argument, none a body."""

PLAIN_DIRECTIVES: dict[str, frozenset[str]] = {
    "toctree": frozenset({"caption", "hidden", "maxdepth", "titlesonly"}),
    "note": frozenset(), "tip": frozenset(), "warning": frozenset(), "important": frozenset(),
}
"""Sphinx's own directives that pages may use, and their options; none reads a file or runs code."""

VIEWS_WITH_ARGUMENT = frozenset({
    "rollsvar", "checklista", "spårbarhetsmatris", "utfall-per-objekt", "anmärkningar", "jämförelsetabell"})
"""Views that are told by an argument what to show."""

BODY_FROM_FIRST_LINE = (frozenset(PLAIN_DIRECTIVES) | frozenset(VIEWS)) - VIEWS_WITH_ARGUMENT
"""Directives that take no argument: what follows the name is the body's first line."""

LITERAL_BODY = frozenset({"toctree"})
"""Directives whose body is no Markdown."""
