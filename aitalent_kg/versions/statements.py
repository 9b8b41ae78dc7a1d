"""Two stores compared statement by statement, told by the things that they are about.

In: two sides. Out: a frozen `StatementDiff`. A quote counts by its words: where it stands may move
without anything being said otherwise. What is generated from other statements is left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from aitalent_kg.lookup import class_name, iri, kind_of, label
from aitalent_kg.names import GRAPH, curie, expand
from aitalent_kg.shortcuts import SHORTCUT_GRAPH
from aitalent_kg.text import natural
from aitalent_kg.versions.quoting import quote_words
from aitalent_kg.versions.sides import Side

__all__ = [
    "GraphCount",
    "ResourceChange",
    "Statement",
    "StatementDiff",
    "diff_statements",
    "quote_words",
]


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """One statement about a thing, in short names."""

    graph: str  #: stem of its file
    predicate: str
    value: str  #: text with its language or datatype, a path, a CURIE, 「words of a quote」


@dataclass(frozen=True, slots=True)
class ResourceChange:
    """What is said otherwise of one thing."""

    iri: str
    code: str
    label: str
    kind: str
    removed: tuple[Statement, ...]
    added: tuple[Statement, ...]

    @property
    def only_evidence(self) -> bool:
        """Whether nothing but the quotes that it rests on has changed."""
        return all(s.predicate == "ait:evidence" for s in (*self.removed, *self.added))


@dataclass(frozen=True, slots=True)
class GraphCount:
    """How many statements of a graph went and came, those on quotes not counted."""

    name: str
    removed: int
    added: int


@dataclass(frozen=True, slots=True)
class StatementDiff:
    """What is said otherwise; false where nothing is."""

    graphs: tuple[GraphCount, ...]  #: those that differ
    resources: tuple[ResourceChange, ...]
    quotes_removed: int
    quotes_added: int
    quotes_moved: int  #: quotes of the same words at another place

    def __bool__(self) -> bool:
        return bool(self.graphs or self.quotes_removed or self.quotes_added)


_Said = dict[str, set[Statement]]


def diff_statements(old: Side, new: Side, lang: str = "zh") -> StatementDiff:
    """Compare all statements of two sides."""
    quotes = quote_words(old.store), quote_words(new.store)
    quads = set(old.store), set(new.store)
    before = _said(quads[0] - quads[1], quotes[0])
    after = _said(quads[1] - quads[0], quotes[1])
    resources, graphs = [], defaultdict[str, list[int]](lambda: [0, 0])
    for subject in sorted(before.keys() | after.keys(), key=lambda iri: natural(curie(iri))):
        removed = before.get(subject, set()) - after.get(subject, set())
        added = after.get(subject, set()) - before.get(subject, set())
        for place, found in enumerate((removed, added)):
            for statement in found:
                graphs[statement.graph][place] += 1
        if removed or added:
            store = new.store if kind_of(new.store, subject) else old.store
            resources.append(_change(store, subject, removed, added, lang))
    counts = tuple(GraphCount(name, *graphs[name]) for name in sorted(graphs))
    gone, come, moved = _moved(old.store, new.store, *quotes)
    return StatementDiff(counts, tuple(resources), gone, come, moved)


def _said(quads: Iterable[Quad], quotes: dict[str, str]) -> _Said:
    """Thing -> statements about it, those about quotes left out."""
    said: _Said = defaultdict(set)
    for quad in quads:
        subject = _name(quad.subject)
        if subject not in quotes and iri(quad.graph_name) != SHORTCUT_GRAPH:
            said[subject].add(_statement(quad, quotes))
    return said


def _statement(quad: Quad, quotes: dict[str, str]) -> Statement:
    value = quad.object
    if isinstance(value, Literal):
        text = _literal(value)
    else:
        name = _name(value)
        text = f"「{quotes[name]}」" if name in quotes else curie(name)
    graph = quad.graph_name
    stem = graph.value.removeprefix(GRAPH) if isinstance(graph, NamedNode) else ""
    return Statement(stem, curie(quad.predicate.value), text)


def _name(term: object) -> str:
    return str(term) if isinstance(term, BlankNode) else iri(term)


def _literal(value: Literal) -> str:
    if value.language:
        return f"{value.value}@{value.language}"
    kind = curie(value.datatype.value)
    return value.value if kind == "xsd:string" else f"{value.value}^^{kind}"


def _change(
    store: Store, subject: str, removed: set[Statement], added: set[Statement], lang: str
) -> ResourceChange:
    ours = not subject.startswith("_:")
    name, kind = (label(store, subject, lang), kind_of(store, subject)) if ours else (subject, "")
    gone, come = tuple(sorted(removed)), tuple(sorted(added))
    return ResourceChange(subject, curie(subject), name, class_name(kind), gone, come)


def _moved(
    old: Store, new: Store, before: dict[str, str], after: dict[str, str]
) -> tuple[int, int, int]:
    """How many quotes went, came, and stand elsewhere with the same words."""
    were, are = Counter(_placed(old, before)), Counter(_placed(new, after))
    gone, come = were - are, are - were
    words_gone, words_come = (Counter[str](), Counter[str]())
    for found, words in ((gone, words_gone), (come, words_come)):
        for (text, _), often in found.items():
            words[text] += often
    moved = (words_gone & words_come).total()
    return gone.total() - moved, come.total() - moved, moved


def _placed(store: Store, quotes: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Words and place of each quote."""
    at = NamedNode(expand("oa:start"))
    starts = {iri(q.subject): iri(q.object) for q in store.quads_for_pattern(None, at, None, None)}
    yield from ((words, starts.get(quote, "")) for quote, words in quotes.items())
