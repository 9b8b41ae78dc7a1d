"""A mapping set by a name: of a file, or of a graph."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from aitalent_kg.errors import UnknownName
from aitalent_kg.lookup import Quads
from aitalent_kg.mappings.files import FORMATS, read_set
from aitalent_kg.mappings.graphs import OWN_SETS, held
from aitalent_kg.mappings.record import Mapping
from aitalent_kg.names import GRAPH

__all__ = ["Source", "mappings_of"]

#: A file, the name of a graph, or mappings.
Source = Path | str | Iterable[Mapping]


def mappings_of(store: Quads, source: Source) -> tuple[Mapping, ...]:
    """The mappings of a set.

    Args:
        source: a file (`.tsv`, `.json`, `.ttl`); "accepted", "candidate", "outward", "rejected";
            "user/NAME" for a set that was loaded with the graph; or the mappings themselves.
    Raises:
        UnknownName: no graph of this name holds mappings.
        MissingFile, UnreadableFile: no such file, or it is no mapping set.
    """
    if not isinstance(source, str | Path):
        return tuple(source)
    if isinstance(source, Path) or Path(source).suffix.casefold() in FORMATS.values():
        return read_set(source).mappings
    name = f"mappings-{source}" if source in OWN_SETS else source
    graphs: dict[str, list[Mapping]] = {}
    for entry in held(store):
        graphs.setdefault(entry.graph.removeprefix(GRAPH), []).append(entry.mapping)
    if name not in graphs:
        raise UnknownName(source, (*OWN_SETS, *graphs), "mapping set")
    return tuple(graphs[name])
