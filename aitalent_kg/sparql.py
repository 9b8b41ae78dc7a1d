"""Run SPARQL on the embedded store: SELECT, ASK and CONSTRUCT in, plain rows out.

A query never reaches outside: SERVICE is refused before it runs, FROM only picks graphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyoxigraph as ox

from aitalent_kg.errors import BrokenQuery, ForbiddenQuery
from aitalent_kg.names import PREFIXES

__all__ = ["Rows", "Term", "run"]

#: What a cell of a result may be.
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TOKEN = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<comment>\#[^\n\r]*)
    |(?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<variable>[?$]\w+)
    |(?P<name>[\w-]*:[\w.:%-]*)
    |(?P<word>\w+)
    |(?P<open>[({\[])|(?P<close>[)}\]])|(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
#: Deeper nesting can exhaust the stack of the engine, which ends the process.
MAX_DEPTH = 100
MAX_CHARACTERS = 65_536


@dataclass(frozen=True, slots=True)
class Rows:
    """A result: names of its columns, and a tuple of terms (or None) a row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def values(self) -> list[dict[str, str | None]]:
        """The rows as dictionaries of plain text: the value of a literal, or an IRI."""
        return [dict(zip(self.columns, map(_plain, row), strict=True)) for row in self.rows]


def run(store: ox.Store, text: str) -> Rows:
    """Run a query on all named graphs together.

    The project's prefixes are supplied where the text lacks them. ASK gives one row with the
    column `answer`; CONSTRUCT and DESCRIBE give `subject predicate object`.

    Raises:
        BrokenQuery: the text is no query.
        ForbiddenQuery: it calls another server, is too long or too deep.
    """
    check(text)
    try:
        result = store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise BrokenQuery("not SPARQL: " + " ".join(str(error.msg).split())[:200]) from error
    if isinstance(result, ox.QueryBoolean):
        answer = ox.Literal(bool(result))
        return Rows(("answer",), ((answer,),))
    if isinstance(result, ox.QueryTriples):
        triples = sorted(((t.subject, t.predicate, t.object) for t in result), key=str)
        return Rows(("subject", "predicate", "object"), tuple(triples))
    columns = tuple(variable.value for variable in result.variables)
    return Rows(columns, tuple(tuple(row[c] for c in columns) for row in result))


def check(text: str) -> None:
    """Refuse a query that would leave the graph or could end the process.

    Raises:
        ForbiddenQuery: see `run`.
    """
    if len(text) > MAX_CHARACTERS:
        raise ForbiddenQuery(f"query of {len(text)} characters; at most {MAX_CHARACTERS}")
    plain = _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), text)
    depth = 0
    for token in _TOKEN.finditer(plain):
        if token.lastgroup == "word" and token[0].upper() == "SERVICE":
            raise ForbiddenQuery("SERVICE calls another server; ask that server itself")
        depth += {"open": 1, "close": -1}.get(token.lastgroup or "", 0)
        if depth > MAX_DEPTH:
            raise ForbiddenQuery(f"brackets nested deeper than {MAX_DEPTH}")


def _plain(term: Term | None) -> str | None:
    return None if term is None else str(getattr(term, "value", term))
