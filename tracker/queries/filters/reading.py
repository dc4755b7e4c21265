"""Reads a filter: words, quotes and brackets into a tree. What cannot be read is told with its place and the way out.

    filter := both ("or" both)*        both := one ("and"? one)*        one := "not" one | "(" filter ")" | leaf
    leaf := flag | key op value | word

A bare word is searched for in the text. A name or a text without quotes runs on to the next key, flag, bracket or
"and", "or", "not"; a date as far as it can be read as one. "và" inside a name belongs to it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.calendar import short_date
from tracker.errors import DateError, UsageError
from tracker.i18n import _
from tracker.queries.filters.days import span
from tracker.queries.filters.terms import EVERYTHING, Expr, Flag, Term, all_of, any_of, none_of
from tracker.queries.filters.vocabulary import (
    AND,
    GREEDY,
    KEYS,
    LONGEST,
    NOT,
    OR,
    ORDERED,
    VALUES,
    flag_names,
    key_names,
    value_names,
)
from tracker.text import fold, nfc, one_line
from tracker.text import key as folded

LONGEST_FILTER = 2000
DEEPEST = 40
"""Brackets and "not" inside one another."""
MOST_LEAVES = 100
LONGEST_DATE = 8
_TOKEN = re.compile(
    r'(?P<quoted>"(?:[^"\\]|\\.)*"|“[^”]*”)|(?P<open>\()|(?P<close>\))|(?P<op><=|>=|!=|[:=<>≤≥])'
    r'|(?P<word>(?:[^\s()"“”<>=:≤≥!]|!(?!=))+)|(?P<break>\n)|(?P<space>[^\S\n]+)|(?P<stray>.)'
)
_OPS = {"=": ":", "≤": "<=", "≥": ">="}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the filter: what it is, its text, its place from 1, whether a new word of the command began there."""

    kind: str
    text: str
    at: int
    fresh: bool


class _UnfitError(ValueError):
    """A value that its key does not take; the message says why, in the user's language."""


def parse(words: str | Sequence[str], today: date) -> Expr:
    """The tree of a filter, or of the words of a command line; nothing is everything. `today`: where "-6m" counts from.

    A word of the command line that has spaces in it was quoted there, so that no name runs on over its end. Raises
    UsageError.
    """
    listed = [words] if isinstance(words, str) else list(words)
    text = " ".join(f"\n{word}\n" if " " in word.strip() and len(listed) > 1 else word for word in map(nfc, listed))
    if len(text) > LONGEST_FILTER:
        raise UsageError(reason=_("A filter has at most {most} characters.").format(most=LONGEST_FILTER))
    return _Parser(text, today).whole()


def term(key: str, op: str, value: str, today: date) -> Expr:
    """One term, as an option of a command sets it. Raises UsageError."""
    try:
        return Term(key, op, _checked(key, op, value, today))
    except _UnfitError as error:
        raise UsageError(reason=_("“{value}”: {why}.").format(value=_short(value), why=error)) from None


def _checked(key: str, op: str, value: str, today: date) -> str:
    """The value as the tree holds it; raises _UnfitError."""
    kind = KEYS[key].kind
    value = one_line(value)
    if op != ":" and kind not in ORDERED:
        raise _UnfitError(_("“{key}” is not compared with {op}; write {key}:…").format(key=key, op=op))
    if kind in VALUES:
        found = value_names(kind).get(folded(value))
        if found is None:
            raise _UnfitError(_("{key} is one of: {all}").format(key=key, all=", ".join(VALUES[kind])))
        return found
    if kind == "date":
        try:
            first, last = span(key, value, today)
        except DateError:
            example = short_date(today)
            raise _UnfitError(
                _("no day or period can be read; write {key}{op}{example}, -6m or “quý II”").format(
                    key=key, op=op, example=example
                )
            ) from None
        if op != ":" and (date.min in (first, last) or date.max in (first, last)):
            raise _UnfitError(_("an open range is not compared with {op}").format(op=op))
    elif kind == "days":
        if not re.fullmatch("[0-9]{1,5}", value):
            raise _UnfitError(_("{key} takes a number of days").format(key=key))
        return str(int(value))
    elif not folded(value):
        raise _UnfitError(_("{key} needs a name or a word").format(key=key))
    return value


