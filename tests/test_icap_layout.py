"""What changes the layout of a standard does not change what is read of it."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Literal

from aitalent_kg.importers.formats.icap import read_standard, to_graph
from aitalent_kg.importers.formats.icap.codes import CODE, half_width
from aitalent_kg.importers.formats.icap.columns import read_head

HERE = Path(__file__).parent
INVENTED = sorted((HERE / "icap").glob("*.txt"))
REAL = sorted((HERE.parent / "data" / "sources").glob("S*.txt"))
#: Texts whose rows may be shifted or cut anywhere and still leave one reading.
WHOLE = [*REAL, *(path for path in INVENTED if path.stem[:3] in {"ABC", "DEF"})]
Change = Callable[[list[str]], list[str]]


def said(text: str) -> set[tuple[str, str, str]]:
    """What a graph states, places in the text and blanks aside."""
    graph, _ = to_graph(text, read_standard(text))
    return {
        (str(s), str(p), "".join(o.split()) if isinstance(o, Literal) else str(o))
        for s, p, o in graph
        if "/quote/" not in f"{s}{o}"
    }


def rows_of(lines: list[str]) -> list[int]:
    """Indices of the rows of the task table."""
    heads = [i for i, line in enumerate(lines) if read_head(line.split("\t"))]
    end = next(i for i, line in enumerate(lines) if "態度" in line)
    return [i for i in range(heads[0], end) if "\t" in lines[i] and i not in heads]


def head_of(lines: list[str]) -> str:
    return next(line for line in lines if read_head(line.split("\t")))


def with_blanks_behind(lines: list[str]) -> list[str]:
    return [line + (" \t \t " if "\t" in line else "  ") for line in lines]


def with_windows_ends(lines: list[str]) -> list[str]:
    return [f"{line}\r" for line in lines]


def with_a_page_for_each_row(lines: list[str]) -> list[str]:
    rows = rows_of(lines)
    return [
        part
        for i, line in enumerate(lines)
        for part in (["", head_of(lines), line] if i in rows else [line])
    ]


def with_one_head_only(lines: list[str]) -> list[str]:
    first = lines.index(head_of(lines))
    return [line for i, line in enumerate(lines) if i <= first or not read_head(line.split("\t"))]


def without_heading_marks(lines: list[str]) -> list[str]:
    return [re.sub(r"^#+ *", "", line) for line in lines]


def with_round_list_marks(lines: list[str]) -> list[str]:
    return [re.sub(r"^(\s*)[-•] ", r"\1● ", line) for line in lines]


def with_blanks_behind_codes(lines: list[str]) -> list[str]:
    codes = re.compile(r"(?<!\S)([KS]\d\d+|[OP][\d.]+|T[\d.]+)(?=[\u4e00-\u9fff])")
    rows = rows_of(lines)
    return [codes.sub(r"\1 ", line) if i in rows else line for i, line in enumerate(lines)]


def with_full_width_codes(lines: list[str]) -> list[str]:
    rows = rows_of(lines)
    wide = {code: code + 0xFEE0 for code in range(0x2E, 0x7F)}
    return [
        CODE.sub(lambda code: code[0].translate(wide), line) if i in rows else line
        for i, line in enumerate(lines)
    ]


def shifted_right(lines: list[str], by: int) -> list[str]:
    rows = rows_of(lines)
    return ["\t" * by + line if i in rows else line for i, line in enumerate(lines)]


def shifted_left(lines: list[str]) -> list[str]:
    rows = rows_of(lines)
    return [line.removeprefix("\t") if i in rows else line for i, line in enumerate(lines)]


def cut_somewhere(lines: list[str], seed: int) -> list[str]:
    """One row is broken by a page, its cells where chance has it, but no code and no level."""
    chance = random.Random(seed)
    row = chance.choice(rows_of(lines))
    halves = [_cut(cell, chance) for cell in lines[row].split("\t")]
    above, below = ("\t".join(part) for part in zip(*halves, strict=True))
    return [*lines[:row], above, "", head_of(lines), below, *lines[row + 1 :]]


def _cut(cell: str, chance: random.Random) -> tuple[str, str]:
    inside = {i for m in CODE.finditer(half_width(cell)) for i in range(m.start(), m.end() + 1)}
    places = [
        i for i in range(1, len(cell)) if i not in inside and cell[:i].strip() and cell[i:].strip()
    ]
    is_level = len(cell.strip()) < 4
    place = (
        chance.choice(places) if places and not is_level and chance.random() < 0.7 else len(cell)
    )
    return cell[:place], cell[place:]


CHANGES: list[Change] = [
    with_blanks_behind,
    with_windows_ends,
    with_a_page_for_each_row,
    with_one_head_only,
    without_heading_marks,
    with_round_list_marks,
    with_blanks_behind_codes,
]


@pytest.mark.parametrize("path", [*REAL, *INVENTED], ids=lambda path: path.stem)
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_layout_is_no_content(path: Path, change: Change) -> None:
    text = path.read_text(encoding="utf-8")
    assert said("\n".join(change(text.split("\n")))) == said(text)


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    "change",
    [
        with_full_width_codes,
        lambda lines: shifted_right(lines, 1),
        lambda lines: shifted_right(lines, 2),
        shifted_left,
    ],
    ids=["full width", "right by one", "right by two", "left by one"],
)
def test_shifted_rows_say_the_same(path: Path, change: Change) -> None:
    text = path.read_text(encoding="utf-8")
    assert said("\n".join(change(text.split("\n")))) == said(text)


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
@pytest.mark.parametrize("seed", range(12))
def test_a_row_may_break_anywhere(path: Path, seed: int) -> None:
    text = path.read_text(encoding="utf-8")
    assert said("\n".join(cut_somewhere(text.split("\n"), seed))) == said(text)


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_lines_of_remarks_do_not_depend_on_line_ends(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    windows = text.replace("\n", "\r\n")
    assert read_standard(windows).remarks == read_standard(text).remarks
