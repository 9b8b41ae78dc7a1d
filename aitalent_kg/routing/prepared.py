"""A networkx graph as the searches read it: arcs with whole costs, made when first asked for.

Multigraphs and plain ones, directed and not, look alike from here on; self loops are gone.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.routing.costs import Additive, Cost, Gathered, Scale, is_cost, scale
from aitalent_kg.routing.gathering import Gathering
from aitalent_kg.routing.paths import Edge

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Arc", "Arcs", "Prepared", "prepare"]

#: Cost in units, the node or state it leads to, the edge.
Arc = tuple[int, Any, Edge]
Near = Mapping[Hashable, Mapping[Hashable, Any]]
#: Searches against the arcs need no edges.
_NO_EDGE: Edge = (None, None, None)
_NO_ATTRIBUTE: Any = object()


class Arcs(dict[Any, list[Arc]]):
    """State -> arcs out of it (or into it), made when first asked for."""

    def __init__(self, make: Callable[[Any], list[Arc]]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, state: Any) -> list[Arc]:
        arcs = self[state] = self._make(state)
        return arcs


class Prepared:
    """A graph read once for many questions; it must not change meanwhile.

    Every function of routes takes it in place of the graph; only the speed differs.
    """

    def __init__(self, graph: nx.Graph[Any]) -> None:
        self.graph = graph
        self._multi = graph.is_multigraph()
        self._after: Near = dict(graph.adjacency())
        self._before: Near | None = None if graph.is_directed() else self._after
        self._scales: dict[Additive, Scale] = {}
        self._kept: dict[Hashable, Arcs] = {}

    def known(self, node: Hashable) -> Hashable:
        """The node itself.

        Raises:
            UnknownName: the graph has no such node.
        """
        if node not in self.graph:
            names = [str(entry) for entry in self.graph]
            raise UnknownName(str(node), names, "node", " in the network")
        return node

    def scale(self, cost: Additive) -> Scale:
        """Whole units for the costs of all edges.

        Raises:
            BadValue: an edge costs no finite number from 0.
        """
        if cost not in self._scales:
            self._scales[cost] = self._read_scale(cost)
        return self._scales[cost]

    def _read_scale(self, cost: Additive) -> Scale:
        if cost.weight is None:
            return scale([1])
        name, default = cost.weight, cost.default
        try:
            return scale({data.get(name, default) for data in self._data()})
        except (BadValue, TypeError):
            raise self._bad_edge(cost) from None

    def _data(self) -> Iterator[Mapping[str, Any]]:
        for near in self._after.values():
            for inner in near.values():
                yield from inner.values() if self._multi else (inner,)

    def _bad_edge(self, cost: Additive) -> BadValue:
        for u in self._after:
            for v, key, data in self._edges(u):
                value = data.get(str(cost.weight), cost.default)
                if not is_cost(value):
                    problem = f"{cost.name} of the edge {(u, v, key)!r}"
                    return BadValue(value, f"{problem} must be a finite number from 0")
        return BadValue(cost.default, f"the default of {cost.name} must be a finite number from 0")

    def _edges(self, node: Hashable) -> Iterator[tuple[Hashable, Hashable, Mapping[str, Any]]]:
        """End, key and data of every edge out of a node."""
        for other, inner in self._after[node].items():
            for key, data in inner.items() if self._multi else ((0, inner),):
                yield other, key, data

    @property
    def places(self) -> int:
        """More than the edges of any route."""
        return len(self._after) + 1

    def outs(
        self, cost: Additive, avoid: frozenset[Hashable] = frozenset(), ties: bool = False
    ) -> Arcs:
        """Node -> arcs out of it that do not enter `avoid`.

        With `ties`, arcs cost `places` times their units and 1: of equal costs, fewer edges
        are cheaper, and no arc is free.
        """
        return self._arcs((cost, avoid, ties, True), self._after)

    def ins(
        self, cost: Additive, avoid: frozenset[Hashable] = frozenset(), ties: bool = False
    ) -> Arcs:
        """Node -> arcs into it from nodes not in `avoid`: where they begin stands for the end."""
        if self._before is None:
            reverse: Any = self.graph.reverse(copy=False)  # type: ignore[attr-defined]
            self._before = dict(reverse.adjacency())
        return self._arcs((cost, avoid, ties, False), self._before)

    def _arcs(self, kind: tuple[Additive, frozenset[Hashable], bool, bool], side: Near) -> Arcs:
        if kind in self._kept:
            return self._kept[kind]
        cost, avoid, ties, out = kind
        arcs = Arcs(self._maker(self._units(cost, ties), cost, avoid, side, out))
        if not avoid:
            self._kept[kind] = arcs
        return arcs

    def _units(self, cost: Additive, ties: bool) -> dict[object, int]:
        units = self.scale(cost).units
        return {cost: n * self.places + 1 for cost, n in units.items()} if ties else units

    def _maker(
        self,
        units: dict[object, int],
        cost: Additive,
        avoid: frozenset[Hashable],
        side: Near,
        out: bool,
    ) -> Callable[[Hashable], list[Arc]]:
        """What makes the arcs of a node."""
        name, default = cost.weight, cost.default
        if name is None:
            name, default = _NO_ATTRIBUTE, 1

        def one_each(node: Hashable) -> list[Arc]:
            return [
                (units[data.get(name, default)], other, (node, other, 0) if out else _NO_EDGE)
                for other, data in side[node].items()
                if other != node and other not in avoid
            ]

        def several(node: Hashable) -> list[Arc]:
            return [
                (units[data.get(name, default)], other, (node, other, key) if out else _NO_EDGE)
                for other, inner in side[node].items()
                if other != node and other not in avoid
                for key, data in inner.items()
            ]

        return several if self._multi else one_each

    def data(self, edge: Edge) -> Mapping[str, Any]:
        """The attributes of an edge."""
        inner: Any = self._after[edge[0]][edge[1]]
        return inner[edge[2]] if self._multi else inner  # type: ignore[no-any-return]

    def met(self, edge: Edge) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        """The attributes that count when an edge is taken: its own, and the entered node's."""
        return self.data(edge), self.graph.nodes[edge[1]]

    def price(self, edges: Iterable[Edge], cost: Cost) -> float:
        """What a route costs; a route without edges costs nothing."""
        taken = list(edges)
        if isinstance(cost, Gathered):
            met = [data for edge in taken for data in self.met(edge)]
            return Gathering(cost).price(met) if taken else 0.0
        if cost.weight is None:
            return float(len(taken))
        units = self.scale(cost)
        weights = (self.data(edge).get(cost.weight, cost.default) for edge in taken)
        return units.cost(sum(units.units[weight] for weight in weights))


def prepare(graph: nx.Graph[Any] | Prepared) -> Prepared:
    """The graph as the searches read it."""
    return graph if isinstance(graph, Prepared) else Prepared(graph)
