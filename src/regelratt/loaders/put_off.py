"""Words by which an answer is put off: to later, to nobody, to what another cell says, or to another document.

As a whole cell they answer nothing. In a cell with a name, a role or a number a beginning is enough, since no name
begins with a verb for later or a word for a post that nobody has.
"""

from __future__ import annotations

import re

_PASSIVE = (
    r"(?:bestäms|utses|skickas|meddelas|tilldelas|ifylls|fylls i|fylls på|tillsätts|anges|beslutas|fastställs|"
    r"registreras|diarieförs|kompletteras|rekryteras|utreds|undersöks|kontrolleras|kollas|klargörs|uppdateras|skrivs|"
    r"hämtas|efterfrågas|efterlyses|söks|sökes|begärs|beställs|förordnas|anställs|läggs (?:in|till)|redovisas|"
    r"återkopplas|planeras|diskuteras|övervägs)")
_TO_DO = (
    r"(?:bestämma|utse|skicka|meddela|tilldela|ifylla|fylla i|fylla på|tillsätta|ange|besluta|fastställa|registrera|"
    r"diarieföra|komplettera|rekrytera|utreda|undersöka|kontrollera|kolla|klargöra|uppdatera|skriva|hämta|begära|"
    r"beställa|förordna|anställa|lägga in|lägga till)")
_TO_BE = (
    r"(?:bestämmas|utses|skickas|meddelas|tilldelas|ifyllas|fyllas (?:i|på)|tillsättas|anges|beslutas|fastställas|"
    r"registreras|diarieföras|kompletteras|rekryteras|utredas|undersökas|kontrolleras|kollas|klargöras|uppdateras|skrivas|"
    r"hämtas|begäras|beställas|förordnas|anställas|läggas (?:in|till)|göras|bli klart?)")
_ONGOING = (
    r"(?:(?:ny)?rekrytering(?:en)?|tillsättning(?:en)?|utredning(?:en)?|beredning(?:en)?|handläggning(?:en)?|"
    r"registrering(?:en)?|översyn(?:en)?|arbete(?:t)?|diskussion(?:en|er)?)")
_LATER = r"(?:senare|snart|snarast|inom kort|framöver|längre fram|i efterhand|vid senare tillfälle)"
_ASKED = r"(?:begär[td]|beställ[td]|efterfråga[td]|efterlyst|sökt|följer|på väg|på gång)"
_NUMBER = r"(?:dnr|diarienr|diarienumret|diarienummer|nr|nummer|uppgift(?:en)?|besked|svar|beslut|namn|roll|adress)"
_POST = r"(?:tjänst(?:en)?|roll(?:en)?|befattning(?:en)?|uppdrag(?:et)?|post(?:en)?|plats(?:en)?|chefen|ansvarig)"
_VACANT = r"(?:vakant(?:a|satt|satta)?|vakans(?:en)?|obesatt|obemannad)"
_ELSEWHERE = (
    r"(?:bilag|regist|protokoll|diari|beslut|annan|annat|andra|rad(?:en)?\b|flik|blad|kolumn|cell|fil(?:en)?\b|separat|"
    r"förteckning|lista|mejl|mail|intranät|hemsida|webb|länk|avtal|dokument|underlag|rutin|tidigare|förra|föregående)")

_REST = r"(?: .*)?"

NO_ANSWER = re.compile("|".join((
    # Later, or by somebody else.
    rf"{_PASSIVE} {_LATER}", r"(?:ifylls|fylls i|kompletteras|skrivs) av [\w-]+(?: [\w-]+)?", r"att (?:göra|fylla i)",
    r"(?:inte|ej|icke) ännu|ännu (?:inte|ej|icke)|(?:vi )?får se|to be [a-z]+|to do",
    r"pending|in progress|coming soon|later",
    # Nobody.
    r"någon(?: annan)?|vem(?: vet| då)?|nobody|no one|noone|somebody|someone",
    # The same.
    r"idem|ibid(?:em)?|likaså|samma (?:igen|här)",
    # Nothing.
    r"lämnas? (?:tomt?|blankt?)|not (?:available|applicable|known|set|assigned|specified)|unassigned|unspecified",
    r"no (?:data|info|answer|name|value)",
    # What a finger or a template wrote.
    r"lorem ipsum.*|(?:asdf|qwert)\w*|bla(?: ?bla)+")), re.DOTALL)
"""In every text."""

NO_NAME = re.compile("|".join((
    # Later, or by somebody else.
    rf"{_PASSIVE}{_REST}", rf"(?:ska|skall|bör|måste|behöver) (?:\w+ )?{_TO_BE}{_REST}", rf"att {_TO_DO}{_REST}",
    rf"(?:under|inväntar|väntar på|pågående) {_ONGOING}{_REST}", rf"{_ONGOING} (?:pågår|återstår|planeras){_REST}",
    rf"{_ASKED}|{_NUMBER} {_ASKED}{_REST}", rf"(?:inte|ej) ännu{_REST}|vi får se{_REST}", _LATER,
    # Nobody.
    rf"(?:f\.? ?n\.? |just nu |för närvarande |tills vidare )?{_VACANT}{_REST}",
    rf"{_POST}{_REST} (?:{_VACANT}|ledig){_REST}", rf"(?:[\w-]+ ){{0,2}}har slutat{_REST}|slutat",
    r"någon (?:på|i|av|från|inom) .*|vem (?:är|det|som).*",
    # The same, or what stands elsewhere.
    r"samma som .*|samma (?:person|roll|chef|adress|nummer|dnr|diarienummer|uppgift)(?: .*)?|oförändra[td]",
    r"som (?:tidigare|förut|innan|förra(?: .*)?)", rf"(?:se|enligt|enl\.?|jfr) {_ELSEWHERE}.*",
    # Nothing.
    r"(?:har )?(?:ej|inte) (?:be)?svara[td]|(?:inget|ej|utan) svar|svarar (?:ej|inte)",
    r"[\w-]+(?: [\w-]+)? saknas(?: (?:än|ännu|helt|alls))?")), re.DOTALL)
"""In a cell with a name, a role or a number."""

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


def is_template(kept: str) -> bool:
    """True for a text in small letters that a template has, or has left a field of."""
    return _TEMPLATE.fullmatch(kept) is not None or _LEFT_IN_TEXT.search(kept) is not None
