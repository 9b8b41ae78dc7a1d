"""`assess-table`: the rules on a table of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aitalent_kg.cli.output import language, outputs, print_json, print_rows
from aitalent_kg.cli.progress import steps

if TYPE_CHECKING:
    from aitalent_kg.assess.counted import Retired
    from aitalent_kg.population.people import Population
    from aitalent_kg.population.reach import Reach
    from aitalent_kg.table import Table

_HEADS = {
    "zh": {
        "rule": "代號", "title": "規則", "department": "部門", "person": "人員", "met": "符合",
        "depends": "視讀法而定", "unknown": "資料不足", "not_met": "不符合", "share": "符合比率",
        "piece": "尚缺", "lack": "缺少人數", "lack_only": "僅缺此項人數",
        "may_have": "其中可能已具備", "before": "原符合", "after": "將符合", "gained": "增加", "training": "培訓項目", "seats": "人次", "amount": "合計",
        "additions": "需補足", "certificates": "證照張數", "hours": "時數",
    },
    "en": {"lack_only": "lack only this", "may_have": "may have it", "not_met": "not met"},
}  # fmt: skip
#: One and several of what English counts; in Chinese the sentence has the units.
_NOUNS = {
    "people": ("person", "people"), "need": ("person needs", "people need"), "rows": ("row", "rows"),
    "certificates": ("certificate", "certificates"), "hours": ("course hour", "course hours"),
    "conditions": ("condition", "conditions"),
}  # fmt: skip
#: So many columns are named.
_FEW = 10
_SAYS = {
    "zh": {
        "counted": "計入 {people} 人，未計入 {rows} 列",
        "listed": "；--rejected FILE 列出原因", "conditions": "、條件 {conditions} 項",
        "kept": "未用於判定的欄位：{columns}",
        "whole": "（全體）", "blank": "（未填部門）",
        "reach": "{title}：已符合 {met} 人，目標 {target} 人；最少為 {need} 人補足證照 {certificates} 張、課程 {hours} 小時",
    },
    "en": {
        "counted": "{people} counted, {rows} kept out",
        "listed": "; --rejected FILE lists why", "conditions": " and {conditions}",
        "kept": "columns that no rule looks at: {columns}",
        "whole": "(all)", "blank": "(none given)",
        "reach": "{title}: met by {met}, target {target}; at least {need} {certificates} and {hours}",
    },
}  # fmt: skip


def _written(name: str, help_: str, *endings: str) -> Callable[[Any], Any]:
    """An option for a file; another name is refused before a large table is read."""

    def check(_context: click.Context, _option: click.Parameter, path: Path | None) -> Path | None:
        if path is not None and path.suffix.casefold() not in endings:
            raise click.BadParameter(f"{str(path)!r} does not end in {', '.join(endings)}.")
        return path

    return click.option(name, type=click.Path(path_type=Path), callback=check, help=help_)


@click.command("assess-table")
@click.argument("source", metavar="FILE", required=False, type=click.Path(path_type=Path))
@click.option("--template", is_flag=True, help="Write a table to fill in, and nothing else.")
@click.option("--by-department", is_flag=True, help="Count per department.")
@click.option("--missing", is_flag=True, help="What people lack, commonest first.")
@click.option("--single-points", is_flag=True, help="Rules that only one person meets.")
@click.option("--reach", metavar="RULE=80%", help="The least trainings to a share or a number.")
@click.option(
    "--what-if",
    "added",
    multiple=True,
    metavar="WHAT=N",
    help="Suppose more: 'hours:AI 工具應用=18', 'hours:AI 工具應用@ChatGPT=18', 'certificates:工具類=1'.",
)
@click.option("--for", "departments", multiple=True, help="Department that gets it; else all.")
@_written("--people", "Write everyone's outcomes here.", ".csv", ".parquet", ".xlsx")
@_written("--rejected", "Write rows kept out here.", ".csv")
@_written("--plot", "Draw the outcomes here.", ".png", ".svg", ".pdf")
@click.option("--sheet", help="Sheet of a workbook; else the first.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Day to judge on.")
@click.option("--reading", "readings", multiple=True, help="A reading that counts instead.")
@click.option(
    "--retired",
    type=click.Choice(["unknown", "counts", "ends"]),
    default="unknown",
    show_default=True,
    help="How certificates count whose examination has ended.",
)
@click.option("--join", is_flag=True, help="Also ask for certificates and hours together.")
@language
@outputs()
def assess_table_command(
    source: Path | None,
    template: bool,
    by_department: bool,
    missing: bool,
    single_points: bool,
    reach: str | None,
    added: tuple[str, ...],
    departments: tuple[str, ...],
    people: Path | None,
    rejected: Path | None,
    plot: Path | None,
    lang: str,
    format_: str,
    output: Path | None,
    **judging: Any,
) -> None:
    """Run all rules on a table with a row a person: CSV, Excel or Parquet.

    Prints how many people reach what. Columns: hours by ability type; certificates by name, or
    numbers by class; conditions. `--template` writes them.
    """
    if template:
        _template(lang, output)
        return
    views = {"missing": missing, "single": single_points, "reach": reach is not None}
    view = next((name for name, wanted in views.items() if wanted), None)
    if source is None:
        raise click.UsageError("give the FILE with the people, or --template to get one.")
    if departments and not added:
        raise click.UsageError("--for says who gets what --what-if adds; give --what-if.")
    if sum(views.values()) > 1:
        raise click.UsageError("give one of --missing, --single-points and --reach.")
    if by_department and view != "missing" and (view or added):
        raise click.UsageError("--by-department goes with the summary or --missing.")
    with steps("assess-table") as tell:
        before = _assessed(source, lang, tell, **judging)
        found = _supposed(before, added, departments) if added else before
        table = _view(before, found, view, by_department) if reach is None else None
        reached = _reached(found, reach) if reach is not None else None
        _write_files(found, people, rejected, plot)
    if reached is not None:
        _print_reach(reached, lang, format_, output)
    if table is not None:
        _print(table, lang, format_, output)
    _tell(found, lang, rejected is not None)


def _template(lang: str, output: Path | None) -> None:
    from aitalent_kg.exports import saved
    from aitalent_kg.graph import load
    from aitalent_kg.population.template import template

    text = saved(template(load().statements, lang), output, bom=True)
    if output is None:
        click.echo(text, nl=False)


def _assessed(
    source: Path,
    lang: str,
    tell: Any,
    sheet: str | None,
    as_of: datetime | None,
    readings: tuple[str, ...],
    retired: Retired,
    join: bool,
) -> Population:
    from aitalent_kg.graph import load
    from aitalent_kg.population.people import assess_table

    return assess_table(
        load().statements,
        source,
        readings=readings,
        retired=retired,
        joined=join,
        as_of=as_of.date() if as_of else None,
        lang=lang,
        progress=tell,
        sheet=sheet,
    )


def _supposed(found: Population, added: Iterable[str], departments: Sequence[str]) -> Population:
    """The people with what `--what-if` adds."""
    hours: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    certificates: dict[str, int] = defaultdict(int)
    for text in added:
        kind, name, number = _addition(text)
        if kind == "certificates":
            certificates[name] += int(number)
        else:
            course, _, tool = name.partition("@")
            hours[course][tool or "other"] += number
    return found.what_if(hours, certificates, departments or None)


def _addition(text: str) -> tuple[str, str, float]:
    kind, _, rest = text.partition(":")
    name, _, number = rest.rpartition("=")
    if kind not in ("hours", "certificates") or not name:
        raise click.UsageError(f"--what-if {text!r}: write hours:NAME=18 or certificates:NAME=1.")
    try:
        amount = float(number)
    except ValueError:
        raise click.UsageError(f"--what-if {text!r}: {number!r} is no number.") from None
    if kind == "certificates" and not amount.is_integer():
        raise click.UsageError(f"--what-if {text!r}: {number!r} is no whole number.")
    return kind, name.strip(), amount


def _view(before: Population, found: Population, view: str | None, by_department: bool) -> Table:
    if view == "missing":
        return found.missing(by_department)
    if view == "single":
        return found.single_points()
    if found.supposed:
        return before.compared(found)
    return found.summary(by_department)


def _reached(found: Population, text: str) -> Reach:
    rule, _, target = text.rpartition("=")
    try:
        number = float(target[:-1]) / 100 if target.endswith("%") else int(target)
    except ValueError:
        raise click.UsageError(f"--reach {text!r}: write RULE=80% or RULE=25.") from None
    return found.reach(rule, number)


def _write_files(
    found: Population, people: Path | None, rejected: Path | None, plot: Path | None
) -> None:
    if people is not None:
        found.save(people)
    if rejected is not None:
        found.rejected.to_csv(rejected)
    if plot is not None:
        found.plot(plot)


def _print(table: Table, lang: str, format_: str, output: Path | None) -> None:
    """A table for people in their language; JSON and CSV with the names of the fields."""
    columns, rows = table.columns, [tuple(row) for row in table]
    if format_ not in ("json", "csv", "tsv"):
        rows = [_shown(columns, row, lang) for row in rows]
        columns = tuple(_HEADS[lang].get(name, name) for name in columns)
    print_rows(columns, rows, format_, output)


def _shown(columns: Sequence[str], row: Sequence[Any], lang: str) -> tuple[Any, ...]:
    cells = dict(zip(columns, row, strict=True))
    if "share" in cells:
        cells["share"] = f"{cells['share']:.1%}"
    if "department" in cells:
        named = {None: _SAYS[lang]["whole"], "": _SAYS[lang]["blank"]}
        cells["department"] = named.get(cells["department"], cells["department"])
    for name in ("amount", "hours"):
        if name in cells:
            cells[name] = f"{cells[name]:g}"
    return tuple(cells.values())


def _print_reach(reached: Reach, lang: str, format_: str, output: Path | None) -> None:
    if format_ == "json":
        numbers = ("rule", "met", "target", "people", "certificates", "conditions", "hours")
        found = {name: getattr(reached, name) for name in numbers}
        tables = {"trainings": reached.trainings.values(), "who": reached.who.values()}
        print_json(found | tables, output)
        return
    if format_ == "table" and output is None:
        says = _SAYS[lang]["reach"] + (_SAYS[lang]["conditions"] if reached.conditions else "")
        names = ("certificates", "hours", "conditions")
        many = {name: getattr(reached, name) for name in names} | {"need": reached.people}
        about = {name: getattr(reached, name) for name in ("title", "met", "target")}
        click.echo(says.format(**about, **_numbers(lang, many)) + "\n")
        _print(reached.trainings, lang, format_, None)
        click.echo()
    _print(reached.who, lang, format_, output)


def _tell(found: Population, lang: str, listed: bool) -> None:
    """What was read and what not, to stderr: it is no part of the answer."""
    says = _SAYS[lang]
    line = says["counted"].format(
        **_numbers(lang, {"people": found.people, "rows": found.kept_out})
    )
    click.echo(line + (says["listed"] if found.kept_out and not listed else ""), err=True)
    if found.kept_columns:
        more = ", …" if len(found.kept_columns) > _FEW else ""
        columns = ", ".join(found.kept_columns[:_FEW]) + more
        click.echo(says["kept"].format(columns=columns), err=True)


def _numbers(lang: str, many: Mapping[str, float]) -> dict[str, str]:
    """Numbers for a sentence, in English with their nouns."""
    nouns = {name: f" {_NOUNS[name][n != 1]}" if lang == "en" else "" for name, n in many.items()}
    return {name: f"{number:.12g}{nouns[name]}" for name, number in many.items()}
