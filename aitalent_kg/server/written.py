"""An answer written in full in its format, or an error that names the limit: never a part.

In: results of the store. Out: bytes, with language tags in the case of BCP 47.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterable, Mapping
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

import pyoxigraph as ox

from aitalent_kg.errors import BrokenQuery, LimitReached
from aitalent_kg.names import PREFIXES
from aitalent_kg.server.formats import Format
from aitalent_kg.server.tags import Tags
from aitalent_kg.workers.limits import Limits

if TYPE_CHECKING:
    from typing_extensions import Buffer

__all__ = ["Writer", "rows_in"]

_TABLES = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "n3": ox.RdfFormat.N3,
}
#: What stands at least once for each row but the first.
_MARKS = {"json": b"},{", "xml": b"<result>", "csv": b"\n", "tsv": b"\n"}

_ROOT = re.compile(rb"(<rdf:RDF )([^>]*)>")


class Writer:
    """Writes answers within limits."""

    def __init__(self, limits: Limits, tags: Tags) -> None:
        self.tags = tags
        self.most_rows = sys.maxsize if limits.rows is None else limits.rows
        self.most_bytes = sys.maxsize if limits.answer is None else limits.answer

    def table(self, result: ox.QuerySolutions | ox.QueryBoolean, chosen: Format) -> bytes:
        """Solutions, or a truth value.

        Raises:
            LimitReached: there are too many rows or bytes.
            BrokenQuery: the engine cannot evaluate it.
        """
        out = _Limited(self.most_bytes)
        try:
            result.serialize(out, format=_TABLES[chosen.name])
        except (RuntimeError, OSError, ValueError) as error:
            raise BrokenQuery(f"cannot be evaluated: {error}") from error
        body = out.getvalue()
        if isinstance(result, ox.QuerySolutions):
            self._check_rows(body, chosen.name)
        return self.tags.restored(body, chosen.name)

    def triples(
        self,
        found: Iterable[ox.Triple],
        chosen: Format,
        more_prefixes: Mapping[str, str] = MappingProxyType({}),
    ) -> bytes:
        """Triples, sorted: the same ones are the same bytes, but for names of blank nodes.

        Raises:
            LimitReached, BrokenQuery: as `table`.
        """
        try:
            some = list(islice(found, self.most_rows + 1))
        except (RuntimeError, OSError, ValueError) as error:
            raise BrokenQuery(f"cannot be evaluated: {error}") from error
        if len(some) > self.most_rows:
            raise LimitReached("rows", self.most_rows)
        lines = sorted((str(triple), triple) for triple in some)
        prefixes = _used({**PREFIXES, **more_prefixes}, "\n".join(line for line, _ in lines))
        out = _Limited(self.most_bytes)
        ox.serialize((triple for _, triple in lines), out, _GRAPHS[chosen.name], prefixes=prefixes)
        body = _steady(out.getvalue(), chosen.name)
        return self.tags.restored(body, chosen.name)

    def _check_rows(self, body: bytes, name: str) -> None:
        # Counting the mark is cheap, and counts too many rather than too few.
        if body.count(_MARKS[name]) >= self.most_rows and rows_in(body, name) > self.most_rows:
            raise LimitReached("rows", self.most_rows)


class _Limited(io.BytesIO):
    """A file in memory that refuses what goes beyond its limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, some: Buffer, /) -> int:
        written = super().write(some)
        if self.tell() > self._limit:
            raise LimitReached("answer", self._limit)
        return written


def _used(prefixes: Mapping[str, str], lines: str) -> dict[str, str]:
    """The prefixes that shorten an IRI of some N-Triples."""
    return {name: space for name, space in prefixes.items() if f"<{space}" in lines}


def _steady(body: bytes, name: str) -> bytes:
    """The same answer with its prefixes in order; the engine's order differs from run to run."""
    if name in ("ttl", "trig", "n3"):
        lines = body.splitlines(keepends=True)
        count = next((n for n, x in enumerate(lines) if not x.startswith(b"@prefix")), len(lines))
        return b"".join([*sorted(lines[:count]), *lines[count:]])
    if name == "rdf":
        return _ROOT.sub(lambda m: m[1] + b" ".join(sorted(m[2].split())) + b">", body, count=1)
    return body


def rows_in(body: bytes, name: str) -> int:
    r"""How many rows a table has, in the format of that name.

    >>> rows_in(b's\r\n"a\nb"\r\nc\r\n', "csv")
    2
    """
    if name == "xml":
        return body.count(b"<result>")
    if name == "tsv":
        return body.count(b"\n") - 1
    if name == "csv":
        return sum(1 for _ in csv.reader(io.StringIO(body.decode(), newline=""))) - 1
    parsed = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    assert isinstance(parsed, ox.QuerySolutions)
    return sum(1 for _ in parsed)
