"""`validate` and `audit`: is the graph well-formed, and does it rest on its sources?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from aitalent_kg.cli.output import language, outputs, print_json, print_rows
from aitalent_kg.cli.progress import steps


@click.command("validate")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@language
@outputs()
def validate_command(files: tuple[Path, ...], lang: str, format_: str, output: Path | None) -> None:
    """Check the graph, and RDF FILES of yours with it, against the SHACL shapes."""
    from aitalent_kg.graph import load

    graph = load(extra=files)
    with steps("shapes") as tell:
        report = graph.validate(lang, tell)
    if format_ == "json":
        print_json(report, output)
    elif report.findings:
        rows = [(f.focus, f.path, f.severity, f.message) for f in report.findings]
        print_rows(("focus", "path", "severity", "message"), rows, format_, output)
    else:
        click.echo("conforms: no findings")
    sys.exit(0 if report.conforms else 3)


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
