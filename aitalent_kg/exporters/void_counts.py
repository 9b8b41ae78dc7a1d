"""What a graph holds, counted for a description in VoID.

In: statements. Out: frozen `Counts`, and `Links` between two sides. No file and no words here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Triple

from aitalent_kg.exporters.void_words import OTHERS
from aitalent_kg.names import GRAPH, ID, expand

__all__ = ["Counts", "Links", "counted", "home", "links"]

_TYPE = expand("rdf:type")
_MATCHES = frozenset(
    expand(f"skos:{name}Match") for name in ("exact", "close", "broad", "narrow", "related")
)


@dataclass(frozen=True, slots=True)
class Counts:
    """What some statements hold."""

    triples: int
    entities: int  #: different subjects whose IRI begins as that of an entity does
    subjects: int  #: different subjects, blank nodes too
    objects: int  #: different objects, literals too
    classes: Mapping[str, int]  #: IRI of a class -> different things that are stated to be of it
    properties: Mapping[str, int]  #: IRI of a property -> statements with it


@dataclass(frozen=True, slots=True, order=True)
class Links:
    """Mappings from one side to another that are stated plainly."""

    left: str  #: IRI of the graph, or of the vocabulary, whose things are subjects
    predicate: str
    right: str
    number: int


def counted(triples: Iterable[Triple], uri_space: str = "") -> Counts:
    """Count different statements.

    Args:
        triples: each of them once.
        uri_space: how IRIs of entities begin; every IRI is one where it is "".
    """
    subjects: set[object] = set()
    objects: set[object] = set()
    properties: Counter[str] = Counter()
    members: defaultdict[str, set[object]] = defaultdict(set)
    for triple in triples:
        subjects.add(triple.subject)
        objects.add(triple.object)
        properties[triple.predicate.value] += 1
        if triple.predicate.value == _TYPE and isinstance(triple.object, NamedNode):
            members[triple.object.value].add(triple.subject)
    names = (s.value for s in subjects if isinstance(s, NamedNode))
    return Counts(
        triples=properties.total(),
        entities=sum(name.startswith(uri_space) for name in names),
        subjects=len(subjects),
        objects=len(objects),
        classes={name: len(things) for name, things in sorted(members.items())},
        properties=dict(sorted(properties.items())),
    )


def links(quads: Iterable[Quad]) -> list[Links]:
    """Mappings by SKOS between sides, each statement once; those inside a side are none."""
    stated = {quad.triple for quad in quads if quad.predicate.value in _MATCHES}
    found = Counter(
        (home(t.subject), t.predicate.value, home(t.object))
        for t in stated
        if isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode)
    )
    return [
        Links(left, predicate, right, number)
        for (left, predicate, right), number in sorted(found.items())
        if left != right
    ]


def home(node: object) -> str:
    """Whose a thing is: the graph of its framework, or how names of the other vocabulary begin."""
    name = str(getattr(node, "value", node))
    if name.startswith(ID):
        return GRAPH + name[len(ID) :].split("/")[0]
    known = (start for start in OTHERS if name.startswith(start))
    end = max(name.rfind("#"), name.rfind("/")) + 1 or name.rfind(":") + 1
    return next(known, name[:end])
