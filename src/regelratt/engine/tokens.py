"""A lexical look at SQL before any parser sees it: how long it is, of how many parts, and how deep.

A parser takes memory and stack by the nesting of what it reads. What is larger than any check needs to be
never reaches one. Only the marks that nest, quote or comment are known here; what the words mean is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

LONGEST = 20_000
"""Most characters of one piece of SQL."""

MOST_TOKENS = 4_000
"""Most words, numbers, texts and signs of one piece of SQL."""

DEEPEST = 64
"""Most levels: open brackets, open CASE, and operators in a row, each of which nests the ones before it."""


class Kind(Enum):
    """What a token is."""

    WORD = "word"
    NAME = "name"
    TEXT = "text"
    NUMBER = "number"
    PARAMETER = "parameter"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind, how it is written, and the place of its first character."""

    kind: Kind
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Breach:
    """Something that keeps SQL from a parser: where, what is wrong and how to put it right."""

    start: int
    message: str
    remedy: str
    is_mistake: bool = True
    """False when it is not badly written but larger or odder than is allowed."""


_SKIPPED = re.compile(r"\s+|--[^\r\n]*")
_COMMENT_MARK = re.compile(r"/\*|\*/")
_DOLLAR = re.compile(r"\$(?:[^\W\d]\w*)?\$")
_TOKENS = (
    # Possessive: an apostrophe that has been read as half of a doubled one is never an end.
    (Kind.TEXT, re.compile(r"'[^']*+(?>(?:''[^']*+)*)'")),
    (Kind.NAME, re.compile(r'"[^"]*+(?>(?:""[^"]*+)*)"')),
    (Kind.PARAMETER, re.compile(r"\$\w+|\?\d*")),
    (Kind.WORD, re.compile(r"[^\W\d]\w*")),
    (Kind.NUMBER, re.compile(r"\d[\w.]*")),
    (Kind.SIGN, re.compile(r"::|<=|>=|<>|!=|==|\|\||->>?|\*\*|//|:=|=>|[^\w\s]")),
)
_OPENERS = {"(": ")", "[": "]", "{": "}"}
_CLOSERS = {closer: opener for opener, closer in _OPENERS.items()}
_BRACKETS = {"(": "parentes", ")": "parentes", "[": "hakparentes", "]": "hakparentes", "{": "klammer", "}": "klammer"}

_RESETTING = frozenset({
    "and", "or", "select", "from", "where", "group", "having", "order", "qualify", "when", "then", "else", "on",
    "with", "by", "limit", "values", "window",
})
"""Words after which an unbroken row of operators starts anew: the tree does not grow deeper past them."""

_STACKING = frozenset({"not", "is", "in", "like", "ilike", "between", "similar", "glob", "collate", "escape", "isnull",
                       "notnull", "any", "all", "at", "over"})
_NESTING = frozenset({"union", "except", "intersect", "join"})
_OUT_OF_FROM = frozenset({"where", "group", "having", "order", "qualify", "select", "limit", "window"})


class LexicalError(Exception):
    """SQL that cannot even be told apart into tokens."""

    def __init__(self, breach: Breach) -> None:
        super().__init__(breach.message)
        self.breach = breach


def tokenize(sql: str) -> Iterator[Token]:
    """The tokens of SQL without comments and white space; LexicalError where something has no end."""
    place = 0
    while place < len(sql):
        if skipped := _SKIPPED.match(sql, place):
            place = skipped.end()
        elif sql.startswith("/*", place):
            place = _end_of_comment(sql, place)
        else:
            token = _token(sql, place)
            yield token
            place += len(token.text)


def _end_of_comment(sql: str, start: int) -> int:
    """Where a comment ends; comments may hold comments."""
    depth = 0
    for mark in _COMMENT_MARK.finditer(sql, start):
        depth += 1 if mark[0] == "/*" else -1
        if depth == 0:
            return mark.end()
    raise LexicalError(Breach(start, "Kommentaren som börjar här tar aldrig slut.", "Avsluta den med */."))


def _token(sql: str, place: int) -> Token:
    if opening := _DOLLAR.match(sql, place):
        end = sql.find(opening[0], opening.end())
        if end < 0:
            breach = Breach(place, "Texten som börjar här tar aldrig slut.", f"Avsluta den med {opening[0]}.")
            raise LexicalError(breach)
        return Token(Kind.TEXT, sql[place : end + len(opening[0])], place)
    for kind, pattern in _TOKENS:
        if found := pattern.match(sql, place):
            if found[0] in ("'", '"', "`"):
                raise LexicalError(_unquoted(found[0], place))
            return Token(kind, found[0], place)
    return Token(Kind.SIGN, sql[place], place)


def _unquoted(mark: str, place: int) -> Breach:
    if mark == "'":
        return Breach(place, "Texten som börjar här tar aldrig slut.", "Avsluta den med en apostrof.")
    if mark == '"':
        return Breach(place, "Namnet som börjar här tar aldrig slut.", "Avsluta det med ett citattecken.")
    return Breach(place, "Omvänd apostrof används inte.", "Skriv text inom apostrofer och namn utan tecken omkring.")


@dataclass(slots=True)
class _Level:
    """One open bracket or CASE, with the operators seen in a row inside it."""

    opener: Token | None
    row: int = 0
    sources: int = 0
    in_from: bool = False


