"""The text of a query: what it may not do, prefixes it lacks, values bound into it.

In and out: SPARQL text. No engine here; an engine runs what this module let pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from aitalent_kg.errors import BrokenQuery, ForbiddenQuery, UnknownName
from aitalent_kg.names import PREFIXES
from aitalent_kg.values import to_term, written

__all__ = [
    "bound",
    "counting",
    "form",
    "graphs_named",
    "ready",
    "solutions_query",
    "values_line",
]

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TOKEN = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<comment>\#[^\n\r]*)
    |(?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<variable>[?$]\w+)
    |(?P<name>[\w-]*:[\w.:%-]*)
    |(?P<word>\w+)
    |(?P<open>[({\[])|(?P<close>[)}\]])|(?P<blank>\s+)|(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_Token = re.Match[str]
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
    plain = _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), text)
    depth = 0
    for token in _tokens(plain):
        if token.lastgroup == "word" and token[0].upper() == "SERVICE":
            raise ForbiddenQuery("SERVICE calls another server; ask that server itself")
        depth += {"open": 1, "close": -1}.get(token.lastgroup or "", 0)
        if depth > MAX_DEPTH:
            raise ForbiddenQuery(f"brackets nested deeper than {MAX_DEPTH}")


def form(text: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE.

    Raises:
        BrokenQuery: none of them.
    """
    return _form_token(text)[0].upper()


def graphs_named(text: str) -> Iterator[str]:
    """What FROM and FROM NAMED name, as written."""
    for begin, end in _datasets(text):
        yield _meaningful(text[begin:end])[-1][0]


def values_line(variable: str, value: object) -> str:
    """A VALUES block that binds a variable to a value, or to each of several.

    >>> values_line("code", "K01")
    'VALUES ?code { "K01" }'
    """
    if isinstance(value, list | tuple | set | frozenset):
        terms = " ".join(sorted(written(to_term(one)) for one in value))
    else:
        terms = written(to_term(value))
    return f"VALUES ?{variable} {{ {terms} }}"


def bound(text: str, values: Mapping[str, object]) -> str:
    """The query with variables bound to values, as terms, in each group that mentions them.

    Raises:
        UnknownName: the query has no such variable.
        BadValue: no RDF term stands for a value.
    """
    known = dict.fromkeys(t[0][1:] for t in _tokens(text) if t.lastgroup == "variable")
    for name in values:
        if name not in known:
            raise UnknownName(name, known, "variable", " in the query")
    lines = {name: values_line(name, value) for name, value in values.items()}
    inserts: list[tuple[int, str]] = []
    for place, mentioned in _groups(text):
        here = [lines[name] for name in lines if name in mentioned]
        if here:
            inserts.append((place, " " + " ".join(here) + " "))
    return _with_inserts(text, inserts)


def counting(text: str) -> str:
    r"""A query for the number of rows that a SELECT has.

    >>> counting("SELECT ?s FROM <urn:g> { ?s ?p ?o }")
    'SELECT (COUNT(*) AS ?rows) FROM <urn:g> { { SELECT ?s { ?s ?p ?o }\n} }'
    """
    start = _form_token(text).start()
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
    start = _form_token(text)
    tokens = _meaningful(text[start.end() :])
    depth = after = 0
    if tokens and tokens[0][0] == "{":
        for token in tokens:
            depth += {"{": 1, "}": -1}.get(token[0], 0)
            after = token.end()
            if depth == 0:
                break
    return f"{text[: start.start()]}SELECT * {text[start.end() + after :].lstrip()}"


def _tokens(text: str) -> Iterator[_Token]:
    return _TOKEN.finditer(text)


def _meaningful(text: str) -> list[_Token]:
    return [t for t in _tokens(text) if t.lastgroup not in ("blank", "comment")]


def _datasets(text: str) -> Iterator[tuple[int, int]]:
    """Where each FROM clause begins and ends."""
    tokens = _meaningful(text)
    for place, token in enumerate(tokens):
        if token.lastgroup == "word" and token[0].upper() == "FROM":
            named = next((t for t in tokens[place + 1 :] if t[0].upper() != "NAMED"), token)
            yield token.start(), named.end()


def _form_token(text: str) -> _Token:
    for token in _tokens(text):
        if token.lastgroup == "word" and token[0].upper() in _FORMS:
            return token
        if token.lastgroup == "word" and token[0].upper() not in ("PREFIX", "BASE"):
            raise BrokenQuery(
                f"not SPARQL: begins with {token[0]!r}; give SELECT, ASK, CONSTRUCT or DESCRIBE"
            )
    raise BrokenQuery("not SPARQL: no SELECT, ASK, CONSTRUCT or DESCRIBE")


def _declared_prefixes(text: str) -> set[str]:
    tokens = _meaningful(text)
    pairs = pairwise(tokens)
    return {
        after[0].partition(":")[0]
        for before, after in pairs
        if before[0].upper() == "PREFIX" and after.lastgroup == "name"
    }


def _used_prefixes(text: str) -> set[str]:
    return {t[0].partition(":")[0] for t in _tokens(text) if t.lastgroup == "name"}


def _groups(text: str) -> Iterator[tuple[int, set[str]]]:
    """Where each group of patterns begins, and the variables that stand directly in it.

    Names in the solution modifiers of a SELECT belong to its WHERE group.
    """
    tokens = _meaningful(text)
    open_: list[tuple[int | None, set[str]]] = [(None, set())]
    found: list[tuple[int, set[str]]] = []
    for place, token in enumerate(tokens):
        if token[0] == "{":
            start = token.end() if _holds_patterns(tokens, place) else None
            names = open_[-1][1] if _is_where(tokens, place) else set()
            open_.append((start, names))
            if start is not None:
                found.append((start, names))
        elif token[0] == "}" and len(open_) > 1:
            open_.pop()
        elif token.lastgroup == "variable":
            open_[-1][1].add(token[0][1:])
    yield from found


def _holds_patterns(tokens: list[_Token], place: int) -> bool:
    """Whether `{` opens patterns: not a template, not the data of VALUES, not a sub-select."""
    before = [t[0].upper() for t in tokens[max(0, place - 2) : place]]
    after = tokens[place + 1][0].upper() if place + 1 < len(tokens) else ""
    if after == "SELECT" or before[-1:] == ["CONSTRUCT"]:
        return False
    if "VALUES" in before:
        return False
    return not (before[-1:] == [")"] and _values_of_several(tokens, place))


def _values_of_several(tokens: list[_Token], place: int) -> bool:
    """Whether `( … ) {` is the head of a VALUES block with several variables."""
    at = place - 2
    while at >= 0 and tokens[at].lastgroup == "variable":
        at -= 1
    return at >= 1 and tokens[at][0] == "(" and tokens[at - 1][0].upper() == "VALUES"


def _is_where(tokens: list[_Token], place: int) -> bool:
    """Whether `{` opens the WHERE of a query or sub-select, so that its modifiers belong to it."""
    if place and tokens[place - 1][0].upper() == "WHERE":
        return True
    for token in reversed(tokens[:place]):
        if token.lastgroup in ("open", "close") and token[0] in "{}":
            return False
        if token[0].upper() in ("SELECT", "ASK", "DESCRIBE"):
            return True
    return False


def _with_inserts(text: str, inserts: Iterable[tuple[int, str]]) -> str:
    for place, words in sorted(inserts, reverse=True):
        text = text[:place] + words + text[place:]
    return text
