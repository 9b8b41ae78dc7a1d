"""A graph in which some readings are followed: without the statements of the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pyoxigraph import Literal, NamedNode, Quad, Store

from aitalent_kg.engines.embedded import engine_on
from aitalent_kg.errors import BadValue
from aitalent_kg.names import AIT, expand, graph_iri
from aitalent_kg.readings.choices import Settled, choices, settle
from aitalent_kg.readings.difference import Difference, difference
from aitalent_kg.shortcuts import SHORTCUT_GRAPH, shortcuts

__all__ = ["Origin", "follow", "following", "what_if"]

_CHOSEN = NamedNode(AIT + "chosen")
_TYPE = NamedNode(expand("rdf:type"))
#: The record of a difference names the statements of every reading, also of those left out.
_RECORD = NamedNode(graph_iri("contradictions"))
_GENERATED = NamedNode(SHORTCUT_GRAPH)
_Handle = TypeVar("_Handle")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a handle was made from; a store that was cut cannot follow the readings left out."""

    store: Store
    names: tuple[tuple[str, ...], ...]  #: of each call


def following(kg: _Handle, names: str | Iterable[str]) -> _Handle:
    """The same handle on a graph in which the reading or readings named are followed.

    On a handle that follows readings, they take the place of those in the same difference.
    Arguments and errors are those of `choices.settle` and `follow`; besides:

    Raises:
        AitalentError: the graph is on a server.
    """
    handle: Any = kg
    before = handle.origin or Origin(handle.store, ())
    origin = replace(before, names=(*before.names, _each(names)))
    store = follow(origin.store, *origin.names)
    engine = engine_on(store, handle.engine.name)
    same: _Handle = replace(handle, statements=store, engine=engine, origin=origin)
    return same


def _each(names: str | Iterable[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def follow(store: Store, *names: Iterable[str]) -> Store:
    """A new store without what the other readings rest on; shortcuts are generated anew.

    What another resource says of a statement left out goes with it, except in the record of the
    difference. Which readings are followed is written there as `ait:chosen`.

    Raises:
        BadValue: the store lacks every statement of a reading, which would leave none.
    """
    settled = settle(choices(store), *names)
    _check_stated(store, settled)
    kept = Store()
    kept.bulk_extend([quad for quad in store if _stays(quad, settled)])
    kept.extend(_marks(store, settled))
    kept.bulk_extend(list(shortcuts(kept)))
    return kept


def _check_stated(store: Store, settled: Settled) -> None:
    for choice in settled.followed:
        nodes = map(NamedNode, choice.statements)
        stated = (any(store.quads_for_pattern(node, None, None, None)) for node in nodes)
        if choice.statements and not any(stated):
            raise BadValue(choice.id, "its statements are not in this graph; load all documents")


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
        ask: asks a graph; gives a Table, rows, a dataclass, a set, a number, a text …
    Raises:
        BadValue: the answer is none of these; besides as `following`.
    """
    return difference(ask(kg), ask(following(kg, names)))
