"""A mapping set: its mappings, and what is said of all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from aitalent_kg.mappings.record import Mapping as Row
from aitalent_kg.mappings.rows import Place, Values, check_values, mapping_of, unique, values_of
from aitalent_kg.mappings.slots import ALL_SLOTS, EXTENSIONS, PROPAGATED, SET_SLOTS

__all__ = ["MappingSet", "condensed", "iris_of", "set_of", "spread"]


@dataclass(frozen=True, slots=True)
class MappingSet:
    """The mappings of a file."""

    mappings: tuple[Row, ...]
    about: Values = field(default_factory=dict)  #: slots of the set -> values, IRIs in full
    prefixes: Mapping[str, str] = field(default_factory=dict)  #: those that the file declares

    @property
    def iri(self) -> str:
        """What the set calls itself; "" where it has no name."""
        return next(iter(self.about.get("mapping_set_id", ())), "")


def set_of(
    path: Path | str,
    about: Values,
    rows: Sequence[tuple[Values, Place]],
    prefixes: Mapping[str, str],
) -> MappingSet:
    """The set that a file holds; what it says of all mappings goes to each of them.

    Raises:
        UnreadableFile: a row is no mapping, one is there twice, or the set has a slot wrong.
    """
    check_values(about, SET_SLOTS, Place(path))
    shared = {slot for slot in about if slot in PROPAGATED}
    shared -= {slot for values, _ in rows for slot in values}
    given = {slot: about[slot] for slot in shared} if rows else {}
    mappings = [(mapping_of({**given, **values}, place), place) for values, place in rows]
    kept = {slot: tuple(about[slot]) for slot in SET_SLOTS if about.get(slot)}
    return MappingSet(
        unique(mappings), {s: v for s, v in kept.items() if s not in given}, dict(prefixes)
    )


def spread(found: MappingSet) -> list[dict[str, tuple[str, ...]]]:
    """The values of each mapping, sorted by slot after slot in the order of SSSOM."""
    rows = [values_of(row) for row in found.mappings]
    return sorted(rows, key=lambda row: [row.get(slot, ()) for slot in ALL_SLOTS])


def condensed(
    found: MappingSet,
) -> tuple[dict[str, tuple[str, ...]], list[dict[str, tuple[str, ...]]]]:
    """What is said of all mappings once, and the rest row by row."""
    rows = spread(found)
    about = {slot: tuple(values) for slot, values in found.about.items()}
    for slot in sorted(PROPAGATED):
        common = {row.get(slot, ()) for row in rows}
        if len(common) == 1 and common != {()} and {about.get(slot), *common} <= {None, *common}:
            (about[slot],) = common
            rows = [{name: v for name, v in row.items() if name != slot} for row in rows]
    return {slot: about[slot] for slot in SET_SLOTS if slot in about}, rows


def iris_of(about: Values, rows: Sequence[Values]) -> set[str]:
    """Every IRI that a file writes as a CURIE."""
    slots = {**SET_SLOTS, **ALL_SLOTS}
    found = {
        iri
        for values in (about, *rows)
        for slot, iris in values.items()
        if slots[slot].kind == "id"
        for iri in iris
    }
    extended = {slot for row in rows for slot in row if slot in EXTENSIONS}
    return found | {EXTENSIONS[slot].property for slot in extended}
