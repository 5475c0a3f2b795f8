"""The evidence tables: names, columns, types and who owns a row (DESIGN section 5).

Everything that reads, checks, binds or documents evidence takes its schema from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from regelratt.domain.columns import Column, ColumnType

FIRST_DAY = date(1900, 1, 1)
"""No evidence tells of a day before this one: an earlier year is a slip of the pen or a spreadsheet's own zero."""

DELEGATION = "delegation"
"""The kind of decision by which a role may do what another is to do."""

CLOSED = "avslutad"
"""The status of an account that is no longer used: its row is kept, so that what is known of it is not lost."""

MOST_YEARS_AHEAD = 10
"""Nothing is planned further ahead than this: a later year is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Table:
    """One evidence table. The first column is the key; `owner` names the column with the object."""

    name: str
    about: str
    columns: tuple[Column, ...]
    owner: str
    moment: str = ""
    """Column that dates a row; used to count the events of a period, and never outside the days that are covered.

    Empty for registers: what is in force may have been decided long before the days that the register covers.
    """
    decided: str = ""
    """Column with the day on which a row of a register was decided: before it nobody knew of the row."""
    last_day: str = ""
    """Column with the last day of a row that lasts from its moment; it may have begun before what is covered."""
    orders: tuple[tuple[str, str], ...] = ()
    """Pairs of columns with days or times, of which the first is never later than the second.

    An order that a rule asks for is not declared: whether it was kept is for a check to say.
    """
    is_single: bool = False
    """True for a table that has one row."""

    @property
    def key(self) -> str:
        """Name of the key column."""
        return self.columns[0].name

    @property
    def names(self) -> frozenset[str]:
        """The names of the columns."""
        return frozenset(column.name for column in self.columns)

    def column(self, name: str) -> Column | None:
        """The column called `name`, or None."""
        return next((column for column in self.columns if column.name == name), None)

    @property
    def is_register(self) -> bool:
        """True for tables that state facts in force rather than dated events."""
        return not self.moment


_KINDS_OF_DOCUMENTS = ("mall", "mallar", "prov", "uppgift", "uppgifter", "exempel")
"""Words for a document, which elsewhere stand for an answer that somebody was to write."""


def _text(name: str, about: str, *choices: str, ref: str = "", required: bool = False, number: bool = False) -> Column:
    return Column(name, ColumnType.TEXT, about, choices, ref, required, is_number=number)


def _role(name: str, about: str, *, required: bool = False) -> Column:
    return Column(name, ColumnType.TEXT, about, required=required, is_role=True)


def _prose(name: str, about: str, *, required: bool = False, none: bool = False, past: bool = False,
           names: tuple[str, ...] = ()) -> Column:
    return Column(name, ColumnType.TEXT, about, required=required, is_prose=True, names=names, may_be_none=none,
                  may_be_past=past)


def _date(name: str, about: str, *, required: bool = False, ahead: bool = False,
          ahead_with: tuple[str, ...] = (), past_with: tuple[str, ...] = ()) -> Column:
    return Column(name, ColumnType.DATE, about, (), "", required, ahead, ahead_with, past_with)


def _moment(name: str, about: str, *, required: bool = False) -> Column:
    return Column(name, ColumnType.MOMENT, about, required=required)


def _yes_no(name: str, about: str) -> Column:
    return Column(name, ColumnType.BOOLEAN, about)


def _number(name: str, about: str, *, least: int = 0, required: bool = False) -> Column:
    return Column(name, ColumnType.INTEGER, about, required=required, least=least)


def _key(name: str, about: str) -> Column:
    return Column(name, ColumnType.TEXT, about, required=True)


ORGANISATION = Table(
    "organisation",
    "Organisationen själv: en enda rad.",
    (
        _key("organisation_id", "organisationens id"),
        Column("namn", ColumnType.TEXT, "organisationens namn", required=True, is_name=True),
        _date("riktlinjer_granskade", "när riktlinjerna senast granskades"),
        _yes_no("förteckning_publicerad", "om en förteckning över kanalerna finns på webbplatsen"),
        _text("förteckning_adress", "förteckningens adress"),
    ),
    owner="organisation_id",
    is_single=True,
)

BOARDS = Table(
    "nämnder",
    "Nämnder med förvaltning: en rad för varje nämnd.",
    (
        _key("nämnd_id", "nämndens id"),
        Column("namn", ColumnType.TEXT, "nämndens namn", required=True, is_name=True),
        _text("förvaltning", "förvaltningen under nämnden"),
        _yes_no("publicister_utsedda", "om förvaltningen har utsett vilka som får publicera"),
        _text("rättslig_grund", "vald rättslig grund för personuppgifter i bild och text",
              "allmänt intresse", "avtal", "rättslig förpliktelse", "samtycke", "ej vald"),
        _yes_no("kanaler_i_dokumenthanteringsplan", "om kanalerna står i dokumenthanteringsplanen"),
        _yes_no("står_för_annonskostnader", "om förvaltningen bär sina egna annonskostnader"),
    ),
    owner="nämnd_id",
)

CHANNELS = Table(
    "kanaler",
    "Kanalregistret: en rad för varje konto i sociala medier.",
    (
        _key("kanal_id", "kanalens id"),
        _text("nämnd_id", "nämnden som äger kanalen", ref="nämnder", required=True),
        Column("plattform", ColumnType.TEXT, "plattformen, till exempel Facebook", required=True, names=("x",)),
        Column("kontonamn", ColumnType.TEXT, "kontots namn", required=True, names=("@",), is_name=True),
        _text("adress", "kontots adress"),
        _text("status", "kanalens läge", "planerad", "aktiv", "vilande", CLOSED, required=True),
        _prose("syfte", "vad kanalen är till för"),
        _prose("målgrupp", "vilka kanalen vänder sig till"),
        _prose("verksamhetsmål", "hur kanalen bidrar till verksamhetens mål"),
        _prose("nytta", "vilken nytta målgruppen har"),
        _yes_no("resurser_säkrade", "om chefen har säkrat resurser på längre sikt"),
        _role("ansvarig_roll", "roll som ansvarar för kanalen"),
        _role("ersättare_roll", "roll som ersätter vid frånvaro"),
        _date("chef_godkänt", "dag då närmaste chef godkände kanalen"),
        _date("startinformation_skickad", "dag då chefen skickade startuppgifterna"),
        _date("startdatum", "dag då kanalen startade", ahead=True, ahead_with=("status", "planerad"),
              past_with=("status", "aktiv", "vilande", CLOSED)),
        # That a closed channel has no last day ahead is for an item to say.
        _date("slutdatum", "dag då kanalen avslutades", ahead=True, past_with=("status", CLOSED)),
        _date("senast_uppdaterad", "dag då något senast publicerades"),
        _date("senast_förändrad", "dag för senaste stora förändring"),
        _number("antal_med_åtkomst", "hur många personer som har åtkomst"),
        _yes_no("central_administratör", "om kommunikatör eller stab har administratörsrätt"),
        _text("tvåfaktor", "om tvåfaktorsautentisering är på", "ja", "nej", "stöds ej"),
        _date("tvåfaktor_kontrollerad", "dag då tvåfaktor senast kontrollerades"),
        _text("pixel", "om plattformens spårningspixel är på", "av", "på", "finns ej"),
        _date("pixel_kontrollerad", "dag då pixeln senast kontrollerades"),
        _text("grafisk_profil", "om kanalen följer grafiska profilen", "ja", "nej", "ej möjligt"),
        _yes_no("avsändare_synlig", "om kommunen framgår som avsändare"),
        _prose("beskrivning", "kanalens beskrivning för besökare"),
        _text("kontaktuppgift", "funktionsadress till den ansvariga"),
        _text("regeltext", "om texten om borttagning är infogad", "infogad", "saknas", "ej möjlig"),
        _yes_no("inlägg_synliga_för_andra_upplyst", "om besökare får veta att deras inlägg blir synliga för andra"),
        _text("kommentarer", "om besökare kan kommentera", "öppna", "stängda", "saknas"),
        _prose("avslutsorsak", "varför kanalen avslutades", past=True),
        _date("avslutande_inlägg", "dag för avslutande inlägg"),
        _date("avslut_samråd", "dag för samråd med chef och förvaltningskommunikatör"),
    ),
    owner="kanal_id",
    orders=(("startdatum", "slutdatum"), ("startdatum", "avslutande_inlägg"), ("startdatum", "avslut_samråd")),
)

DECISIONS = Table(
    "beslut",
    "Beslut om en kanal, en nämnd eller organisationen.",
    (
        _key("beslut_id", "beslutets id"),
        _text("objekt_id", "vem eller vad beslutet gäller", ref="objekt", required=True),
        _text("slag", "vad beslutet avser", "start", "användning på arbetstid", "rättslig grund",
              "gallring", "avslut", "annonsering", "närvaro", "grafisk profil", "publicister", DELEGATION,
              required=True),
        _date("datum", "beslutsdag", required=True),
        _role("beslutad_av", "roll som beslutade", required=True),
        _text("diarienummer", "beslutets diarienummer", number=True),
        _prose("gallringsfrist", "hur länge handlingarna ska finnas kvar"),
        _role("roll", "roll vars uppgift delegeras"),
        _role("till_roll", "roll som får uppgiften"),
        _date("upphävt", "dag då beslutet upphävdes"),
        _text("upphävt_av", "beslutet som upphävde det", ref="beslut"),
    ),
    owner="objekt_id",
    decided="datum",
    orders=(("datum", "upphävt"),),
)

CONFIRMATIONS = Table(
    "bekräftelser",
    "Daterade bekräftelser: en roll intygar hur det är.",
    (
        _key("bekräftelse_id", "bekräftelsens id"),
        _text("kontrollpunkt", "kontrollpunkten", ref="kontrollpunkt", required=True),
        _text("objekt_id", "objektet", ref="objekt", required=True),
        _date("datum", "dag då den lämnades", required=True),
        Column("period", ColumnType.TEXT, "perioden som den gäller (2026, första halvåret 2026, kvartal 2 2026, "
               "2026-06); tom när frågan är löpande", is_period=True),
        _text("utfall", "vad som bekräftas", "uppfyllt", "ej uppfyllt", "ej tillämpligt", required=True),
        _role("roll", "roll som bekräftar", required=True),
        _prose("skäl", "varför, när utfallet inte är uppfyllt"),
        _prose("förutsättningar", "regelversion, parametrar och fakta som gällde då"),
        _prose("underlag", "vad som låg till grund"),
    ),
    owner="objekt_id",
    moment="datum",
)

EXEMPTIONS = Table(
    "undantag",
    "Beslutade undantag från en regel.",
    (
        _key("undantag_id", "undantagets id"),
        _text("regel", "regeln som undantas", ref="regel", required=True),
        _number("regelversion", "regelns version vid beslutet", least=1, required=True),
        _text("objekt_id", "objektet", ref="objekt", required=True),
        _prose("skäl", "varför undantaget ges", required=True),
        _role("beslutad_av", "roll som beslutade", required=True),
        _date("beslutad", "beslutsdag", required=True),
        _date("från", "första dag", required=True, ahead=True),
        _date("till", "sista dag", required=True, ahead=True),
        _text("medges_av", "regeln som medger undantaget", ref="regel"),
        _text("diarienummer", "diarienummer", required=True, number=True),
    ),
    owner="objekt_id",
    decided="beslutad",
    orders=(("från", "till"), ("beslutad", "till")),
)

REMEDIES = Table(
    "åtgärder",
    "Planerade rättelser. De ändrar aldrig en status.",
    (
        _key("åtgärd_id", "åtgärdens id"),
        _text("regel", "regeln som bristen gäller", ref="regel", required=True),
        _text("objekt_id", "objektet", ref="objekt", required=True),
        _prose("beskrivning", "vad som ska göras", required=True),
        _role("ansvarig_roll", "roll som ska göra det", required=True),
        _date("klar_senast", "sista dag", required=True, ahead=True),
        _text("läge", "hur långt arbetet har kommit", "planerad", "pågår", "klar", required=True),
    ),
    owner="objekt_id",
)

POSTS = Table(
    "inlägg",
    "Egna inlägg.",
    (
        _key("inlägg_id", "inläggets id"),
        _text("kanal_id", "kanalen", ref="kanaler", required=True),
        _moment("publicerad", "när det publicerades", required=True),
        _text("slag", "innehållets slag", "text", "bild", "film", "länk"),
        _yes_no("alt_text", "om bilden har en egen alternativtext"),
        _yes_no("text_i_bild", "om bilden innehåller text"),
        _yes_no("bildtext_återgiven", "om text i bild också finns som text"),
        _yes_no("undertext", "om filmen har undertext"),
        _yes_no("personnummer", "om ett personnummer hittades i texten"),
        _yes_no("rättigheter_klara", "om rättigheten till bild och text är klarlagd"),
        _yes_no("gillar_företag_eller_parti", "om inlägget gillar eller taggar företag eller parti"),
    ),
    owner="kanal_id",
    moment="publicerad",
)

COMMENTS = Table(
    "kommentarer",
    "Besökares kommentarer: tider och slag, aldrig text.",
    (
        _key("kommentar_id", "kommentarens id"),
        _text("kanal_id", "kanalen", ref="kanaler", required=True),
        _moment("inkom", "när den kom in", required=True),
        _yes_no("är_fråga", "om den är en fråga till kommunen"),
        _moment("besvarad", "när den fick ett första svar"),
        _moment("fullständigt_besvarad", "när den fick ett fullständigt svar"),
        _yes_no("svar_från_kontot", "om svaret skrevs från kontot"),
        _yes_no("svar_undertecknat", "om svaret har förnamn och titel"),
        _yes_no("politisk_fråga", "om frågan är partipolitisk"),
        _yes_no("hänvisad_till_partierna", "om frågan hänvisades till partierna"),
    ),
    owner="kanal_id",
    moment="inkom",
    orders=(("inkom", "besvarad"), ("inkom", "fullständigt_besvarad"), ("besvarad", "fullständigt_besvarad")),
)

MESSAGES = Table(
    "meddelanden",
    "Direktmeddelanden: antal och klass, aldrig text.",
    (
        _key("meddelande_id", "radens id"),
        _text("kanal_id", "kanalen", ref="kanaler", required=True),
        _date("datum", "dag", required=True),
        _number("antal", "antal meddelanden"),
        _text("klass", "vad meddelandena rör", "ärende", "ringa betydelse", "sekretess", "övrigt"),
        _yes_no("omhändertaget", "om de hanterats som upprättade eller inkomna handlingar"),
        _text("diarienummer", "diarienummer när de registrerats", number=True),
    ),
    owner="kanal_id",
    moment="datum",
)

REMOVALS = Table(
    "borttagningar",
    "Logg över borttaget innehåll, utan text.",
    (
        _key("borttagning_id", "borttagningens id"),
        _text("kanal_id", "kanalen", ref="kanaler", required=True),
        _moment("upptäckt", "när innehållet upptäcktes", required=True),
        _moment("borttagen", "när det togs bort eller doldes"),
        _text("kategori", "varför det togs bort", "personangrepp", "svordomar", "reklam", "hets mot folkgrupp",
              "upphovsrättsintrång", "våldsskildring", "pornografi", "uppmaning till brott", "olaga hot",
              "olaga integritetsintrång", "misstänkt övergreppsmaterial", "personuppgifter", "sekretess",
              "annat lagstridigt", "saknar relevans", "annat"),
        _text("grund", "om lag eller husregel ligger bakom", "lag", "husregel"),
        _text("skärmdump", "om en skärmdump togs", "ja", "nej", "får inte tas"),
        _text("diarienummer", "diarienummer", number=True),
        _text("avsändare_meddelad", "om den som skrev fick besked", "ja", "nej", "ej möjligt"),
        _text("anmäld", "om det anmäldes", "nej", "plattform", "polis"),
        _role("roll", "roll som tog bort"),
    ),
    owner="kanal_id",
    moment="upptäckt",
)

SUPERVISION = Table(
    "uppsikt",
    "Genomförd uppsikt: en rad för varje sammanhängande tid, inte varje dag.",
    (
        _key("uppsikt_id", "radens id"),
        _text("kanal_id", "kanalen", ref="kanaler", required=True),
        _date("från", "första dag", required=True),
        _date("till", "sista dag", required=True),
        _number("intervall_dagar", "högst så många dagar mellan två genomgångar", least=1),
        _role("roll", "roll som höll uppsikt"),
        _prose("avvikelse", "avvikelse i ord, eller inga, utan personuppgifter", none=True),
    ),
    owner="kanal_id",
    moment="från",
    last_day="till",
    orders=(("från", "till"),),
)

SNAPSHOTS = Table(
    "ögonblicksbilder",
    "Bevarade ögonblicksbilder av kanaler.",
    (
        _key("bild_id", "bildens id"),
        _text("kanal_id", "kanalen", ref="kanaler", required=True),
        _date("tagen", "dag då bilden togs", required=True),
        _text("anledning", "varför den togs", "halvår", "stor förändring", "avslut"),
        _text("diarienummer", "diarienummer; ett nummer kan omfatta många kanaler", number=True),
    ),
    owner="kanal_id",
    moment="tagen",
)

DIARY = Table(
    "diarium",
    "Utdrag ur diariet.",
    (
        _text("diarienummer", "diarienummer", required=True, number=True),
        _date("datum", "när handlingen kom in eller upprättades", required=True),
        _text("objekt_id", "objektet", ref="objekt"),
        Column("slag", ColumnType.TEXT, "handlingens slag", names=_KINDS_OF_DOCUMENTS),
        _text("avsändare_mottagare", "roll eller organ, aldrig en privatperson"),
        _prose("ärendemening", "kort om vad handlingen rör"),
        _yes_no("sekretess", "om uppgifterna kan omfattas av sekretess"),
    ),
    owner="objekt_id",
    moment="datum",
)

WEEDING = Table(
    "gallring",
    "Genomförd gallring.",
    (
        _key("gallring_id", "radens id"),
        _text("kanal_id", "kanalen", ref="kanaler", required=True),
        _date("utförd", "dag då gallringen gjordes", required=True),
        _text("beslut_id", "gallringsbeslutet", ref="beslut"),
        _prose("handlingstyp", "vad som gallrades", names=_KINDS_OF_DOCUMENTS),
        _yes_no("ringa_betydelse", "om handlingarna var av ringa betydelse"),
    ),
    owner="kanal_id",
    moment="utförd",
)

WEB_LIST = Table(
    "webblista",
    "Konton som står på webbplatsens förteckning.",
    (
        _key("rad_id", "radens id"),
        _text("organisation_id", "organisationen", ref="organisation", required=True),
        _text("adress", "kontots adress", required=True),
        Column("kontonamn", ColumnType.TEXT, "kontots namn", names=("@",), is_name=True),
        _date("hämtad", "dag då förteckningen lästes", required=True),
    ),
    owner="organisation_id",
    moment="hämtad",
)

WEB_PAGES = Table(
    "webbsidor",
    "Genomsökta webbsidor.",
    (
        _key("sida_id", "sidans id"),
        _text("organisation_id", "organisationen", ref="organisation", required=True),
        _text("adress", "sidans adress", required=True),
        _date("genomsökt", "dag då sidan söktes igenom", required=True),
        _yes_no("pixel", "om Metas pixel hittades"),
        _yes_no("tagghanterare", "om en tagghanterare kan dölja en pixel"),
    ),
    owner="organisation_id",
    moment="genomsökt",
)

CRISES = Table(
    "kriser",
    "Kriser och särskilda händelser där sociala medier användes.",
    (
        _key("kris_id", "krisens id"),
        _text("organisation_id", "organisationen", ref="organisation", required=True),
        _date("från", "första dag", required=True),
        _date("till", "sista dag"),
        _yes_no("beredskap", "om beredskap fanns för att svara snabbt"),
        _date("sammanställd", "dag då frågor och inlägg sammanställdes"),
        _text("diarienummer", "diarienummer för sammanställningen", number=True),
    ),
    owner="organisation_id",
    moment="från",
    last_day="till",
    orders=(("från", "till"), ("från", "sammanställd")),
)

ADVERTS = Table(
    "annonser",
    "Köpta annonser.",
    (
        _key("annons_id", "annonsens id"),
        _text("kanal_id", "kanalen", ref="kanaler", required=True),
        _date("från", "första dag", required=True, ahead=True),
        _date("till", "sista dag", ahead=True),
        _text("betald_av", "nämnden som betalade", ref="nämnder"),
        _yes_no("märkt_som_annons", "om annonsen går att känna igen som annons"),
    ),
    owner="kanal_id",
    moment="från",
    last_day="till",
    orders=(("från", "till"),),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        CHANNELS, BOARDS, ORGANISATION, DECISIONS, CONFIRMATIONS, EXEMPTIONS, REMEDIES, POSTS,
        COMMENTS, MESSAGES, REMOVALS, SUPERVISION, SNAPSHOTS, DIARY, WEEDING, WEB_LIST, WEB_PAGES,
        CRISES, ADVERTS,
    )
}
"""Every evidence table by name."""
