"""Which certificates of a record count, in which class, and how surely."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from aitalent_kg.lookup import Quads, objects, words
from aitalent_kg.persons.record import Held

__all__ = ["RETIRED", "Counted", "Remark", "Retired", "count_certificates"]

#: How a certificate counts after the day on which its examination ended: nobody says; it goes on
#: counting; it has ended.
Retired = Literal["unknown", "counts", "ends"]
RETIRED: tuple[Retired, ...] = get_args(Retired)


#: Why a certificate does not count as it stands: judged after its examination ended; earned after
#: that; earned after the day judged; counted as what replaced it; in no class; listed before.
Remark = Literal["", "retired", "ended", "later", "replaced", "no class", "repeated"]


@dataclass(frozen=True, slots=True)
class Counted:
    """A certificate as rules count it."""

    held: Held
    certification: str | None  #: IRI of what it counts as: of a retired one, what replaces it
    certification_class: str | None  #: IRI; None: it counts in no class
    sure: bool = True  #: False: it may count or not
    remark: Remark = ""
    tool_kind: str | None = None
    product: str | None = None
    ability_type: str | None = None
    count: int = 1


def count_certificates(
    quads: Quads, held: tuple[Held, ...], as_of: date, retired: Retired = "unknown"
) -> tuple[Counted, ...]:
    """What each certificate of a record counts as, in the record's order.

    One certification counts once, at however many levels it is listed, and so does a retired one
    with what replaced it. What does not count has class None and a remark.
    """
    found: list[Counted] = []
    for one in held:
        counted = _counted(quads, one, as_of, retired)
        place = _place(found, counted)
        if place is None:
            found.append(counted)
        elif counted.sure and not found[place].sure:
            found.append(_merged(counted, found[place]))
            found[place] = _again(found[place])
        else:
            found[place] = _merged(found[place], counted)
            found.append(_again(counted))
    return tuple(found)


def _place(found: list[Counted], counted: Counted) -> int | None:
    """Where the same certification counts already."""
    if counted.certification is None or counted.certification_class is None:
        return None
    same = (
        place
        for place, one in enumerate(found)
        if one.certification == counted.certification and one.certification_class
    )
    return next(same, None)


def _again(counted: Counted) -> Counted:
    return replace(counted, certification_class=None, remark="repeated")


def _counted(quads: Quads, held: Held, as_of: date, retired: Retired) -> Counted:
    described = Counted(
        held,
        held.certification,
        held.certification_class,
        tool_kind=held.tool_kind,
        product=held.product,
        ability_type=held.ability_type,
        count=held.count,
    )
    if held.earned and held.earned > as_of:
        return replace(described, certification_class=None, remark="later")
    if held.certification is None:
        return described
    return _classed(quads, described, held, as_of, retired)


def _classed(
    quads: Quads, described: Counted, held: Held, as_of: date, retired: Retired
) -> Counted:
    """A named certification in its class, or in that of what replaced it."""
    name = described.certification or ""
    own = objects(quads, name, "ait:certificationClass")
    if own:
        return replace(described, certification_class=own[0])
    successor = _successor(quads, name)
    if successor is None:
        return _by_narrower(quads, described)
    counted = replace(
        described,
        certification=successor,
        certification_class=objects(quads, successor, "ait:certificationClass")[0],
        remark="replaced",
    )
    end = _end(quads, name)
    if end is None or as_of <= end:
        return counted
    if held.earned and held.earned > end:
        return replace(counted, certification_class=None, remark="ended")
    if retired == "ends":
        return replace(counted, certification_class=None, remark="retired")
    return replace(counted, sure=retired == "counts", remark="retired")


def _successor(quads: Quads, certification: str) -> str | None:
    """The first of those that replaced it that is in a class."""
    seen = [certification]
    for name in seen:
        if objects(quads, name, "ait:certificationClass"):
            return name
        seen += [s for s in objects(quads, name, "dcterms:isReplacedBy") if s not in seen]
    return None


def _by_narrower(quads: Quads, described: Counted) -> Counted:
    """A name that fits several certifications counts in the class that they share."""
    narrower = objects(quads, described.certification or "", "skos:narrowMatch")
    classes = {c for n in narrower for c in objects(quads, n, "ait:certificationClass")}
    if len(classes) == 1:
        return replace(described, certification_class=classes.pop())
    return replace(described, remark="no class")


def _end(quads: Quads, certification: str) -> date | None:
    """The last day of its examination; a month without a day is left out."""
    days = (_day(text) for text, _ in words(quads, certification, "ait:retires"))
    return min((day for day in days if day), default=None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _merged(one: Counted, other: Counted) -> Counted:
    """The same certificate again: what either entry tells of it; sure if either is."""
    return replace(
        one,
        sure=one.sure or other.sure,
        tool_kind=one.tool_kind or other.tool_kind,
        product=one.product or other.product,
        ability_type=one.ability_type or other.ability_type,
    )
