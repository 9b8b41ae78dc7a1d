"""`show`, `evidence` and `conflicts`: one resource, its quotes, what the documents differ in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aitalent_kg.cli.disagreements import (
    beside_lines,
    conflict_lines,
    conflict_rows,
    kind_named,
    print_findings,
)
from aitalent_kg.cli.output import language, outputs, print_json, print_rows, print_text
from aitalent_kg.cli.source import Graph, source

if TYPE_CHECKING:
    from aitalent_kg.describe import Description
    from aitalent_kg.lookup import Quads, Ref

_HEADS = {
    "zh": {
        "kind": "類別", "notation": "代碼", "level": "級別", "names": "其他名稱",
        "documents": "文件", "part_of": "屬於", "parts": "包含", "members": "項目數", "rules": "認列規則", "requires": "要求",
        "required_by": "被要求於", "leads_to": "可轉往", "reached_from": "可由此轉入", "gaps": "來源缺漏", "notes": "編者註", "differences": "文件歧異",
        "quotes": " 則引文；查看：", "found": "歧異 {} 項", "not stated": "文件未載明",
    },
    "en": {
        "kind": "kind", "notation": "code", "level": "level", "names": "other names",
        "documents": "documents", "part_of": "part of", "parts": "parts", "members": "concepts", "rules": "rules",
        "requires": "requires",
        "required_by": "required by", "leads_to": "leads to", "reached_from": "reached from",
        "gaps": "not in the source", "notes": "notes",
        "differences": "differences", "quotes": " quotes; see them with: ", "found": "differences: {}",
        "not stated": "not stated",
    },
}  # fmt: skip


@click.command("show")
@click.argument("name")
@source
@language
@outputs("table", "json")
def show_command(name: str, graph: Graph, lang: str, format_: str, output: Path | None) -> None:
    """Show what the graph says of NAME: a code, a path, an IRI or a label."""
    kg = graph()
    found = kg.show(name, lang)
    if format_ == "json" or output:
        print_json(found, output)
    else:
        click.echo("\n".join(description_lines(found, kg.statements, lang)))


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
@click.option(
    "--document", "documents", multiple=True, help="Only those that quote this document, or all."
)
@click.option("--kind", help="contradiction, difference, granularity, ambiguity, trap or damage.")
@click.option("--beside", is_flag=True, help="Show the readings in columns, side by side.")
@click.option("--detect", "found_by", is_flag=True, help="Look for disagreements in the structure.")
@source
@language
@outputs()
def conflicts_command(
    topic: str | None,
    documents: tuple[str, ...],
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
        if documents or kind or beside:
            raise click.UsageError("--detect goes with TOPIC only")
        print_findings(graph().statements, topic, lang, format_, output)
        return
    found = graph().conflicts(topic, documents, kind_named(kind), lang)
    if beside or (format_ == "table" and not output):
        lines = beside_lines if beside else conflict_lines
        text = "".join("\n".join(lines(conflict, lang)) + "\n\n" for conflict in found)
        print_text(text.removesuffix("\n"), output) if text else None
    elif format_ in ("json", "table"):
        from aitalent_kg.service.as_json import conflict_json

        print_json([conflict_json(conflict) for conflict in found], output)
    else:
        print_rows(*conflict_rows(found, lang), format_, output)
    click.echo(_HEADS[lang]["found"].format(len(found)), err=True)


def description_lines(found: Description, store: Quads, lang: str) -> Iterator[str]:
    """A description in words; classes in Chinese, or by their own names in English."""
    heads, kinds = _HEADS[lang], partial(_kind, store=store, lang=lang)
    unstated = {"not stated": heads["not stated"]}
    names = [found.label_zh, found.label_en]
    first, second = names if lang == "zh" else reversed(names)
    yield f"{found.code}  {first}" + (f"  /  {second}" if second != first else "")
    for head, values in (
        ("kind", [kinds(found.kind)]),
        ("notation", found.notation),
        ("level", [unstated.get(found.level, found.level)] if found.level else []),
        ("names", found.other_names),
        ("documents", found.documents),
        ("gaps", found.gaps),
        ("members", [f"{kinds(kind)} {number}" for kind, number in found.members.items()]),
    ):
        if values:
            yield f"  {heads[head]}: {', '.join(values)}"
    for name, text in found.facts:
        yield f"  {name}: {text}"
    for name, target in (*found.links, *found.mapped_from):
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
        yield from _block(heads[head], refs, kinds)
    for note in found.notes:
        yield f"  {heads['notes']}: {note}"
    yield f"  {found.quotes}{heads['quotes']}aitalent-kg evidence {found.code}"


def _kind(kind: str, store: Quads, lang: str) -> str:
    from aitalent_kg.lookup import kind_label

    return kind_label(store, kind) if lang == "zh" else kind


def _block(head: str, refs: Iterable[Ref], kinds: Callable[[str], str]) -> Iterator[str]:
    for place, target in enumerate(refs):
        if place == 0:
            yield f"  {head}:"
        yield f"    {target.code}  {target.label}  [{kinds(target.kind)}]"
