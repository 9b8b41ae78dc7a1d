"""The mappings of the graph, as links between items."""

from __future__ import annotations

from pyoxigraph import NamedNode

from aitalent_kg.errors import UnknownName
from aitalent_kg.gaps.sets import PREDICATES, Link
from aitalent_kg.gaps.sides import is_item
from aitalent_kg.lookup import Quads, iri
from aitalent_kg.names import expand

__all__ = ["STRENGTHS", "accepted", "links_of"]

#: From the strongest, as a caller names them.
STRENGTHS = ("none", "exact", "close", "broad", "narrow", "related")


def accepted(weakest: str) -> tuple[str, ...]:
    """Predicates that count where `weakest` is the weakest that does.

    Raises:
        UnknownName: it is none of `STRENGTHS`.

    >>> accepted("close")
    ('skos:exactMatch', 'skos:closeMatch')
    """
    if weakest not in STRENGTHS:
        raise UnknownName(weakest, STRENGTHS, "strength of mapping", "")
    return PREDICATES[: STRENGTHS.index(weakest)]


def links_of(store: Quads) -> tuple[Link, ...]:
    """The SKOS mappings of items that the graph states; it states no confidence of them.

    A mapping of certifications, which no goal asks for, is none.
    """
    found = {
        Link(iri(quad.subject), iri(quad.object), predicate)
        for predicate in PREDICATES
        for quad in store.quads_for_pattern(None, NamedNode(expand(predicate)), None, None)
        if is_item(store, iri(quad.subject)) or is_item(store, iri(quad.object))
    }
    return tuple(sorted(found, key=lambda link: (link.left, link.right, link.predicate)))
