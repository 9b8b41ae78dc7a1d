"""What else the documents say of a route: what its paths ask for, where readings differ."""

from __future__ import annotations

from collections.abc import Iterable

from aitalent_kg.lookup import Quads, Ref, kind_of, ref, subjects
from aitalent_kg.network.links import Link
from aitalent_kg.routes.places import PERSON

__all__ = ["Remarks"]


class Remarks:
    """Remarks on routes; what the graph says of a node is looked up once."""

    def __init__(self, store: Quads, lang: str = "zh") -> None:
        self._store, self._lang = store, lang
        self._asking: dict[str, bool] = {}
        self._about: dict[str, list[str]] = {}

    def paths(self, lines: Iterable[Link]) -> tuple[Ref, ...]:
        """Career paths that a step is printed on and that ask for something of their own."""
        paths = dict.fromkeys(line.path for line in lines if line.path)
        return tuple(ref(self._store, path, self._lang) for path in paths if self._asks(path))

    def differences(self, lines: Iterable[Link]) -> tuple[Ref, ...]:
        """Recorded differences about a line of a route, or about one of its ends.

        Those about the places between are many, and mostly not about the way.
        """
        taken = list(lines)
        things = {line.iri for line in taken}
        things |= {line.start for line in _after_person(taken)[:1]}
        things |= {line.end for line in taken[-1:]}
        found = {iri for thing in things - {"", PERSON} for iri in self._differences(thing)}
        return tuple(ref(self._store, iri, self._lang) for iri in sorted(found))

    def _asks(self, path: str) -> bool:
        if path not in self._asking:
            self._asking[path] = bool(subjects(self._store, "ait:requirer", path))
        return self._asking[path]

    def _differences(self, thing: str) -> list[str]:
        if thing not in self._about:
            found = subjects(self._store, "ait:about", thing)
            kept = [iri for iri in found if kind_of(self._store, iri) == "Contradiction"]
            self._about[thing] = kept
        return self._about[thing]


def _after_person(lines: list[Link]) -> list[Link]:
    """The lines from where a person stands."""
    return [line for line in lines if line.start != PERSON]
