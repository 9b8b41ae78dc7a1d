"""Read what stands above the task table: the title and the header fields."""

from __future__ import annotations

from collections.abc import Sequence

from aitalent_kg.importers.formats.icap.codes import STANDARD_CODE, half_width, levels_in, plain
from aitalent_kg.importers.formats.icap.model import Field, Log, Piece, trimmed
from aitalent_kg.text import tidy

__all__ = ["LABELS", "read_header", "read_title"]

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
_CODES = {name for name in LABELS if name.endswith("code")}
_CLASSES = ("job-category", "occupation-class", "industry")


def read_title(lines: Sequence[Piece]) -> Piece | None:
    """The first line of words that ends in 職能基準, without heading marks."""
    for line in lines:
        words = plain(line.raw)
        if "\t" not in line.raw and words.endswith("職能基準") and words != "職能基準":
            marks = len(line.raw) - len(line.raw.lstrip("# "))
            start = line.start + marks
            raw = line.raw[marks:].rstrip()
            return Piece(start, start + len(raw), raw)
    return None


def read_header(lines: Sequence[Piece], log: Log) -> dict[str, Field]:
    """The fields; each with the rows that print it, from the first word to the last."""
    found: dict[str, Field] = {}
    open_field: Field | None = None
    for line in lines:
        piece = trimmed(log.text, line.start, line.end)
        cells = line.raw.split("\t")
        fields = _fields_of(cells)
        if piece is None:
            open_field = None
        elif any(plain(cell) in LABELS.values() for cell in cells):
            for name, value in fields.items():
                found.setdefault(name, Field(value, [piece]))
            open_field = found.get("description") if "description" in fields else None
        elif open_field:
            open_field.pieces.append(piece)
            open_field.text += tidy(piece.raw).text
            log.repair(piece.start, f"{piece.raw!r} joined to the description across a break")
    return found


def _fields_of(cells: list[str]) -> dict[str, str]:
    """The fields that a row of the header fills."""
    names = [plain(cell) for cell in cells]
    found = {}
    for name, label in LABELS.items():
        if label not in names:
            continue
        value = next((cell.strip() for cell in cells[names.index(label) + 1 :] if cell.strip()), "")
        if name in _CODES:
            value = half_width(value)
        right = bool(STANDARD_CODE.fullmatch(value)) if name == "code" else bool(value)
        if right and plain(value) not in LABELS.values():
            found[name] = tidy(value).text
    return found


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
