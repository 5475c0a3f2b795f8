"""Heads under which anything may stand beside a channel: what everybody can count there, or see.

One such word opens no head by itself, for *Poäng för inlägg* and *Kommentarer utan svar i tid* have one too. All words
of an open head are for what is counted, or narrow it: where, when, of whom, and how it is counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_COUNTED = re.compile(
    r"följar\w*|foljar\w*|\w*follow\w*|prenumerant\w*|medlemmar\w*|abonnent\w*|läsar\w*|tittar\w*|lyssnar\w*"
    r"|subscribers?|members|audience|\w*inlägg(?:en|et)?s?|\w*inlagg|posts?|tweets?|räckvidd\w*|rackvidd|reach"
    r"|\w*visning\w*|views?|impressions?|gilla\w*|likes?|reaktion\w*|reactions?|kommentarer(?:na)?|comments"
    r"|delningar\w*|shares?|klick\w*|clicks?|\w*besök(?:are|en|arna)?|besok\w*|visits?|engagemang\w*|engagement"
    r"|interaktion\w*|interactions?|spelning\w*|nedladdning\w*|\w*sändning(?:ar)?|\w*film(?:er|erna)?|videos?|videor"
    r"|videoklipp|bild(?:er|erna)|berättelser(?:na)?|stor(?:y|ies)|reels?|avsnitt\w*|annonser|kampanjer|evenemang|publiceringar|utskick|visad"
    r"|meddelanden|messages|chatt\w*|öppnade|öppningsfrekvens|öppningsgrad")
"""What is counted on channels and can be seen by everybody: in Swedish, without its marks and in English."""
_SEEN = re.compile(
    r"\w*sänds|\w*sända?|öppe[nt]\w*|oppe[nt]|öppnar|\w*stäng[td]?|bemanna\w*|språk\w*|målgrupp\w*|plattform\w*"
    r"|nätverk\w*|svarstid\w*")
"""What is seen there and has no parts: a share or a score under it is of something else."""
_ALONE = re.compile(
    r"användare|deltagare|fans|kvinnor|män|flickor|pojkar|barn|ålder|delat|frågor|samtal|förändring|forandring|ökning"
    r"|minskning|tillväxt|snitt|medel|genomsnitt|trend|change|growth|kostnad|budget|kr|tkr|kronor|pris|cost|längd|storlek"
    r"|minuter|timmar|sekunder|size|bredd|höjd|width|height|tid(?:er)?|natverk|platform|network|sprak|language|nr|nummer"
    r"|number|id|order|ordning|sida|rang|rank|version|lat\w*|lon\w*|x|y|facebook|instagram|twitter|linkedin|youtube"
    r"|tiktok|snapchat|threads|bluesky|mastodon|webben|nyhetsbrev|aktiv|active|privat|offentlig|public|färg\w*|bild"
    r"|följer|bemanning")
"""What else a number or a word may be of, where the head says nothing more."""
PERIOD = re.compile(
    r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*|kvartal\w*|q\d|kv\d|vecka|v|månad\w*|halvår\w*|ht|vt|\d+"
    r"|mån|tis|ons|tor|tors|fre|lör|sön|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|per"
    r"|antal|år|summa|total\w*|nu|count|years?|data|values?|värden?|dag|datum|kl|klockan|när")
"""What a column of counts is called where something else says what they count."""
_WHEN = re.compile(
    rf"{PERIOD.pattern}|(?:vår|sommar|höst|vinter|jul|påsk|sport|lov|vardag|helg|natt|kväll|dygn|vecko|arbets)\w*"
    r"|dag(?:ar|en|arna|lig\w*)|veckor\w*|årets?|året|idag|i?fjol|igår|veckans?|månadens?|måndagar|tisdagar|onsdagar|torsdagar|fredagar|lördagar|söndagar|somras|vintras"
    r"|våras|höstas|årsskift\w*|morgon\w*|morgnar|eftermiddag\w*|kvällar|nätter|denna|detta|förra|föregående|senaste?|sista|första|hela|under|sedan"
    r"|sen|före|fram|tom|from|hittills|just|aktuell\w*|löpande|days?|weeks?|months?|last|daily|weekly|monthly|today"
    r"|minut(?:er)?|min|tim|timm(?:e|ar)|sek(?:und(?:er)?)?|h|storhelg\w*|klämdag\w*|säsong\w*|termin\w*|tidigare|kv|efterhand|\d+[dhwm]")
_WHERE = re.compile(
    r"facebook\w*|fb|instagram\w*|insta|ig|twitter|linkedin\w*|youtube\w*|tiktok\w*|snapchat\w*|threads|bluesky|mastodon"
    r"|x|webb\w*|sajt\w*|sida(?:n|ns)?|sidor(?:na)?|hemsida\w*|kanal\w*|konto\w*|profil(?:en|er)?|plattform\w*|nätverk\w*"
    r"|app(?:en)?|nyhetsbrev\w*|flödet?|sociala|medier|media|channels?|accounts?|pages?|kommun\w*|stad(?:en|ens)|region\w*"
    r"|biblioteket?|skolan?|skolor(?:na)?|museet?|län(?:et)?|sverige|utomlands|lokalt|digital\w*|fysisk\w*|telefon\w*|e|post"
    r"|mobil\w*|dator\w*|grupp(?:en|er)?|inkorg(?:en)?|möten?|google|länk(?:ar(?:na)?|en)?|knapp(?:en)?|film(?:en)?|bild(?:en)?|video(?:n)?|live|direkt|poddar?|podd(?:en)?")
_WHO = re.compile(
    r"kvinnor|män|flickor|pojkar|barn|unga|ungdomar|vuxna|äldre|ålder(?:n)?|åldrar|invånar\w*|allmänhet\w*|besökar\w*"
    r"|användare|deltagare|personer|people|users?|elever|föräldrar|företag(?:are)?|anställda|medarbetar\w*|kunder|andra|befolkning\w*|folkmängd\w*|följare|utanför|utom|inom")
_HOW = re.compile(
    r"andel(?:en)?|snitt(?:et)?|medel\w*|genomsnitt\w*|median\w*|förändring\w*|forandring|ökning\w*|minskning\w*"
    r"|tillväxt\w*|tillkomna|trend\w*|change|growth|average|avg|mean|sum|number|no|nr|procent\w*|kr|tkr|kronor|kostnad\w*"
    r"|pris(?:et)?|cost|budget|unika?|organisk\w*|betal[dt]a?|köpta|egna|ny|nya|nytt|new|organic|paid|unique|fler|flest"
    r"|mest|minst|max|min|högsta?|lägsta|stor(?:a|t)?|små|länge|längd|tid(?:er)?|totala|tappade|avslutade|netto\w*|brutto\w*|tusentals?|alla|samtliga|övriga|olika|publicerade"
    r"|publicerat|gjorda|skickade|inkomna|mottagna|visade|sedda|delade|gillade|lästa|postade|sponsrade|länkade|inlagda|sparade"
    r"|publikens|kommande|planerade|tecken|antalet|frekvens|rate|statistik|siffror|mått|utveckling\w*"
    r"|start|slut|start\w*|id|gillar|följer|tittar|svenska|engelska|finska|arabiska|lättläst|teckenspråk\w*"
    r"|drop|spontan\w*|besök|in|bokning\w*|ring(?:a)?|kundtjänst|reception\w*|växel\w*|kontaktcenter")
_SMALL = frozenset({
    "i", "på", "av", "från", "hos", "till", "för", "om", "via", "vid", "och", "eller", "samt", "per", "mot", "med",
    "den", "det", "de", "en", "ett", "vår", "vårt", "våra", "er", "som", "är", "har", "vi", "ni", "man", "när", "hur",
    "många", "mycket", "vilka", "vilken", "vilket", "of", "the", "on", "in", "from", "for", "to", "and", "s", "st",
    "fr", "o", "m", "t", "ca", "cirka", "inkl", "exkl", "bara", "endast", "kl", "mellan", "bland"})
_IN_TIME = re.compile(r"\b(?:i|på|in|on) (?:tid|time)\b")
"""How it went, of words that else say how it is counted."""
_ABOUT = re.compile(r"(?<=\w) om \w+(?: \w+)?$")
"""What posts are about, which may be anything."""
_SHARE = re.compile(r"%|procent|poäng|\d ?(?:/|av|of|från) ?\d", re.IGNORECASE)


def is_open(asked: Sequence[str]) -> bool:
    """True for the words of a head that asks what is open, and nothing else."""
    said = _ABOUT.sub("", " ".join(asked))
    counted = said.split()
    return _ALONE.fullmatch(said) is not None or (
        any(map(_opens, counted)) and all(_opens(word) or _narrows(word) for word in counted)
        and _IN_TIME.search(said) is None)


def counts(asked: Sequence[str]) -> bool:
    """True for the words of an open head of what is counted: *Följare*, but not *Snitt* alone."""
    return any(map(_COUNTED.fullmatch, asked)) and is_open(asked)


def is_share_of_none(asked: Sequence[str], value: str) -> bool:
    """True for a share or a score under a head of what has no parts: *Öppet*, *Svarstid*, *Alla plattformar*."""
    return _SHARE.search(value) is not None and any(map(_SEEN.fullmatch, asked)) and not any(
        map(_COUNTED.fullmatch, asked))


@lru_cache(maxsize=20_000)
def _opens(word: str) -> bool:
    return _COUNTED.fullmatch(word) is not None or _SEEN.fullmatch(word) is not None


@lru_cache(maxsize=20_000)
def _narrows(word: str) -> bool:
    """True for a word that says where, when, of whom or how something is counted."""
    return word in _SMALL or any(kind.fullmatch(word) for kind in (_WHEN, _WHERE, _WHO, _HOW))
