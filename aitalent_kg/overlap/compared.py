"""What is compared: a role, standard, framework, task, person or set of items, as items.

In: the graph, a name, a file, a record or IRIs. Out: a `Compared`; the idf of a stated corpus.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.gaps.have import NOTHING, Have, holder_of
from aitalent_kg.gaps.sides import Side, goal_of, side
from aitalent_kg.gaps.unstated import Unstated, unstated
from aitalent_kg.lookup import Quads, Ref, class_name, commonest, kind_of, ref, subjects
from aitalent_kg.names import AIT, expand
from aitalent_kg.persons.reader import looks_like_record
from aitalent_kg.persons.record import Person
from aitalent_kg.values import Iri, to_term

__all__ = [
    "LETTERS",
    "WHOLE",
    "Compared",
    "Corpus",
    "What",
    "belonging",
    "compared",
    "corpus_of",
    "kinds_of",
    "kinds_there",
    "requirers",
    "things_of",
]

#: What can be a side: what can hold items, and any collection of names or IRIs of items.
What = Have | Iterable[str]
#: Short names of kinds, as in "KSA".
LETTERS = {"K": "Knowledge", "S": "Skill", "A": "Attitude", "T": "Task"}
#: Kinds of whole documents, all of whose things can be compared.
WHOLE = frozenset({"Framework", "OccupationalStandard"})
#: What a document names besides its list: key contents of an ability type, things that a passage
#: mentions. A smaller thing that asks for them asks for nothing else.
_BESIDES = frozenset({"CompetencyItem", "KeyContent"})
#: Kinds of the corpus where both sides are persons or sets of items.
_CORPUS = frozenset({"Role"})
#: Things that ask for items and are no part of one another's work, but for groups and frameworks.
_REQUIRERS = (
    "Framework",
    "OccupationalStandard",
    "Role",
    "RoleType",
    "RoleGroup",
    "TalentCategory",
    "CareerPath",
    "AbilityType",
    "CompetencyCategory",
)


@dataclass(frozen=True, slots=True)
class Compared:
    """One side of a comparison."""

    ref: Ref  #: of a person or a set of items the name alone, and "Person" or "set"
    said_by: Mapping[str, tuple[str, ...]]  #: item -> what says that it belongs here; IRIs
    unknown: tuple[Unstated, ...] = ()  #: where there may be more items than are stated
    kinds: Mapping[str, int] = field(default_factory=dict)  #: where none is of a kind asked for

    @property
    def items(self) -> frozenset[str]:
        """IRIs."""
        return frozenset(self.said_by)

    def counted(self, store: Quads) -> dict[str, int]:
        """Kind -> how many of the items are of it, the most first."""
        return commonest(Counter(kind_of(store, item) for item in self.said_by))


@dataclass(frozen=True, slots=True)
class Corpus:
    """Sets of items in which an item is frequent or rare."""

    kinds: tuple[str, ...]  #: of the things whose items these are
    sets: tuple[frozenset[str], ...]


def kinds_of(store: Quads, kinds: str | Iterable[str] | None) -> frozenset[str] | None:
    """Names of the classes that a caller wants; None is every kind that is asked for.

    Args:
        kinds: letters of `LETTERS` in one text, as "KSA"; or names of classes, as "AbilityItem",
            several with commas between them or as a collection.
    Raises:
        UnknownName: there is no such class.
        BadValue: no kind is given, or one with a colon that is no IRI.
    """
    if kinds is None:
        return None
    if isinstance(kinds, str):
        kinds = kinds if {*kinds} <= {*LETTERS} else kinds.split(",")
    names = {LETTERS.get(name.strip(), name.strip()) for name in kinds}
    if not names - {""}:
        raise BadValue("", f"give kinds of items, as {''.join(LETTERS)} or AbilityItem")
    known = {class_name(iri) for iri in subjects(store, "rdf:type", expand("owl:Class"))}
    for name in sorted(names):
        if ":" in name:
            to_term(Iri(expand(name)))  # its error tells that it is no IRI
        elif name not in known:
            where = f" (a letter of {''.join(LETTERS)}, or a class)"
            raise UnknownName(name, sorted(known), "kind of item", where)
    return frozenset(names)


def compared(store: Quads, what: What, kinds: Set[str] | None = None, lang: str = "zh") -> Compared:
    """The items of one side.

    Args:
        what: the name of a role, standard, framework, ability type, task …, of which the items
            count that `things_of` finds; a person's file or record; items by name or IRI, in any
            collection; None or "none". See `aitalent_kg.gaps.have` and `aitalent_kg.gaps.sides`.
        kinds: as for `things_of`: "Task" takes the tasks of a standard.
    Raises:
        UnknownName, AmbiguousName: no one thing has this name.
        BadValue: a thing that asks for nothing by its kind, a broken record, or none of all this.
    """
    if isinstance(what, str) and what != NOTHING and not looks_like_record(what):
        return _thing(store, goal_of(store, what), kinds, lang)
    holder = holder_of(store, _held(what), lang)
    kind = "Person" if holder.from_record else "set"
    kept = (item for item in holder.items if kinds is None or kind_of(store, item) in kinds)
    return Compared(Ref("", "", holder.name, kind), {item: (item,) for item in kept})


def _held(what: What) -> Have:
    """What can hold items; a collection of names becomes a set."""
    if what is None or isinstance(what, str | Path | Person | Mapping):
        return what
    names: list[Any] = list(what) if isinstance(what, Iterable) else [what]
    for name in names:
        if not isinstance(name, str):
            raise BadValue(name, "give a name, a person file or record, or names or IRIs of items")
    return frozenset(names)


def _thing(store: Quads, subject: str, kinds: Set[str] | None, lang: str) -> Compared:
    found = side(store, subject)
    hidden = (u for u in unstated(store, found, lang) if u.hides_items or u.what == "ability-types")
    said = things_of(store, found, kinds)
    there = {} if said or kinds is None else kinds_there(store, found)
    return Compared(ref(store, subject, lang), said, tuple(hidden), there)


def things_of(store: Quads, of: Side, kinds: Set[str] | None = None) -> dict[str, tuple[str, ...]]:
    """What counts as items of a thing -> what says so, a requirement or the item itself; IRIs.

    Args:
        kinds: names of classes, as of `kinds_of`. Left out: the items that the thing asks for; of
            a whole document without what it names besides, `CompetencyItem` and `KeyContent`,
            unless there is nothing else. Given: the items and parts of these kinds; of a whole
            document everything of these kinds that belongs to it.
    """
    said = {item: tuple(d.said_by for d in demands) for item, demands in of.demands.items()}
    whole = kind_of(store, of.iri) in WHOLE
    if kinds is not None:
        below = _below(store, of.iri, kinds) if whole else ()
        said = {thing: (thing,) for thing in (*of.parts, *below)} | said
        return {thing: by for thing, by in said.items() if kind_of(store, thing) in kinds}
    listed = {item: by for item, by in said.items() if kind_of(store, item) not in _BESIDES}
    return listed if whole and listed else said


def kinds_there(store: Quads, of: Side) -> dict[str, int]:
    """Kind -> how many there are of what `things_of` can find: items and parts, the most first."""
    found = {*of.parts, *of.demands} - {of.iri}
    if kind_of(store, of.iri) in WHOLE:
        classes = subjects(store, "rdfs:subClassOf", f"{AIT}CompetencyItem")
        found |= {*_below(store, of.iri, {"CompetencyItem", *map(class_name, classes)})}
    return commonest(Counter(kind_of(store, thing) for thing in found))


def belonging(store: Quads, document: str, things: Iterable[str]) -> Iterator[str]:
    """Those of some things whose IRI lies below a document, or that say it is their scheme."""
    schemed = {*subjects(store, "skos:inScheme", document)}
    return (t for t in things if t.startswith(f"{document}/") or t in schemed)


def _below(store: Quads, document: str, kinds: Iterable[str]) -> Iterator[str]:
    """Things of a document that are of some kinds."""
    return belonging(store, document, _of_kinds(store, sorted(kinds)))


def corpus_of(store: Quads, sides: Iterable[Compared], kinds: Set[str] | None) -> Corpus:
    """The items of every thing of the graph that is of the kind of a side and has items.

    Persons and sets have no such kind; where all sides are such, the corpus is that of the roles.
    """
    things = frozenset(each.ref.kind for each in sides if each.ref.iri) or _CORPUS
    sets = (_items(store, thing, kinds) for thing in _of_kinds(store, sorted(things)))
    return Corpus(tuple(sorted(things)), tuple(filter(None, sets)))


def requirers(store: Quads, kinds: Set[str] | None = None) -> dict[str, frozenset[str]]:
    """IRI of everything but tasks and duties that asks for items -> these items."""
    found = ((thing, _items(store, thing, kinds)) for thing in _of_kinds(store, _REQUIRERS))
    return {thing: items for thing, items in found if items}


def _of_kinds(store: Quads, kinds: Iterable[str]) -> list[str]:
    classes = (expand(kind) if ":" in kind else AIT + kind for kind in kinds)
    return list(dict.fromkeys(iri for name in classes for iri in subjects(store, "rdf:type", name)))


def _items(store: Quads, thing: str, kinds: Set[str] | None) -> frozenset[str]:
    try:
        demands = side(store, thing)
    except BadValue:  # of a kind that asks for nothing, though one of that kind is asked for
        return frozenset()
    return frozenset(things_of(store, demands, kinds))
