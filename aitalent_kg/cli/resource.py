"""`show`, `evidence` and `conflicts`: one resource, its quotes, what the documents differ in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aitalent_kg.cli.disagreements import (
    beside_lines,
    conflict_lines,
    conflict_rows,
    print_findings,
)
from aitalent_kg.cli.output import language, outputs, print_json, print_rows, print_text
from aitalent_kg.cli.source import Graph, source

if TYPE_CHECKING:
    from aitalent_kg.describe import Description
    from aitalent_kg.lookup import Ref

_HEADS = {
    "zh": {
        "kind": "類別", "notation": "代碼", "level": "級別", "names": "其他名稱",
        "documents": "文件", "part_of": "屬於", "parts": "包含", "members": "項目數", "rules": "認列規則", "requires": "要求",
        "required_by": "被要求於", "leads_to": "可轉往", "reached_from": "可由此轉入", "gaps": "來源缺漏", "notes": "編者註", "differences": "文件歧異",
        "quotes": "則引文；查看： ",
    },
    "en": {
        "kind": "kind", "notation": "code", "level": "level", "names": "other names",
        "documents": "documents", "part_of": "part of", "parts": "parts", "members": "concepts", "rules": "rules",
        "requires": "requires",
        "required_by": "required by", "leads_to": "leads to", "reached_from": "reached from",
        "gaps": "not in the source", "notes": "notes",
        "differences": "differences", "quotes": " quotes; see them with: ",
    },
}  # fmt: skip


@click.command("show")
@click.argument("name")
@source
@language
@outputs("table", "json")
def show_command(name: str, graph: Graph, lang: str, format_: str, output: Path | None) -> None:
    """Show what the graph says of NAME: a code, a path, an IRI or a label."""
    found = graph().show(name, lang)
    if format_ == "json" or output:
        print_json(found, output)
    else:
        click.echo("\n".join(description_lines(found, lang)))


@click.command("evidence")
@click.argument("name")
@source
@outputs()
def evidence_command(name: str, graph: Graph, format_: str, output: Path | None) -> None:
    """Show the quotes that what is said of NAME rests on."""
    quotes = graph().evidence(name)
    if format_ == "json":
        print_json(quotes, output)
        return
    rows = [(f"{q.source}:{q.line}", q.start, q.end, q.quote) for q in quotes]
    print_rows(("place", "start", "end", "quote"), rows, format_, output)


@click.command("conflicts")
@click.argument("topic", required=False)
@click.option("--document", help="Only those that quote this document.")
@click.option("--kind", help="contradiction, difference, granularity, ambiguity, trap or damage.")
@click.option("--beside", is_flag=True, help="Show the readings in columns, side by side.")
@click.option("--detect", "found_by", is_flag=True, help="Look for disagreements in the structure.")
@source
@language
@outputs()
def conflicts_command(
    topic: str | None,
    document: str | None,
    kind: str | None,
    beside: bool,
    found_by: bool,
    graph: Graph,
    lang: str,
    format_: str,
    output: Path | None,
) -> None:
    """Show where documents differ; TOPIC is an id such as X-02, or words of the topic.

    A reading with an id in brackets can be followed by any verb: --reading X-02:2. With --detect,
    TOPIC keeps what is found about things whose code, or recorded difference, holds these words.
    """
    if found_by:
        if document or kind or beside:
            raise click.UsageError("--detect goes with TOPIC only")
        print_findings(graph().statements, topic, lang, format_, output)
        return
    found = graph().conflicts(topic, document, kind, lang)
    if beside or (format_ == "table" and not output):
        lines = beside_lines if beside else conflict_lines
        text = "".join("\n".join(lines(conflict)) + "\n\n" for conflict in found)
        print_text(text.removesuffix("\n"), output) if text else None
    elif format_ in ("json", "table"):
        from aitalent_kg.service.as_json import conflict_json

        print_json([conflict_json(conflict) for conflict in found], output)
    else:
        print_rows(*conflict_rows(found, lang), format_, output)
    click.echo(f"differences: {len(found)}", err=True)


def description_lines(found: Description, lang: str) -> Iterator[str]:
    """A description in words."""
    heads = _HEADS[lang]
    names = [found.label_zh, found.label_en]
    first, second = names if lang == "zh" else reversed(names)
    yield f"{found.code}  {first}" + (f"  /  {second}" if second != first else "")
    for head, values in (
        ("kind", [found.kind]),
        ("notation", found.notation),
        ("level", [found.level] if found.level else []),
        ("names", found.other_names),
        ("documents", found.documents),
        ("gaps", found.gaps),
        ("members", [f"{kind} {number}" for kind, number in found.members.items()]),
    ):
        if values:
            yield f"  {heads[head]}: {', '.join(values)}"
    for name, text in found.facts:
        yield f"  {name}: {text}"
    for name, target in found.links:
        yield f"  {name}: {target.label} ({target.code})"
    for head, refs in (
        ("part_of", found.part_of),
        ("parts", found.parts),
        ("rules", found.rules),
        ("requires", found.requires),
        ("required_by", found.required_by),
        ("leads_to", found.leads_to),
        ("reached_from", found.reached_from),
        ("differences", found.differences),
    ):
        yield from _block(heads[head], refs)
    for note in found.notes:
        yield f"  {heads['notes']}: {note}"
    yield f"  {found.quotes}{heads['quotes']}aitalent-kg evidence {found.code}"


def _block(head: str, refs: Iterable[Ref]) -> Iterator[str]:
    for place, target in enumerate(refs):
        if place == 0:
            yield f"  {head}:"
        yield f"    {target.code}  {target.label}  [{target.kind}]"
