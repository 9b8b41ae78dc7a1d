"""Quotes of two versions: one is the other where the words are the same, wherever they stand.

An IRI of a quote tells its place, which moves when a line is put in above. What other graphs rest
on it, such as a mapping, means the words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set

from pyoxigraph import NamedNode, Store

from aitalent_kg.lookup import iri
from aitalent_kg.names import AIT, expand
from aitalent_kg.text import natural

__all__ = ["quote_names", "quote_words"]

_QUOTE, _EXACT, _TYPE = f"{AIT}Quote", expand("oa:exact"), expand("rdf:type")


def quote_words(store: Store) -> dict[str, str]:
    """IRI of each quote -> its words."""
    kind, exact = NamedNode(_QUOTE), NamedNode(_EXACT)
    quotes = {iri(q.subject) for q in store.quads_for_pattern(None, NamedNode(_TYPE), kind, None)}
    found = store.quads_for_pattern(None, exact, None, None)
    words = {iri(q.subject): iri(q.object) for q in found if iri(q.subject) in quotes}
    return {quote: words.get(quote, "") for quote in quotes}


def quote_names(old: Mapping[str, str], new: Mapping[str, str], taken: Set[str]) -> dict[str, str]:
    """New names for the quotes of a new version.

    Args:
        old, new: IRI of each quote of a version -> its words.
        taken: IRIs of all quotes of the graph with the old version.
    Returns:
        IRI -> that of the old quote with the same words, the first for the first; what is left
        gets a name that no other quote has.
    """
    places: dict[str, list[str]] = defaultdict(list)
    for name in sorted(old, key=natural, reverse=True):
        places[old[name]].append(name)
    found: dict[str, str] = {}
    for name in sorted(new, key=natural):
        there = places.get(new[name])
        found[name] = there.pop() if there else _free(name, taken)
    return found


def _free(name: str, taken: Set[str]) -> str:
    return _free(f"{name}-new", taken) if name in taken else name
