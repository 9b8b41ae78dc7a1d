"""Mappings that were found in a graph, as one set to write."""

from __future__ import annotations

from collections.abc import Sequence

from aitalent_kg.errors import BadValue
from aitalent_kg.mappings.curies import OURS
from aitalent_kg.mappings.graphs import Held
from aitalent_kg.mappings.sets import MappingSet
from aitalent_kg.names import GRAPH

__all__ = ["set_of_found"]

_OURS = "https://spdx.org/licenses/MIT"
#: What SSSOM says where nobody has said anything.
_UNKNOWN = "https://w3id.org/sssom/license/unspecified"


def set_of_found(found: Sequence[Held]) -> MappingSet:
    """The mappings as a set: each once, whichever graphs hold it.

    Raises:
        BadValue: candidates stand among others, and SSSOM has no word to tell them apart.
    """
    statuses = {entry.status for entry in found}
    if "candidate" in statuses and len(statuses) > 1:
        raise BadValue("candidate", "SSSOM has no word for status; ask for one status at a time")
    graphs = sorted({entry.graph for entry in found})
    ours = all(graph.startswith(f"{GRAPH}mappings-") for graph in graphs)
    mappings = {entry.mapping.key: entry.mapping for entry in reversed(found)}
    about = {
        "mapping_set_id": (graphs[0] if len(graphs) == 1 else f"{GRAPH}mappings-selected",),
        "license": (_OURS if ours else _UNKNOWN,),
    }
    return MappingSet(tuple(reversed(mappings.values())), about, OURS)
