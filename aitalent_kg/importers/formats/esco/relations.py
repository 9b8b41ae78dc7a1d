"""What ESCO's concepts have to do with each other: what is broader, and who asks for what."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from aitalent_kg.errors import BadValue
from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.formats.esco.cells import ESCO, concept, renamed, tail
from aitalent_kg.importers.formats.esco.files import File
from aitalent_kg.importers.formats.loops import loops
from aitalent_kg.importers.statements import Term, iri, name
from aitalent_kg.importers.tables import Sheet, csv_sheet
from aitalent_kg.names import AIT, ID

__all__ = ["Relations"]

_BROADER = name("skos:broader")
_TYPE, _REQUIREMENT = name("rdf:type"), iri(f"{AIT}Requirement")
_REQUIRER, _ITEM = iri(f"{AIT}requirer"), iri(f"{AIT}requiredItem")
_STRENGTH = iri(f"{AIT}strength")
_STRENGTHS = {
    "essential": iri(f"{ID}scheme/strength/required"),
    "optional": iri(f"{ID}scheme/strength/helpful"),
}
#: What the full release calls the columns of trimmed copies.
_RENAMED = {"occupation": "occupationUri", "skill": "skillUri"}
_OCCUPATION = ("occupationUri", "skillUri", "relationType", "skillType")
_SKILL = ("originalSkillUri", "relatedSkillUri", "relationType", "relatedSkillType")


class Relations:
    """Reads the files that relate concepts.

    Attributes:
        readers: sort of file -> what reads one.
    """

    def __init__(self, builder: Builder) -> None:
        self.builder, self.out, self.log = builder, builder.out, builder.log
        self.readers: dict[str, Callable[[File], None]] = {
            "occupation broader": self._broader,
            "skill broader": self._broader,
            "occupation skills": lambda file: self._asked(file, _OCCUPATION),
            "skill skills": lambda file: self._asked(file, _SKILL),
        }
        self._wider: dict[Term, set[Term]] = {}
        self._where = ""

    def finish(self) -> None:
        """Tell of concepts that are broader than themselves, if there are any."""
        for ring in loops(self._wider):
            shown = " - ".join(term[1:-1].removeprefix(ESCO) for term in ring[:5])
            self.log.doubt(
                self._where, None, f"{len(ring)} concepts are broader than themselves: {shown}"
            )

    def _broader(self, file: File) -> None:
        self._where = file.entry.name
        wider_of: dict[Term, set[Term]] = {}
        with csv_sheet(self.builder.bundle, file.entry, self.log) as sheet:
            for row, subject, wider, _, _ in self._pairs(sheet, "conceptUri", "broaderUri"):
                self._mention(sheet, row, subject)
                self._mention(sheet, row, wider)
                self.out.add(subject, _BROADER, wider)
                wider_of.setdefault(subject, set()).add(wider)
        several = sum(len(wider) > 1 for wider in wider_of.values())
        if several:
            message = f"{several} concepts have more than one that is broader; all are kept"
            self.log.doubt(file.entry.name, None, message)
        self._wider.update(wider_of)

    def _mention(self, sheet: Sheet, row: int, term: Term) -> None:
        """Keep what is not described as an external reference, and tell."""
        if term not in self.out.described:
            self.out.referred[term] = self.out.referred.get(term, 0) + 1
            self.log.external(sheet.file, row, f"{term[1:-1]} is described nowhere; kept")

    def _asked(self, file: File, columns: tuple[str, str, str, str]) -> None:
        """One requirement node a row; the longest loop of the import, hence prepared terms."""
        add, described, seen = self.out.add, self.out.described, set[Term]()
        base = f"<{self.builder.base}/requirement/"
        with csv_sheet(self.builder.bundle, file.entry, self.log) as sheet:
            if renamed(sheet, _RENAMED):
                self.log.repair(sheet.file, None, f"IRIs are without {ESCO}; put before them")
            for row, requirer, item, strength, kind in self._pairs(sheet, *columns):
                node = f"{base}{tail(requirer)}/{tail(item)}>"
                if strength not in _STRENGTHS or node in seen:
                    self._refuse(sheet, row, strength, node in seen)
                    continue
                seen.add(node)
                if requirer not in described:
                    self._mention(sheet, row, requirer)
                if item not in described:
                    self._mention(sheet, row, item)
                add(node, _TYPE, _REQUIREMENT)
                add(node, _REQUIRER, requirer)
                add(node, _ITEM, item)
                add(node, _STRENGTH, _STRENGTHS[strength])
                if not kind:
                    self.log.doubt(sheet.file, row, "has no skillType; the relation is kept")
        described.update(seen)

    def _refuse(self, sheet: Sheet, row: int, strength: str, again: bool) -> None:
        count = self.log.count(sheet.file)
        count.kept -= 1
        count.refused += 1
        problem = "the pair stands in an earlier row" if again else f"relationType {strength!r}"
        known = "" if again else f" is unknown; known: {', '.join(_STRENGTHS)}"
        self.log.refuse(sheet.file, row, f"{problem}{known}; left out")

    def _pairs(
        self, sheet: Sheet, left: str, right: str, relation: str = "", kind: str = ""
    ) -> Iterator[tuple[int, Term, Term, str, str]]:
        """Row, both IRIs, the relation, the type; a row without an IRI is refused."""
        count = self.log.count(sheet.file)
        wanted = (left, right, relation) if relation else (left, right)
        for row, cells in sheet.rows(*wanted, optional_columns=(kind,) if kind else ()):
            first, second, said, sort = *cells, *("",) * (4 - len(cells))
            try:
                ends = concept(first), concept(second)
            except BadValue as error:
                count.refused += 1
                self.log.refuse(sheet.file, row, f"{error}; left out")
                continue
            count.kept += 1
            yield row, *ends, said, sort
