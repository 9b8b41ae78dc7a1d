"""`validate` and `audit`: is the graph well-formed, and does it rest on its sources?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aitalent_kg.cli.output import language, outputs, print_json, print_rows
from aitalent_kg.cli.progress import steps
from aitalent_kg.cli.source import damage_told, with_store

if TYPE_CHECKING:
    from aitalent_kg.validate import Report

_WORDS = {
    "zh": {
        "columns": ("對象", "路徑", "嚴重程度", "說明"),
        "conforms": "符合：沒有發現",
        "listed": "共 {all} 項發現，列出 {listed} 項",
    },
    "en": {
        "columns": ("focus", "path", "severity", "message"),
        "conforms": "conforms: no findings",
        "listed": "{listed} of {all} findings listed",
    },
}


@click.command("validate")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--engine",
    type=click.Choice(["fast", "pyshacl"]),
    default="fast",
    help="pyshacl is slower by far and gives the same findings; fast uses it for what it lacks.",
)
@click.option("--jobs", type=click.IntRange(min=1), help="Processes to use; all for large graphs.")
@click.option(
    "--shapes",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Your own SHACL shapes (Turtle) instead of the project's; may be repeated.",
)
@with_store("Check the store")
@click.option(
    "--most",
    type=click.IntRange(min=1),
    help="List only so many findings of each constraint; totals follow.",
)
@language
@outputs()
def validate_command(
    files: tuple[Path, ...],
    engine: str,
    jobs: int | None,
    shapes: tuple[Path, ...],
    store: Path | None,
    most: int | None,
    lang: str,
    format_: str,
    output: Path | None,
) -> None:
    """Check the graph, and RDF FILES of yours with it, against the SHACL shapes."""
    from aitalent_kg.graph import load

    with damage_told(store):
        kg = load(extra=files, store=store)
        with steps("shapes") as tell:
            report = kg.validate(lang, tell, engine=engine, jobs=jobs, shapes=shapes or None)
    _print_report(report, most, lang, format_, output)
    sys.exit(0 if report.conforms else 3)


def _print_report(
    report: Report, most: int | None, lang: str, format_: str, output: Path | None
) -> None:
    """The findings, of each constraint the first `most`; on the other stream what was left out."""
    words = _WORDS[lang]
    findings = report.findings if most is None else report.listed(most)
    if format_ == "json":
        whole = {"conforms": report.conforms, "findings": findings, "totals": report.totals}
        print_json(whole | {"engine": report.engine, "remarks": report.remarks}, output)
    elif findings:
        rows = [(f.focus, f.path, f.severity, f.message) for f in findings]
        print_rows(words["columns"], rows, format_, output)
    else:
        click.echo(words["conforms"])
    for remark in report.remarks:
        click.echo(remark, err=True)
    if len(findings) < len(report.findings):
        for total in report.totals:
            click.echo(f"{total.count:>8}  {total.shape}", err=True)
        told = str(words["listed"]).format(listed=len(findings), all=len(report.findings))
        click.echo(told, err=True)


@click.command("audit")
@outputs()
def audit_command(format_: str, output: Path | None) -> None:
    """Re-check every quote and account for every character of the sources."""
    from aitalent_kg.audit import digest_failures
    from aitalent_kg.graph import load

    with steps("audit") as tell:
        outcome = load().audit(tell)
    failed = (*outcome.failed, *digest_failures())
    if format_ == "json":
        value = {"ok": not failed, "documents": outcome.documents}
        value |= {"quotes_checked": outcome.quotes_checked, "failed": failed}
        print_json(value, output)
    else:
        rows = [(d.source, d.chars, d.covered, d.furniture, d.left_over) for d in outcome.documents]
        columns = ("source", "chars", "covered", "furniture", "left_over")
        print_rows(columns, rows, format_, output)
        for failure in failed:
            click.echo(f"{failure.kind}: {failure.subject}: {failure.message}", err=True)
        summary = f"{outcome.quotes_checked} quotes, {outcome.literals_checked} literals checked"
        click.echo(f"{summary}, {len(failed)} failed", err=True)
    sys.exit(3 if failed else 0)
