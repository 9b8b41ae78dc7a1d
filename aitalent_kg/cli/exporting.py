"""`export`: the graph, or a part of it, as a file of another format."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aitalent_kg.cli.output import language
from aitalent_kg.cli.source import Graph, source

if TYPE_CHECKING:
    from aitalent_kg.exporters.report import ExportReport

__all__ = ["export_command"]

_NETWORKS = ("careers", "requirements", "all")
_WORDS = {
    "zh": {
        "written": "{path}：{format}，{statements} 項陳述，{files} 個檔案",
        "counts": "寫出：",
        "lost": "此格式無法保留：",
        "nothing": "沒有遺漏",
        "more": "…另有 {number} 種；--report json 列出全部",
    },
    "en": {
        "written": "{path}: {format}, {statements} statements, files: {files}",
        "counts": "written:",
        "lost": "what the format does not carry:",
        "nothing": "nothing is lost",
        "more": "… and {number} kinds more; --report json has all",
    },
}
#: So many classes are told by name.
_FEW = 8
#: And so many losses, the largest first.
_LOSSES = 12


@click.command("export")
@click.argument("format_", metavar="FORMAT", required=False)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file, - for stdout, or the folder for csv and parquet; left out, a file named"
    " aitalent-kg in this folder.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="NAME",
    help="A framework, role or other thing, with what belongs to it; repeatable.",
)
@click.option(
    "--graph",
    "graphs",
    multiple=True,
    metavar="STEM",
    help="Only what this graph says, for example a document or user/NAME; repeatable.",
)
@click.option(
    "--network",
    type=click.Choice(_NETWORKS),
    default="careers",
    show_default=True,
    help="For graphml, gexf, cytoscape and dot: which links.",
)
@click.option("--report", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--formats", "listing", is_flag=True, help="List the formats, and end.")
@source
@language
def export_command(
    format_: str | None,
    output: Path | None,
    only: tuple[str, ...],
    graphs: tuple[str, ...],
    network: str,
    report: str,
    listing: bool,
    graph: Graph,
    lang: str,
) -> None:
    """Write the graph, or a part of it, in FORMAT, and say what FORMAT cannot carry.

    \b
    RDF:       turtle trig nquads ntriples jsonld rdfxml
    networks:  graphml gexf cytoscape dot
    tables:    csv parquet xlsx sqlite duckdb
    others:    sssom case ctdl-asn schema-org rsd rsd-csv

    The file is written whole or not at all. What was written and lost is told on stderr; with
    --report json as JSON on stdout.
    """  # noqa: D301 - click takes the character, not a backslash and a letter
    if listing:
        _list()
        return
    if click.get_current_context().params.get("what_if"):
        raise click.UsageError("export writes files, no rows to compare; take --reading")
    if format_ is None:
        raise click.UsageError("give a FORMAT; --formats lists them")
    from aitalent_kg.cli.progress import steps
    from aitalent_kg.exporters.formats import format_of
    from aitalent_kg.exporters.run import export

    chosen = format_of(format_)
    target = output or Path(f"aitalent-kg{chosen.ending or '-' + format_}")
    with _written(target, chosen.folder, report) as path:
        kg = graph()
        with steps("export") as tell:
            done = export(kg.statements, format_, path, only, graphs, network, lang, tell)
    _tell(
        replace(done, path=target, files=done.files if path == target else (target,)), report, lang
    )


@contextmanager
def _written(target: Path, folder: bool, report: str) -> Iterator[Path]:
    """Where to write; "-" is a file that goes to stdout in the end."""
    if str(target) != "-":
        yield target
        return
    if folder or report == "json":
        what = "this format is a folder" if folder else "--report json is for stdout too"
        raise click.UsageError(f"{what}; give a path with --output")
    with tempfile.TemporaryDirectory(prefix="aitalent-kg-") as name:
        yield Path(name) / "export"
        with (Path(name) / "export").open("rb") as stream:
            shutil.copyfileobj(stream, sys.stdout.buffer)


def _list() -> None:
    from aitalent_kg.exporters.formats import FORMATS

    width = max(map(len, FORMATS))
    for name, about in FORMATS.items():
        click.echo(f"{name:{width}}  {about}")


def _tell(done: ExportReport, report: str, lang: str) -> None:
    if report == "json":
        from aitalent_kg.cli.output import print_json

        print_json(_as_json(done))
        return
    words = _WORDS[lang]
    click.echo(words["written"].format(**_facts(done)), err=True)
    shown = list(done.counts.items())
    more = [f"… (+{len(shown) - _FEW})"] if len(shown) > _FEW else []
    counts = [f"{name} {number}" for name, number in shown[:_FEW]]
    click.echo(f"  {words['counts']} {', '.join(counts + more)}", err=True)
    click.echo(f"  {words['lost'] if done.lost else words['nothing']}", err=True)
    most = sorted(done.lost.items(), key=lambda pair: -pair[1].count)
    for what, loss in most[:_LOSSES]:
        click.echo(f"    {what} ({loss.count}): {loss.sentence}", err=True)
    if len(most) > _LOSSES:
        click.echo(f"    {words['more'].format(number=len(most) - _LOSSES)}", err=True)


def _facts(done: ExportReport) -> dict[str, Any]:
    return {
        "path": done.path,
        "format": done.format,
        "statements": done.statements,
        "files": len(done.files),
    }


def _as_json(done: ExportReport) -> dict[str, Any]:
    lost = {what: {"count": x.count, "sentence": x.sentence} for what, x in done.lost.items()}
    files = [str(path) for path in done.files]
    facts = _facts(done) | {"path": str(done.path), "files": files}
    return {**facts, "counts": done.counts, "lost": lost}
