"""The names under which a record may call things, for a page that reads records by itself.

In: a graph. Out: name as `text.folded` folds it -> the code of the one thing it means, or the codes
of several. Which thing a name means is asked of `persons`; here is only which names there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from aitalent_kg.errors import AmbiguousName, BadValue, UnknownName
from aitalent_kg.lookup import Quads, label, objects, subjects, words
from aitalent_kg.names import curie, expand
from aitalent_kg.persons.entries import Resolver
from aitalent_kg.persons.record import Held
from aitalent_kg.text import folded

__all__ = ["Table", "name_tables", "shortest"]

#: Folded name -> code, or the codes of all that have the name.
Table = dict[str, str | list[str]]
_NAMED_BY = ("skos:prefLabel", "skos:altLabel", "skos:notation")
_CERTIFICATIONS, _CLASSES = ("ait:Certification",), ("ait:CertificationClass",)
_KIND_ENDS = "應用"


def name_tables(store: Quads) -> dict[str, Table]:
    """A table for each kind of name in a record; "certificates" has names and classes alike."""
    resolver = Resolver(store)
    held = _held_by(resolver)
    found = {
        "certificates": (held(lambda name: name), (*_CERTIFICATIONS, *_CLASSES)),
        "certifications": (held(lambda name: {"name": name}), _CERTIFICATIONS),
        "classes": (held(lambda name: {"class": name}), _CLASSES),
        "types": (resolver.types.find, ("ait:AbilityType",)),
        "kinds": (_kind(resolver), ("ait:AbilityItem",)),
        "tools": (resolver.tools.find, ("ait:Tool", "ait:LearningResource")),
        "roles": (resolver.roles.find, ("ait:Role", "ait:Occupation", "ait:RoleType")),
        "backgrounds": (resolver.backgrounds.find, ("ait:Background",)),
        "conditions": (resolver.conditions.find, ("ait:EntryCondition", "ait:Holds")),
    }
    return {name: _table(find, _written(store, classes)) for name, (find, classes) in found.items()}


def shortest(table: Table, code: str, label_: str) -> str:
    """The end of a code where that names the thing, else its label if that does, else the code."""
    ways = (code.rpartition("/")[2], label_)
    return next((way for way in ways if table.get(folded(way)) == code), code)


def _held_by(
    resolver: Resolver,
) -> Callable[[Callable[[str], object]], Callable[[str], str]]:
    """From a way to write an entry to what finds the certification or class it means."""

    def way(entry: Callable[[str], object]) -> Callable[[str], str]:
        def find(name: str) -> str:
            person, problems = resolver.person({"certificates": [entry(name)]})
            if problems:
                raise BadValue(name, problems[0][1])
            return _thing((person.certificates or ())[0])

        return find

    return way


def _thing(held: Held) -> str:
    return held.certification or held.certification_class or ""


def _kind(resolver: Resolver) -> Callable[[str], str]:
    """Table 5 writes 文書 for the kind of tools whose ability is 文書應用."""

    def find(name: str) -> str:
        try:
            return resolver.kinds.find(name + _KIND_ENDS)
        except UnknownName:
            return resolver.kinds.find(name)

    return find


def _table(find: Callable[[str], str], names: Iterable[str]) -> Table:
    found: Table = {}
    for name in sorted(names):
        try:
            found[folded(name)] = curie(find(name))
        except AmbiguousName as error:
            found[folded(name)] = sorted(error.candidates)
        except (BadValue, UnknownName):  # a name of this kind that records cannot use
            continue
    return found


def _written(store: Quads, classes: tuple[str, ...]) -> set[str]:
    """Every way to write the name of a thing of these classes; whole IRIs are left out."""
    things = {thing for name in classes for thing in subjects(store, "rdf:type", expand(name))}
    return {folded(name) for thing in things for name in _ways(store, thing)}


def _ways(store: Quads, thing: str) -> Iterator[str]:
    yield curie(thing)
    yield thing.rpartition("/")[2]
    levels = objects(store, thing, "ait:offersLevel")
    behind = [label(store, level, lang) for level in levels for lang in ("zh", "en")]
    for name in {text for by in _NAMED_BY for text, _ in words(store, thing, by)}:
        yield name
        yield name.removesuffix(_KIND_ENDS) or name
        yield from (name + way for level in behind for way in (level, f"({level})"))
