"""How important skills and the like are for an occupation, and at what level.

O*NET rates every element for every occupation: a row for importance (IM), one for level (LV).
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.formats.onet.elements import Elements
from aitalent_kg.importers.formats.onet.rows import SOC, Roles, refuse, rows
from aitalent_kg.importers.statements import Term, iri, name, number
from aitalent_kg.importers.tables import Sheet
from aitalent_kg.names import AIT

__all__ = ["RATED", "Ratings"]

#: Table -> what its elements are.
RATED = {
    "skills": "Skill",
    "knowledge": "Knowledge",
    "abilities": "Competency",
    "work styles": "Attitude",
}
_FIGURE = re.compile(r"\d{1,3}(\.\d{1,6})?")
_TYPE, _REQUIREMENT = name("rdf:type"), iri(f"{AIT}Requirement")
_REQUIRER, _ITEM = iri(f"{AIT}requirer"), iri(f"{AIT}requiredItem")
_PLACES = {"IM": 0, "LV": 1}
_PREDICATES = (iri(f"{AIT}importance"), iri(f"{AIT}levelValue"))
_DOUBTFUL, _TRUE = iri(f"{AIT}lowPrecision"), f'"true"^^{name("xsd:boolean")}'
_LOST = ("N", "Standard Error", "Lower CI Bound", "Upper CI Bound", "Date", "Domain Source")
_COLUMNS = ("Element ID", "Scale ID", "Data Value")
_OPTIONAL = ("Element Name", "Recommend Suppress", "Not Relevant", *_LOST)


class _Rating:
    """Both figures of an element and an occupation."""

    __slots__ = ("figures", "irrelevant", "suppressed")

    def __init__(self) -> None:
        self.figures: list[str] = ["", ""]
        self.suppressed = self.irrelevant = False


class Ratings:
    """Reads tables of ratings; the two rows of a pair become one requirement."""

    def __init__(self, builder: Builder, elements: Elements, least: Decimal) -> None:
        self.builder, self.elements, self.least = builder, elements, least
        self.role = Roles(builder)

    def read(self, sheet: Sheet) -> None:
        """Read one table; its pairs are kept until its end, for they need not be neighbours."""
        kind = RATED[_table(sheet)]
        found: dict[tuple[str, str], _Rating] = {}
        names: dict[str, str] = {}
        told: Counter[str] = Counter()
        for row, code, cells in rows(sheet, SOC, *_COLUMNS, optional=_OPTIONAL):
            element, scale, value, label, suppress, irrelevant, *lost = cells
            problem = _problem(element, scale, value)
            rating = found.setdefault((code, element), _Rating()) if not problem else _Rating()
            if not problem and rating.figures[_PLACES[scale]]:
                problem = f"rates {element} of {code} on {scale} again"
            if problem:
                refuse(sheet, row, f"{problem}; left out")
                continue
            rating.figures[_PLACES[scale]] = value
            rating.suppressed |= suppress == "Y"
            rating.irrelevant |= irrelevant == "Y"
            told["suppress"] += suppress == "Y"
            told["lost"] += any(lost)
            names.setdefault(element, label)
        items = {code: self.elements.rated(code, kind, label) for code, label in names.items()}
        for (code, element), rating in found.items():
            self._write(sheet, told, code, items[element], element, rating)
        self._tell(sheet, told)

    def _write(
        self, sheet: Sheet, told: Counter[str], code: str, item: Term, element: str, rating: _Rating
    ) -> None:
        importance, level = rating.figures
        if rating.irrelevant:
            told["irrelevant"] += 1
            return
        if importance and Decimal(importance) < self.least:
            told["lesser"] += 1
            return
        add, node = self.builder.out.add, f"<{self.builder.base}/requirement/{code}/{element}>"
        self.builder.out.describe(node, _REQUIREMENT)
        self.builder.out.refer(node, _REQUIRER, self.role(code))
        self.builder.out.refer(node, _ITEM, item)
        for predicate, figure in zip(_PREDICATES, (importance, level), strict=True):
            if figure:
                add(node, predicate, number(Decimal(figure)))
        if rating.suppressed:
            add(node, _DOUBTFUL, _TRUE)

    def _tell(self, sheet: Sheet, told: Counter[str]) -> None:
        log, file = self.builder.log, sheet.file
        if told["suppress"]:
            log.doubt(
                file,
                None,
                f"{told['suppress']} figures are of low precision (Recommend Suppress);"
                " kept, their requirements are marked ait:lowPrecision",
            )
        if told["irrelevant"]:
            log.doubt(
                file,
                None,
                f"{told['irrelevant']} elements are not relevant for an occupation"
                " (Not Relevant); no requirement was made of them",
            )
            log.lost[f"{file}: ratings of what is not relevant"] += told["irrelevant"]
        if told["lesser"]:
            log.lost[f"{file}: ratings below importance {self.least}"] += told["lesser"]
        if told["lost"]:
            log.lost[f"{file}: columns {', '.join(_LOST)}"] += told["lost"]


def _problem(element: str, scale: str, value: str) -> str:
    if scale not in _PLACES:
        return f"Scale ID {scale!r} is neither IM nor LV"
    if not re.fullmatch(r"\d(\.\w{1,3}){0,6}", element):
        return f"Element ID {element!r} is no such code"
    return "" if _FIGURE.fullmatch(value) else f"Data Value {value!r} is no figure"


def _table(sheet: Sheet) -> str:
    stem = re.sub(r"\.\w+$", "", sheet.file.rpartition("/")[2])
    return stem.replace("_", " ").lower()
