"""Rows to text and files: CSV, JSON, Markdown, HTML, Excel. What comes out is safe to open.

In: names of columns, rows of cells. No graph here.
"""

from __future__ import annotations

import html as markup
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from aitalent_kg.errors import AitalentError, BadValue
from aitalent_kg.files import write_text, written_whole

__all__ = [
    "csv_text",
    "html",
    "json_text",
    "markdown",
    "markdown_text",
    "optional",
    "saved",
    "shown",
    "workbook",
    "write_sheets",
    "write_xlsx",
]

#: What makes a spreadsheet read a cell as a formula, in half and full width; and the guard itself.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
#: What makes a field of CSV need quotes, whichever the delimiter.
_QUOTED = re.compile('[",;\n\r\t]')
#: Rows that a notebook shows; the rest is counted.
_SHOWN_ROWS = 100
_EXCEL_CELL = 32_767
#: From so many digits on, Excel rounds.
_EXCEL_NUMBER = 10**15
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")
#: Control characters, and an underscore that would read as the escape of one.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATION = f'<Relationship Id="rId{{0}}" Type="{_OFFICE}/{{1}}" Target="{{2}}"/>'
_OVERRIDE = f'<Override PartName="/xl/{{0}}.xml" ContentType="{_TYPE}.{{1}}+xml"/>'
#: The same rows give the same bytes.
_DATE = (1980, 1, 1, 0, 0, 0)


def shown(cell: object) -> object:
    """A cell as a file shows it: quotes as lines of 「text」 file:line, nothing as None."""
    if isinstance(cell, tuple):
        return "\n".join(map(str, cell))
    return str(cell) if isinstance(cell, Decimal) else cell


def csv_text(
    columns: Sequence[object], rows: Iterable[Sequence[object]], delimiter: str = ","
) -> str:
    r"""Rows as CSV for spreadsheets.

    A text that a spreadsheet would take for a formula gets an apostrophe in front, and so does
    one that begins with an apostrophe: taking one apostrophe away gives the text back. Numbers
    stay numbers. JSON has every text as it is.

    >>> csv_text(["a", "b"], [["=1+1", -1]])
    "a,b\n'=1+1,-1\n"
    """
    lines = ([_guarded(cell) for cell in row] for row in (columns, *rows))
    return "".join(delimiter.join(_field(c, delimiter) for c in line) + "\n" for line in lines)


def json_text(value: object, indent: int | None = 2) -> str:
    """Any result as JSON: dataclasses become objects, tuples arrays, decimals numbers as text."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=_as_json)


def markdown(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as a Markdown table, the marks of Markdown and HTML escaped."""
    head, *body = ("| " + " | ".join(map(markdown_text, line)) + " |" for line in (columns, *rows))
    return "\n".join([head, "|" + " --- |" * len(columns), *body]) + "\n"


def markdown_text(cell: object) -> str:
    """A cell with the marks of Markdown and HTML escaped; a new line is `<br>`."""
    text = markup.escape(_text(cell), quote=False)
    for mark in "\\|*_`[]":
        text = text.replace(mark, "\\" + mark)
    return "<br>".join(text.splitlines())


