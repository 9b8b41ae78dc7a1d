"""The concepts of ESCO: occupations, groups of ISCO, skills, groups of skills, and their schemes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise

from aitalent_kg.errors import BadValue
from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.formats.esco.cells import concept, listed, renamed, texts, whole
from aitalent_kg.importers.formats.esco.files import File
from aitalent_kg.importers.statements import Term, iri, name, text
from aitalent_kg.importers.tables import Sheet, csv_sheet
from aitalent_kg.names import AIT

__all__ = ["Concepts"]

_KINDS = {"skill/competence": "Skill", "skill": "Skill", "knowledge": "Knowledge"}
#: What the full release calls the columns of trimmed copies.
_RENAMED = {"occupation": "conceptUri", "skill": "conceptUri"}
_TEXTS = ("altLabels", "description", "definition", "scopeNote", "hiddenLabels")
_FACTS = ("inScheme", "modifiedDate", "status")
_SCHEME, _HIDDEN, _SCOPE = name("skos:inScheme"), name("skos:hiddenLabel"), name("skos:scopeNote")
_TOP, _LABEL = name("skos:hasTopConcept"), name("skos:prefLabel")
_CONCEPT_SCHEME, _DEFINITION = name("skos:ConceptScheme"), name("skos:definition")
_MODIFIED, _DATE_TIME = name("dcterms:modified"), name("xsd:dateTime")
_WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
_REUSE = iri(f"{AIT}reuseLevel")
_LEVELS = range(4)


class Concepts:
    """Reads the files that describe concepts.

    Attributes:
        readers: sort of file -> what reads one, in the order in which they are to be read.
    """

    def __init__(self, builder: Builder) -> None:
        self.builder, self.out, self.log = builder, builder.out, builder.log
        self.readers: dict[str, Callable[[File], None]] = {
            "schemes": self._schemes,
            "isco": self._isco,
            "occupations": self._occupations,
            "skills": self._skills,
            "groups": self._groups,
            "hierarchy": self._hierarchy,
            "collection": self._collection,
        }
        self._isco_of_code: dict[str, Term] = {}
        self._group_of: dict[Term, str] = {}  #: occupation -> code of its group

    def finish(self, has_broader: bool) -> None:
        """Without a file of broader relations, occupations are below their ISCO groups."""
        if has_broader:
            return
        for occupation, code in self._group_of.items():
            if code in self._isco_of_code:
                self.builder.broader(occupation, self._isco_of_code[code])
            elif code:
                self.log.lost["iscoGroup without a list of ISCO groups"] += 1

    def _schemes(self, file: File) -> None:
        wanted = ("preferredLabel", "description", "hasTopConcept")
        with self._sheet(file) as sheet:
            for row, scheme, cells in self._rows(
                sheet, "conceptSchemeUri", optional_columns=(*wanted, "title")
            ):
                label, description, tops, title = cells
                self.out.describe(scheme, _CONCEPT_SCHEME)
                self.out.add(scheme, _LABEL, text((label or title).strip(), file.lang))
                if description.strip():
                    self.out.add(scheme, _DEFINITION, text(description.strip(), file.lang))
                for top in self._listed(file, row, tops):
                    self.out.refer(scheme, _TOP, top)

    def _isco(self, file: File) -> None:
        with self._sheet(file) as sheet:
            optional = ("preferredLabel", "code", *_TEXTS, *_FACTS)
            for row, group, cells in self._rows(sheet, "conceptUri", optional_columns=optional):
                label, code, *rest = cells
                self._isco_of_code[code] = group
                self._describe(file, row, group, "RoleGroup", label, code, rest)

    def _occupations(self, file: File) -> None:
        optional = ("code", *_TEXTS, *_FACTS, "iscoGroup", "regulatedProfessionNote", "naceCode")
        with self._sheet(file) as sheet:
            for row, role, cells in self._rows(
                sheet, "conceptUri", "preferredLabel", optional_columns=optional
            ):
                label, code, *rest, group, regulated, nace = cells
                self._describe(file, row, role, "Role", label, code or group, rest)
                self._group_of[role] = group
                self._lose("regulatedProfessionNote", regulated)
                self._lose("naceCode", nace)

    def _skills(self, file: File) -> None:
        optional = (*_TEXTS, *_FACTS, "reuseLevel")
        with self._sheet(file) as sheet:
            for row, item, cells in self._rows(
                sheet, "conceptUri", "preferredLabel", "skillType", optional_columns=optional
            ):
                label, kind, *rest, reuse = cells
                self._describe(file, row, item, self._kind(file, row, kind), label, "", rest)
                if reuse:
                    self.out.add(item, _REUSE, text(reuse))

    def _kind(self, file: File, row: int, kind: str) -> str:
        if kind not in _KINDS:
            said = f"has the unknown skillType {kind!r}" if kind else "has no skillType"
            self.log.doubt(file.entry.name, row, f"{said}; kept as an item of no stated kind")
        return _KINDS.get(kind, "CompetencyItem")

    def _groups(self, file: File) -> None:
        with self._sheet(file) as sheet:
            optional = ("code", *_TEXTS, *_FACTS)
            for row, group, cells in self._rows(
                sheet, "conceptUri", "preferredLabel", optional_columns=optional
            ):
                label, code, *rest = cells
                self._describe(file, row, group, "CompetencyCategory", label, code, rest)

    def _hierarchy(self, file: File) -> None:
        """Each row is a group with those above it; some groups are described nowhere else."""
        of_level = [f"Level {n} {what}" for n in _LEVELS for what in ("URI", "preferred term")]
        others = ("Description", "Scope note", *(f"Level {n} code" for n in _LEVELS))
        with self._sheet(file) as sheet:
            for row, _, cells in self._rows(
                sheet, "Level 0 URI", *of_level, optional_columns=others
            ):
                path = self._listed(file, row, " ".join(cells[0:8:2]))
                deepest = len(path) - 1
                if path[-1] not in self.out.described:
                    label, code = cells[2 * deepest + 1], cells[10 + deepest]
                    rest = ["", cells[8], "", cells[9], "", "", "", ""]
                    self._describe(file, row, path[-1], "CompetencyCategory", label, code, rest)
                    self.log.count(file.entry.name).repaired += 1
                    message = f"describes {label!r}, which the list of skill groups lacks"
                    self.log.repair(file.entry.name, row, message)
                for wider, narrower in pairwise(path):
                    self.builder.broader(narrower, wider)

    def _collection(self, file: File) -> None:
        """Its concepts are described elsewhere; membership is said by their schemes too."""
        with self._sheet(file) as sheet:
            for row, member, cells in self._rows(
                sheet, "conceptUri", optional_columns=("broaderConceptUri",)
            ):
                for wider in self._listed(file, row, cells[0]):
                    self.builder.broader(member, wider)
                if member not in self.out.described:
                    self.out.referred[member] = self.out.referred.get(member, 0) + 1
                    message = f"{member[1:-1]} is in the collection and not described"
                    self.log.external(file.entry.name, row, message)

    def _describe(
        self, file: File, row: int, subject: Term, kind: str, label: str, code: str, rest: list[str]
    ) -> None:
        """Say what every sort of concept says; `rest` is `_TEXTS` and `_FACTS`."""
        others, description, definition, scope, hidden, schemes, modified, status = rest
        plain = label.strip()
        if plain != label:
            self.log.count(file.entry.name).repaired += 1
            self.log.repair(file.entry.name, row, f"label {plain!r} had blanks around it")
        alternatives = texts(others)
        fresh = tuple(other for other in alternatives if other != plain)
        self.log.lost["altLabels that repeat the preferred label"] += len(alternatives) - len(fresh)
        self.builder.thing(
            subject,
            kind,
            plain,
            code=code,
            definition=description.strip(),
            others=fresh,
            lang=file.lang,
        )
        for predicate, cell in ((_DEFINITION, definition), (_SCOPE, scope)):
            if cell.strip():
                self.out.add(subject, predicate, text(cell.strip(), file.lang))
        for other in texts(hidden):
            self.out.add(subject, _HIDDEN, text(other, file.lang))
        for scheme in self._listed(file, row, schemes):
            self.out.refer(subject, _SCHEME, scheme)
        self._facts(file, row, subject, modified, status)

    def _facts(self, file: File, row: int, subject: Term, modified: str, status: str) -> None:
        if _WHEN.fullmatch(modified):
            self.out.add(subject, _MODIFIED, f'"{modified}"^^{_DATE_TIME}')
        elif modified:
            self.log.doubt(file.entry.name, row, f"modifiedDate {modified!r} is no time; left out")
        if status and status != "released":
            self.log.doubt(file.entry.name, row, f"has the status {status!r}; kept")
        self._lose("status", status)

    def _listed(self, file: File, row: int, cell: str) -> list[Term]:
        """The concepts that a cell lists; what is no IRI is left out and told."""
        found = []
        for part in listed(cell):
            try:
                found.append(concept(part))
            except BadValue as error:
                self.log.doubt(file.entry.name, row, f"{error}; left out of the list")
        return found

    def _lose(self, column: str, cell: str) -> None:
        if cell:
            self.log.lost[f"column {column}"] += 1

    @contextmanager
    def _sheet(self, file: File) -> Iterator[Sheet]:
        opened = whole if file.sort == "hierarchy" else csv_sheet
        with opened(self.builder.bundle, file.entry, self.log) as sheet:
            renamed(sheet, _RENAMED)
            yield sheet

    def _rows(
        self, sheet: Sheet, key: str, *columns: str, optional_columns: tuple[str, ...] = ()
    ) -> Iterator[tuple[int, Term, list[str]]]:
        """Row, IRI, the other cells; a row without an IRI, or with one again, is refused."""
        count, seen = self.log.count(sheet.file), dict[Term, int]()
        for row, (uri, *cells) in sheet.rows(key, *columns, optional_columns=optional_columns):
            try:
                subject = concept(uri)
            except BadValue as error:
                count.refused += 1
                self.log.refuse(sheet.file, row, f"{key} {error}; left out")
                continue
            if key == "conceptUri" and seen.setdefault(subject, row) != row:
                count.refused += 1
                message = f"describes {uri} again, after row {seen[subject]}; left out"
                self.log.refuse(sheet.file, row, message)
                continue
            count.kept += 1
            yield row, subject, cells
