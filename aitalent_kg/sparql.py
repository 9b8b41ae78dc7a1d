"""The text of a query: what it may not do, prefixes it lacks, its form and parts.

In and out: SPARQL text. No engine here; an engine runs what this module let pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from aitalent_kg.errors import BrokenQuery, ForbiddenQuery
from aitalent_kg.names import PREFIXES

__all__ = [
    "Token",
    "counting",
    "end_of_group",
    "form",
    "form_token",
    "graphs_named",
    "meaningful",
    "ready",
    "solutions_query",
]

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TOKEN = re.compile(
    r"""(?P<iri><(?![?$])[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<comment>\#[^\n\r]*)
    |(?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<variable>[?$]\w+)
    |(?P<name>[\w.-]{0,100}:(?:[\w.:%-]|\\[_~.!$&'()*+,;=/?#@%-])*)
    |(?P<word>\w+)
    |(?P<open>[({\[])|(?P<close>[)}\]])|(?P<blank>\s+)|(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
Token = re.Match[str]
#: Long chains of these exhaust the stack of the engine as deep nesting does.
_CHAINED = re.compile(r"[!+*/|&^~-]|UNION|OPTIONAL|MINUS|BIND|GRAPH|VALUES|SELECT|AS$")
#: A name that is one token to every engine, and of which no part can be a keyword.
_PLAIN = re.compile(r"(_:[\w-]+|(?!.*_:)([^\W\d_][\w-]*)?:([\w%\\][^.]*(\.[\w-][^.]*)?)?)\.?")
_IRI = re.compile(r'<[^<>"{}|^`\\\x00-\x20]*>')
#: In a bracket, after one of these an IRI begins; after anything else `<` compares.
_BEFORE_IRI = frozenset("(,=!&|+-*/^<")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_SERVICE = "SERVICE calls another server; ask that server itself"
_EITHER = "'{}' may be an IRI or a comparison; write a blank after '<', or use a prefix"
MAX_CHAINED = 1000
_FROM = re.compile(r"(?<![\w:])from(?![\w:])")
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
#: Deeper nesting can exhaust the stack of the engine, which ends the process.
MAX_DEPTH = 100
MAX_CHARACTERS = 65_536


def ready(text: str) -> str:
    """The query with the project's prefixes supplied where it lacks them.

    Raises:
        ForbiddenQuery: it calls another server, is too long or too deep.
        BrokenQuery: it is not SELECT, ASK, CONSTRUCT or DESCRIBE.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BrokenQuery("not SPARQL: it holds a byte that is no character") from None
    if len(text) > MAX_CHARACTERS:
        raise ForbiddenQuery(f"query of {len(text)} characters; at most {MAX_CHARACTERS}")
    return _ready(text)


@lru_cache(maxsize=1024)
def _ready(text: str) -> str:
    check(text)
    form(text)
    lacking = sorted(_used_prefixes(text) - _declared_prefixes(text))
    head = (f"PREFIX {p}: <{PREFIXES[p]}> " for p in lacking if p in PREFIXES)
    return "".join(head) + text


def check(text: str) -> None:
    """Refuse a query that would leave the graph or could end the process.

    Raises:
        ForbiddenQuery, BrokenQuery: see `ready`.
    """
    text = _unescaped(text)
    scan = _Scan(text)
    for token in _TOKEN.finditer(text):
        scan.take(token)


class _Scan:
    """One pass over the tokens of a query: what stands open, and what is chained so far."""

    def __init__(self, text: str) -> None:
        self._text = text
        #: For each open bracket: may a comparison stand in it, and is it a row of values.
        self._open: list[tuple[bool, bool]] = []
        self._chained = 0
        self._last, self._after_row = "", False

    def take(self, token: Token) -> None:
        """The next token."""
        kind, said = token.lastgroup or "", token[0]
        if kind == "comment" and _LONE_RETURN.match(self._text, token.end()):
            raise ForbiddenQuery("a carriage return ends a comment; end the line with a line feed")
        if kind in ("blank", "comment", "string", "variable"):
            self._last = self._last if kind in ("blank", "comment") else said
            return
        if kind in ("word", "name"):
            self._chain(_refused_words(_loose(kind, said)))
        elif kind in ("open", "close"):
            self._bracket(said, token.start())
        elif kind == "iri" or said == "<":
            self._angle(token)
        else:
            self._chain(said)
        self._last = said

    def _bracket(self, said: str, start: int) -> None:
        if said in ")]}":
            self._after_row = bool(self._open) and self._open.pop()[1]
            return
        after_row = self._last == ")" and self._after_row
        row = self._last == "{" or after_row or self._text[max(0, start - 2) : start] == "<<"
        self._open.append((said == "(" and not row, said == "(" and row))
        self._deep(0)

    def _angle(self, token: Token) -> None:
        """What looks like an IRI may be a comparison, and what follows: `?a<x:b)SERVICE#>`."""
        found = _IRI.match(self._text, token.start())
        if found is None:
            return
        inside = found[0]
        if "SERVICE" in inside.partition(")")[2].upper():
            raise ForbiddenQuery(_SERVICE)
        compares = bool(self._open) and self._open[-1][0] and self._last not in _BEFORE_IRI
        if compares or token.lastgroup != "iri":
            opened = sum(map(inside.count, "(["))
            if opened != sum(map(inside.count, ")]")) or "'" in inside or "#" in inside:
                raise ForbiddenQuery(_EITHER.format(inside[:40]))
            self._deep(opened)
            self._chain(inside.upper())

    def _deep(self, more: int) -> None:
        if len(self._open) + more > MAX_DEPTH:
            raise ForbiddenQuery(f"brackets nested deeper than {MAX_DEPTH}")

    def _chain(self, text: str) -> None:
        self._chained += len(_CHAINED.findall(text))
        if self._chained > MAX_CHAINED:
            many = f"more than {MAX_CHAINED} operators, UNION, OPTIONAL, MINUS, BIND and such"
            raise ForbiddenQuery(many)


def _loose(kind: str, said: str) -> str:
    """What of a word or name may be keywords to an engine, which needs no blank between tokens.

    `1SERVICE`, `SERVICESILENT`, `SERVICE:x`, `a:-1SERVICE`, `a:b.c.SERVICE`; not `a:service`.
    """
    plain = kind == "name" and _PLAIN.fullmatch(said)
    return ("".join(said.partition(":")[:2]) if plain else said).upper()


def _refused_words(loose: str) -> str:
    """The same; raises for words that are refused."""
    if "SERVICE" in loose:
        raise ForbiddenQuery(_SERVICE)
    if loose.startswith("FROM") and loose != "FROM":
        raise BrokenQuery("not SPARQL: no blank after FROM")
    return loose


def _unescaped(text: str) -> str:
    r"""The text with `\u4e2d` as the character it is.

    Raises:
        ForbiddenQuery: an escape stands for an ASCII character, of which engines make different
            things: a quotation mark that ends a string for one is a part of it for another.
    """

    def character(match: re.Match[str]) -> str:
        number = int(match[1] or match[2], 16)
        if number < 0x80 or number > 0x10FFFF:
            raise ForbiddenQuery(f"the escape {match[0]}; write the character itself, or bind it")
        return chr(number)

    return _ESCAPE.sub(character, text)


def form(text: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE.

    Raises:
        BrokenQuery: none of them.
    """
    return form_token(text)[0].upper()


def graphs_named(text: str) -> Iterator[str]:
    """What FROM and FROM NAMED name, as written."""
    # Much faster than looking at the tokens of every query; `ait:from` is none.
    if "from" not in (lower := text.lower()) or not _FROM.search(lower):
        return
    for begin, end in _datasets(text):
        yield meaningful(text[begin:end])[-1][0]


def end_of_group(tokens: list[Token]) -> int:
    """Where the group ends that the first of these tokens opens."""
    depth = 0
    for token in tokens:
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if depth == 0:
            return token.end()
    return tokens[-1].end()


def counting(text: str) -> str:
    r"""A query for the number of rows that a SELECT has.

    >>> counting("SELECT ?s FROM <urn:g> { ?s ?p ?o }")
    'SELECT (COUNT(*) AS ?rows) FROM <urn:g> { { SELECT ?s { ?s ?p ?o }\n} }'
    """
    start = form_token(text).start()
    datasets = list(_datasets(text))
    inner = text[start:]
    for begin, end in reversed(datasets):
        inner = inner[: begin - start] + inner[end - start :].lstrip()
    chosen = "".join(text[begin:end] + " " for begin, end in datasets)
    return f"{text[:start]}SELECT (COUNT(*) AS ?rows) {chosen}{{ {{ {inner}\n}} }}"


def solutions_query(text: str) -> str:
    """A SELECT for the solutions from which a CONSTRUCT makes its triples.

    >>> solutions_query("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c }")
    'SELECT * WHERE { ?s a ?c }'
    """
    start = form_token(text)
    tokens = [t for t in meaningful(text) if t.start() >= start.end()]
    short = tokens[0][0].upper() == "WHERE"
    after = start.end() if short else end_of_group(tokens)
    return f"{text[: start.start()]}SELECT * {text[after:].lstrip()}"


@lru_cache(maxsize=2)
def _tokens(text: str) -> tuple[Token, ...]:
    """All tokens; kept, since several questions are asked of one text in a row."""
    return tuple(_TOKEN.finditer(text))


def meaningful(text: str) -> list[Token]:
    """The tokens that are no blanks and no comments."""
    return [t for t in _tokens(text) if t.lastgroup not in ("blank", "comment")]


def _datasets(text: str) -> Iterator[tuple[int, int]]:
    """Where each FROM clause begins and ends."""
    tokens = meaningful(text)
    for place, token in enumerate(tokens):
        if token.lastgroup == "word" and token[0].upper() == "FROM":
            named = next((t for t in tokens[place + 1 :] if t[0].upper() != "NAMED"), token)
            yield token.start(), named.end()


def form_token(text: str) -> Token:
    """The word SELECT, ASK, CONSTRUCT or DESCRIBE.

    Raises:
        BrokenQuery: see `form`.
    """
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "word" and token[0].upper() in _FORMS:
            return token
        if token.lastgroup == "word" and token[0].upper() not in ("PREFIX", "BASE"):
            raise BrokenQuery(
                f"not SPARQL: begins with {token[0]!r}; give SELECT, ASK, CONSTRUCT or DESCRIBE"
            )
    raise BrokenQuery("not SPARQL: no SELECT, ASK, CONSTRUCT or DESCRIBE")


def _declared_prefixes(text: str) -> set[str]:
    tokens = meaningful(text)
    pairs = pairwise(tokens)
    return {
        after[0].partition(":")[0]
        for before, after in pairs
        if before[0].upper() == "PREFIX" and after.lastgroup == "name"
    }


def _used_prefixes(text: str) -> set[str]:
    return {t[0].partition(":")[0] for t in _tokens(text) if t.lastgroup == "name"}
