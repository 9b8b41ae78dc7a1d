"""Occupations of O*NET: their names, the preparation they take, and which are related."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.formats.onet.rows import SOC, Roles, is_occupation, refuse, rows
from aitalent_kg.importers.statements import Term, iri, name, text
from aitalent_kg.importers.tables import Sheet
from aitalent_kg.names import AIT

__all__ = ["Occupations"]

_LABEL, _OTHER, _IN_SCHEME = name("skos:prefLabel"), name("skos:altLabel"), name("skos:inScheme")
_LEVEL, _SCALE = iri(f"{AIT}level"), iri(f"{AIT}LevelScale")
_ZONE = ("Experience", "Education", "Job Training", "Examples", "SVP Range")
#: Tiers of relatedness, in the words of the database, the nearest first.
_TIERS = ("Primary-Short", "Primary-Long", "Supplemental")
_INDEX = re.compile(r"\d{1,3}")


class Occupations:
    """Reads what is said of occupations.

    Attributes:
        readers: name of a table -> what reads it, in order.
    """

    def __init__(self, builder: Builder) -> None:
        self.builder, self.out, self.log = builder, builder.out, builder.log
        self.role = Roles(builder)
        self.names: dict[str, str] = {}
        self.readers: dict[str, Callable[[Sheet], None]] = {
            "occupation data": self._occupations,
            "alternate titles": self._titles,
            "sample of reported titles": self._reported,
            "job zone reference": self._zones,
            "job zones": self._zoned,
            "related occupations": self._related,
        }

    def _occupations(self, sheet: Sheet) -> None:
        for row, code, (title, description) in rows(sheet, SOC, "Title", "Description"):
            if code in self.names:
                refuse(sheet, row, f"describes {code} again; left out")
                continue
            self.names[code] = title.strip()
            self.builder.thing(
                self.role(code), "Role", title.strip(), code=code, definition=description.strip()
            )

    def _titles(self, sheet: Sheet) -> None:
        for _, code, (title, short, sources) in rows(
            sheet, SOC, "Alternate Title", optional=("Short Title", "Source(s)")
        ):
            self._call(code, title)
            self._call(code, short)
            if sources:
                self.log.lost["Alternate Titles: column Source(s)"] += 1

    def _reported(self, sheet: Sheet) -> None:
        for _, code, (title,) in rows(sheet, SOC, "Reported Job Title"):
            self._call(code, title)

    def _call(self, code: str, title: str) -> None:
        if title == self.names.get(code):
            self.log.lost["alternate titles that repeat the title"] += 1
        elif title:
            self.out.add(self.role(code), _OTHER, text(title, self.builder.lang))

    def _zones(self, sheet: Sheet) -> None:
        """The job zones are the levels of a scale."""
        for _, zone, (title, *about) in rows(sheet, "Job Zone", "Name", optional=_ZONE):
            said = zip(_ZONE, about, strict=True)
            definition = " ".join(f"{what}: {words}" for what, words in said if words)
            level = self.builder.thing(
                self._zone(zone), "Level", title, code=zone, definition=definition
            )
            self.out.add(level, _IN_SCHEME, self._scale())

    def _zoned(self, sheet: Sheet) -> None:
        for _, code, (zone, *rest) in rows(
            sheet, SOC, "Job Zone", optional=("Date", "Domain Source")
        ):
            self.out.refer(self.role(code), _LEVEL, self._zone(zone))
            if any(rest):
                self.log.lost["Job Zones: columns Date, Domain Source"] += 1

    def _zone(self, zone: str) -> Term:
        return self.builder.below("job-zone", zone)

    def _scale(self) -> Term:
        scale = self.builder.below("job-zone")
        if scale not in self.out.described:
            self.out.describe(scale, _SCALE)
            self.out.add(scale, _LABEL, text("Job Zone", "en"))
        return scale

    def _related(self, sheet: Sheet) -> None:
        """Each row is a step from one occupation to another, the nearer the smaller its index."""
        kinds = {tier: self._tier(tier) for tier in _TIERS}
        seen = set[Term]()
        columns = ("Related O*NET-SOC Code", "Relatedness Tier", "Index")
        for row, code, (other, tier, index) in rows(sheet, SOC, *columns):
            node = self.builder.below("related", code, other)
            if tier not in kinds or not _INDEX.fullmatch(index):
                refuse(sheet, row, f"tier {tier!r} or index {index!r} is unknown; left out")
            elif not is_occupation(other):
                refuse(sheet, row, f"Related {SOC} {other!r} is no such code; left out")
            elif node in seen:
                refuse(sheet, row, f"relates {code} and {other} again; left out")
            else:
                seen.add(node)
                start, end = self.role(code), self.role(other)
                self.builder.transition(node, start, end, kinds[tier], Decimal(index))

    def _tier(self, tier: str) -> Term:
        term = self.builder.below("relatedness", tier)
        if term not in self.out.described:
            order = _TIERS.index(tier) + 1
            self.out.describe(term, name("skos:Concept"))
            self.out.add(term, _LABEL, text(tier, "en"))
            self.out.add(term, iri(f"{AIT}sequence"), f'"{order}"^^{name("xsd:integer")}')
        return term
