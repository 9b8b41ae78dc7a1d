"""Between a mapping and the values of its slots, whatever file they stand in; what is checked.

Values are texts, IRIs in full; a slot without a value is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from math import isfinite
from pathlib import Path

from aitalent_kg.errors import BadValue, UnreadableFile
from aitalent_kg.mappings.curies import checked_iri
from aitalent_kg.mappings.record import NO_COUNTERPART, NO_TERM, PREDICATES
from aitalent_kg.mappings.record import Mapping as Row
from aitalent_kg.mappings.slots import ALL_SLOTS, REQUIRED, SLOTS, Slot
from aitalent_kg.names import PREFIXES, curie, expand
from aitalent_kg.text import natural

__all__ = ["Place", "Values", "check_values", "mapping_of", "number_text", "unique", "values_of"]

Values = Map[str, Sequence[str]]
_PLAIN = (
    "subject_label",
    "subject_category",
    "object_label",
    "object_category",
    "subject_source",
    "object_source",
    "comment",
    "comment_zh",
)
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)
_LISTS = ("subject_evidence", "object_evidence")
#: Slots that fields of a `Mapping` hold.
_HELD = {*REQUIRED, *_PLAIN, *_LISTS, "predicate_modifier", "confidence"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands."""

    path: Path | str
    line: int | None = None  #: from 1; a table has lines
    row: str = ""  #: what other files call the row

    def __str__(self) -> str:
        """The row without the file."""
        return f"line {self.line}" if self.line else self.row

    def error(self, slot: str, problem: str) -> UnreadableFile:
        """The error that names file, line and column."""
        words = ": ".join(filter(None, (self.row, slot, problem)))
        return UnreadableFile(self.path, words, self.line)


def mapping_of(values: Values, place: Place) -> Row:
    """The mapping of a row.

    Raises:
        UnreadableFile: a value is missing or cannot stand there; file, line and column are named.
    """

    def one(slot: str) -> str:
        return next(iter(values.get(slot, ())), "")

    check_values(values, ALL_SLOTS, place)
    for slot in REQUIRED:
        if not one(slot):
            raise place.error(slot, "is empty; every mapping has one")
    row = Row(
        subject=one("subject_id"),
        predicate=_predicate(one("predicate_id"), place),
        object=one("object_id"),
        justification=_justification(one("mapping_justification"), place),
        # abs, as -0 is 0
        confidence=abs(float(one("confidence"))) if one("confidence") else None,
        negated=_negated(one("predicate_modifier"), place),
        comment=one("comment"),
        comment_zh=one("comment_zh"),
        subject_label=one("subject_label"),
        object_label=one("object_label"),
        subject_category=one("subject_category"),
        object_category=one("object_category"),
        subject_source=one("subject_source"),
        object_source=one("object_source"),
        subject_evidence=tuple(values.get("subject_evidence", ())),
        object_evidence=tuple(values.get("object_evidence", ())),
        more=tuple(_more(values)),
    )
    _check_ends(row, place)
    return row


def values_of(row: Row) -> dict[str, tuple[str, ...]]:
    """The values of a mapping, by the order of slots; quotes by their place."""
    found: dict[str, tuple[str, ...]] = {
        "subject_id": (row.subject,),
        "predicate_id": (expand(row.predicate),),
        "object_id": (row.object,),
        "mapping_justification": (expand(row.justification),),
        "predicate_modifier": ("Not",) if row.negated else (),
        "confidence": () if row.confidence is None else (number_text(row.confidence),),
        "subject_evidence": tuple(sorted(row.subject_evidence, key=natural)),
        "object_evidence": tuple(sorted(row.object_evidence, key=natural)),
    }
    found.update({slot: (getattr(row, slot),) for slot in _PLAIN if getattr(row, slot)})
    for slot, value in row.more:
        found[slot] = (*found.get(slot, ()), value)
    return {slot: found[slot] for slot in ALL_SLOTS if found.get(slot)}


