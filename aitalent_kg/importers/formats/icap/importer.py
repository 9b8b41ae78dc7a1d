"""The importer as a whole: texts and tables of standards in, statements and one report out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from aitalent_kg.errors import AitalentError, BadValue, UnreadableFile
from aitalent_kg.importers.bundle import Entry
from aitalent_kg.importers.documents import text_of
from aitalent_kg.importers.formats.icap.corrections import Corrections
from aitalent_kg.importers.formats.icap.reading import Imported, read_text_of
from aitalent_kg.importers.formats.icap.tabular import ENDINGS, Written, write_table
from aitalent_kg.importers.formats.icap.writing import Standards
from aitalent_kg.importers.result import run
from aitalent_kg.importers.statements import iri, name
from aitalent_kg.names import DOCUMENTS, ID
from aitalent_kg.progress import Progress, silent

if TYPE_CHECKING:
    from aitalent_kg.importers.building import Builder
    from aitalent_kg.importers.result import ImportResult

__all__ = ["import_icap"]

_TEXTS = (".txt", ".text")
#: Endings of files that lie beside standards and are none.
_OTHERS = (".toml", ".ttl", ".json", ".yaml", ".yml", ".ds_store")


def import_icap(
    paths: Path | str | Iterable[Path | str],
    corrections: Path | str | None = None,
    progress: Progress = silent,
    *,
    skip_broken: bool = False,
    code: str = "",
    title: str = "",
) -> ImportResult:
    """Read iCAP standards: texts of their PDFs, or tables pasted into CSV, TSV or Excel.

    Args:
        paths: files, folders or zip archives; a file is one standard.
        corrections: a TOML file with decisions for the one standard, or a folder that has a file
            for each, named after its code.
        skip_broken: refuse a broken file in the report and keep the others; left out, it ends the
            import.
        code: of the standard, for one table in which no cell has it.
        title: name of the standard, for one table in which no cell has it.

    Raises:
        MissingFile, UnreadableFile: a file is not there, broken, no standard, or one that another
            file has given; a correction fits nothing.
        BadValue: `code` or `title` with several files.
    """
    read = _Reading(corrections and Path(corrections), progress, skip_broken, code, title)
    return run("icap", read, paths, progress, "zh-Hant")


@dataclass
class _Reading:
    """Reads every file of an import."""

    corrections: Path | str | None
    progress: Progress
    skip_broken: bool
    code: str
    title: str
    codes: dict[str, str] = field(default_factory=dict)  #: of the standards so far -> file

    def __call__(self, builder: Builder, progress: Progress) -> None:
        """Read the files one by one; the statements of each are on disk before the next."""
        out = Standards(builder.out)
        builder.out = out
        entries = [entry for entry in builder.bundle.entries if self._is_meant(builder, entry)]
        self._check(entries)
        for entry in entries:
            progress(f"{entry.name} ({len(self.codes) + 1} of {len(entries)})")
            try:
                self._one(builder, out, entry)
            except AitalentError as error:
                if not self.skip_broken or len(entries) == 1:
                    raise
                builder.log.count(entry.name).refused += 1
                builder.log.refuse(entry.name, getattr(error, "line", None), str(error))
        if not self.codes:
            raise UnreadableFile(_given(builder), "holds no iCAP standard that can be read")
        self._framework(builder, len(entries) == 1)

    def _is_meant(self, builder: Builder, entry: Entry) -> bool:
        """Whether a file is a standard; one that was named is, whatever its ending."""
        if entry.path in builder.bundle.paths and not entry.member:
            return True
        ending = Path(entry.base).suffix.lower()
        if ending in (*_TEXTS, *ENDINGS):
            return True
        if ending not in _OTHERS and not entry.base.startswith("."):
            known = " ".join((*_TEXTS, *ENDINGS))
            builder.log.refuse(entry.name, None, f"is none of {known}; left out")
        return False

    def _check(self, entries: list[Entry]) -> None:
        if (self.code or self.title) and len(entries) != 1:
            raise BadValue(self.code or self.title, "code and title are for one table; give one")
        alone = self.corrections and not Path(self.corrections).is_dir()
        if alone and len(entries) != 1:
            problem = "is for one standard; give a folder with a file for each, named CODE.toml"
            raise UnreadableFile(str(self.corrections), problem)

    def _one(self, builder: Builder, out: Standards, entry: Entry) -> None:
        table = None
        if entry.base.lower().endswith(ENDINGS):
            table = write_table(builder.bundle, entry, self.code, self.title)
            _check_code(entry, table)
        elif entry.base.lower().endswith(".pdf"):
            problem = "is a PDF; give its text, cells parted by tabs, or its table as CSV or Excel"
            raise UnreadableFile(entry.where, problem)
        text = table.text if table else text_of(builder.bundle, entry)
        imported = read_text_of(text, entry.where, self._decided)
        before = self.codes.get(imported.code)
        if before:
            raise UnreadableFile(entry.where, f"is {imported.code} again, as {before} is")
        self.codes[imported.code] = entry.name
        out.standard(imported.code, imported.graph)
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        out.source(imported.code, entry.name, digest, len(text))
        if table:
            out.written_out(imported.code, entry.name)
        _tell(builder, entry, imported, table)

    def _decided(self, code: str) -> Corrections:
        """The corrections of a standard."""
        if not self.corrections:
            return Corrections()
        path = Path(self.corrections)
        if not path.is_dir():
            return Corrections.read(path)
        path /= f"{code}.toml"
        return Corrections.read(path) if path.exists() else Corrections()

    def _framework(self, builder: Builder, alone: bool) -> None:
        """Name the import: after its one standard, or after the codes of all of them."""
        codes = sorted(self.codes)
        if alone and codes[0] not in DOCUMENTS:
            builder.base, builder.framework_term = ID + codes[0], iri(ID + codes[0])
            builder.title = f"iCAP {codes[0]}"
            builder.version = codes[0].rpartition("v")[2]
            return
        mark = hashlib.sha256("\n".join(codes).encode()).hexdigest()[:8]
        framework = builder.framework(f"icap-{mark}", f"iCAP 職能基準 {len(codes)} 項")
        for code in codes:
            builder.out.add(framework, name("dcterms:hasPart"), iri(ID + code))


def _check_code(entry: Entry, table: Written) -> None:
    if not table.has_code:
        problem = (
            "no row 職能基準代碼 with a code like SMS2512-002v1; add one, name the file after its"
            " code, or give code="
        )
        raise UnreadableFile(entry.where, problem)


def _given(builder: Builder) -> str:
    return ", ".join(map(str, builder.bundle.paths))


def _tell(builder: Builder, entry: Entry, imported: Imported, table: Written | None) -> None:
    """Count what a file gave, and tell what was put right and what is doubtful."""
    log, count = builder.log, builder.log.count(entry.name)
    count.kept = imported.standard.codes
    count.repaired = min(imported.repairs, count.kept)
    if table and table.code_from_name:
        log.repair(entry.name, None, f"{imported.code} is the file's name; no cell has a code")
    for remark in imported.remarks:
        file, row = table.place(remark.line) if table else (entry.name, remark.line)
        tell = log.repair if remark.kind == "repair" else log.doubt
        tell(file, row, remark.message)
        count.refused += "left out" in remark.message and remark.kind == "doubt"
    count.read = count.kept + count.refused
