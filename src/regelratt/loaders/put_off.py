"""Words by which an answer is put off: to later, to nobody, to what another cell says, or to another document.

As a whole cell they answer nothing. In a cell with a name, a role or a number a beginning is enough, since no name
begins with a verb for later or a word for a post that nobody has.
"""

from __future__ import annotations

import re

from regelratt.loaders.missing_words import DONE

_PASSIVE = (
    r"(?:bestäms|utses|skickas|meddelas|tilldelas|ifylls|fylls i|fylls på|tillsätts|anges|beslutas|fastställs|"
    r"registreras|diarieförs|kompletteras|rekryteras|utreds|undersöks|kontrolleras|kollas|klargörs|uppdateras|skrivs|"
    r"hämtas|efterfrågas|efterlyses|söks|sökes|begärs|beställs|förordnas|anställs|läggs (?:in|till)|redovisas|"
    r"återkopplas|planeras|diskuteras|övervägs|fixas|ordnas|åtgärdas|bekräftas|verifieras|"
    r"bestämmes|ifylles|fylles (?:i|på)|fastställes|skrives)")
_TO_DO = (
    r"(?:bestämma|utse|skicka|meddela|tilldela|ifylla|fylla i|fylla på|tillsätta|ange|besluta|fastställa|registrera|"
    r"diarieföra|komplettera|rekrytera|utreda|undersöka|kontrollera|kolla|klargöra|uppdatera|skriva|hämta|begära|"
    r"beställa|förordna|anställa|lägga in|lägga till|bekräfta|verifiera|fixa|ordna|åtgärda)")
_TO_BE = r"(?:[\w-]+s(?: (?:i|på|in|till|upp|ut))?|bli klart?)"
"""What is to be done with it, whatever it is: *fixas*, *stämmas av*."""
_ONGOING = r"(?:[\w-]*(?:ing|ande|ende|syn)(?:en|et)?|arbetet?|diskussion(?:en|er)?|process(?:en)?)"
"""What goes on before there is an answer: *rekrytering*, *framtagande*, *översynen*."""
_UNDONE = (
    r"(?:(?:ej|inte|icke) (?:ännu |än )?(?:hunn|åtgärda|fixa|ordna|rekrytera|förordna|anställ|gjor|skicka|få)\w{0,4})")
_LATER = r"(?:senare|snart|snarast|inom kort|framöver|längre fram|i efterhand|vid senare tillfälle)"
_ASKED = r"(?:begär[td]|beställ[td]|efterfråga[td]|efterlyst|sökt|följer|på väg|på gång)"
_NUMBER = r"(?:dnr|diarienr|diarienumret|diarienummer|nr|nummer|uppgift(?:en)?|besked|svar|beslut|namn|roll|adress)"
_POST = r"(?:tjänst(?:en)?|roll(?:en)?|befattning(?:en)?|uppdrag(?:et)?|post(?:en)?|plats(?:en)?|chefen|ansvarig)"
_VACANT = r"(?:vakant(?:a|satt|satta)?|vakans(?:en)?|obesatt|obemannad)"
_ELSEWHERE = (
    r"(?:bilag|regist|protokoll|diari|beslut|annan|annat|andra|rad(?:en)?\b|flik|blad|kolumn|cell|fil(?:en)?\b|separat|"
    r"förteckning|lista|mejl|mail|intranät|hemsida|webb|länk|avtal|dokument|underlag|rutin|tidigare|förra|föregående|"
    r"kommentar|anmärkning|anteckning|not(?:en|er)?\b|text|sida(?:n)?\b|ärende|akt(?:en)?\b|mapp|excel|pdf|teams)")

_REST = r"(?: .*)?"
_BLANK = r"(?:text(?:en)?|objekt|element|alternativ|datum|rubrik|värde|innehåll)"
_HOLDING = r"(?:exempel|test|prov|dummy|platshållar|mall|fyllnads|demo|påhittad )"
_HELD = r"(?:text(?:en)?|namn(?:et)?|roll(?:en)?|värde(?:t)?|data|rad(?:en)?|uppgift(?:er)?|nummer|adress|kanal|person)"
_OF_WHAT = r"(?:namn(?:et)?|roll(?:en)?|titeln?|befattning(?:en)?|nummer|adress(?:en)?|e-?post|kontaktuppgift(?:er)?)"

