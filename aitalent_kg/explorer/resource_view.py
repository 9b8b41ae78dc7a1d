"""Views of all resources, in 256 shards: a page finds its own by the hash of its code.

In: a graph and the name of a shard, "resource/00" to "resource/ff", or "resource/terms", the words
that all pages share. Out: plain JSON; see `Shard` and `terms`.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from aitalent_kg.explorer.hashes import fnv1a
from aitalent_kg.explorer.resource_entry import Shard
from aitalent_kg.explorer.resource_kept import Kept
from aitalent_kg.explorer.resource_names import Names
from aitalent_kg.explorer.resource_terms import terms
from aitalent_kg.names import curie

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph

__all__ = ["codes", "names", "shard_of", "view"]


def shard_of(code: str) -> str:
    """Two hexadecimal digits: the highest byte of FNV-1a (32 bits) over the code in UTF-8.

    `shardOf` in js/lib/resource.js is the same function.

    >>> shard_of("a")
    'e4'
    """
    return f"{fnv1a(code) >> 24:02x}"


def names(kg: KnowledgeGraph) -> list[str]:  # noqa: ARG001 - as every view module has it
    """The terms and all shards; one that holds no resource is there too."""
    return ["resource/terms", *(f"resource/{number:02x}" for number in range(256))]


def view(kg: KnowledgeGraph, name: str) -> object:
    """One shard: `resources` by code; `names` and `quotes` of what they mention. Or the terms."""
    if name == "resource/terms":
        return terms(kg.statements)
    every, known = _kept(kg)
    shard = Shard(known)
    for iri in every.get(name.rpartition("/")[2], ()):
        shard.add(iri)
    return shard.json()


def codes(kg: KnowledgeGraph) -> list[str]:
    """The codes of all resources, sorted: everything the graph says something of."""
    return sorted(curie(iri) for iris in _kept(kg)[0].values() for iri in iris)


#: Shard -> IRIs of its resources, and names that were looked up.
_Known = tuple[dict[str, list[str]], Names]


def _sorted_into_shards(kg: KnowledgeGraph) -> dict[str, list[str]]:
    every = kg.statements.quads_for_pattern(None, None, None, None)
    found: dict[str, list[str]] = defaultdict(list)
    for iri in sorted({q.subject.value for q in every if isinstance(q.subject, NamedNode)}):
        found[shard_of(curie(iri))].append(iri)
    return dict(found)


def _known(kg: KnowledgeGraph) -> _Known:
    return _sorted_into_shards(kg), Names(kg.statements)


_kept: Kept[_Known] = Kept(_known)
