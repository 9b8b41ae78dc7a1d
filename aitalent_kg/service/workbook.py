"""A workbook of one sheet, made in memory: workers can write no file, as openpyxl does.

In: names of columns, rows of cells. Out: the bytes of an .xlsx file in which every text is text.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

from aitalent_kg.exports import excel_cell

__all__ = ["workbook"]

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
#: Parts of the package beside the sheet.
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Sheet" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}
#: The same rows give the same bytes.
_DATE = (1980, 1, 1, 0, 0, 0)


def workbook(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """An .xlsx file.

    Raises:
        BadValue: a text is longer than Excel allows in a cell, or holds what is no character.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in _PARTS.items():
            _add(package, name, text)
        _add(package, "xl/worksheets/sheet1.xml", "".join(_sheet([columns, *rows])))
    return stream.getvalue()


def _add(package: zipfile.ZipFile, name: str, text: str) -> None:
    part = zipfile.ZipInfo(name, _DATE)
    package.writestr(part, (_HEAD + text).encode(), zipfile.ZIP_DEFLATED)


def _sheet(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield f'<worksheet xmlns="{_MAIN}"><sheetData>'
    for row in rows:
        yield f"<row>{''.join(map(_cell, row))}</row>"
    yield "</sheetData></worksheet>"


def _cell(value: object) -> str:
    """A cell: numbers are numbers, truth is truth, all else is text whatever it begins with."""
    found = excel_cell(value)
    if isinstance(found, bool):
        return f'<c t="b"><v>{int(found)}</v></c>'
    if isinstance(found, int):
        return f"<c><v>{found}</v></c>"
    text = escape(found).replace("\r", "&#13;")
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