@dataclass(slots=True)
class _Depth:
    """Reads tokens and knows how deep the tree is at each."""

    levels: list[_Level] = field(default_factory=lambda: [_Level(None)])

    @property
    def total(self) -> int:
        """Levels that are open, and operators in a row within them."""
        return len(self.levels) - 1 + sum(level.row + level.sources for level in self.levels)

    def read(self, token: Token) -> Breach | None:
        """Take in one token; a breach where brackets do not match or the depth is past its bound."""
        word = token.text.lower() if token.kind is Kind.WORD else ""
        if token.kind is Kind.SIGN:
            breach = self._sign(token)
        else:
            breach = None
            self._word(word, token)
        if breach is None and self.total > DEEPEST:
            return Breach(token.start, f"SQL:en har mer än {DEEPEST} nivåer.", "Dela upp kontrollpunkten i flera.",
                          is_mistake=False)
        return breach

    def _sign(self, token: Token) -> Breach | None:
        level, sign = self.levels[-1], token.text
        if sign in _OPENERS:
            self.levels.append(_Level(token))
        elif sign in _CLOSERS:
            return self._close(token)
        elif sign in (",", ";"):
            level.row = 0
            level.sources += level.in_from
        elif sign != ".":
            level.row += 1
        return None

    def _close(self, token: Token) -> Breach | None:
        opener = self.levels[-1].opener
        if opener is not None and _OPENERS.get(opener.text) == token.text:
            self.levels.pop()
            return None
        if opener is not None and opener.kind is Kind.WORD:
            return self.unclosed
        return Breach(token.start, f"En {_BRACKETS[token.text]} stängs här utan att vara öppnad.",
                      "Ta bort den eller öppna den på rätt ställe.")

    def _word(self, word: str, token: Token) -> None:
        level = self.levels[-1]
        if word == "case":
            self.levels.append(_Level(token))
        elif word == "end" and level.opener is not None and level.opener.kind is Kind.WORD:
            self.levels.pop()
        elif word in _NESTING:
            level.row = 0
            level.sources += 1
        elif word in _RESETTING:
            level.row = 0
        elif word in _STACKING:
            level.row += 1
        if word in ("from", "join"):
            level.in_from = True
        elif word in _OUT_OF_FROM:
            level.in_from = False

    @property
    def unclosed(self) -> Breach | None:
        """The innermost bracket or CASE that was never closed."""
        opener = self.levels[-1].opener
        if opener is None:
            return None
        if opener.kind is Kind.WORD:
            return Breach(opener.start, "CASE som börjar här tar aldrig slut.", "Avsluta med END.")
        return Breach(opener.start, f"En {_BRACKETS[opener.text]} som öppnas här stängs aldrig.", "Stäng den.")


def find_breaches(sql: str, *, one_expression: bool = False) -> list[Breach]:
    """Everything that keeps the SQL from a parser, in order; none when it may be parsed."""
    if len(sql) > LONGEST:
        return [Breach(LONGEST, f"SQL:en är längre än {LONGEST} tecken.", "Dela upp kontrollpunkten i flera.",
                       is_mistake=False)]
    depth = _Depth()
    found: list[Breach] = []
    number = 0
    try:
        for number, token in enumerate(tokenize(sql), 1):
            if number > MOST_TOKENS:
                return [*found, Breach(token.start, f"SQL:en har mer än {MOST_TOKENS} ord och tecken.",
                                       "Dela upp kontrollpunkten i flera.", is_mistake=False)]
            if _is_escaped(sql, token):
                return [*found, Breach(token.start, "Text med omvända snedstreck (E'...') används inte.",
                                       "Skriv texten mellan vanliga apostrofer.", is_mistake=False)]
            breach = _odd(token, one_expression=one_expression) or depth.read(token)
            if breach:
                found.append(breach)
                if depth.total > DEEPEST:
                    return found
    except LexicalError as error:
        return [*found, error.breach]
    if not found and depth.unclosed:
        found.append(depth.unclosed)
    if not number:
        remedy = "Skriv ett villkor." if one_expression else "Skriv en SELECT."
        found.append(Breach(0, "SQL:en är tom.", remedy))
    return found


def _is_escaped(sql: str, token: Token) -> bool:
    """True for the E of a text in which a backslash may hide an apostrophe: where it ends is not known here."""
    end = token.start + len(token.text)
    return token.kind is Kind.WORD and token.text.lower() == "e" and sql.startswith("'", end)


def _odd(token: Token, *, one_expression: bool) -> Breach | None:
    """Marks that have no place in SQL that people read."""
    if token.text == ";" and one_expression:
        return Breach(token.start, "Semikolon får inte stå i ett villkor.", "Ta bort det.", is_mistake=False)
    if token.kind is Kind.SIGN and not token.text.isprintable():
        return Breach(token.start, "Ett osynligt tecken står i SQL:en.", "Ta bort det.", is_mistake=False)
    return None


def parameters_of(sql: str) -> set[str]:
    """Names written as `$namn`; at least those that the parser will find."""
    return {token.text[1:] for token in _readable(sql) if token.kind is Kind.PARAMETER}


def without_end_mark(sql: str) -> str:
    """The SQL up to a semicolon that nothing but comments follow, so that it can stand within other SQL."""
    tokens = list(_readable(sql))
    last = next((token for token in reversed(tokens) if token.text != ";"), None)
    if last is None or last is tokens[-1]:
        return sql
    return sql[: last.start + len(last.text)]


def _readable(sql: str) -> Iterator[Token]:
    try:
        yield from tokenize(sql)
    except LexicalError:
        return
