"""Which file of an O*NET release holds which table, and which release it is.

A table has the name of its file, or of its sheet: "Occupation Data.txt", "Skills.xlsx",
"Occupation_Data.tsv".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import PurePosixPath
from typing import BinaryIO

from aitalent_kg.errors import BadValue, UnreadableFile
from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.bundle import Bundle, Entry
from aitalent_kg.importers.report import Log
from aitalent_kg.importers.tables import Sheet, sheets

__all__ = ["Files", "files_of"]

_MAJOR = "29"
_ENDINGS = (".txt", ".tsv", ".xlsx")
_READ_ME = re.compile(r"read[ _]?me.*\.txt", re.IGNORECASE)
_RELEASE = re.compile(r"(?:O\*?NET\D{0,12}|\bdb[_ ])(\d{1,2})[._](\d)", re.IGNORECASE)
#: Sheets that came with release 30.3, where the element "Skills" was split.
_RESTRUCTURED = {"essential skills", "transferable skills", "software skills"}
#: What is written where nothing is known.
_NOTHING = {"n/a", "NA", "NULL"}
_LONGEST_LINE = 1_000_000


@dataclass(frozen=True, slots=True)
class Files:
    """The tables of a release."""

    release: str  #: "" where nothing says it
    tables: dict[str, Entry]  #: name of a table in lower case -> the file that holds it

    @contextmanager
    def open(self, name: str, builder: Builder) -> Iterator[Sheet]:
        """A table, streaming."""
        entry, bundle, log = self.tables[name], builder.bundle, builder.log
        if entry.base.lower().endswith(".xlsx"):
            with sheets(bundle, entry, log) as found:
                sheet = found[_of_name(found, name, entry)]()
                sheet.lines = _without_nothing(sheet.lines)
                yield sheet
        else:
            with bundle.open(entry) as raw:
                yield _tabbed(entry, raw, log)

    def tell_unread(self, log: Log, readers: Collection[str]) -> None:
        """Tell which tables there is no reader for."""
        for name, entry in self.tables.items():
            if name not in readers:
                log.lost[f"table {entry.base}"] += 1


def files_of(bundle: Bundle, log: Log, release: str) -> Files:
    """Find the tables that were given, and the release.

    Raises:
        BadValue: no release has such a number.
        UnreadableFile: no table of O*NET, or one of a release that this cannot read.
    """
    if release and not re.fullmatch(r"\d{1,2}\.\d", release):
        raise BadValue(release, "write the release as 29.3")
    tables: dict[str, Entry] = {}
    for entry in bundle.entries:
        _take(tables, entry, log)
    release = release or _release(bundle)
    _check_structure(bundle, tables, release)
    if "occupation data" not in tables and "content model reference" not in tables:
        _refuse(bundle, tables)
    if not release:
        given = ", ".join(map(str, bundle.paths))
        log.doubt(given, None, "nothing says which release it is; give it as release")
    elif release.split(".")[0] != _MAJOR:
        message = (
            f"release {release}; this reader knows {_MAJOR}.x, see whether the counts are right"
        )
        log.doubt(", ".join(map(str, bundle.paths)), None, message)
    return Files(release, tables)


def _take(tables: dict[str, Entry], entry: Entry, log: Log) -> None:
    """Note the table of a file; of several files of one table the text is taken."""
    path = PurePosixPath(entry.base)
    if path.suffix.lower() not in _ENDINGS or _READ_ME.fullmatch(entry.base):
        return
    name = path.stem.replace("_", " ").lower()
    kept = tables.setdefault(name, entry)
    if kept is not entry:
        is_text = kept.base.lower().endswith(".xlsx") and path.suffix.lower() != ".xlsx"
        tables[name], left = (entry, kept) if is_text else (kept, entry)
        log.doubt(left.base, None, f"is the same table as {tables[name].base}; left out")


def _refuse(bundle: Bundle, tables: Collection[str]) -> None:
    given, there = ", ".join(map(str, bundle.paths)), ", ".join(sorted(tables)[:8]) or "none"
    raise UnreadableFile(
        given, f"holds no table 'Occupation Data' of O*NET, .txt, .tsv or .xlsx; tables: {there}"
    )


def _check_structure(bundle: Bundle, tables: Collection[str], release: str) -> None:
    new = sorted(_RESTRUCTURED & {*tables})
    if not new and (not release or tuple(map(int, release.split("."))) < (30, 3)):
        return
    why = f"the table {new[0].title()!r}" if new else "ratings"
    raise UnreadableFile(
        ", ".join(map(str, bundle.paths)),
        f"is O*NET {release or '30.3 or later'}, which arranges {why} otherwise; this reader knows"
        f" {_MAJOR}.x: take an earlier release from https://www.onetcenter.org/db_releases.html",
    )


def _release(bundle: Bundle) -> str:
    """As the read-me says it, else the name of an archive or folder."""
    said = [
        bundle.bytes(entry)[:4096].decode("utf-8", "replace")
        for entry in bundle.entries
        if _READ_ME.fullmatch(entry.base)
    ]
    names = [part for path in bundle.paths for part in (path.name, path.absolute().parent.name)]
    found = next((m for m in map(_RELEASE.search, (*said, *names)) if m), None)
    return f"{found[1]}.{found[2]}" if found else ""


def _of_name(found: Collection[str], name: str, entry: Entry) -> str:
    """The sheet of the table's name, else the only one."""
    fitting = [sheet for sheet in found if sheet.replace("_", " ").lower() == name]
    if not fitting and len(found) != 1:
        there = ", ".join(found)
        raise UnreadableFile(entry.where, f"has no sheet {name.title()!r}; there are: {there}")
    return (fitting or [*found])[0]


def _tabbed(entry: Entry, raw: BinaryIO, log: Log) -> Sheet:
    """A text file of O*NET: cells between tabs, nothing quoted."""
    start = raw.peek(4)[:4]  # type: ignore[attr-defined]
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"PK")):
        raise UnreadableFile(
            entry.where, "is UTF-16 or an archive, no UTF-8 text; save it as UTF-8"
        )
    lines = _lines(entry, TextIOWrapper(raw, encoding="utf-8-sig", newline=""))
    header = tuple(cell.strip() for cell in next(lines, (0, []))[1])
    if not any(header):
        raise UnreadableFile(entry.where, "is empty; give a table with a header")
    return Sheet(entry.where, entry.name, header, _without_nothing(lines), log)


def _lines(entry: Entry, stream: TextIOWrapper) -> Iterator[tuple[int, Sequence[str]]]:
    number = 0
    try:
        while line := stream.readline(_LONGEST_LINE):
            number += 1
            if len(line) >= _LONGEST_LINE:
                raise UnreadableFile(entry.where, "is no table: the line is too long", number)
            yield number, line.rstrip("\r\n").split("\t")
    except UnicodeDecodeError as error:
        raise UnreadableFile(entry.where, "is not UTF-8; convert it first", number + 1) from error


def _without_nothing(
    lines: Iterator[tuple[int, Sequence[str]]],
) -> Iterator[tuple[int, Sequence[str]]]:
    for number, cells in lines:
        if not _NOTHING.isdisjoint(cells):
            cells = ["" if cell in _NOTHING else cell for cell in cells]
        yield number, cells
