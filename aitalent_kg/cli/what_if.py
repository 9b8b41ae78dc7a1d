"""`--what-if-reading`: what following a reading changes in the answer of any verb."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aitalent_kg.cli.output import FORMATS, print_json, print_rows
from aitalent_kg.names import ID, curie

if TYPE_CHECKING:
    from aitalent_kg.readings.difference import Difference, Row

__all__ = ["print_what_if"]

_HEADS = {
    "zh": {
        "differ": "採用 {names}：少 {gone} 列，多 {come} 列，變 {changed} 列，相同 {same} 列。",
        "same": "採用 {names}：結果不變（{same} 列）。",
        "change": "變動", "−": "少", "+": "多",
    },
    "en": {
        "differ": "following {names}: {gone} rows go, {come} come, {changed} change, {same} stay",
        "same": "following {names} changes nothing: {same} rows",
        "change": "change", "−": "removed", "+": "added",
    },
}  # fmt: skip
_READ = ("table", "markdown")  #: formats for a reader
#: Columns that a table for a reader leaves out; every other format has them.
_HIDDEN = ("iri", "quotes", "differences", "cost_sources", "cost_unstated")
_NAMES = ("label", "name", "text", "code", "quote")


def print_what_if(
    command: Callable[..., Any],
    graphs: Sequence[Callable[[], Any]],
    names: Sequence[str],
    options: Mapping[str, Any],
) -> None:
    """Print the rows that one of two graphs has alone: − without the reading, + with it.

    Args:
        command: the verb, all but its graph and options given.
        graphs: without and with the reading.
        names: the reading, or readings.
        options: the options of the verb.
    Raises:
        click.UsageError: an option asks for what is no row: another file, a set of mappings.
    """
    from aitalent_kg.readings.difference import difference

    _check(options)
    heads = _HEADS[options.get("lang", "zh")]
    before, after = (_answer(command, graph, options) for graph in graphs)
    found = difference(before, after)
    format_, output = options["format_"], options["output"]
    if format_ == "json":
        print_json(_as_json(found, names), output)
    elif found or output or format_ not in _READ:
        _print(found, heads, format_, output)
    words = heads["differ" if found else "same"].format(
        names="、".join(names) if heads is _HEADS["zh"] else ", ".join(names),
        gone=len(found.removed),
        come=len(found.added),
        changed=len(found.changed),
        same=found.same,
    )
    click.echo(words, err=True)


def _check(options: Mapping[str, Any]) -> None:
    """Refuse what could not show a difference, before the work is done."""
    if options.get("format_", "table") not in FORMATS:
        raise click.UsageError(
            f"--what-if-reading shows rows, not {options['format_']}; take one of: "
            + ", ".join(FORMATS)
        )
    for option in click.get_current_context().command.params:
        # files to write are declared as no directory; files to read are not
        writes = isinstance(option.type, click.Path) and not option.type.dir_okay
        if writes and option.name != "output" and options.get(option.name or ""):
            raise click.UsageError(
                f"--what-if-reading compares rows; leave out {option.opts[0]}, "
                "or follow a reading with --reading"
            )


def _answer(command: Callable[..., Any], graph: object, options: Mapping[str, Any]) -> Any:
    """What the verb prints as JSON."""
    printed = io.StringIO()
    if "format_" in options:
        with redirect_stdout(printed), redirect_stderr(io.StringIO()):
            command(graph=graph, **{**options, "format_": "json", "output": None})
    try:
        return json.loads(printed.getvalue())
    except json.JSONDecodeError:
        raise click.UsageError("--what-if-reading compares rows; this prints none") from None


def _as_json(found: Difference, names: Sequence[str]) -> dict[str, object]:
    return {
        "readings": names,
        "removed": found.removed,
        "added": found.added,
        "changed": found.changed,
        "same": found.same,
    }


def _print(found: Difference, heads: Mapping[str, str], format_: str, output: Path | None) -> None:
    from aitalent_kg.readings.difference import rows_of

    rows = list(_signed(found))
    # a file without rows has the heads of the answer
    shown = [row for _, row in rows] or rows_of(found.before)
    columns = dict.fromkeys(key for row in shown for key in row)
    signs = {"change": "±"}
    if format_ not in _READ:
        signs = dict(heads)  # a spreadsheet takes a cell that begins with + for a formula
    else:
        said = {key for row in shown for key, cell in row.items() if _says(cell)}
        columns = dict.fromkeys(key for key in columns if key in said and key not in _HIDDEN)
    cells = [
        [signs.get(sign, sign), *(_words(row.get(key)) for key in columns)] for sign, row in rows
    ]
    print_rows([signs["change"], *columns], cells, format_, output)


def _signed(found: Difference) -> Iterator[tuple[str, Row]]:
    """Each row with its sign; of a changed one both versions together."""
    yield from (("−", row) for row in found.removed)
    yield from (("+", row) for row in found.added)
    for change in found.changed:
        yield "−", change.before
        yield "+", change.after


def _says(cell: object) -> bool:
    """Whether a cell tells a reader something; the IRI of a thing stands beside its name."""
    return bool(_words(cell)) and not str(cell).startswith(ID)


def _words(cell: object) -> str:
    """A cell in words: of a thing its name, of a list each, of an IRI the short form."""
    if isinstance(cell, dict):
        if "from_label" in cell:
            return f"{cell['from_label']} → {cell['to_label']}"
        named = next((cell[key] for key in _NAMES if cell.get(key)), None)
        if named is None:
            return "; ".join(f"{key} {_words(value)}" for key, value in cell.items())
        return _words(named)
    if isinstance(cell, list):
        return "; ".join(dict.fromkeys(filter(None, map(_words, cell))))
    return "" if cell is None else curie(str(cell))
