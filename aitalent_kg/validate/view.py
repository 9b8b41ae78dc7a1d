"""What constraints read of a store: values, subjects and classes of one node after another.

Nothing of the graph is copied: the statements of the node that is checked are kept, and the
classes of nodes that were met, up to a number.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyoxigraph import Literal, NamedNode, Store

__all__ = ["SUBCLASS", "TYPE", "Term", "View"]

#: A NamedNode, BlankNode or Literal of pyoxigraph.
Term = Any
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
SUBCLASS = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
#: So many nodes whose classes are remembered, about 100 MB.
_REMEMBERED = 500_000


class View:
    """A store as one worker sees it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._focus: Term = None
        self._stated: dict[Term, dict[Term, None]] = {}
        self._kinds: dict[Term, frozenset[Term]] = {}
        self._above: dict[Term, frozenset[Term]] = {}

    def turn_to(self, node: Term) -> None:
        """Keep the statements of one node at hand, which its constraints ask for."""
        self._focus, self._stated = node, {}
        if isinstance(node, Literal):
            return
        for quad in self.store.quads_for_pattern(node, None, None):
            self._stated.setdefault(quad.predicate, {})[quad.object] = None

    def values(self, node: Term, predicate: Term) -> Iterable[Term]:
        """The objects that a node has for a predicate, each once."""
        if node is self._focus or node == self._focus:
            return self._stated.get(predicate, ())
        if isinstance(node, Literal):
            return ()
        found = self.store.quads_for_pattern(node, predicate, None)
        return dict.fromkeys(quad.object for quad in found)

    def subjects(self, predicate: Term, node: Term) -> Iterable[Term]:
        """The subjects that lead to a node by a predicate, each once."""
        found = self.store.quads_for_pattern(None, predicate, node)
        return dict.fromkeys(quad.subject for quad in found)

    def kinds(self, node: Term) -> frozenset[Term]:
        """The classes of a node, and those above them."""
        known = self._kinds.get(node)
        if known is None:
            if len(self._kinds) > _REMEMBERED:
                self._kinds.clear()
            direct = self.values(node, TYPE)
            known = frozenset().union(*(self._classes_above(kind) for kind in direct))
            self._kinds[node] = known
        return known

    def _classes_above(self, kind: Term) -> frozenset[Term]:
        if kind not in self._above:
            found, ahead = {kind}, [kind]
            while ahead:
                above = set(self.values(ahead.pop(), SUBCLASS)) - found
                found |= above
                ahead += above
            self._above[kind] = frozenset(found)
        return self._above[kind]

    def classes_below(self, kind: Term) -> set[Term]:
        """A class and those below it."""
        found, ahead = {kind}, [kind]
        while ahead:
            below = set(self.subjects(SUBCLASS, ahead.pop())) - found
            found |= below
            ahead += below
        return found
