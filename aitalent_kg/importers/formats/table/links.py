"""Rows of a table as things and requirements of the graph."""

from __future__ import annotations

from decimal import Decimal

from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.formats.table.mapping import Mapping
from aitalent_kg.importers.formats.table.names import Names
from aitalent_kg.importers.formats.table.values import Cells, Refused
from aitalent_kg.importers.statements import Term, iri, name, number, text
from aitalent_kg.names import AIT

__all__ = ["Links"]

_LEVEL = iri(f"{AIT}level")


class Links:
    """Things by name, and who asks for what; lists in cells wait until all is described."""

    def __init__(self, builder: Builder, mapping: Mapping) -> None:
        self.builder, self.mapping = builder, mapping
        self.roles, self.items = Names(builder, "role"), Names(builder, "item")
        for names, rows in ((self.roles, "roles"), (self.items, "items")):
            names.listed = any(spec.rows == rows for spec in mapping.tables)
        self._groups: set[Term] = set()
        self._waiting: list[tuple[str, int, str, str, str, str, int]] = []
        self._levels: list[Term] = []
        self._asked: dict[Term, tuple[str, int, str, int]] = {}

    def row(self, cells: Cells) -> None:
        """Take a row.

        Raises:
            Refused: it cannot be kept; nothing of it is.
        """
        if cells.spec.rows == "requirements":
            self._requirement(cells)
        elif cells.spec.rows == "matrix":
            self._matrix(cells)
        else:
            self._described(cells, is_role=cells.spec.rows == "roles")

    def finish(self) -> None:
        """Link what cells listed before all was described."""
        for file, row, role, item, kind, strength, level in self._waiting:
            self._ask(file, row, role, item, kind, strength, level)

    def _described(self, cells: Cells, is_role: bool) -> None:
        names = self.roles if is_role else self.items
        labels, code = cells.texts(cells.spec.label), cells.get("code")
        if not labels:
            columns = " and ".join(map(repr, cells.spec.label.values()))
            raise Refused(f"column {columns} is empty; left out")
        kind = "Role" if is_role else self._kind(cells)
        strength = cells.coded(cells.spec.strength)
        level = cells.level(cells.get("level"), cells.spec.columns.get("level", ""))
        term = self.builder.below(names.sort, code or labels[0][1])
        if term in names.rows:
            called = "code" if code else "name"
            raise Refused(
                f"{called} {code or labels[0][1]!r} is that of {names.rows[term]}; left out"
            )
        names.add(term, kind, f"{cells.sheet.file} row {cells.row}", code, *(t for _, t in labels))
        self._describe(cells, term, kind, labels)
        self._linked(cells, is_role, code or labels[0][1], strength, level, term)

    def _describe(self, cells: Cells, term: Term, kind: str, labels: list[tuple[str, str]]) -> None:
        add, lang = self.builder.out.add, self.builder.lang
        self.builder.thing(term, kind, code=cells.get("code"), others=tuple(cells.several("other")))
        definitions = cells.texts(cells.spec.definition)
        for predicate, texts in ((_LABEL, labels), (_DEFINITION, definitions)):
            for tag, words in texts:
                add(term, predicate, text(words, tag or lang))
        if group := cells.get("group"):
            self.builder.broader(term, self._group(group, kind == "Role"))

    def _linked(
        self, cells: Cells, is_role: bool, own: str, strength: str, level: int, term: Term
    ) -> None:
        """Note what a row lists: the items of a role, or the roles of an item."""
        others = cells.several("items" if is_role else "role")
        if level and not others:
            self.builder.out.add(term, _LEVEL, self._level(level))
        for other in others:
            role, item = (own, other) if is_role else (other, own)
            kind = cells.spec.kind.fixed or "CompetencyItem"
            found = (cells.sheet.file, cells.row, role, item, kind, strength, level)
            self._waiting.append(found)

    def _kind(self, cells: Cells) -> str:
        kind = cells.coded(cells.spec.kind)
        if not kind:
            raise Refused(f"column {cells.spec.kind.column!r} is empty; left out")
        return kind

    def _requirement(self, cells: Cells) -> None:
        kind = cells.coded(cells.spec.kind) or "CompetencyItem"
        strength = cells.coded(cells.spec.strength)
        level = cells.level(cells.get("level"), cells.spec.columns.get("level", ""))
        role, item = cells.needed("role"), cells.needed("item")
        self._ask(cells.sheet.file, cells.row, role, item, kind, strength, level)

    def _matrix(self, cells: Cells) -> None:
        own, spec = cells.needed("name"), cells.spec
        self._known(cells, own)
        found = []
        for column in cells.across:
            value = cells.cell(column)
            if not value or value in spec.blank:
                continue
            try:
                found.append((column, *self._cell(cells, value, column)))
            except Refused as refused:  # a cell, and not its row
                cells.sheet.log.refuse(cells.sheet.file, cells.row, str(refused))
        for column, strength, level in found:
            role, item = (own, column) if spec.down == "roles" else (column, own)
            kind = spec.kind.fixed or "CompetencyItem"
            self._ask(cells.sheet.file, cells.row, role, item, kind, strength, level)

    def _known(self, cells: Cells, own: str) -> None:
        """Describe what a row is about, and with the first row the columns, if no table does."""
        file, kind = cells.sheet.file, cells.spec.kind.fixed or "CompetencyItem"
        rows, columns = (self.roles, "Role"), (self.items, kind)
        if cells.spec.down == "items":
            rows, columns = columns, rows
        rows[0].find(own, rows[1], file, cells.row)
        for column in () if columns[0].listed else cells.across:
            columns[0].find(column, columns[1], file, 1)

    def _cell(self, cells: Cells, value: str, column: str) -> tuple[str, int]:
        """The strength and level that a cell of a matrix says."""
        strength = cells.spec.strength
        if cells.spec.cells == "level":
            return strength.fixed, cells.level(value, column)
        return cells.among(value, dict(strength.values), column), 0

    def _ask(
        self, file: str, row: int, role: str, item: str, kind: str, strength: str, level: int
    ) -> None:
        """Say that a role asks for an item; a task is a part of its role."""
        asker = self.roles.find(role, "Role", file, row)
        asked = self.items.find(item, kind, file, row)
        if self.items.kinds[asked] == "Task":
            self.builder.part(asked, asker)
            return
        ends = [term[1:-1].removeprefix(self.builder.base + "/") for term in (asker, asked)]
        node = self.builder.below("requirement", *"/".join(ends).split("/"))
        said = self._asked.setdefault(node, (strength, level, file, row))
        if said[2:] != (file, row):
            self._twice(file, row, f"{role!r} asks for {item!r}", (strength, level), said)
            return
        figure = Decimal(level) if level else None
        self.builder.requirement(node, asker, asked, strength=strength, level=figure)
        if level:
            self.builder.out.add(node, _LEVEL, self._level(level))

    def _twice(
        self, file: str, row: int, what: str, new: tuple[str, int], said: tuple[str, int, str, int]
    ) -> None:
        """Tell of a requirement that an earlier row says; the first is kept."""
        where = f"{said[2]} row {said[3]}"
        if new == said[:2]:
            self.builder.log.repair(file, row, f"{what} as in {where}; kept once")
            self.builder.log.count(file).repaired += 1
        else:
            self.builder.log.doubt(file, row, f"{what} otherwise than in {where}; that is kept")

    def _group(self, label: str, of_roles: bool) -> Term:
        term = self.builder.below("role-group" if of_roles else "category", label)
        if term not in self._groups:
            self._groups.add(term)
            kind = "RoleGroup" if of_roles else "CompetencyCategory"
            self.builder.thing(term, kind, label)
        return term

    def _level(self, place: int) -> Term:
        """A step of the scale, which is described when it is first used."""
        if not self._levels:
            self._describe_scale()
        return self._levels[place - 1]

    def _describe_scale(self) -> None:
        add, lang = self.builder.out.add, self.builder.lang
        scale = self.builder.below("scale")
        self.builder.out.describe(scale, iri(f"{AIT}LevelScale"))
        title = self.mapping.scale_title or self.mapping.title
        add(scale, _LABEL, text(title, lang))
        for place, label in enumerate(self.mapping.scale, start=1):
            level = self.builder.below("scale", str(place))
            self.builder.out.describe(level, iri(f"{AIT}Level"))
            add(level, name("skos:inScheme"), scale)
            add(level, _LABEL, text(label, lang))
            add(level, iri(f"{AIT}sequence"), number(place))
            self._levels.append(level)


_LABEL, _DEFINITION = name("skos:prefLabel"), name("skos:definition")