def html(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Rows as an HTML table; every text is escaped, and links lead only to the web."""
    head = "".join(f"<th>{markup.escape(name)}</th>" for name in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{_html_cell(cell)}</td>" for cell in row) + "</tr>\n"
        for row in rows[:_SHOWN_ROWS]
    )
    more = f", the first {_SHOWN_ROWS} shown" if len(rows) > _SHOWN_ROWS else ""
    return (
        f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n"
        f"<p>{len(rows)} rows{more}</p>"
    )


def write_xlsx(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A `workbook` as a file; nothing is written where there can be none."""
    book = workbook(columns, rows)
    with written_whole(path) as temporary:
        temporary.write_bytes(book)


def workbook(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """An .xlsx file of one sheet, in which every text is text, whatever it begins with.

    It is made in memory: a worker of the server can write no file, as openpyxl does.

    Raises:
        BadValue: a text is longer than Excel allows in a cell, or holds what is no character.
    """
    stream = io.BytesIO()
    write_sheets(stream, {"Sheet": (columns, rows)})
    return stream.getvalue()


def write_sheets(
    stream: IO[bytes], sheets: Mapping[str, tuple[Sequence[str], Iterable[Sequence[object]]]]
) -> None:
    """Write a workbook as its rows come; see `workbook`.

    Args:
        sheets: name -> columns and rows; names are such as Excel takes.
    """
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in _parts(list(sheets)):
            package.writestr(_part(name), _HEAD + text)
        for number, (columns, rows) in enumerate(sheets.values(), start=1):
            part = _part(f"xl/worksheets/sheet{number}.xml")
            with package.open(part, "w") as sheet:
                for text in _sheet(columns, rows):
                    sheet.write(text.encode())


def _parts(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The parts of the package beside the sheets."""
    from xml.sax.saxutils import quoteattr  # brings modules of the web, which few answers need

    numbers = range(1, len(names) + 1)
    kinds = [("workbook", "sheet.main"), *((f"worksheets/sheet{n}", "worksheet") for n in numbers)]
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(_OVERRIDE.format(*kind) for kind in kinds)
        + "</Types>",
    )
    yield "_rels/.rels", _relations([(1, "officeDocument", "xl/workbook.xml")])
    shown = (
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, name in zip(numbers, names, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{"".join(shown)}</sheets>'
        "</workbook>",
    )
    leads = [(n, "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations(leads)


def _relations(found: Iterable[tuple[int, str, str]]) -> str:
    every = "".join(_RELATION.format(*relation) for relation in found)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{every}</Relationships>'


def _part(name: str) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, _DATE)
    part.compress_type = zipfile.ZIP_DEFLATED
    return part


def _sheet(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>'
    yield _row(columns)
    yield from map(_row, rows)
    yield "</sheetData></worksheet>"


def _row(cells: Sequence[object]) -> str:
    return f"<row>{''.join(map(_cell, cells))}</row>"


def _cell(value: object) -> str:
    """A cell: numbers are numbers, truth is truth, all else is text whatever it begins with."""
    found = shown(value)
    if isinstance(found, bool):
        return f'<c t="b"><v>{int(found)}</v></c>'
    if isinstance(found, int) and abs(found) < _EXCEL_NUMBER:
        return f"<c><v>{found}</v></c>"
    text = markup.escape(_excel_text(found), quote=False)
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>' if text else "<c/>"


def _excel_text(value: object) -> str:
    """A text as a workbook holds it: what XML cannot hold becomes `_x001B_`, as Excel does it.

    Raises:
        BadValue: it is too long for a cell, or holds what is no character.
    """
    text = "" if value is None else str(value)
    if _NO_CHARACTER.search(text):
        raise BadValue(value, "holds what is no Unicode character")
    text = _NOT_IN_XML.sub(lambda match: f"_x{ord(match[0][0]):04X}_{match[0][1:]}", text)
    if len(text.encode("utf-16-le")) > 2 * _EXCEL_CELL:
        raise BadValue(value, f"longer than the {_EXCEL_CELL} characters of an Excel cell")
    return text


def saved(text: str, path: Path | str | None, bom: bool = False) -> str:
    """The text, also written to a file where one is given; Excel knows UTF-8 by its mark."""
    if path is not None:
        write_text(Path(path), "\ufeff" + text if bom else text)
    return text


#: Package -> the extra that brings it, where it is not called the same.
_EXTRAS = {
    "duckdb": "scale",
    "httptools": "server",
    "ibis": "scale",
    "matplotlib": "plot",
    "numpy": "compare",
    "openpyxl": "excel",
    "pyarrow": "scale",
    "scipy": "compare",
    "starlette": "server",
    "uvicorn": "server",
}


def optional(package: str) -> Any:
    """A package of an extra.

    Raises:
        AitalentError: it is not installed; the extra is named.
    """
    first = package.partition(".")[0]
    extra = _EXTRAS.get(first, first)
    try:
        return import_module(package)
    except ImportError:
        raise AitalentError(f"this needs {package}: pip install 'aitalent-kg[{extra}]'") from None


def _guarded(cell: object) -> object:
    """What a spreadsheet shows as it is; numbers are no formulas, whatever their sign."""
    if isinstance(cell, int | Decimal):
        return cell
    text = shown(cell)
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text


def _field(cell: object, delimiter: str) -> str:
    """A field of RFC 4180; the csv module leaves a lone return unquoted and cannot read it back."""
    text = "" if cell is None else str(cell)
    if _QUOTED.search(text) or delimiter in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def _as_json(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _text(cell: object) -> str:
    return "" if (given := shown(cell)) is None else str(given)


def _html_cell(cell: object) -> str:
    text = markup.escape(_text(cell)).replace("\n", "<br>")
    if isinstance(cell, str) and cell.startswith(("https://", "http://")):
        return f'<a href="{text}" rel="noopener noreferrer">{text}</a>'
    return text