NO_ANSWER = re.compile("|".join((
    # Later, or by somebody else.
    r"(?:in)?väntar|avvaktar|(?:åter)?kommer(?: senare| snart)?|senare|pågår|på gång|kompletteras(?: senare)?",
    r"(?:behöver|ska|bör|måste) (?:kollas|kontrolleras|utredas|undersökas|kompletteras|fyllas i)(?: upp)?",
    rf"{_PASSIVE}(?: av [\w-]+(?: [\w-]+)?)? {_LATER}", r"(?:ifylls|fylls i) av [\w-]+(?: [\w-]+)?",
    r"att (?:göra|fylla i|fixa|ordna)",
    r"(?:inte|ej|icke) ännu|ännu (?:inte|ej|icke)|(?:vi )?får se|to be [a-z]+|to do",
    r"pending|in progress|coming soon|later",
    # Nobody.
    r"någon(?: annan)?|vem(?: vet| då)?|nobody|no one|noone|somebody|someone",
    # The same.
    r"idem|ibid(?:em)?|lika(?:så|dan[at]?|ledes)?|samma (?:igen|här|sak)",
    # Nothing.
    r"(?:lämna(?:[sdt]|ts)? )?(?:medvetet |avsiktligt )?(?:tomt?|blankt?)(?: fält)?",
    r"not (?:available|applicable|known|set|assigned|specified)|unassigned|unspecified",
    r"no (?:data|info|answer|name|value)",
    # That somebody was to write here.
    r"fyll(?:s|as)? i(?: här)?(?: senare)?|(?:skriv|ange|välj) här",
    rf"(?:skriv|ange|infoga|välj)(?: (?:ett|en|din|ditt))? {_BLANK}(?: här)?",
    r"klicka (?:eller tryck )?här.*", r"(?:click|tap)(?: or tap)? here.*", r"(?:choose|select) an? item",
    # What a finger or a template wrote.
    rf"{_HOLDING}[ -]?{_HELD}?(?: ?[0-9]+)?|test(?: ?test)*",
    r"lorem ipsum.*|(?:asdf|qwert)\w*|bla(?: ?bla)+")), re.DOTALL)
"""In every text but a name that somebody chose."""

NO_NAME = re.compile("|".join((
    # Later, or by somebody else.
    rf"{_PASSIVE}{_REST}", rf"(?:ska|skall|bör|måste|behöver) (?:\w+ )?{_TO_BE}{_REST}", rf"att {_TO_DO}{_REST}",
    rf"(?:under|inväntar|väntar på|avvaktar|pågående) {_ONGOING}{_REST}",
    rf"{_ONGOING} (?:pågår|återstår|planeras){_REST}",
    rf"{_ASKED}|{_NUMBER} {_ASKED}{_REST}", rf"(?:inte|ej) ännu{_REST}|{_UNDONE}{_REST}|vi får se{_REST}",
    rf"(?:{DONE} )?{_LATER}",
    # Nobody.
    rf"(?:f\.? ?n\.? |just nu |för närvarande |tills vidare )?{_VACANT}{_REST}",
    rf"{_POST}{_REST} (?:{_VACANT}|ledig){_REST}", rf"(?:[\w-]+ ){{0,2}}har slutat{_REST}|slutat",
    r"någon (?:på|i|av|från|inom) .*|vem (?:är|det|som).*",
    # The same, or what stands elsewhere.
    r"samma som .*|samma (?:person|roll|chef|adress|nummer|dnr|diarienummer|uppgift)(?: .*)?|oförändra[td]",
    rf"(?:ingen|inga) (?:för)?ändring(?:ar)?{_REST}|(?:ej|inte|icke) (?:för)?ändra[dt]{_REST}",
    r"som (?:tidigare|förut|innan|förra(?: .*)?)", rf"(?:se|enligt|enl\.?|jfr) {_ELSEWHERE}.*",
    # What was to be written.
    r"exempel(?:vis)? .*",
    rf"{_OF_WHAT} (?:på|till|för|hos) .*|(?:roll|titel|person|kontakt|chefs?|för|efter)namn(?:et)?",
    # Nothing.
    r"(?:har )?(?:ej|inte) (?:be)?svara[td]|(?:inget|ej|utan) svar|svarar (?:ej|inte)",
    r"[\w-]+(?: [\w-]+)? saknas(?: (?:än|ännu|helt|alls))?")), re.DOTALL)
