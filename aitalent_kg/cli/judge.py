"""`assess`: the award and entry rules of the documents, run on a person's record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aitalent_kg.cli.output import language, outputs, print_json, print_rows

if TYPE_CHECKING:
    from aitalent_kg.assess.counted import Retired
    from aitalent_kg.assess.person import Assessment, Row, RuleOutcome
    from aitalent_kg.lookup import Quads

_HEADS = {
    "zh": {
        "columns": ("項目", "級別", "證照", "時數", "條件", "尚缺（最少）"),
        "joined": "合併",
        "nobody": "（未具名）",
        "judged": "{who}：依 {day} 判定",
        "certificates": "證照如何計入",
        "counts": "計入「{of}」",
        "reading": "讀法 {notation}{mark}：{outcome}",
        "recommended": "（採用）",
        "printed": "原文：",
        "or": "或：",
        "tools": "使用中的參考工具：",
        "apart": "指引分列證照與時數，未規定兩者如何合併；加上 --join 可視為兩者皆須符合。",
        "is_joined": "證照與時數合併判定（皆須符合）是使用者的選擇，指引未規定。",
        "unknown": "證照：不清楚",
    },
    "en": {
        "columns": ("for", "level", "certificates", "hours", "conditions", "missing (least)"),
        "joined": "both",
        "nobody": "(no name)",
        "judged": "{who}: judged as of {day}",
        "certificates": "How the certificates count",
        "counts": "counts as {of}",
        "reading": "reading {notation}{mark}: {outcome}",
        "recommended": " (recommended)",
        "printed": "the rule: ",
        "or": "or: ",
        "tools": "listed tools in use: ",
        "apart": "The guide lists certificates and hours side by side and has no rule that joins them; --join asks for both.",
        "is_joined": "Certificates and hours are joined (both needed) as you asked; the guide has no such rule.",
        "unknown": "certificates: not known",
    },
}
_REMARKS = {
    "zh": {
        "replaced": "以後繼證照「{now}」計",
        "retired": "考試已停辦，指引未載明此後是否計入",
        "ended": "停辦後不計",
        "later": "判定日之後才取得，不計",
        "repeated": "同一證照只計一次",
        "no class": "指引未將其歸入任何一類，不計",
    },
    "en": {
        "replaced": "counts as what replaced it, {now}",
        "retired": "its examination has ended; the guide does not say whether it still counts",
        "ended": "does not count after its end",
        "later": "earned after the day judged; does not count",
        "repeated": "the same certificate counts once",
        "no class": "the guide puts it in no class; does not count",
    },
}


@click.command("assess")
@click.argument("record", type=click.Path(path_type=Path), required=False)
@click.option("--template", is_flag=True, help="Write a record to fill in, and nothing else.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Day to judge on.")
@click.option(
    "--reading", "readings", multiple=True, help="A reading that counts instead, as C4-and."
)
@click.option(
    "--retired",
    type=click.Choice(["unknown", "counts", "ends"]),
    default="unknown",
    show_default=True,
    help="How certificates count whose examination has ended.",
)
@click.option("--join", is_flag=True, help="Also ask for certificates and hours together.")
@click.option("--proof", is_flag=True, help="Show every reading, its reason, proof and quotes.")
@language
@outputs("table", "json", "csv", "tsv", "markdown", "xlsx")
def assess_command(
    record: Path | None,
    template: bool,
    as_of: datetime | None,
    readings: tuple[str, ...],
    retired: Retired,
    join: bool,
    proof: bool,
    lang: str,
    format_: str,
    output: Path | None,
) -> None:
    """Run table 5 of the guide and the entry rules on the RECORD (YAML or JSON) of a person."""
    from aitalent_kg.assess.template import template as blank
    from aitalent_kg.graph import load

    kg = load()
    if template:
        _write(blank(kg.statements, lang), output)
        return
    if record is None:
        raise click.UsageError("give the RECORD of a person, or --template to get one to fill in.")
    day = as_of.date() if as_of else None
    found = kg.assess(record, as_of=day, readings=readings, retired=retired, joined=join, lang=lang)
    if format_ == "json":
        print_json([_as_json(kg.statements, row, lang) for row in found.rows], output)
        return
    print_rows(_columns(join, lang), _rows(kg.statements, found, lang), format_, output)
    if format_ == "table" and output is None:
        _explain(kg.statements, found, proof, lang)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    from aitalent_kg.files import write_text

    write_text(output, text)


def _columns(joined: bool, lang: str) -> tuple[str, ...]:
    heads = _HEADS[lang]
    columns: tuple[str, ...] = heads["columns"]  # type: ignore[assignment]
    return (*columns[:5], str(heads["joined"]), columns[5]) if joined else columns


def _rows(quads: Quads, found: Assessment, lang: str) -> Iterator[tuple[str, ...]]:
    from aitalent_kg.assess.words import in_words, plan_words

    joined = any(row.joined for row in found.rows)
    for row in found.rows:
        criteria = ("certificates", "hours", "entry")
        cells = [in_words(row.outcome(c), lang, row.recommended(c)) for c in criteria]
        plans = (rule.plans[0] for rule in row.rules.values())
        missing = "；" if lang == "zh" else "; "
        yield (
            row.target.label,
            row.level.label if row.level else "",
            *cells,
            *([in_words(row.joined, lang)] if joined else []),
            missing.join(filter(None, (plan_words(quads, plan, lang) for plan in plans))),
        )


def _explain(quads: Quads, found: Assessment, proof: bool, lang: str) -> None:
    heads = _HEADS[lang]
    who = found.person.name or heads["nobody"]
    click.echo("\n" + str(heads["judged"]).format(who=who, day=found.as_of.isoformat()))
    click.echo(heads["is_joined" if any(row.joined for row in found.rows) else "apart"])
    for line in _counted(quads, found, lang):
        click.echo(line)
    if proof:
        for row in found.rows:
            for line in _proved(quads, row, lang):
                click.echo(line)


def _counted(quads: Quads, found: Assessment, lang: str) -> Iterator[str]:
    """Each certificate, and what it counts as."""
    from aitalent_kg.lookup import label

    heads = _HEADS[lang]
    if found.certificates is None:
        yield str(heads["unknown"])
    if found.certificates:
        yield f"{heads['certificates']}:" if lang == "en" else f"{heads['certificates']}："
    for one in found.certificates or ():
        of = one.certification_class
        name = one.held.certification or one.held.certification_class or ""
        said = [str(heads["counts"]).format(of=label(quads, of, lang))] if of else []
        if one.remark:
            now = label(quads, one.certification or "", lang)
            said.append(_REMARKS[lang][one.remark].format(now=now))
        yield (
            f"  {label(quads, name, lang)}: {'; '.join(said)}"
            if lang == "en"
            else (f"  {label(quads, name, lang)}：{'，'.join(said)}")
        )


def _proved(quads: Quads, row: Row, lang: str) -> Iterator[str]:
    level = f" {row.level.label}" if row.level else ""
    heads: tuple[str, ...] = _HEADS[lang]["columns"]  # type: ignore[assignment]
    for criterion, rule in row.rules.items():
        place = 2 + ("certificates", "hours", "entry").index(criterion)
        yield f"\n{row.target.label}{level} · {heads[place]}"
        yield from _readings(quads, rule, lang)
    if row.tools:
        yield f"  {_HEADS[lang]['tools']}{', '.join(tool.label for tool in row.tools)}"


def _readings(quads: Quads, rule: RuleOutcome, lang: str) -> Iterator[str]:
    from aitalent_kg.assess.words import in_words, plan_words, proof_lines

    heads = _HEADS[lang]
    yield f"  {heads['printed']}{' / '.join(rule.printed)}"
    for reading in rule.readings:
        mark = heads["recommended"] if reading.recommended else ""
        outcome = in_words(reading.outcome, lang)
        yield "  " + str(heads["reading"]).format(
            notation=reading.notation, mark=mark, outcome=outcome
        )
        yield f"    {reading.says}"
        yield from (f"    {line}" for line in proof_lines(quads, reading.proof, lang))
        ways = [plan_words(quads, plan, lang) for plan in reading.plans if plan.lacks]
        yield from (f"    → {heads['or'] if place else ''}{way}" for place, way in enumerate(ways))
        yield from (f"    {quote}" for quote in reading.quotes)


def _as_json(quads: Quads, row: Row, lang: str) -> dict[str, object]:
    """The documented shape: outcomes by criterion, by reading, and what is missing."""
    from aitalent_kg.assess.words import lack_words, plan_words

    return {
        "type": row.target.code,
        "label": row.target.label,
        "level": row.level.label if row.level else None,
        **{c: row.outcome(c) for c in ("certificates", "hours", "entry")},
        "joined": row.joined,
        "readings": {r.notation: r.outcome for rule in row.rules.values() for r in rule.readings},
        "missing": [
            lack_words(quads, lack, lang)
            for rule in row.rules.values()
            for lack in rule.plans[0].lacks
        ],
        "ways": {
            c: [plan_words(quads, plan, lang) for plan in rule.plans]
            for c, rule in row.rules.items()
        },
        "quotes": {
            c: [str(quote) for quote in rule.readings[0].quotes] for c, rule in row.rules.items()
        },
        "tools": [tool.label for tool in row.tools],
    }
