"""Read a whole standard: title, version table, header fields, task table, attitudes, notes."""

from __future__ import annotations

from collections.abc import Sequence

from aitalent_kg.errors import UnreadableFile
from aitalent_kg.importers.formats.icap.attitudes import name_and_definition, read_attitudes
from aitalent_kg.importers.formats.icap.clean import clean
from aitalent_kg.importers.formats.icap.codes import owner_of, plain
from aitalent_kg.importers.formats.icap.header import LABELS, check_header, read_header, read_title
from aitalent_kg.importers.formats.icap.lists import read_lists
from aitalent_kg.importers.formats.icap.model import Log, Piece, Standard, lines_of
from aitalent_kg.importers.formats.icap.notes import notes_start, read_notes
from aitalent_kg.importers.formats.icap.sections import sections_of
from aitalent_kg.importers.formats.icap.source import Source
from aitalent_kg.importers.formats.icap.table import read_table, table_start
from aitalent_kg.importers.formats.icap.versions import read_versions

__all__ = ["read_standard"]


def read_standard(text: str | Source, name: str = "text") -> Standard:
    """Read one standard from its text.

    Args:
        text: the whole text, tab-separated where it has tables; it is cleaned first.
        name: what to call the text in an error, for example its path.

    Raises:
        UnreadableFile: no code of a standard, or no task, can be found.
    """
    source = clean(text) if isinstance(text, str) else text
    log, lines = Log(source, [*source.remarks]), lines_of(source.text)
    table_at = table_start(lines)
    fields = read_header(lines[:table_at], log)
    if "code" not in fields:
        raise _no_code(lines, name)
    attitudes_end, notes_at = notes_start(lines, table_at)
    sections = sections_of(lines, table_at, attitudes_end)
    code, title = fields["code"].text, read_title(lines[:table_at], fields, log)
    names = [code, *([plain(title.raw)] if title else [])]
    table = read_table(sections.table, log, names)
    tasks = table.tasks.in_order()
    if not tasks:
        raise _no_task(lines, table_at, name)
    check_header(fields, title, log)
    standard = Standard(
        code=code,
        title=title,
        fields=fields,
        versions=read_versions(lines[:table_at], code, log),
        duties=table.duties,
        tasks=tasks,
        outputs=table.outputs,
        indicators=table.indicators,
        listed=read_lists(sections.items, log, names),
        attitudes=read_attitudes(sections.attitudes, log, names),
        notes=read_notes(lines[notes_at:], log, names),
        remarks=log.remarks,
    )
    _check_tasks(standard, log)
    _check_lists(standard, log)
    _check_rest(standard, lines, log)
    if attitudes_end == notes_at:
        log.doubt(_end(lines, notes_at), "no heading 說明與補充事項 before the closing notes")
    standard.remarks.sort(key=lambda remark: remark.line)
    return standard


def _no_code(lines: Sequence[Piece], name: str) -> UnreadableFile:
    """Tell a row with a wrong code from a text without one."""
    label = LABELS["code"]
    for number, line in enumerate(lines, 1):
        if plain(line.raw).startswith(label):
            problem = f"{label} needs a code like SMS2512-002v1, a tab behind its label; correct it"
            return UnreadableFile(name, problem, number)
    problem = f"no row {label} with a code like SMS2512-002v1; give the text of an iCAP standard"
    return UnreadableFile(name, problem)


def _no_task(lines: Sequence[Piece], table_at: int, name: str) -> UnreadableFile:
    if table_at < len(lines):
        problem = "no task code like T1.1 in the table; put the cells of its rows apart by tabs"
        return UnreadableFile(name, problem, table_at + 1)
    return UnreadableFile(name, "no table of tasks; put the cells of its rows apart by tabs")


def _check_tasks(standard: Standard, log: Log) -> None:
    """Note what the form calls for and a task does not have."""
    duties = {entry.code for entry in standard.duties}
    for task in standard.tasks:
        code = task.entry.code
        for what, there in (
            ("level", task.levels),
            ("knowledge (K)", task.knowledge),
            ("skills (S)", task.skills),
            (f"duty {owner_of(code)}", owner_of(code) in duties),
        ):
            if not there:
                log.doubt(task.entry.start, f"{code}: no {what} in the text; recorded as a gap")


def _check_lists(standard: Standard, log: Log) -> None:
    """Note where a list of items and the table do not fit."""
    asked: dict[str, int] = {}
    for task in standard.tasks:
        for entry in (*task.knowledge, *task.skills):
            asked.setdefault(entry.code, entry.start)
    listed = {entry.code: entry.start for entry in standard.listed}
    kinds = {code[0] for code in listed}
    for code, at in asked.items():
        if code not in listed and code[0] in kinds:
            log.doubt(at, f"{code} is not in the list of items")
    for code, at in listed.items():
        if code not in asked:
            log.doubt(at, f"{code} is listed, and no task asks for it")


def _check_rest(standard: Standard, lines: Sequence[Piece], log: Log) -> None:
    """Note what the form calls for and the text behind the table does not give."""
    if not standard.attitudes:
        log.doubt(_end(lines, len(lines)), "no attitudes (A) in the text")
    for entry in standard.attitudes:
        name, definition = name_and_definition(entry)
        if not definition:
            log.doubt(entry.start, f"{entry.code} {name}: no definition behind a colon")


def _end(lines: Sequence[Piece], index: int) -> int:
    """Offset of a line, or of the last with words."""
    if index < len(lines):
        return lines[index].start
    return max(line.start for line in lines if line.raw.strip())
