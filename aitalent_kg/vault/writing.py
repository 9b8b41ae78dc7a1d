"""Change a store: add files, take graphs out. All or nothing; one writer at a time."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.names import GRAPH
from aitalent_kg.progress import Progress, silent
from aitalent_kg.store import user_graphs
from aitalent_kg.vault.content import graphs_of, state_of, stems
from aitalent_kg.vault.draft import Draft, changed
from aitalent_kg.vault.layout import in_force
from aitalent_kg.vault.record import GraphInfo, Record

__all__ = ["add", "remove"]

_Path = os.PathLike[str] | str


def add(
    directory: Path | str,
    files: _Path | Iterable[_Path] = (),
    progress: Progress = silent,
    replace: bool = False,
) -> tuple[GraphInfo, ...]:
    """Add files to a store; it is made, with our graphs in it, where there is none yet.

    Args:
        directory: folder of the store; absent, empty, or one that this function made.
        files: as `extra` of `aitalent_kg.load`, or results of importers. Without any, our graphs
            are put in, or renewed.
        progress: told each step.
        replace: graphs of these names, and those that an earlier file of the name filled, go.
    Returns:
        The graphs that were added.
    Raises:
        BadValue: a graph of that name is there, and `replace` is not set.
        MissingFile, UnreadableFile: a file is not there, cannot be read, or writes into ours.
        StoreFault: no store and no empty folder; another process writes; no room.
    """
    given = [files] if isinstance(files, str | os.PathLike) else list(files)
    found = user_graphs(Path(os.fspath(each)) for each in given)
    stems(found)
    filled, states = {}, {}
    for graph, path in found.items():
        progress(f"looking at {path.name}")
        states[graph] = state_of(path)
        filled[graph] = graphs_of(path, graph)
    _check_apart(found, filled)

    def plan(draft: Draft) -> None:
        draft.take_out(_in_the_way(draft.record, found, filled, replace))
        for graph, path in found.items():
            draft.put_in(graph, path, filled[graph], states[graph])

    return changed(Path(directory), plan, progress).added


def remove(
    directory: Path | str, names: str | Iterable[str], progress: Progress = silent
) -> tuple[GraphInfo, ...]:
    """Take graphs of the user out of a store.

    Args:
        names: as `graphs` gives them, with or without "user/", or IRIs.
    Returns:
        The graphs that were taken out.
    Raises:
        UnknownName: there is no such graph.
        BadValue: it is one of ours, which are always there.
        StoreFault: there is no store; another process writes; no room.
    """
    wanted = [names] if isinstance(names, str) else list(names)
    out: list[GraphInfo] = []

    def plan(draft: Draft) -> None:
        out.extend({each.iri: each for each in _found(draft.record, wanted)}.values())
        draft.take_out(each.iri for each in out)

    in_force(Path(directory))  # a store is made by adding only
    changed(Path(directory), plan, progress)
    return tuple(out)


def _check_apart(found: Mapping[str, Path], filled: Mapping[str, set[str]]) -> None:
    """See that no two of the files fill one graph."""
    by: dict[str, Path] = {}
    for graph, path in found.items():
        for iri in sorted(filled[graph]):
            if iri in by:
                problem = f"{path} and {by[iri]} both fill it; add one after the other"
                raise BadValue(iri.removeprefix(GRAPH), problem)
            by[iri] = path


def _in_the_way(
    record: Record, found: Mapping[str, Path], filled: Mapping[str, set[str]], replace: bool
) -> set[str]:
    """The graphs that would be replaced.

    Raises:
        BadValue: there are, and they must not be.
    """
    new = {iri for graph in found for iri in (graph, *filled[graph])}
    there = [each for each in record.graphs if not each.ours and new & {each.iri, each.file_graph}]
    if there and not replace:
        problem = "is in the store already; add --replace to put the new one in its place"
        raise BadValue(there[0].name, problem)
    return {each.iri for each in there}


def _found(record: Record, names: Iterable[str]) -> Iterable[GraphInfo]:
    """The graphs of these names."""
    by_name = {each.name: each for each in record.graphs}
    for name in names:
        each = by_name.get(f"user/{name}") or by_name.get(name.removeprefix(GRAPH))
        if each is None:
            users = [other.name for other in record.graphs if not other.ours]
            raise UnknownName(name, users, "graph", " in the store")
        if each.ours:
            raise BadValue(name, "is a graph of ours, which the store always has; name yours")
        yield each