def number_text(number: float) -> str:
    """A number as files write it: no digit that says nothing, no exponent.

    >>> number_text(0.85), number_text(1.0)
    ('0.85', '1')
    """
    text = format(Decimal(repr(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def unique(rows: Sequence[tuple[Row, Place]]) -> tuple[Row, ...]:
    """The mappings in their order.

    Raises:
        UnreadableFile: a file says one mapping twice, or gives two one `record_id`.
    """
    seen: dict[object, Place] = {}
    for row, place in rows:
        before = seen.setdefault(row.key, place)
        if before is not place:
            raise place.error("", f"the same mapping as {before}; keep one of the two")
        for name in (value for slot, value in row.more if slot == "record_id"):
            before = seen.setdefault(name, place)
            if before is not place:
                raise place.error("record_id", f"is that of {before}; give each its own")
    return tuple(row for row, _ in rows)


def check_values(values: Values, known: Map[str, Slot], place: Place) -> None:
    """See that each value is of its slot's kind.

    Raises:
        UnreadableFile: one is not; file, line and column are named.
    """
    for name, texts in values.items():
        slot = known[name]
        if len(texts) > 1 and not slot.many:
            raise place.error(name, f"has {len(texts)} values; it takes one")
        for text in texts:
            _check_text(text, slot, place)


def _check_text(text: str, slot: Slot, place: Place) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise place.error(slot.name, "holds half of a character; write it anew") from None
    if "\0" in text:
        raise place.error(slot.name, "holds the character NUL; take it out")
    if slot.kind in ("id", "uri"):
        try:
            checked_iri(text)
        except BadValue as error:
            raise place.error(slot.name, str(error)) from None
    if slot.kind == "number":
        _number(text, slot.name, place)


def _number(text: str, slot: str, place: Place) -> float:
    # float alone would take 0_1 and digits of every script
    if not _NUMBER.fullmatch(text.strip()):
        raise place.error(slot, f"{text!r} is no number; write one from 0 to 1")
    number = float(text)
    if not number and re.search("[1-9]", text.casefold().partition("e")[0]):
        raise place.error(slot, f"{text} is too near to 0; write 0")
    if not isfinite(number) or not (0 <= number <= 1 or slot == "reviewer_agreement"):
        raise place.error(slot, f"{text} is not between 0 and 1")
    return number


def _predicate(iri: str, place: Place) -> str:
    predicate, known = curie(iri), (*PREDICATES, NO_COUNTERPART)
    if predicate in known:
        return predicate
    near = get_close_matches(predicate, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(known)}"
    raise place.error("predicate_id", f"no mapping predicate {predicate!r}; {hint}")


def _justification(iri: str, place: Place) -> str:
    if iri.startswith(PREFIXES["semapv"]) and iri != PREFIXES["semapv"]:
        return curie(iri)
    problem = f"{curie(iri)!r} is no term of semapv; write semapv:ManualMappingCuration or another"
    raise place.error("mapping_justification", problem)


def _negated(text: str, place: Place) -> bool:
    if text not in ("", "Not"):
        raise place.error("predicate_modifier", f"{text!r} is none; write Not, or leave it empty")
    return text == "Not"


def _check_ends(row: Row, place: Place) -> None:
    """What subject and object may be together with the predicate."""
    if row.subject == NO_TERM:
        raise place.error(
            "subject_id", "what has no counterpart is the subject; turn the row round"
        )
    if row.subject == row.object:
        raise place.error("object_id", "is the subject itself; a mapping joins two things")
    if row.object == NO_TERM and not row.object_source:
        raise place.error("object_source", "is empty; say where there is no counterpart")
    if row.object == NO_TERM and row.predicate != NO_COUNTERPART:
        problem = (
            f"{row.predicate} to sssom:NoTermFound says only that no such match was found; "
            f"write {NO_COUNTERPART} where nothing stands for it at all, or leave the row out"
        )
        raise place.error("predicate_id", problem)
    if row.object != NO_TERM and row.predicate == NO_COUNTERPART:
        problem = f"{NO_COUNTERPART} is for sssom:NoTermFound; write one of {', '.join(PREDICATES)}"
        raise place.error("predicate_id", problem)


def _more(values: Values) -> Iterator[tuple[str, str]]:
    """The slots that a mapping has no field for, in the order of SSSOM."""
    others = [slot for slot in values if slot not in _HELD]
    for slot in sorted(others, key=list(SLOTS).index) if others else ():
        yield from ((slot, text) for text in values[slot])
