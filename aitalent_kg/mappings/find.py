"""Mappings of a graph by what they join."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pyoxigraph import NamedNode

from aitalent_kg.errors import UnknownName
from aitalent_kg.lookup import Quads, kind_of, label, objects
from aitalent_kg.mappings.graphs import OWN_SETS, Held, held
from aitalent_kg.mappings.listing import Mappings
from aitalent_kg.mappings.record import NO_COUNTERPART, PREDICATES, Mapping
from aitalent_kg.names import expand

__all__ = ["belongs", "find", "found_in", "is_described", "joining", "named", "predicate_named"]

#: Short names of predicates, as a caller may give them.
_SHORT = {
    **{name.removeprefix("skos:").removesuffix("Match"): name for name in PREDICATES},
    "none": NO_COUNTERPART,
}
_MATCHES = frozenset(map(expand, PREDICATES))


def find(
    store: Quads,
    left: str | None = None,
    right: str | None = None,
    status: str | None = "accepted",
    predicate: str | None = None,
    lang: str = "zh",
) -> Mappings:
    """The mappings of a graph, as `found_in` finds them."""
    return Mappings(store, found_in(store, left, right, status, predicate, lang), lang)


def found_in(
    store: Quads,
    left: str | None = None,
    right: str | None = None,
    status: str | None = "accepted",
    predicate: str | None = None,
    lang: str = "zh",
) -> list[Held]:
    """The mappings of a graph, each with its node, graph and status.

    Args:
        left, right: IRI of a document, or of a thing: one end is it or belongs to it. With both,
            one end belongs to each, in either order; a mapping stays as it is stated.
        status: "accepted", "candidate", "rejected", or "outward" for ours that lead to others'
            vocabularies, which "accepted" leaves out; None for all.
        predicate: "exact", "close", "broad", "narrow", "related", or "none" for what has no
            counterpart; a CURIE is taken too.
        lang: language of the names; what the graph does not hold has the name of its file.
    Raises:
        UnknownName: no such status or predicate.
    """
    if status is not None and status not in OWN_SETS:
        raise UnknownName(status, OWN_SETS, "status", "")
    wanted = None if predicate is None else predicate_named(predicate)
    kept = [
        found
        for found in held(store)
        if status in (None, found.listed)
        and wanted in (None, found.mapping.predicate)
        and _joins(store, found.mapping, left, right)
    ]
    return [replace(found, mapping=named(store, found.mapping, lang)) for found in kept]


def joining(
    store: Quads, mappings: Iterable[Mapping], left: str | None, right: str | None
) -> tuple[Mapping, ...]:
    """Those of the mappings that `left` and `right` leave, as in `found_in`."""
    return tuple(mapping for mapping in mappings if _joins(store, mapping, left, right))


def predicate_named(name: str) -> str:
    """The CURIE of a predicate.

    Raises:
        UnknownName: there is none of this name.

    >>> predicate_named("close"), predicate_named("skos:broadMatch")
    ('skos:closeMatch', 'skos:broadMatch')
    """
    if name in _SHORT.values():
        return name
    if name not in _SHORT:
        raise UnknownName(name, tuple(_SHORT), "mapping predicate", "")
    return _SHORT[name]


def _joins(store: Quads, mapping: Mapping, left: str | None, right: str | None) -> bool:
    ends = (mapping.subject, mapping.subject_source), (mapping.object, mapping.object_source)
    if left is None or right is None:
        side = left or right
        return side is None or any(belongs(store, end, side) for end in ends)
    return any(
        belongs(store, near, left) and belongs(store, far, right)
        for near, far in (ends, ends[::-1])
    )


def belongs(store: Quads, end: tuple[str, str], side: str) -> bool:
    """Whether an end, a thing and its document as far as it is stated, is `side` or part of it."""
    iri, source = end
    if side in (iri, source) or iri.startswith((f"{side}/", f"{side}#")):
        return True
    return side in objects(store, iri, "skos:inScheme")


def named(store: Quads, mapping: Mapping, lang: str) -> Mapping:
    """The mapping with the names and classes that the graph has for its ends."""
    if is_described(store, mapping.subject):
        name, kind = _seen(store, mapping.subject, lang)
        mapping = replace(mapping, subject_label=name, subject_category=kind)
    if is_described(store, mapping.object):
        name, kind = _seen(store, mapping.object, lang)
        mapping = replace(mapping, object_label=name, object_category=kind)
    return mapping


def _seen(store: Quads, iri: str, lang: str) -> tuple[str, str]:
    """Name and class of a thing; the class as a CURIE."""
    kind = kind_of(store, iri)
    return label(store, iri, lang), f"ait:{kind}" if kind and ":" not in kind else kind


def is_described(store: Quads, iri: str) -> bool:
    """Whether a graph says anything of a thing besides its mappings."""
    said = store.quads_for_pattern(NamedNode(iri), None, None, None)
    return any(quad.predicate.value not in _MATCHES for quad in said)
