"""Two versions, each in its place in the same surroundings, so that they can be compared.

In: a base graph and two versions. Out: two stores that differ in the versions only. Where the two
have different codes, both take the code that all versions share: SET2529-001v2/K01 and
SET2529-001v3/K01 become SET2529-001/K01, so that the same item is the same thing in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePath

from pyoxigraph import NamedNode, Quad, Store

from aitalent_kg.errors import BadValue
from aitalent_kg.evidence import Evidence, evidence_of
from aitalent_kg.lookup import iri, label
from aitalent_kg.names import ID, expand, graph_iri
from aitalent_kg.shortcuts import SHORTCUT_GRAPH, shortcuts
from aitalent_kg.versions.quoting import quote_names, quote_words
from aitalent_kg.versions.sources import Version, family_of

__all__ = ["Side", "sides_of", "whole_side"]

_PLACES = {*map(expand, ("oa:start", "oa:end", "ait:line", "prov:wasQuotedFrom"))}


@dataclass(frozen=True, slots=True)
class Side:
    """One version in its surroundings."""

    store: Store
    version: Version
    root: str | None  #: IRI of the framework in `store`

    @property
    def label(self) -> str:
        """The name of the framework, "" for a whole graph."""
        return label(self.store, self.root) if self.root else ""

    def evidence(self, subject: str) -> list[Evidence]:
        """The quotes of a thing; the source of a version in a text file is that file."""
        file, root = self.version.file, self.version.root
        found = evidence_of(self.store, subject)
        if file is None or root is None or PurePath(file).suffix != ".txt":
            return found
        own = f"{root.removeprefix(ID)}.txt"
        return [replace(q, source=file) if q.source == own else q for q in found]


def whole_side(store: Store, name: str, file: str | None = None) -> Side:
    """A whole graph as it is."""
    return Side(store, Version(name, (), None, None, file), None)


def sides_of(base: Store, old: Version, new: Version) -> tuple[Side, Side]:
    """Both versions in what `base` has besides them.

    Raises:
        BadValue: one is a whole graph and the other is not.
    """
    if (old.graph is None) != (new.graph is None):
        whole = old if old.graph is None else new
        problem = "is a whole graph, and the other is a part of one; give two of a kind"
        raise BadValue(whole.name, problem)
    if old.graph is None:
        return _of_dataset(old), _of_dataset(new)
    assert new.graph is not None
    left_out = {SHORTCUT_GRAPH, old.graph, new.graph}
    around = [quad for quad in base if quad.graph_name.value not in left_out]
    target = old.root if old.root == new.root else _shared(old)
    graph = old.graph if old.root == new.root else _graph(old, target)
    before = _placed(around, old, target, graph)
    mine, theirs = _own_quotes(old, target or ""), _own_quotes(new, target or "")
    quotes = quote_names(mine, theirs, quote_words(before.store).keys())
    again = {*quotes.values()} & {*mine}  # which other graphs may describe too, at the old place
    rest = [q for q in around if iri(q.subject) not in again or q.predicate.value not in _PLACES]
    return before, _placed(rest, new, target, graph, quotes)


def _of_dataset(version: Version) -> Side:
    store = Store()
    store.bulk_extend(version.quads)
    return Side(store, version, None)


def _shared(version: Version) -> str | None:
    """The IRI that all versions of a framework could share."""
    return None if version.root is None else family_of(version.root)


def _graph(version: Version, target: str | None) -> str:
    assert version.graph is not None
    inside = target is not None and target.startswith(ID)
    return graph_iri(target.removeprefix(ID)) if target and inside else version.graph


def _placed(
    around: Iterable[Quad],
    version: Version,
    target: str | None,
    graph: str,
    quotes: Mapping[str, str] | None = None,
) -> Side:
    store = Store()
    store.bulk_extend(around)
    store.bulk_extend(_renamed(version, target or "", NamedNode(graph), quotes or {}))
    store.bulk_extend(list(shortcuts(store)))
    return Side(store, version, target if version.root else None)


def _renamed(
    version: Version, target: str, graph: NamedNode, quotes: Mapping[str, str]
) -> Iterator[Quad]:
    """The statements of a version, its own IRIs below `target`, its quotes named anew."""

    @cache
    def name(node: NamedNode) -> NamedNode:
        there = _below(node.value, version.root, target)
        return NamedNode(quotes.get(there, there))

    for quad in version.quads:
        subject, value = quad.subject, quad.object
        yield Quad(
            name(subject) if isinstance(subject, NamedNode) else subject,
            quad.predicate,
            name(value) if isinstance(value, NamedNode) else value,
            graph,
        )


def _below(name: str, root: str | None, target: str) -> str:
    """An IRI with the version's own beginning exchanged for `target`."""
    mine = root is not None and (name == root or name.startswith((f"{root}/", f"{root}#")))
    return target + name[len(root or "") :] if mine else name


def _own_quotes(version: Version, target: str) -> dict[str, str]:
    """IRI of each quote of a version below `target` -> its words."""
    exact = expand("oa:exact")
    return {
        _below(iri(quad.subject), version.root, target): iri(quad.object)
        for quad in version.quads
        if quad.predicate.value == exact
    }
