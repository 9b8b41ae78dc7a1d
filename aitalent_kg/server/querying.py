"""A query of a client, answered whole in the format it accepts; runs in a worker.

In: a store, and for each query the text, the dataset and what the client accepts. Out: bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pyoxigraph as ox

from aitalent_kg.engines.runners import queried
from aitalent_kg.errors import BadValue
from aitalent_kg.server.formats import GRAPHS, TABLES, Format, accepted, named_format
from aitalent_kg.sparql import form, form_token, meaningful, ready

if TYPE_CHECKING:
    from aitalent_kg.server.written import Writer

__all__ = ["CHANGING", "Querying", "chosen", "in_order", "unacceptable"]

#: Calls of functions whose value differs from call to call, or what may be one: an escape.
CHANGING = re.compile(r"(RAND|NOW|UUID|BNODE)(\s|#[^\r\n]*[\r\n])*\(|\\u", re.IGNORECASE)
#: A quick look for what `SELECT *` has to have; it may be in a comment too.
_STAR = re.compile(r"SELECT[^?{]*\*", re.IGNORECASE)
Reply = tuple[dict[str, object], bytes]
_Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Querying:
    """Answers queries on one store."""

    def __init__(self, store: ox.Store, writer: Writer) -> None:
        self.store, self.writer = store, writer

    def answer(self, job: Mapping[str, object]) -> Reply:
        """Run `query` on the dataset `default` and `named`, with `base`, for `accept`, `format`.

        Raises:
            BrokenQuery, ForbiddenQuery: see `aitalent_kg.sparql.ready`.
            LimitReached: the answer has more rows or bytes than the limits allow.
        """
        text = ready(str(job["query"]))
        formats = GRAPHS if form(text) in ("CONSTRUCT", "DESCRIBE") else TABLES
        format_ = chosen(job, formats)
        if format_ is None:
            return unacceptable(formats)
        result = self._result(text, job)
        if isinstance(result, ox.QueryTriples):
            body = self.writer.triples(result, format_)
        else:
            body = self.writer.table(result, format_)
        return {"status": 200, "type": format_.content_type}, body

    def _result(self, text: str, job: Mapping[str, object]) -> _Result:
        base = str(job["base"]) if job.get("base") else None
        about = base, _graphs(job, "default"), _graphs(job, "named")
        result = queried(self.store, text, *about)
        ordered = in_order(text, result) if isinstance(result, ox.QuerySolutions) else text
        return result if ordered == text else queried(self.store, ordered, *about)


def chosen(job: Mapping[str, object], formats: Sequence[Format]) -> Format | None:
    """The format to answer in; `format` goes before `accept`, None where nothing fits."""
    names = job.get("format")
    if isinstance(names, list) and names:
        return named_format(map(str, names), formats)
    return accepted(str(job.get("accept") or ""), formats)


def unacceptable(formats: Sequence[Format]) -> Reply:
    """The reply where nothing fits."""
    return {"status": 406, "known": [format_.media_type for format_ in formats]}, b""


def in_order(text: str, result: ox.QuerySolutions) -> str:
    """The query with `SELECT *` written out, the variables in order of their appearance.

    The engine gives them in the order of the alphabet.
    """
    if not _STAR.search(text):
        return text
    start = form_token(text).start()
    tokens = [t for t in meaningful(text) if t.start() >= start][:3]
    star = tokens[2 if tokens[1][0].upper() in ("DISTINCT", "REDUCED") else 1]
    if star[0] != "*":
        return text
    names = [variable.value for variable in result.variables]
    seen = [t[0][1:] for t in meaningful(text) if t.lastgroup == "variable"]
    ordered = sorted(names, key=lambda name: seen.index(name) if name in seen else len(seen))
    if ordered == names:
        return text
    shown = " ".join(f"?{name}" for name in ordered)
    return f"{text[: star.start()]}{shown} {text[star.end() :]}"


def _graphs(job: Mapping[str, object], which: str) -> list[ox.NamedNode]:
    """The graphs of a request.

    Raises:
        BadValue: one is no IRI.
    """
    given = job.get(which) or []
    assert isinstance(given, list)
    for iri in given:
        if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", iri):
            raise BadValue(iri, f"{which}-graph-uri takes an IRI")
    try:
        return [ox.NamedNode(iri) for iri in given]
    except ValueError as error:
        raise BadValue(given, f"{which}-graph-uri takes an IRI ({error})") from error
