"""Sheets of Excel workbooks as lines of cells; what may be hostile is refused before it is parsed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from aitalent_kg.errors import UnreadableFile
from aitalent_kg.exports import optional
from aitalent_kg.importers.bundle import Bundle, Entry, one_line

__all__ = ["Lines", "workbook"]

#: The lines of a sheet, each with its number, from 1, and its cells.
Lines = Iterator[tuple[int, Sequence[str]]]

#: Cells, unpacked bytes and parts of a workbook.
_MOST_CELLS, _LARGEST_BOOK, _MOST_PARTS = 50_000_000, 256 * 1024**2, 10_000
#: Rows that Excel itself can have; a file may name any number, and openpyxl counts up to it.
_LAST_ROW = 1_048_576
_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY")
#: Parts of a workbook that no XML parser reads; a Mac's printer settings have a DOCTYPE.
_NO_XML = re.compile(
    r"xl/(printerSettings|media|embeddings)/|.*\.(bin|png|jpe?g|gif|emf|wmf)$", re.I
)


@contextmanager
def workbook(bundle: Bundle, entry: Entry) -> Iterator[dict[str, Callable[[], Lines]]]:
    """The sheets of a workbook by name; each gives its lines when it is called, while it is open.

    Raises:
        UnreadableFile: no workbook, too large, or with a DOCTYPE in it. A cell with a formula is
            refused when it is read, for its value is not in the file's words.
        AitalentError: openpyxl is not installed.
    """
    openpyxl = optional("openpyxl")
    data = bundle.bytes(entry, _LARGEST_BOOK)
    _check_workbook(entry, data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    except Exception as error:  # openpyxl raises what its parsers raise
        raise UnreadableFile(entry.where, f"no Excel workbook ({one_line(error)})") from error
    try:
        yield {sheet.title: partial(_lines, entry, sheet) for sheet in book.worksheets}
    finally:
        book.close()


def _lines(entry: Entry, worksheet: Any) -> Lines:
    worksheet.reset_dimensions()  # what a file says of its size need not be so
    where, width, total = f"{entry.where}[{worksheet.title}]", 0, 0
    for number, cells in enumerate(_parsed(where, worksheet.iter_rows()), start=1):
        total += len(cells)
        if total > _MOST_CELLS:
            raise UnreadableFile(where, f"has more than {_MOST_CELLS} cells; split it", number)
        if number > _LAST_ROW:
            raise UnreadableFile(where, f"has a row beyond {_LAST_ROW}, Excel's last; broken?")
        if any(cell.data_type == "f" for cell in cells):
            raise UnreadableFile(where, "holds a formula; save the values instead", number)
        found = [_as_text(cell.value) for cell in cells]
        while found and not found[-1]:
            found.pop()
        width = width or len(found)
        yield number, found + [""] * (width - len(found))


def _parsed(where: str, rows: Iterator[Any]) -> Iterator[Any]:
    """The rows; what openpyxl's parsers raise on a broken sheet becomes an error that names it."""
    number = 0
    while True:
        try:
            number, cells = number + 1, next(rows)
        except StopIteration:
            return
        except Exception as error:
            raise UnreadableFile(where, f"broken or cut off ({one_line(error)})", number) from error
        yield cells


def _as_text(value: object) -> str:
    """A cell as its reader sees it; whole numbers without a fraction."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _check_workbook(entry: Entry, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
            size = sum(info.file_size for info in infos)
            if size > min(2 * _LARGEST_BOOK, 500 * max(len(data), 20_000)):
                raise UnreadableFile(entry.where, f"would be {size} bytes unpacked; a zip bomb?")
            if len(infos) > _MOST_PARTS:
                raise UnreadableFile(entry.where, f"has {len(infos)} parts; no Excel workbook")
            for info in (i for i in infos if not _NO_XML.match(i.filename)):
                with package.open(info) as part:
                    _check_part(entry, info.filename, part)
    except UnreadableFile:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
        raise UnreadableFile(
            entry.where, f"no Excel workbook, or cut off ({one_line(error)})"
        ) from error


def _check_part(entry: Entry, name: str, part: Any) -> None:
    """Refuse XML that declares entities, or hides in another encoding that it does."""
    tail = b""
    for number, piece in enumerate(iter(lambda: part.read(1 << 20), b"")):
        if number == 0 and piece.startswith((b"\xff\xfe", b"\xfe\xff", b"\0", b"<\0")):
            raise UnreadableFile(entry.where, f"{name} is not UTF-8")
        if _DOCTYPE.search(tail + piece):
            raise UnreadableFile(entry.where, f"{name} declares a DOCTYPE; take it out")
        tail = piece[-16:]
