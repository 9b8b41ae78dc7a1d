"""`import`: read another format into Turtle."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aitalent_kg.errors import AitalentError

if TYPE_CHECKING:
    from aitalent_kg.importers.formats.icap import Imported


@click.group("import")
def import_command() -> None:
    """Read another format, report repairs and doubts, and write Turtle."""


@import_command.command("icap")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--corrections", type=click.Path(path_type=Path), help="TOML file with decisions.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write the Turtle; stdout when left out.",
)
@click.option("--report", type=click.Choice(["text", "json"]), default="text", show_default=True)
def icap_command(path: Path, corrections: Path | None, output: Path | None, report: str) -> None:
    """Read an iCAP competency standard from the text of its PDF.

    The Turtle goes to --output or to stdout. The report of repairs and doubts goes to stderr; as
    JSON it goes to stdout where --output leaves that free.
    """
    from aitalent_kg.files import write_text
    from aitalent_kg.importers.formats.icap import import_icap
    from aitalent_kg.turtle import normal_form

    _check_output(output, path, corrections)
    imported = import_icap(path, corrections)
    text = normal_form(imported.graph)
    if output:
        write_text(output, text)
    else:
        click.echo(text, nl=False)
    if report == "json":
        click.echo(_as_json(path, imported), err=output is None)
    else:
        click.echo(_as_text(path, imported), err=True)


def _check_output(output: Path | None, *inputs: Path | None) -> None:
    """Refuse a file that cannot be written, or that an input would be lost in."""
    if output is None:
        return
    if not output.parent.is_dir():
        raise AitalentError(f"{output}: there is no folder {output.parent}; make it first")
    if output.resolve() in {path.resolve() for path in inputs if path}:
        raise AitalentError(f"{output} is an input; give another file to write to")


def _as_json(path: Path, imported: Imported) -> str:
    report = {
        "code": imported.code,
        "source": str(path),
        "repairs": imported.repairs,
        "doubts": imported.doubts,
        "remarks": [asdict(remark) for remark in imported.remarks],
    }
    return json.dumps(report, ensure_ascii=False, indent=2)


def _as_text(path: Path, imported: Imported) -> str:
    lines = [f"{path}:{r.line}: {r.kind}: {r.message}" for r in imported.remarks]
    return "\n".join(
        [*lines, f"{imported.code}: {imported.repairs} repairs, {imported.doubts} doubts"]
    )