"""In a cell with a name, a role or a number."""

SPOKEN = re.compile(
    r"(?:(?:per|via|på|i|vid|enligt|enl\.?|godkänt|beslut|beslutat) )*"
    r"(?:muntlig(?:en|t)?|telefon(?:en|samtal)?|e-?post|mejl|mail|sms|samtal(?:et)?|möte(?:t)?)")
"""How something was told, where a role or the number of a document is asked for: `muntligt`, `per telefon`."""

_SETTLED = (
    r"(?:bekräfta|beslut|fastställ|kontrollera|avgjor|bestäm|klar|säker|säkr|utse|tillsat|registrera|diarieför)")
UNSURE = re.compile("|".join((
    rf"att {_TO_DO}{_REST}", rf"(?:ska|skall|bör|måste|behöver) (?:\w+ )?{_TO_BE}{_REST}", rf"{_VACANT}{_REST}",
    rf"(?:(?:är|ännu|än) )?(?:(?:ej|inte|icke) (?:ännu |än )?|o){_SETTLED}\w{{0,4}}(?: (?:än|ännu))?",
    r"preliminär\w?|osäkert?|gissning|förslag|tror jag|kanske|troligen|troligtvis")), re.DOTALL)
"""What is said after a name or a number that nobody has settled: `kanalansvarig (att bekräfta)`."""

_FIELD = (
    r"(?:(?:fyll i|ange|skriv|infoga|välj|beskriv)\b[^\[\]{}<>«»‹›]*|syfte|målgrupp|skäl|nämnd(?:ens namn)?|"
    r"förvaltning(?:ens namn)?|kommun(?:ens namn)?|diarienummer|dnr)")
"""What is asked for between the marks of a template; a name or a day between them may have been taken out of a text."""
_WORDS = r"[^\W\d][\w.-]*(?: [\w.-]+){0,3}"
_MARKS = (("{{", "}}"), ("${", "}"), ("{", "}"), ("[[", "]]"), ("[", "]"), ("<<", ">>"), ("<", ">"), ("<%", "%>"),
          ("<%=", "%>"), ("«", "»"), ("‹", "›"), ("%", "%"))
_TEMPLATE = re.compile("|".join(
    rf"{re.escape(first)} ?{_WORDS} ?{re.escape(last)}" for first, last in _MARKS))
"""A whole cell with a name or a few words between the marks of a template."""
_LEFT_IN_TEXT = re.compile("|".join((
    rf"\{{\{{ ?{_WORDS} ?\}}\}}",
    *(rf"{re.escape(first)} ?{_FIELD} ?{re.escape(last)}" for first, last in _MARKS[:-1]))))
"""A field of a template that was left in a text."""


_FIELDS = re.compile("|".join(
    rf"{re.escape(first)} ?{_WORDS} ?{re.escape(last)}" for first, last in _MARKS if len(first) > 1))
"""The same between marks that no name has."""


def is_field(kept: str) -> bool:
    """True for a text in small letters between marks that only a template has: `{{kontonamn}}`."""
    return _FIELDS.fullmatch(kept) is not None


def is_template(kept: str) -> bool:
    """True for a text in small letters that a template has, or has left a field of."""
    return _TEMPLATE.fullmatch(kept) is not None or _LEFT_IN_TEXT.search(kept) is not None
