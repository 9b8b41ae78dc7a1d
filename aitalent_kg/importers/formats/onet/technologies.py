"""The software that O*NET names for occupations."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.formats.onet.rows import SOC, Roles, rows
from aitalent_kg.importers.statements import Term, iri, name
from aitalent_kg.importers.tables import Sheet
from aitalent_kg.names import AIT

__all__ = ["Technologies"]

_USES, _IN_DEMAND = iri(f"{AIT}uses"), iri(f"{AIT}inDemand")
_HOT, _TRUE = iri(f"{AIT}hotTechnology"), f'"true"^^{name("xsd:boolean")}'


class Technologies:
    """Reads technologies, and the commodities (UNSPSC) that are broader.

    Attributes:
        readers: name of a table -> what reads it.
    """

    def __init__(self, builder: Builder) -> None:
        self.builder, self.out, self.role = builder, builder.out, Roles(builder)
        self.readers: dict[str, Callable[[Sheet], None]] = {
            "technology skills": self._read,
            "tools used": self._read,
        }
        self._terms: dict[str, Term] = {}

    def _read(self, sheet: Sheet) -> None:
        optional = ("Commodity Title", "Hot Technology", "In Demand")
        for _, code, (example, commodity, title, hot, wanted) in rows(
            sheet, SOC, "Example", "Commodity Code", optional=optional
        ):
            technology = self._terms.get(example) or self._describe(example)
            role = self.role(code)
            self.out.refer(role, _USES, technology)
            if wanted == "Y":
                self.out.add(role, _IN_DEMAND, technology)
            if hot == "Y":
                self.out.add(technology, _HOT, _TRUE)
            if commodity:
                self.builder.broader(technology, self._commodity(commodity, title))

    def _describe(self, example: str) -> Term:
        """A technology; signs are kept in its IRI, escaped, for "C", "C++" and "C#" are three."""
        shown = quote(example.strip().replace(" ", "_"), safe="")
        term = iri(f"{self.builder.base}/technology/{shown}")
        self._terms[example] = term
        return self.builder.thing(term, "Technology", example.strip())

    def _commodity(self, code: str, title: str) -> Term:
        if code not in self._terms:
            term = self.builder.below("commodity", code)
            self._terms[code] = self.builder.thing(term, "Technology", title, code=code)
        return self._terms[code]
