"""The one place that maps the code's words to the words used in content (DESIGN sections 2-3).

Each vocabulary's members are named in English; their values are what authors write.
"""

from __future__ import annotations

from enum import Enum, StrEnum


class Kind(StrEnum):
    """Types of objects; the value is the directive's name."""

    LAW = "lag"
    PROVISION = "lagrum"
    DOCUMENT = "dokument"
    PREMISE = "upplysning"
    RULE = "regel"
    ITEM = "kontrollpunkt"
    CASE = "testfall"
    REMARK = "anmärkning"
    COMPARISON = "jämförelse"
    ROLE = "roll"
    LOCAL_DECISION = "lokalt-beslut"


class Level(StrEnum):
    """How binding a rule is (`kravnivå`)."""

    MUST = "ska"
    MUST_NOT = "får inte"
    SHOULD = "bör"
    SHOULD_NOT = "bör inte"
    MAY = "får"
    RESPONSIBLE = "ansvarar"
    DECIDES = "beslutar"

    @property
    def is_binding(self) -> bool:
        """True for levels that can be *ej uppfyllt* in a gate."""
        return self in (Level.MUST, Level.MUST_NOT, Level.RESPONSIBLE)

    @property
    def has_cell(self) -> bool:
        """False for permissions and competences: they cannot fail."""
        return self not in (Level.MAY, Level.DECIDES)


class Reservation(StrEnum):
    """A softening the text itself makes (`förbehåll`)."""

    IF_POSSIBLE = "om möjligt"
    AS_FAR_AS_POSSIBLE = "i möjligaste mån"
    AS_A_RULE = "som regel"
    PREFERABLY = "helst"
    WHEN_NEEDED = "vid behov"
    POSSIBLY = "eventuellt"


class SubjectKind(StrEnum):
    """Whom a cell is about (`avser`)."""

    CHANNEL = "kanal"
    BOARD = "nämnd"
    ORGANISATION = "organisation"

    @property
    def table(self) -> str:
        """The evidence table that lists the objects of this kind."""
        return {
            SubjectKind.CHANNEL: "kanaler",
            SubjectKind.BOARD: "nämnder",
            SubjectKind.ORGANISATION: "organisation",
        }[self]


class PeriodKind(StrEnum):
    """How often a rule is judged anew (`period`)."""

    CONTINUOUS = "löpande"
    MONTH = "månad"
    QUARTER = "kvartal"
    HALF_YEAR = "halvår"
    YEAR = "år"


class Relation(StrEnum):
    """How a rule relates to a provision."""

    REQUIRES = "kräver"
    SUPPORTS = "stöder"
    BACKGROUND = "bakgrund"


class State(StrEnum):
    """Where in its life a rule is (`läge`)."""

    DRAFT = "utkast"
    IN_FORCE = "gällande"
    RETIRED = "upphävd"
    HISTORICAL = "historisk"


class Standing(StrEnum):
    """Where in its life a document is (`ställning`)."""

    IN_FORCE = "gällande"
    HISTORICAL = "historiskt"
    DRAFT = "utkast"


class Confidence(StrEnum):
    """How a legal fact is known (`säkerhet`)."""

    READ = "läst"
    MEMORY = "minne"
    INTERPRETATION = "tolkning"


class LawKind(StrEnum):
    """Kind of act (`slag`)."""

    CONSTITUTION = "grundlag"
    ACT = "lag"
    CODE = "balk"
    ORDINANCE = "förordning"
    EU_REGULATION = "eu-förordning"
    EU_DIRECTIVE = "eu-direktiv"
    EU_DECISION = "eu-beslut"
    REGULATION = "föreskrift"


class PremiseKind(StrEnum):
    """What an `upplysning` is (`slag`)."""

    DEFINITION = "definition"
    PURPOSE = "syfte"
    OPPORTUNITY = "möjlighet"
    RISK = "risk"
    FACT = "dokumentfakta"
    BACKGROUND = "bakgrund"
    INFORMATION = "upplysning"


class Phase(StrEnum):
    """When an item is used (`fas`)."""

    START = "uppstart"
    BEFORE_PUBLISHING = "före publicering"
    RUNNING = "löpande"
    REMOVAL = "vid borttagning"
    HALF_YEARLY = "varje halvår"
    CRISIS = "kris"
    CLOSING = "avslut"
    YEARLY = "årligen"


class Method(StrEnum):
    """How an item is decided (`metod`)."""

    PREDICATE = "krav"
    FINDINGS = "fynd"
    CONFIRMATION = "bekräftelse"


class Obtained(StrEnum):
    """How the figure of an item is obtained (`uppgift-från`)."""

    REGISTER = "register"
    LOG = "logg"
    MEASUREMENT = "mätning"
    SELF_ASSESSMENT = "egenkontroll"


class Disclosure(StrEnum):
    """Whether results per object may be published (`redovisas`)."""

    OPEN = "öppet"
    INTERNAL = "internt"


class Decides(StrEnum):
    """What a clean result proves (`avgör`)."""

    BOTH = "båda"
    FAILURES_ONLY = "bara brister"


class Risk(StrEnum):
    """How serious a breach is (`risk`)."""

    HIGH = "hög"
    MEDIUM = "medel"
    LOW = "låg"


class Attribution(StrEnum):
    """Whether the text names the role or a reader has concluded it."""

    STATED = "anges"
    INFERRED = "tolkas"


class RemarkKind(StrEnum):
    """What an `anmärkning` is about (`slag`)."""

    OUTDATED = "inaktuell hänvisning"
    GAP = "lucka"
    CONTRADICTION = "motsägelse"
    QUESTION = "öppen fråga"
    INTERPRETATION = "tolkning"


class ComparisonKind(StrEnum):
    """How two documents' rules relate (`relation`)."""

    SAME = "lika"
    PARTLY = "delvis"
    STRICTER = "strängare"
    DIFFERENT = "olika"
    SUPERSEDED = "ersatt"
    ONLY_IN_ONE = "bara i ena"


class RoleKind(StrEnum):
    """What a role is (`slag`)."""

    POST = "befattning"
    FUNCTION = "funktion"
    BODY = "organ"
    EVERYBODY = "alla"


class Everyone(Enum):
    """Every object, where objects are named: a kind of its own, as any word could be somebody's id."""

    ALL = "alla"

    def __str__(self) -> str:
        """The word that stands for it."""
        return self.value


Whom = Everyone | str
"""The id of an object, or every object."""


def whom(text: str) -> Whom:
    """What a text in a list of objects names."""
    return Everyone.ALL if text == Everyone.ALL.value else text


OPEN_VALUE = "ej fastställd"
"""What a parameter holds when the source leaves it open."""

INTERNAL_BASIS = "internt beslut"
"""What `grund` says for a rule that no law stands behind."""
