"""What the graph holds, counted in one pass: of each class, property, graph.

In: a knowledge graph. Out: `Facts`. Statements of the ontology and the schemes about their own
terms are not counted as use.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from aitalent_kg.graph import KnowledgeGraph
from aitalent_kg.names import AIT, GRAPH
from site_docs.values import Value

__all__ = ["Facts", "Use", "facts"]

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_TERMS = {GRAPH + "ontology"}


@dataclass(frozen=True, slots=True)
class Use:
    """How a class uses a property."""

    subjects: int  #: instances that have it
    least: int  #: values of an instance; 0 where some have none
    most: int
    values: tuple[str, ...]  #: classes and datatypes of the values, the commonest first


@dataclass(frozen=True, slots=True)
class Facts:
    """Counts of distinct things and statements in the union of all graphs but the ontology's."""

    instances: Mapping[str, tuple[str, ...]]  #: class -> its instances, in order of their IRI
    uses: Mapping[str, Mapping[str, Use]]  #: class -> property -> use
    statements: Mapping[str, int]  #: property -> statements
    graphs: Mapping[str, Counter[str]]  #: class or property -> graph -> statements or instances
    sizes: Mapping[str, int]  #: graph -> statements
    classes_in: Mapping[str, Counter[str]]  #: graph -> class -> instances
    sample: Mapping[str, tuple[tuple[str, str], ...]]  #: property -> a few (subject, value)


Triples = dict[str, dict[str, set[Value]]]


def facts(kg: KnowledgeGraph) -> Facts:
    """Count everything."""
    triples: Triples = defaultdict(lambda: defaultdict(set))
    graphs: dict[str, Counter[str]] = defaultdict(Counter)
    classes_in: dict[str, Counter[str]] = defaultdict(Counter)
    sizes: Counter[str] = Counter()
    for subject, by, value, graph in _quads(kg):
        sizes[graph] += 1
        if graph in _TERMS:
            continue
        triples[subject][by].add(value)
        if by == _TYPE:
            graphs[_iri(value)][graph] += 1
            classes_in[graph][_iri(value)] += 1
        else:
            graphs[by][graph] += 1
    kinds = {s: sorted(_iri(v) for v in found.get(_TYPE, ())) for s, found in triples.items()}
    instances = _instances(kinds)
    uses = {kind: _uses(those, triples, kinds) for kind, those in instances.items()}
    statements = Counter[str]()
    for found in triples.values():
        for by, values in found.items():
            statements[by] += len(values)
    return Facts(instances, uses, statements, graphs, sizes, classes_in, _samples(triples))


def _quads(kg: KnowledgeGraph) -> list[tuple[str, str, Value, str]]:
    return [
        (quad.subject.value, quad.predicate.value, quad.object, quad.graph_name.value)
        for quad in kg.store
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.graph_name, ox.NamedNode)
    ]


def _iri(value: Value) -> str:
    assert isinstance(value, ox.NamedNode)
    return value.value


def _instances(kinds: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for subject in sorted(kinds):
        for kind in kinds[subject]:
            found[kind].append(subject)
    return {kind: tuple(those) for kind, those in sorted(found.items())}


def _uses(
    those: tuple[str, ...], triples: Triples, kinds: Mapping[str, list[str]]
) -> dict[str, Use]:
    counts: dict[str, list[int]] = defaultdict(list)
    values: dict[str, Counter[str]] = defaultdict(Counter)
    for subject in those:
        for by, found in triples[subject].items():
            if by != _TYPE:
                counts[by].append(len(found))
                values[by].update(kind for value in found for kind in _kinds_of(value, kinds))
    return {
        by: Use(
            len(numbers),
            min(numbers) if len(numbers) == len(those) else 0,
            max(numbers),
            tuple(kind for kind, _ in sorted(values[by].items(), key=lambda e: (-e[1], e[0]))),
        )
        for by, numbers in sorted(counts.items())
    }


def _kinds_of(value: Value, kinds: Mapping[str, list[str]]) -> list[str]:
    if isinstance(value, ox.Literal):
        return [f"@{value.language.lower()}" if value.language else value.datatype.value]
    own = [kind for kind in kinds.get(_iri(value), []) if kind.startswith(AIT)]
    return own or kinds.get(_iri(value)) or ["IRI"]


def _samples(triples: Triples) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for subject in sorted(triples):
        for by, values in triples[subject].items():
            if len(found[by]) < 3:
                found[by].append((subject, min(str(value) for value in values)))
    return {by: tuple(those) for by, those in found.items()}