class _Parser:
    """Goes once through the tokens of a filter."""

    def __init__(self, text: str, today: date) -> None:
        self.tokens = list(_tokens(text))
        self.end = Token("end", "", len(text) + 1, fresh=False)
        self.today = today
        self.place = 0
        self.leaves = 0

    def whole(self) -> Expr:
        """The tree of all tokens."""
        if not self.tokens:
            return EVERYTHING
        found = self.either(0)
        if (left := self.token()).kind != "end":
            _refuse(left, _("there is no bracket that it closes"))
        return found

    def token(self, ahead: int = 0) -> Token:
        """The token at the place, or some further on."""
        return self.tokens[self.place + ahead] if self.place + ahead < len(self.tokens) else self.end

    def either(self, depth: int) -> Expr:
        """Parts joined by "or"."""
        parts = [self.both(depth)]
        while self.keyword(OR):
            self.place += 1
            parts.append(self.both(depth))
        return any_of(*parts)

    def both(self, depth: int) -> Expr:
        """Parts joined by "and", which may be left out."""
        parts = [self.one(depth)]
        while self.token().kind not in ("end", "close") and not self.keyword(OR):
            self.place += bool(self.keyword(AND))
            parts.append(self.one(depth))
        return all_of(*parts)

    def one(self, depth: int) -> Expr:
        """A leaf, a denial, or a filter in brackets."""
        token = self.token()
        if depth > DEEPEST:
            _refuse(token, _("brackets and “not” lie too deep in one another"))
        if token.kind == "open":
            self.place += 1
            found = self.either(depth + 1)
            if self.token().kind != "close":
                _refuse(token, _("the bracket is not closed"))
            self.place += 1
            return found
        flag = self.named(flag_names(), followed=False)
        if flag is None and self.keyword(NOT):
            self.place += 1
            return none_of(self.one(depth + 1))
        self.leaves += 1
        if self.leaves > MOST_LEAVES:
            _refuse(token, _("a filter has at most {most} conditions").format(most=MOST_LEAVES))
        return self.leaf(token, flag)

    def leaf(self, token: Token, flag: tuple[str, int] | None) -> Expr:
        """A flag, a key with its value, or a word to search for."""
        if flag is not None:
            self.place += flag[1]
            return Flag(flag[0])
        if (key := self.named(key_names(), followed=True)) is not None:
            self.place += key[1]
            return self.compared(key[0])
        if token.kind == "word" and self.token(1).kind == "op" and not self.token(1).fresh:
            known = ", ".join(KEYS)
            _refuse(
                token,
                _("it is no key; the keys are: {known}; a text with : in it stands in quotes").format(known=known),
            )
        if token.kind not in ("word", "quoted") or self.keyword((*AND, *OR)):
            _refuse(token, _("a condition is missing"))
        self.place += 1
        return self.made(token, "text", ":", _unquoted(token))

    def compared(self, key: str) -> Expr:
        """What follows a key: an operator and a value."""
        op, value = self.token().text, self.token(1)
        denied, op = op == "!=", ":" if op == "!=" else _OPS.get(op, op)
        self.place += 1
        if value.kind not in ("word", "quoted"):
            _refuse(value, _("{key}{op} needs a value").format(key=key, op=op))
        found = self.made(value, key, op, self.value(key, value))
        return none_of(found) if denied else found

    def made(self, token: Token, key: str, op: str, value: str) -> Expr:
        """The term, or a refusal that names the token."""
        try:
            return Term(key, op, _checked(key, op, value, self.today))
        except _UnfitError as error:
            return _refuse(Token(token.kind, value, token.at, token.fresh), str(error))

    def value(self, key: str, first: Token) -> str:
        """The value that begins at the place, which moves behind it."""
        self.place += 1
        if first.kind == "quoted":
            return _unquoted(first)
        kind = KEYS[key].kind
        words = [first.text]
        if kind in VALUES or kind == "date":
            most = LONGEST if kind in VALUES else LONGEST_DATE
            run = [first.text, *self.run(most - 1)]
            for n in range(len(run), 0, -1):
                if self.fits(key, " ".join(run[:n])):
                    self.place += n - 1
                    return " ".join(run[:n])
            return " ".join(run) if kind == "date" else first.text
        while kind in GREEDY and (n := self.runs_on()):
            words += [self.token(i).text for i in range(n)]
            self.place += n
        return " ".join(words)

    def fits(self, key: str, value: str) -> bool:
        """Whether the key takes the value."""
        try:
            _checked(key, ":", value, self.today)
        except _UnfitError:
            return False
        return True

    def run(self, most: int) -> list[str]:
        """The words that follow without a break."""
        found: list[str] = []
        while len(found) < most and self.token(len(found)).kind == "word" and not self.token(len(found)).fresh:
            found.append(self.token(len(found)).text)
        return found

    def runs_on(self) -> int:
        """How many tokens at the place belong to a name without quotes: a plain word, or "và" with one."""
        ahead = 1 if self.token().text.casefold() == "và" else 0
        here = self.place
        self.place += ahead
        plain = (
            all(self.tokens[i].kind == "word" and not self.tokens[i].fresh for i in range(here, here + ahead))
            and self.token().kind == "word"
            and not self.token().fresh
            and not self.keyword((*AND, *OR, *NOT))
            and self.named(flag_names(), followed=False) is None
            and self.named(key_names(), followed=True) is None
        )
        self.place = here
        return ahead + 1 if plain else 0

    def keyword(self, words: tuple[str, ...]) -> bool:
        """Whether one of the joining words stands at the place."""
        token = self.token()
        return token.kind == "word" and fold(token.text) in words and self.token(1).kind != "op"

    def named(self, names: Mapping[str, str], *, followed: bool) -> tuple[str, int] | None:
        """The longest name at the place, followed by an operator or not, and how many tokens it has."""
        for n in range(LONGEST, 0, -1):
            tokens = [self.token(i) for i in range(n)]
            if any(token.kind != "word" for token in tokens) or any(token.fresh for token in tokens[1:]):
                continue
            if (self.token(n).kind == "op") is not followed:
                continue
            if (found := names.get(folded(" ".join(token.text for token in tokens)))) is not None:
                return found, n
        return None


def _tokens(text: str) -> Iterator[Token]:
    fresh = False
    for found in _TOKEN.finditer(text):
        kind = str(found.lastgroup)
        if kind in ("break", "space"):
            fresh = fresh or kind == "break"
            continue
        token = Token(kind, found[0], found.start() + 1, fresh)
        if kind == "stray":
            _refuse(token, _("the quotation mark is not closed"))
        yield token
        fresh = False


def _unquoted(token: Token) -> str:
    if token.kind != "quoted":
        return token.text
    inside = token.text[1:-1]
    return re.sub(r"\\(.)", r"\1", inside) if token.text[0] == '"' else inside


def _short(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= 60 else text[:59] + "…"


def _refuse(token: Token, why: str) -> Expr:
    """Says what is wrong with a token of the filter."""
    if token.kind == "end":
        said = _("At the end of the filter: {why}. “tracker followup filters” shows the language.")
    else:
        said = _("“{word}”, character {at} of the filter: {why}. “tracker followup filters” shows the language.")
    said = said.format(word=_short(token.text), at=token.at, why=why)
    raise UsageError(reason=said)
