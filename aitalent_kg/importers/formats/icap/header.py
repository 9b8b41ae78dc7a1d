"""Read what stands above the task table: the title and the header fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from aitalent_kg.importers.formats.icap.codes import STANDARD_CODE, half_width, levels_in, plain
from aitalent_kg.importers.formats.icap.model import Field, Log, Piece, trimmed
from aitalent_kg.text import folded, tidy

__all__ = ["LABELS", "check_header", "labelled", "read_header", "read_title"]

#: Header fields: name -> label of the cell that the value follows.
LABELS = {
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
#: Other names of the labels, as tables made by hand have them.
_OTHER_LABELS = {
    "代碼": "code",
    "基準代碼": "code",
    "職能基準名稱": "occupation",
    "名稱": "occupation",
    "職業名稱": "occupation",
    "級別": "level",
    "描述": "description",
}
_NAMES = {label: name for name, label in LABELS.items()} | _OTHER_LABELS
#: A code of a standard with the damage that has one reading.
_DAMAGED = re.compile(
    r"([A-Za-z]{2,4})([0-9OoIl]{4})[-\u2010-\u2015\u2212~]([0-9OoIl]{3})[vV]([0-9OoIl]+)"
)
_DIGITS = str.maketrans("OoIl", "0011")
_CODES = {name for name in LABELS if name.endswith("code")}
_CLASSES = ("job-category", "occupation-class", "industry")


def labelled(words: str) -> str:
    """The field that a label names, in plain words; "" where it names none.

    >>> labelled("基準級別"), labelled("級別"), labelled("甲")
    ('level', 'level', '')
    """
    return _NAMES.get(words, "")


def read_title(lines: Sequence[Piece], fields: Mapping[str, Field], log: Log) -> Piece | None:
    """The first line of words that ends in 職能基準, without heading marks.

    It may be the end of a title that the lines before begin: below a heading mark, or where all
    together are the occupation's name.
    """
    occupation = fields.get("occupation")
    name = folded(f"{occupation.text}職能基準") if occupation else ""
    for index, line in enumerate(lines):
        words = plain(line.raw)
        if "\t" in line.raw or not words.endswith("職能基準"):
            continue
        first = index
        while first and _goes_on(lines[first - 1], line, log.text, name):
            first -= 1
        if words == "職能基準" and first == index:
            continue
        if first < index:
            log.repair(lines[first].start, "the title goes on in the next line")
        raw = log.text[lines[first].start : line.end]
        marks = len(raw) - len(raw.lstrip("# "))
        return trimmed(log.text, lines[first].start + marks, line.end)
    return None


def _goes_on(above: Piece, line: Piece, text: str, name: str) -> bool:
    """Whether a title that ends in `line` has begun in the line `above`."""
    if "\t" in above.raw or not above.raw.strip() or line.raw.lstrip().startswith("#"):
        return False
    together = folded(text[above.start : line.end].lstrip("# "))
    return above.raw.lstrip().startswith("#") or (bool(name) and name.endswith(together))


def read_header(lines: Sequence[Piece], log: Log) -> dict[str, Field]:
    """The fields; each with the rows that print it, from the first word to the last."""
    found: dict[str, Field] = {}
    open_field: Field | None = None
    above: list[str] = []  # labels of a row whose values stand in the row below
    for line in lines:
        piece = trimmed(log.text, line.start, line.end)
        cells = [*_cells(line.raw)]
        names = [labelled(plain(cell)) for cell in cells]
        if piece is None:
            open_field = None
            continue
        if any(names) and not _names_versions(cells):
            for name, value in _fields_of(cells, names, piece, log).items():
                found.setdefault(name, Field(value, [piece]))
            described = "description" in names and "description" in found
            open_field = found["description"] if described else None
        elif above:
            for name, value in _below(above, cells, piece, log).items():
                found.setdefault(name, Field(value, [piece]))
        elif open_field:
            open_field.pieces.append(piece)
            open_field.text += tidy(piece.raw).text
            log.repair(piece.start, f"{piece.raw!r} joined to the description across a break")
        above = names if _are_labels(cells, names) else []
    return found


def _cells(row: str) -> Iterator[str]:
    """The cells of a row; a label with its value behind a colon is two."""
    for cell in row.split("\t"):
        label, colon, value = half_width(cell).partition(":")
        if colon and value.strip() and labelled(plain(label)):
            yield cell[: len(label)]
            yield cell[len(label) + 1 :]
        else:
            yield cell


def _names_versions(cells: Sequence[str]) -> bool:
    return "版本" in map(plain, cells)


def _are_labels(cells: Sequence[str], names: Sequence[str]) -> bool:
    """Whether a row has two or more labels and nothing else."""
    filled = [name for cell, name in zip(cells, names, strict=True) if cell.strip()]
    return len(filled) > 1 and all(filled) and not _names_versions(cells)


def _fields_of(
    cells: Sequence[str], names: Sequence[str], piece: Piece, log: Log
) -> dict[str, str]:
    """The fields that a row of the header fills: each value stands behind its label."""
    found: dict[str, str] = {}
    for place, name in enumerate(names):
        behind = zip(cells[place + 1 :], names[place + 1 :], strict=True)
        cell, label = next(((cell, label) for cell, label in behind if cell.strip()), ("", ""))
        value = "" if label else _value(name, cell, piece, log)
        if name and value:
            found.setdefault(name, value)
    return found


def _below(above: Sequence[str], cells: Sequence[str], piece: Piece, log: Log) -> dict[str, str]:
    """The fields that a row fills whose labels stand in the row above."""
    found = {}
    for name, cell in zip(above, cells, strict=False):
        value = _value(name, cell, piece, log) if name else ""
        if value:
            found[name] = value
    return found


def _value(name: str, cell: str, piece: Piece, log: Log) -> str:
    """What a cell gives for a field; "" where it gives nothing."""
    value = cell.strip()
    if name in _CODES:
        value = half_width(value)
    if name == "code" and not STANDARD_CODE.fullmatch(value):
        printed, value = value, _repaired(value)
        if value:
            log.repair(piece.start, f"code of the standard {printed!r} read as {value}")
    return tidy(value).text


def _repaired(printed: str) -> str:
    """The code of a standard without blanks and with digits where it has letters for them."""
    found = _DAMAGED.fullmatch("".join(printed.split()))
    if not found:
        return ""
    letters, *numbers = found.groups()
    number, serial, version = (part.translate(_DIGITS) for part in numbers)
    return f"{letters.upper()}{number}-{serial}v{version}"


def check_header(fields: dict[str, Field], title: Piece | None, log: Log) -> None:
    """Note doubts about the header; take the name of a 職類 for the occupation's."""
    at = fields["code"].pieces[0].start
    if title is None:
        log.doubt(at, "no title, a line that ends in 職能基準")
    if not any(name in fields for name in _CLASSES):
        log.doubt(at, "no 職類別, 職業別 or 行業別 in the header")
    for name in _CLASSES:
        code = fields.get(f"{name}-code")
        if code and name not in fields:
            log.doubt(code.pieces[0].start, f"{LABELS[name]}: only the code {code.text} is printed")
    if "description" not in fields:
        log.doubt(at, "no 工作描述 in the header")
    _check_name(fields, at, log)
    _check_level(fields, at, log)


def _check_name(fields: dict[str, Field], at: int, log: Log) -> None:
    job = fields.pop("job", None)
    if job is None and "occupation" not in fields:
        log.doubt(at, "neither 職業 nor 職類 is filled in; the occupation has no name")
    elif job and "occupation" in fields:
        log.doubt(job.pieces[0].start, f"職類 {job.text} stands beside 職業; left out")
    elif job:
        log.doubt(job.pieces[0].start, f"named by 職類 {job.text}; read as the occupation")
        fields["occupation"] = job


def _check_level(fields: dict[str, Field], at: int, log: Log) -> None:
    """Keep the level only where it is one of the six."""
    field = fields.get("level")
    levels = levels_in(field.text) if field else []
    if field and len(levels) == 1:
        fields["level"] = Field(levels[0], field.pieces)
    elif field:
        del fields["level"]
        log.doubt(
            field.pieces[0].start, f"基準級別 {field.text} is not one level of 1 to 6; left out"
        )
    else:
        log.doubt(at, "no 基準級別 in the header")
