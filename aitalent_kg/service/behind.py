"""The SPARQL behind an answer: what gives its rows, or the statements that it was worked out from.

In: an operation's name and checked parameters. Out: a query that runs as it is on any server that
holds the graph. Ranking, routes and shares are worked out in Python; the query gives what they
rest on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from aitalent_kg.errors import AitalentError
from aitalent_kg.library import bind, query
from aitalent_kg.service.operation import Params

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph

__all__ = ["BEHIND", "behind"]

_REQUIRED = """PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?thing ?part ?item WHERE {
  VALUES ?thing { %s }
  ?part (dcterms:isPartOf|skos:inScheme|ait:competencyCategory|skos:broader|^ait:occupation)* ?thing
  { ?requirement ait:requirer ?part ; ait:requiredItem ?item }
  UNION { ?part ait:requires ?item }
  UNION {
    ?item dcterms:isPartOf|skos:inScheme|ait:competencyCategory|skos:broader ?part ; a ?kind
    VALUES ?kind { ait:AbilityItem ait:Attitude ait:Competency ait:KeyContent }
  }
} ORDER BY ?thing ?part ?item
"""
_MAPPED = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?left ?mapping ?right WHERE {
  VALUES ?mapping { skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch skos:relatedMatch }
  GRAPH <https://w3id.org/aitalent-kg/graph/mappings-accepted> { ?left ?mapping ?right }
  FILTER((STRSTARTS(STR(?left), "%(left)s/") && STRSTARTS(STR(?right), "%(right)s/"))
      || (STRSTARTS(STR(?left), "%(right)s/") && STRSTARTS(STR(?right), "%(left)s/")))
} ORDER BY ?left ?mapping ?right
"""


def behind(kg: KnowledgeGraph, verb: str, p: Params) -> str:
    """The query behind an answer.

    Args:
        verb: one of `BEHIND`.
    Raises:
        UnknownName, AmbiguousName: of what the query names.
        BadValue: a record is none, though the query does not need it.
    """
    for record in _records(p):
        kg.person(record)
    return BEHIND[verb](kg, p)


def _records(p: Params) -> Iterator[Mapping[str, Any]]:
    for name in ("record", "person", "have", "left", "right"):
        value = p.get(name)
        yield from (each for each in (value if isinstance(value, list) else [value])
                    if isinstance(each, Mapping))  # fmt: skip


def _library(kg: KnowledgeGraph, name: str, values: Mapping[str, object]) -> str:
    return bind(query(name), values, kg.resolve)


def _query(kg: KnowledgeGraph, p: Params) -> str:
    from aitalent_kg.service.answers import query_values

    return _library(kg, p["name"], query_values(p))


def _show(kg: KnowledgeGraph, p: Params) -> str:
    return f"DESCRIBE <{kg.resolve(p['name'])}>\n"


def _evidence(kg: KnowledgeGraph, p: Params) -> str:
    return _library(kg, "evidence-of", {"resource": p["name"]})


def _conflicts(kg: KnowledgeGraph, p: Params) -> str:
    document = {"document": p["document"]} if "document" in p else {}
    return _library(kg, "contradiction-readings", {"lang": p["lang"], **document})


def _routes(kg: KnowledgeGraph, p: Params) -> str:
    return _library(kg, "career-steps", {"lang": p["lang"]})


def _assess(kg: KnowledgeGraph, p: Params) -> str:
    return _library(kg, "rule-readings", {"lang": p["lang"]})


def _gap(kg: KnowledgeGraph, p: Params) -> str:
    return _required(kg, p.get("have"), p["goal"])


def _overlap(kg: KnowledgeGraph, p: Params) -> str:
    return _required(kg, p["left"], p["right"], *p["more"])


def _required(kg: KnowledgeGraph, *things: object) -> str:
    """What things of the graph ask for; records are none."""
    from aitalent_kg.gaps.have import NOTHING
    from aitalent_kg.gaps.sides import goal_of

    named = [thing for thing in things if isinstance(thing, str) and thing != NOTHING]
    return _REQUIRED % " ".join(f"<{goal_of(kg.statements, name)}>" for name in named)


def _compare(kg: KnowledgeGraph, p: Params) -> str:
    """The accepted mappings between the documents of both sides."""
    from aitalent_kg.lookup import document_of
    from aitalent_kg.names import ID

    ends = {}
    for side in ("left", "right"):
        subject = kg.resolve(p[side])
        stems = document_of(kg.statements, subject)
        ends[side] = ID + stems[0] if stems else subject
    if any(mark in end for end in ends.values() for mark in '"\\\n\r'):
        raise AitalentError("no query gives this; its things have addresses that are none")
    return _MAPPED % ends


#: Operations with a query behind them.
BEHIND: Mapping[str, Callable[[KnowledgeGraph, Params], str]] = {
    "query": _query,
    "sparql": lambda _, p: str(p["text"]),
    "show": _show,
    "evidence": _evidence,
    "conflicts": _conflicts,
    "routes": _routes,
    "assess": _assess,
    "gap": _gap,
    "overlap": _overlap,
    "compare": _compare,
}
