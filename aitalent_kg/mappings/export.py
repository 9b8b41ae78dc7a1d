"""Mappings that were found in a graph, as one set to write; what our own sets say of themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from aitalent_kg.errors import BadValue
from aitalent_kg.lookup import Quads
from aitalent_kg.mappings.curies import OURS
from aitalent_kg.mappings.graphs import OWN_SETS, Held, held
from aitalent_kg.mappings.record import Mapping
from aitalent_kg.mappings.sets import MappingSet
from aitalent_kg.names import GRAPH, OWN_GRAPHS, graph_iri
from aitalent_kg.version import VERSION

__all__ = ["about_own", "set_of_found"]

_OURS = "https://spdx.org/licenses/MIT"
#: What SSSOM says where nobody has said anything.
_UNKNOWN = "https://w3id.org/sssom/license/unspecified"
_AUTHORS = "aitalent-kg developers"
#: When the last row of ours was settled.
_SETTLED = "2026-11-21"
_OWN = {graph_iri(f"mappings-{name}"): name for name in OWN_SETS}


def about_own(name: str) -> dict[str, tuple[str, ...]]:
    """What the head of a set of ours says; `name` is one of `OWN_SETS`."""
    return {
        "mapping_set_id": (graph_iri(f"mappings-{name}"),),
        "mapping_set_version": (VERSION,),
        "mapping_set_title": (f"AI talent of Taiwan: mappings, {name}",),
        "mapping_set_description": (OWN_GRAPHS[f"mappings-{name}"],),
        "creator_label": (_AUTHORS,),
        "license": (_OURS,),
        "mapping_date": (_SETTLED,),
    }


def set_of_found(store: Quads, found: Sequence[Held], asked: str = "") -> MappingSet:
    """The mappings as a set: each once, whichever graphs hold it.

    All that a graph holds is its set, under its name; any other choice has a name of its own,
    by what is in it, and says what it was taken from.

    Args:
        store: the graph that they were found in.
        asked: how they were chosen, in words.
    Raises:
        BadValue: candidates stand among others, and SSSOM has no word to tell them apart.
    """
    statuses = {entry.status for entry in found}
    if "candidate" in statuses and len(statuses) > 1:
        raise BadValue(
            "all",
            "SSSOM has no word for status; write a file each for "
            "--status accepted, candidate, rejected and outward",
        )
    graphs = sorted({entry.graph for entry in found})
    chosen = {entry.mapping.key: entry.mapping for entry in reversed(found)}
    mappings = tuple(reversed(chosen.values()))
    whole = len(graphs) == 1 and len(found) == sum(h.graph == graphs[0] for h in held(store))
    about = _about_graph(graphs[0]) if whole else _about_part(graphs, mappings, asked)
    return MappingSet(mappings, about, OURS)


def _about_graph(graph: str) -> dict[str, tuple[str, ...]]:
    if graph in _OWN:
        return about_own(_OWN[graph])
    return {"mapping_set_id": (graph,), "license": (_UNKNOWN,)}


def _about_part(
    graphs: Sequence[str], mappings: Iterable[Mapping], asked: str
) -> dict[str, tuple[str, ...]]:
    digest = sha256("\n".join(sorted(mapping.iri for mapping in mappings)).encode())
    about = {
        "mapping_set_id": (f"{GRAPH}mappings-selected/{digest.hexdigest()[:12]}",),
        "mapping_set_source": tuple(graphs),
        "comment": (f"Selected: {asked}",) if asked else (),
    }
    ours = set(graphs) <= _OWN.keys()
    if ours:
        about |= {"creator_label": (_AUTHORS,), "mapping_date": (_SETTLED,)}
    about["license"] = (_OURS if ours else _UNKNOWN,)
    return {slot: values for slot, values in about.items() if values}
