"""Names as people write them in a record, each looked for among things of one kind only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from pyoxigraph import NamedNode

from aitalent_kg.errors import AmbiguousName, UnknownName
from aitalent_kg.lookup import Quads, iri, label, objects, words
from aitalent_kg.names import ID, curie, expand
from aitalent_kg.text import folded

__all__ = ["Names"]

#: As people and word processors write them.
_HYPHENS = re.compile("[-\u2010-\u2015\u2212]")
_NAMED_BY = ("skos:prefLabel", "skos:altLabel", "skos:notation")


class Names:
    """The names of the things of some classes; read from the graph at first use."""

    def __init__(self, quads: Quads, what: str, *classes: str) -> None:
        self.quads, self.what, self.classes = quads, what, classes

    def find(self, name: str) -> str:
        """The IRI of the thing that a label, code, path or the end of a path names.

        A code with a number may lack its hyphens: AI 900 is AI-900.

        Raises:
            UnknownName: nothing of this kind has the name; the nearest are given.
            AmbiguousName: several have it.
        """
        found = sorted(self._known.get(folded(name)) or self._hyphened(name))
        if not found:
            raise UnknownName(name, sorted(self._shown), self.what, "")
        if len(found) > 1:
            raise AmbiguousName(name, map(curie, found))
        return found[0]

    @cached_property
    def _things(self) -> list[str]:
        found: set[str] = set()
        for name in self.classes:
            of_class = self.quads.quads_for_pattern(
                None, NamedNode(expand("rdf:type")), NamedNode(expand(name)), None
            )
            found.update(iri(q.subject) for q in of_class if isinstance(q.subject, NamedNode))
        return sorted(found)

    @cached_property
    def _known(self) -> dict[str, set[str]]:
        """Folded name -> things of that name; a label wins over the end of a path."""
        by_label: dict[str, set[str]] = defaultdict(set)
        by_path: dict[str, set[str]] = defaultdict(set)
        for thing in self._things:
            for name in (*self._with_levels(thing), thing, curie(thing)):
                by_label[folded(name)].add(thing)
            by_path[folded(thing.rpartition("/")[2])].add(thing)
        return {**by_path, **by_label}

    def _hyphened(self, name: str) -> set[str]:
        with_number = any(map(str.isdecimal, name))
        return self._joined.get(_joined(name), set()) if with_number else set()

    @cached_property
    def _joined(self) -> dict[str, set[str]]:
        """The same by names without their hyphens."""
        found: dict[str, set[str]] = defaultdict(set)
        for name, things in self._known.items():
            found[_joined(name)] |= things
        return found

    @cached_property
    def _shown(self) -> set[str]:
        labels = {name for thing in self._things for name in self._labels(thing)}
        return labels or {curie(thing) for thing in self._things}

    def _labels(self, thing: str) -> set[str]:
        return {text for by in _NAMED_BY for text, _ in words(self.quads, thing, by)}

    def _with_levels(self, thing: str) -> Iterable[str]:
        names = self._labels(thing)
        return names | {f"{name}{way}" for name in names for way in self._levels(thing)}

    def _levels(self, thing: str) -> list[str]:
        """What may stand behind the name of a certification: its level, in brackets or without."""
        if not thing.startswith(ID):
            return []
        levels = objects(self.quads, thing, "ait:offersLevel")
        texts = [label(self.quads, level, lang) for level in levels for lang in ("zh", "en")]
        return [way for text in texts for way in (text, f"({text})")]


def _joined(name: str) -> str:
    return _HYPHENS.sub("", folded(name))
