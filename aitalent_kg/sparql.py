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
_CHAINED = frozenset("!+-*/|&^~") | {
    *("UNION", "OPTIONAL", "MINUS", "BIND", "GRAPH", "VALUES", "SELECT", "AS"),
}
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
        ForbiddenQuery: see `ready`.
    """
    depth = chained = 0
    for token in _TOKEN.finditer(_unescaped(text)):
        word = token[0].upper() if token.lastgroup == "word" else ""
        if word == "SERVICE" or (token.lastgroup == "iri" and _hides_service(token[0])):
            raise ForbiddenQuery("SERVICE calls another server; ask that server itself")
        depth += {"open": 1, "close": -1}.get(token.lastgroup or "", 0)
        chained += (word or token[0]) in _CHAINED
        if depth > MAX_DEPTH:
            raise ForbiddenQuery(f"brackets nested deeper than {MAX_DEPTH}")
        if chained > MAX_CHAINED:
            raise ForbiddenQuery(
                f"more than {MAX_CHAINED} operators, UNION, OPTIONAL, MINUS, BIND and such"
            )


def _hides_service(iri: str) -> bool:
    """Whether this may be a comparison and what follows it: `?a<x:b)SERVICE#>`."""
    return "SERVICE" in iri.partition(")")[2].upper()


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
