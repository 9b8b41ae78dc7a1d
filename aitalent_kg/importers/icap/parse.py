"""Read a whole standard: title, version table, header fields, task table, attitudes, notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from aitalent_kg.errors import UnreadableFile
from aitalent_kg.importers.icap.model import Entry, Note, Piece, Remark, Standard, Version
from aitalent_kg.importers.icap.table import HEADS, TableReader, half_width
from aitalent_kg.text import line_of, tidy

__all__ = ["FIELDS", "read_standard"]

#: Header fields: name -> label of the cell that the value follows.
FIELDS = {
    "code": "職能基準代碼",
    "job": "職類",
    "occupation": "職業",
    "job-category": "職類別",
    "occupation-class": "職業別",
    "industry": "行業別",
    "job-category-code": "職類別代碼",
    "occupation-class-code": "職業別代碼",
    "industry-code": "行業別代碼",
    "description": "工作描述",
    "level": "基準級別",
}
STANDARD_CODE = re.compile(r"[A-Z]{2,4}\d{4}-\d{3}v\d+")
_ATTITUDE = re.compile(r"(?:(A\d{2,3})\s*)?([^：:]+)[：:](.+)")
_ITEM = re.compile(r"(\s*)(?:[-•●]\s+)?(\S.*?)\s*$")


def read_standard(text: str, name: str = "text") -> Standard:
    """Read one standard from its text.

    Args:
        text: the whole text, tab-separated where it has tables.
        name: what to call the text in an error, for example its path.
    Raises:
        UnreadableFile: no code of a standard, or no task, can be found.
    """
    lines = list(_lines(text))
    fields = _header(text, lines)
    if "code" not in fields:
        raise UnreadableFile(name, "no row 職能基準代碼 with a code like SMS2512-002v1; is it iCAP?")
    table = _table(text, lines)
    if not table.tasks:
        raise UnreadableFile(name, "no task code like T1.1 in any table row; is the table there?")
    notes_at = _heading(lines, "說明與補充事項")
    attitudes, doubts = _attitudes(text, lines, notes_at)
    standard = Standard(
        code=fields["code"][0],
        title=_title(lines),
        fields=fields,
        versions=list(_versions(lines)),
        duties=table.duties,
        tasks=table.tasks,
        outputs=table.outputs,
        indicators=table.indicators,
        attitudes=attitudes,
        notes=list(_notes(lines, notes_at)),
        remarks=[*table.remarks, *doubts],
    )
    standard.remarks += _missing(text, standard)
    standard.remarks.sort(key=lambda remark: remark.line)
    return standard


def _lines(text: str) -> Iterator[Piece]:
    at = 0
    for line in text.split("\n"):
        yield Piece(at, at + len(line), line)
        at += len(line) + 1


def _plain(raw: str) -> str:
    """Words for comparison: no blanks, no heading marks, half-width."""
    return "".join(half_width(raw).split()).lstrip("#")


def _heading(lines: list[Piece], words: str) -> int:
    """Index of the first line that is this heading, or the number of lines."""
    return next((i for i, line in enumerate(lines) if _plain(line.raw) == words), len(lines))


def _title(lines: list[Piece]) -> Piece:
    for line in lines:
        if _plain(line.raw).endswith("職能基準") and "\t" not in line.raw:
            words = line.raw.lstrip("# ")
            at = line.end - len(words)
            return Piece(at, at + len(words.rstrip()), words.rstrip())
    return Piece(0, 0, "")


def _header(text: str, lines: list[Piece]) -> dict[str, tuple[str, Piece]]:
    """The fields of the header table; each with the part of its row from label to value."""
    found: dict[str, tuple[str, Piece]] = {}
    for line in lines:
        cells = line.raw.split("\t")
        if _plain(cells[0]) in HEADS:
            break
        filled = [(_plain(cell), cell) for cell in cells]
        for name, label in FIELDS.items():
            index = next((i for i, (plain, _) in enumerate(filled) if plain == label), None)
            if index is None or name in found:
                continue
            value = next((cell for _, cell in filled[index + 1 :] if cell.strip()), None)
            if value and not (name == "code" and not STANDARD_CODE.fullmatch(value.strip())):
                found[name] = (tidy(value.strip()).text, _row_piece(line))
    return found


def _row_piece(line: Piece) -> Piece:
    raw = line.raw.strip()
    start = line.start + line.raw.index(raw)
    return Piece(start, start + len(raw), raw)


def _versions(lines: list[Piece]) -> Iterator[Version]:
    for line in lines:
        cells = [cell.strip() for cell in line.raw.split("\t")]
        if len(cells) == 6 and re.fullmatch(r"V\d+", cells[0]):
            date = cells[5].replace("/", "-")
            yield Version(*cells[:5], date, _row_piece(line))


def _table(text: str, lines: list[Piece]) -> TableReader:
    """Read every row that stands under a table head, up to the first line without tabs."""
    reader = TableReader(text)
    inside = False
    for line in lines:
        if _plain(line.raw.split("\t")[0]) == HEADS[0] and "\t" in line.raw:
            inside = True
        elif "\t" not in line.raw:
            inside = False
        elif inside:
            reader.row(line.start, line.end)
    return reader


def _attitudes(
    text: str, lines: list[Piece], notes_at: int
) -> tuple[list[Entry], list[Remark]]:
    """The attitudes: a code (which may be missing), a name, a colon and a definition."""
    entries: list[Entry] = []
    doubts: list[Remark] = []
    start = next((i for i, line in enumerate(lines) if "A=attitude" in _plain(line.raw)), notes_at)
    for line in lines[start + 1 : notes_at]:
        match = _ITEM.fullmatch(line.raw)
        parts = _ATTITUDE.fullmatch(_half_width_code(match[2])) if match else None
        if not match or not parts:
            continue
        at = line.start + match.start(2)
        entry = Entry(parts[1] or "", [Piece(at, at + len(match[2]), match[2])], len(parts[1] or ""))
        entries.append(entry)
        if not parts[1]:
            message = f"attitude {parts[2].strip()!r} has no code; it is numbered by its place"
            doubts.append(Remark(line_of(text, at), "doubt", message))
    return entries, doubts


def _half_width_code(words: str) -> str:
    """`words` with a leading full-width code made half-width; the rest stays as printed."""
    return half_width(words[:4]) + words[4:]


def _notes(lines: list[Piece], notes_at: int) -> Iterator[Note]:
    for line in lines[notes_at + 1 :]:
        match = _ITEM.fullmatch(line.raw)
        if match and _plain(line.raw) != "說明與補充事項":
            at = line.start + match.start(2)
            yield Note(Piece(at, at + len(match[2]), match[2]), 1 if match[1] else 0)


def _missing(text: str, standard: Standard) -> Iterator[Remark]:
    """Doubts about what the form calls for and the text does not give."""
    duties = {entry.code for entry in standard.duties}
    for task in standard.tasks:
        line, code = line_of(text, task.entry.start), task.entry.code
        for what, there in (
            ("level", task.levels),
            ("knowledge (K)", task.knowledge),
            ("skills (S)", task.skills),
            (f"duty {code.split('.')[0]}", code.split(".")[0] in duties),
        ):
            if not there:
                yield Remark(line, "doubt", f"{code}: no {what} in the text; recorded as a gap")
    for code, times in Counter(task.entry.code for task in standard.tasks).items():
        if times > 1:
            yield Remark(1, "doubt", f"{code} opens {times} rows; read as one task")
