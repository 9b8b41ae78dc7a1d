"""A graph in which some readings are followed: without the statements of the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from pyoxigraph import Literal, NamedNode, Quad, Store

from aitalent_kg.engines.embedded import engine_on
from aitalent_kg.names import AIT, expand, graph_iri
from aitalent_kg.readings.choices import Settled, choices, settle
from aitalent_kg.readings.difference import Difference, difference
from aitalent_kg.shortcuts import SHORTCUT_GRAPH, shortcuts

__all__ = ["follow", "following", "what_if"]

_CHOSEN = NamedNode(AIT + "chosen")
_TYPE = NamedNode(expand("rdf:type"))
#: The record of a difference names the statements of every reading, also of those left out.
_RECORD = NamedNode(graph_iri("contradictions"))
_GENERATED = NamedNode(SHORTCUT_GRAPH)
_Handle = TypeVar("_Handle")


def following(
    kg: _Handle, names: str | Iterable[str], instead: str | Iterable[str] = ()
) -> _Handle:
    """The same handle on a graph in which the reading or readings named are followed.

    Arguments and errors are those of `choices.settle`; besides:

    Raises:
        AitalentError: the graph is on a server.
    """
    handle: Any = kg
    store = follow(handle.store, _each(names), _each(instead))
    same: _Handle = replace(handle, statements=store, engine=engine_on(store, handle.engine.name))
    return same


def _each(names: str | Iterable[str]) -> Iterable[str]:
    return (names,) if isinstance(names, str) else names


def follow(store: Store, names: Iterable[str], instead: Iterable[str] = ()) -> Store:
    """A new store without what the other readings rest on; shortcuts are generated anew.

    What another resource says of a statement left out goes with it, except in the record of the
    difference. Which readings are followed is written there as `ait:chosen`.
    """
    settled = settle(choices(store), names, instead)
    kept = Store()
    kept.bulk_extend([quad for quad in store if _stays(quad, settled)])
    kept.extend(_marks(store, settled))
    kept.bulk_extend(list(shortcuts(kept)))
    return kept


def _stays(quad: Quad, settled: Settled) -> bool:
    if quad.graph_name == _GENERATED:
        return False
    subject, about = getattr(quad.subject, "value", ""), getattr(quad.object, "value", "")
    if quad.predicate == _CHOSEN:
        return subject not in settled.chosen
    if subject in settled.left_out:
        return False
    return quad.graph_name == _RECORD or about not in settled.left_out


def _marks(store: Store, settled: Settled) -> Iterable[Quad]:
    marked = {iri: mark for iri, mark in settled.chosen.items() if mark is not None}
    for iri, mark in marked.items():
        for typed in store.quads_for_pattern(NamedNode(iri), _TYPE, None, None):
            yield Quad(typed.subject, _CHOSEN, Literal(mark), typed.graph_name)


def what_if(
    kg: _Handle, names: str | Iterable[str], ask: Callable[[_Handle], object]
) -> Difference:
    """What following some readings changes in an answer.

    Args:
        names: a reading or several, as for `following`.
        ask: asks a graph; gives a Table, rows, a dataclass, a number, a text …
    """
    return difference(ask(kg), ask(following(kg, names)))
