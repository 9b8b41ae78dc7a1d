"""What nodes say of a resource: requirements, placements, steps of a career, mappings.

In: a store and an IRI. Out: rows of plain JSON, each with its node and the quotes of that node.
Resources are IRIs here; who puts a page together makes codes of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from aitalent_kg.evidence import Evidence, evidence_of
from aitalent_kg.explorer.labels import Pair, name_pair, pair
from aitalent_kg.lookup import Quads, objects, sequence, subjects, text_in, words
from aitalent_kg.mappings.record import NO_TERM, TURNED
from aitalent_kg.names import GRAPH, ID, curie, expand
from aitalent_kg.text import natural

__all__ = ["EDGES", "Row", "edges", "mappings_of", "path"]

#: A row: `node`, `other` (IRIs), texts in both languages, `quotes`.
Row = dict[str, object]

#: Name of a table -> by what its nodes lead here, and to the other end.
EDGES = {
    "requirements": ("ait:requirer", "ait:requiredItem"),
    "requiredWhere": ("ait:requiredItem", "ait:requirer"),
    "placements": ("ait:placed", "ait:placedUnder"),
    "placedHere": ("ait:placedUnder", "ait:placed"),
    "stepsFrom": ("ait:from", "ait:to"),
    "stepsTo": ("ait:to", "ait:from"),
}
_BELONGING = ("dcterms:isPartOf", "skos:broader", "ait:inGroup", "ait:competencyCategory")
_BASIS = f"{ID}scheme/basis/"
_OUTWARD = f"{GRAPH}mappings-outward"
_TEXTS = {"condition": "ait:condition", "qualifier": "ait:qualifier"}
_LINKS = {"strength": "ait:strength", "basis": "ait:basis", "step": "ait:transitionKind"}


def edges(store: Quads, iri: str, near: str, far: str) -> list[Row]:
    """The nodes that join a resource to others, in the order of the other ends."""
    rows = [
        {"node": node, "other": other, **_said(store, node), "quotes": evidence_of(store, node)}
        for node in subjects(store, near, iri)
        for other in objects(store, node, far)
    ]
    return sorted(rows, key=lambda row: _order(store, str(row["other"])))


def _order(store: Quads, iri: str) -> tuple[int, list[tuple[int, int, str]]]:
    return sequence(store, iri), natural(iri)


def _said(store: Quads, node: str) -> dict[str, object]:
    """What a node says besides its ends, in both languages."""
    found: dict[str, object] = {}
    for key, predicate in _TEXTS.items():
        if words(store, node, predicate):
            found[key] = pair(*(text_in(store, node, predicate, lang) for lang in ("zh", "en")))
    for key, predicate in _LINKS.items():
        for value in objects(store, node, predicate)[:1]:
            found[key] = name_pair(store, value)
    if "step" in found:
        found["stepBasis"] = name_pair(store, _BASIS + _basis_of_kind(store, node))
    return found


def _basis_of_kind(store: Quads, node: str) -> str:
    """Whether a document prints the kind of a step, or it is our reading of a lost layout."""
    predicate, graph = NamedNode(expand("ait:transitionKind")), NamedNode(f"{GRAPH}inferred")
    read = any(store.quads_for_pattern(NamedNode(node), predicate, None, graph))
    return "inferred" if read else "printed"


def path(store: Quads, iri: str) -> list[str]:
    """The way down to a resource, the farthest first; [] where it belongs to several things."""
    found: list[str] = []
    above = _above(store, iri)
    while len(above) == 1 and above[0] not in (iri, *found):
        found.insert(0, above[0])
        above = _above(store, above[0])
    return [] if above else found


def _above(store: Quads, iri: str) -> list[str]:
    """What a resource belongs to; else the scheme that lists it."""
    whole = {above for name in _BELONGING for above in objects(store, iri, name)}
    return sorted(whole) or objects(store, iri, "skos:inScheme")


def mappings_of(store: Quads, iri: str) -> list[Row]:
    """Every mapping of a resource as said of it: what it is nearest to first, denied ones last."""
    here = [_mapped(store, node, False) for node in subjects(store, "ait:mappingSubject", iri)]
    there = [_mapped(store, node, True) for node in subjects(store, "ait:mappingObject", iri)]
    return sorted(here + there, key=_rank)


def _rank(row: Row) -> tuple[int, int, str]:
    statuses = ["accepted", "outward", "candidate", "rejected"]
    status, predicate = str(row["status"]), str(row["predicate"])
    strength = [
        *(f"skos:{word}Match" for word in ("exact", "close", "broad", "narrow", "related")),
        predicate,
    ]
    at = statuses.index(status) if status in statuses else len(statuses)
    return at, strength.index(predicate), str(row["other"])


def _mapped(store: Quads, node: str, turned: bool) -> Row:
    """One mapping; `turned` where the resource is its object."""
    near, far = ("object", "subject") if turned else ("subject", "object")
    predicate = curie(_one(store, node, "ait:mappingPredicate"))
    other, source = _one(store, node, f"ait:mapping{far.title()}"), f"ait:{far}Source"
    return {
        "node": node,
        "other": "" if other == NO_TERM else other,
        "document": _one(store, node, source),
        "otherName": next((text for text, _ in words(store, node, f"ait:{far}Label")), ""),
        "predicate": TURNED.get(predicate, predicate) if turned else predicate,
        "status": _status(store, node),
        "confidence": next((text for text, _ in words(store, node, "ait:confidence")), ""),
        "justification": curie(_one(store, node, "ait:mappingJustification")),
        "reason": _reason(store, node),
        "quotes": list(_quotes(store, node, f"ait:{near}Evidence")),
        "otherQuotes": list(_quotes(store, node, f"ait:{far}Evidence")),
    }


def _status(store: Quads, node: str) -> str:
    """Its status; "outward" for ours that lead to vocabularies of others."""
    status = _one(store, node, "ait:mappingStatus").rpartition("/")[2]
    predicate, outward = NamedNode(expand("ait:mappingStatus")), NamedNode(_OUTWARD)
    leads_out = any(store.quads_for_pattern(NamedNode(node), predicate, None, outward))
    return "outward" if leads_out else status


def _reason(store: Quads, node: str) -> Pair:
    return pair(*(text_in(store, node, "skos:note", lang) for lang in ("zh", "en")))


def _one(store: Quads, node: str, predicate: str) -> str:
    return next(iter(objects(store, node, predicate)), "")


def _quotes(store: Quads, node: str, predicate: str) -> Iterator[Evidence]:
    wanted = set(objects(store, node, predicate))
    return (quote for quote in evidence_of(store, node) if quote.iri in wanted)
