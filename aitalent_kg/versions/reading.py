"""The items of a framework, read out of a graph as plain records.

In: a store and the IRI of a framework. Out: items, with keys below the framework. What a framework
has are the things with words that its own graph describes; nodes between things are links.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad, Store

from aitalent_kg.lookup import class_name, iri, kind_of, objects, subjects
from aitalent_kg.names import AIT, GRAPH, ID, curie, expand
from aitalent_kg.versions.pairing import Item

__all__ = ["BETWEEN", "FRAMEWORKS", "frameworks", "graph_of", "items_of", "relative"]

#: Classes of what has versions.
FRAMEWORKS = ("Framework", "OccupationalStandard")
#: Kinds of nodes that link two things, and the links to their ends.
BETWEEN = {
    "Requirement": ("ait:requirer", "ait:requiredItem"),
    "Placement": ("ait:placed", "ait:placedUnder"),
    "Transition": ("ait:from", "ait:to"),
}
_NO_ITEMS = {*BETWEEN, "Quote", "Gap", "Reading", "SourceFile"}
_PARENTS = ("dcterms:isPartOf", "skos:broader", "ait:competencyCategory", "ait:inGroup")
_LEVELS = ("ait:level", "ait:baseLevel", "ait:programmingLevel", "ait:offersLevel")
_NAMES = ("skos:prefLabel", "dcterms:title")
_NOTATION, _SEQUENCE, _TYPE = "skos:notation", "ait:sequence", "rdf:type"


def frameworks(store: Store) -> list[str]:
    """IRIs of the frameworks of which a graph has items; some versions are only named."""
    found = {root for name in FRAMEWORKS for root in subjects(store, _TYPE, AIT + name)}
    return sorted(root for root in found if _has_parts(store, root))


def graph_of(store: Store, root: str) -> str | None:
    """The graph that describes a framework: that of its name, else one that says what it is."""
    own = GRAPH + curie(root)
    kinds = [NamedNode(AIT + name) for name in FRAMEWORKS]
    said = [
        iri(quad.graph_name)
        for kind in kinds
        for quad in store.quads_for_pattern(NamedNode(root), NamedNode(expand(_TYPE)), kind, None)
    ]
    return own if own in said else min(said, default=None)


def items_of(store: Store, root: str) -> list[Item]:
    """The items of a framework, by key; the framework itself is the item with the key ""."""
    graph = graph_of(store, root)
    if graph is None:
        return []
    facts: dict[str, dict[str, list[Quad]]] = defaultdict(lambda: defaultdict(list))
    for quad in store.quads_for_pattern(None, None, None, NamedNode(graph)):
        if isinstance(quad.subject, NamedNode):
            facts[quad.subject.value][quad.predicate.value].append(quad)
    mine = [name for name, said in facts.items() if _belongs(name, said, root)]
    found = (_item(store, name, facts[name], root) for name in mine)
    return sorted(filter(None, found), key=lambda item: item.key)


def relative(name: str, root: str) -> str:
    """What a thing is called inside its framework; of what lies outside, its IRI."""
    if name == root:
        return ""
    return next((name[len(root) + 1 :] for mark in "/#" if name.startswith(root + mark)), name)


def _has_parts(store: Store, root: str) -> bool:
    links = (subjects(store, name, root) for name in ("skos:inScheme", "dcterms:isPartOf"))
    return any(kind_of(store, part) not in _NO_ITEMS for found in links for part in found)


def _belongs(subject: str, facts: dict[str, list[Quad]], root: str) -> bool:
    """Whether a thing lies below the framework, or says that it is in its scheme."""
    if relative(subject, root) != subject:
        return True
    schemes = facts.get(expand("skos:inScheme"), ())
    return not subject.startswith(ID) and any(quad.object == NamedNode(root) for quad in schemes)


def _item(store: Store, subject: str, facts: dict[str, list[Quad]], root: str) -> Item | None:
    """A thing as a record; None for what is no item."""
    kind = _kind(facts)
    names = _texts(facts, _NAMES)
    rest = [p for p in facts if p not in map(expand, (*_NAMES, _NOTATION, _SEQUENCE))]
    others = _texts(facts, sorted(rest))
    if kind in _NO_ITEMS or not (kind and (names or others)):
        return None
    codes = () if subject == root else _texts(facts, (_NOTATION,))
    return Item(
        key=relative(subject, root),
        label=names[0] if names else "",
        kind=kind,
        code=" ".join(codes),
        definition="\n".join((*names[1:], *others)),
        parents=_keys(_linked(store, subject, _PARENTS), root),
        asked_by=_keys(subjects(store, "ait:requires", subject), root),
        levels=tuple(level.rpartition("/")[2] for level in _linked(store, subject, _LEVELS)),
        order=next((int(text) for text in _texts(facts, (_SEQUENCE,)) if text.isdecimal()), 0),
    )


def _kind(facts: dict[str, list[Quad]]) -> str:
    classes = [
        q.object.value for q in facts.get(expand(_TYPE), ()) if isinstance(q.object, NamedNode)
    ]
    ours = sorted(name for name in classes if name.startswith(AIT))
    return class_name((ours or sorted(classes) or [""])[0])


def _texts(facts: dict[str, list[Quad]], predicates: Sequence[str]) -> list[str]:
    """Literals of these predicates, Chinese before English."""
    found = []
    for predicate in predicates:
        literals = {
            q.object for q in facts.get(expand(predicate), ()) if isinstance(q.object, Literal)
        }
        found += sorted((not _chinese(text), text.value) for text in literals)
    return [text for _, text in found]


def _chinese(text: Literal) -> bool:
    return (text.language or "").startswith("zh")


def _linked(store: Store, subject: str, predicates: Sequence[str]) -> Iterator[str]:
    for predicate in predicates:
        yield from objects(store, subject, predicate)


def _keys(iris: Iterable[str], root: str) -> tuple[str, ...]:
    """Keys, each once; the framework itself is left out, as everything belongs to it."""
    found = (relative(name, root) for name in iris if name != root)
    return tuple(dict.fromkeys(found))
