"""The import of one iCAP standard from its text, with a report in the lines of compilers."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from aitalent_kg.importers.formats.icap import Imported

__all__ = ["one_text"]


def one_text(path: Path, corrections: Path | None, output: Path | None, report: str) -> None:
    """Import the text of one standard, write it, and report."""
    from aitalent_kg.files import write_text
    from aitalent_kg.importers.formats.icap import read_icap
    from aitalent_kg.turtle import normal_form

    imported = read_icap(path, corrections)
    text = normal_form(imported.graph)
    if output:
        write_text(output, text)
    else:
        click.echo(text, nl=False)
    if report == "json":
        click.echo(_as_json(path, imported), err=output is None)
    else:
        click.echo(_as_text(path, imported), err=True)


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
