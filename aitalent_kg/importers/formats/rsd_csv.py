"""The CSV files around rich skill descriptors: the batch formats, and the groups of the SOC."""

from __future__ import annotations

import re
from typing import NamedTuple

from aitalent_kg.errors import BadValue, UnreadableFile
from aitalent_kg.importers.bundle import Entry
from aitalent_kg.importers.formats.rsd_skill import Descriptor, Named, Occupation, Skills, is_soc
from aitalent_kg.importers.report import Log
from aitalent_kg.importers.statements import Term, iri
from aitalent_kg.importers.tables import Sheet, csv_sheet

__all__ = ["read_table"]

_SOC = ("SOC Group", "SOC Code", "SOC Title", "SOC Definition")
_RANKS = ("Major", "Minor", "Broad", "Detailed")


class _Columns(NamedTuple):
    """Names of the columns of a batch, as the older or the newer format has them."""

    label: str
    statement: str
    category: str
    keywords: str
    standards: str
    certifications: str
    occupations: tuple[str, ...]
    authors: str = ""
    employers: str = ""
    collections: str = ""
    alignments: tuple[tuple[str, str], ...] = ()
    known: tuple[str, ...] = ()  #: further columns of the format, which the graph does not carry


_OLDER = _Columns(
    "Skill Name",
    "Contextualized Skill Statement",
    "Skill Category",
    "Keywords",
    "Professional Standards",
    "Certifications",
    (
        "BLS Major Group",
        "BLS Minor Group",
        "BLS Broad Occupation",
        "BLS Detailed Occupation",
        "O*NET Job Role",
    ),
    collections="Collection",
    alignments=(("Alignment Title", "Alignment"),),
)
_NEWER = _Columns(
    "RSD Name",
    "Skill Statement",
    "Categories",
    "Keywords",
    "Standards",
    "Certifications",
    (
        "Occupation Major Groups",
        "Occupation Minor Groups",
        "Broad Occupations",
        "Detailed Occupations",
        "O*NET Job Codes",
    ),
    authors="Authors",
    employers="Employers",
    alignments=(
        ("Alignment Name", "Alignment URL"),
        ("Alignment 2 Name", "Alignment 2 URL"),
    ),
    known=("Alignment Framework", "Alignment 2 Framework"),
)


def read_table(skills: Skills, entry: Entry) -> None:
    """Read a CSV file of one of the three kinds.

    Raises:
        UnreadableFile: it is of none, or lacks a column.
    """
    with csv_sheet(skills.builder.bundle, entry, skills.builder.log) as sheet:
        if "SOC Code" in sheet.header:
            _groups(skills, sheet)
        elif _NEWER.label in sheet.header:
            _batch(skills, sheet, _NEWER)
        elif _OLDER.label in sheet.header:
            _batch(skills, sheet, _OLDER)
        else:
            problem = "has no column 'RSD Name' or 'Skill Name' (skills), nor 'SOC Code' (groups)"
            raise UnreadableFile(sheet.where, problem)


def _groups(skills: Skills, sheet: Sheet) -> None:
    """The SOC: each row belongs to the rows of wider groups that stand before it."""
    above: dict[str, tuple[str, str]] = {}
    log = skills.builder.log
    for row, (rank, code, label, definition) in sheet.rows(*_SOC):
        place = _RANKS.index(rank) if rank in _RANKS else None
        if place is None or not is_soc(code):
            what = f"group {rank!r}" if place is None else f"code {code!r}"
            log.refuse(sheet.file, row, f"has the {what}, which the SOC does not know; left out")
            log.count(sheet.file).refused += 1
            continue
        wider = [above[rank] for rank in _RANKS[:place] if rank in above]
        for lower in _RANKS[place:]:
            above.pop(lower, None)
        above[rank] = (code, label)
        occupation = Occupation(code, label.strip(), [w for w in wider if w[0] != code])
        skills.occupation(occupation, definition.strip())
        log.count(sheet.file).kept += 1


def _batch(skills: Skills, sheet: Sheet, columns: _Columns) -> None:
    names = [
        *(columns.label, columns.statement, columns.category, columns.keywords),
        *(columns.standards, columns.certifications, *columns.occupations),
        *(columns.authors, columns.employers, columns.collections),
        *(name for pair in columns.alignments for name in pair),
        *columns.known,
    ]
    asked = [name for name in names if name]
    others = [name for name in sheet.header if name and name not in asked]
    asked += others
    count = skills.builder.log.count(sheet.file)
    for row, cells in sheet.rows(columns.label, columns.statement, optional_columns=asked[2:]):
        found = dict(zip(asked, cells, strict=True))
        kept = skills.add(_descriptor(found, columns, skills, sheet, row), sheet.file, row)
        count.kept, count.refused = count.kept + kept, count.refused + (not kept)
        for name in (*columns.known, *others):
            if found[name].strip():
                skills.builder.log.lost[f"column {name}"] += 1


def _descriptor(
    found: dict[str, str], columns: _Columns, skills: Skills, sheet: Sheet, row: int
) -> Descriptor:
    def named(column: str) -> list[Named]:
        return [Named(label) for label in _several(found.get(column, ""))]

    log = skills.builder.log
    return Descriptor(
        f"{found[columns.label]!r}",
        "",
        "",
        found[columns.label].strip(),
        found[columns.statement].strip(),
        _several(found[columns.keywords]),
        _several(found[columns.category]),
        _several(found.get(columns.authors, "")),
        "",
        "",
        {},
        [
            Named(found[label].strip(), _link(found[url], sheet, row, log))
            for label, url in columns.alignments
            if found[label].strip() or found[url].strip()
        ],
        named(columns.standards),
        named(columns.certifications),
        named(columns.employers),
        named(columns.collections),
        [Occupation(code) for column in columns.occupations for code in _several(found[column])],
    )


def _several(cell: str) -> list[str]:
    """The values of a cell, between semicolons, each once."""
    return [each for each in dict.fromkeys(map(str.strip, re.split("[;\n]", cell))) if each]


def _link(cell: str, sheet: Sheet, row: int, log: Log) -> Term:
    try:
        return iri(cell.strip()) if cell.strip() else ""
    except BadValue:
        log.refuse(
            sheet.file, row, f"the alignment {cell.strip()[:80]!r} is no absolute IRI; left out"
        )
        return ""
