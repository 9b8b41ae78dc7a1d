"""What is compared: a role, standard, framework, task, person or set of items, as items.

In: the graph, a name, a file, a record or IRIs. Out: a `Compared`; the idf of a stated corpus.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.gaps.have import NOTHING, Have, holder_of
from aitalent_kg.gaps.sides import goal_of, side
from aitalent_kg.gaps.unstated import Unstated, unstated
from aitalent_kg.lookup import Quads, Ref, class_name, kind_of, ref, subjects
from aitalent_kg.names import AIT, expand
from aitalent_kg.persons.reader import looks_like_record

__all__ = ["LETTERS", "Compared", "Corpus", "compared", "corpus_of", "kinds_of", "requirers"]

#: Short names of kinds, as in "KSA".
LETTERS = {"K": "Knowledge", "S": "Skill", "A": "Attitude", "T": "Task"}
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

    @property
    def items(self) -> frozenset[str]:
        """IRIs."""
        return frozenset(self.said_by)


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
        BadValue: no kind is given.
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
        if ":" not in name and name not in known:
            where = f" (a letter of {''.join(LETTERS)}, or a class)"
            raise UnknownName(name, sorted(known), "kind of item", where)
    return frozenset(names)


def compared(store: Quads, what: Have, kinds: Set[str] | None = None, lang: str = "zh") -> Compared:
    """The items of one side.

    Args:
        what: the name of a role, standard, framework, ability type, task …, of which the items
            count that it asks for; a person's file or record; a set of items by name or IRI;
            None or "none". See `aitalent_kg.gaps.have` and `aitalent_kg.gaps.sides`.
        kinds: names of classes; keep items of these, and take in parts of these: "Task" the
            tasks of a standard, "AbilityType" the ability types of the guide.
    Raises:
        UnknownName, AmbiguousName: no one thing has this name.
        BadValue: a thing that asks for nothing by its kind, or a broken record.
    """
    if isinstance(what, str) and what != NOTHING and not looks_like_record(what):
        return _thing(store, goal_of(store, what), kinds, lang)
    holder = holder_of(store, what, lang)
    kind = "Person" if holder.from_record else "set"
    kept = (item for item in holder.items if kinds is None or kind_of(store, item) in kinds)
    return Compared(Ref("", "", holder.name, kind), {item: (item,) for item in kept})


def _thing(store: Quads, subject: str, kinds: Set[str] | None, lang: str) -> Compared:
    found = side(store, subject)
    said = {item: tuple(d.said_by for d in demands) for item, demands in found.demands.items()}
    if kinds is not None:
        said = {part: (part,) for part in found.parts} | said
        said = {item: by for item, by in said.items() if kind_of(store, item) in kinds}
    hidden = (u for u in unstated(store, found, lang) if u.hides_items or u.what == "ability-types")
    return Compared(ref(store, subject, lang), said, tuple(hidden))


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
    every = {*demands.demands, *(demands.parts if kinds is not None else ())}
    return frozenset(i for i in every if kinds is None or kind_of(store, i) in kinds)
