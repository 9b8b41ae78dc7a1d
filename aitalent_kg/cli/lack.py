"""`gap`: what somebody, a role or a team lacks for a goal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aitalent_kg.cli.output import language, outputs, print_cells, print_json
from aitalent_kg.cli.source import Graph, source
from aitalent_kg.gaps.sets import STRENGTHS

if TYPE_CHECKING:
    from aitalent_kg.gaps.answer import GapAnswer, GapItem, TeamAnswer
    from aitalent_kg.gaps.unstated import Unstated
    from aitalent_kg.lookup import Quads

    Answer = GapAnswer | TeamAnswer

_HEADS = {
    "zh": {
        "state": "狀態", "code": "路徑", "label": "項目", "kind": "類別", "level": "級別", "strength": "強度",
        "required_in": "何處要求", "condition": "條件", "unlocks": "補齊後即完備者", "by": "以何涵蓋", "held_by": "由誰具備",
        "quotes": "引文", "says": "說明",
        "missing": "缺少", "covered": "已具備", "mapped": "由對應項目涵蓋", "unknown": "文件未載明", "single": "僅一人具備",
        "presupposed": "起點已具備", "given": "，起點已具備 {presupposed}",
        "not stated": "未載明", "see": "；另見所屬群組與職涯路徑：", "differ": "另見文件歧異 ",
        "counts": "{goal}：缺少 {missing}，已具備 {covered}，由對應項目涵蓋 {mapped}，文件未載明 {unknown}",
        "member": "  {name}：{held}/{all}", "alone": "  僅一人具備：{number}",
        "open": "  {have}：{says}（文件未載明，可能另有具備的項目）",
        "see_also": "  所屬群組與職涯路徑另有要求，請參見：",
        "from_record": "  僅計紀錄中的 items 與 tools；現職、時數與證照不計。",
        "unlinked": "  圖譜中這些文件的項目之間沒有對應；可用 --with 加入自己的對應檔。",
        "levels_apart": "  級別列出但不比較：具備較低級別者，亦列為已具備。",
        "nothing": "沒有可比較的項目，並不表示一無所缺。",
    },
    "en": {
        "state": "state", "code": "path", "label": "item", "kind": "kind", "level": "level", "strength": "strength",
        "required_in": "required in", "condition": "condition", "unlocks": "completes", "by": "covered by",
        "held_by": "held by", "quotes": "quotes", "says": "remark",
        "missing": "missing", "covered": "covered", "mapped": "covered by a mapped item", "unknown": "not stated",
        "presupposed": "assumed at the start", "given": ", assumed at the start {presupposed}",
        "single": "only one has it", "not stated": "not stated", "see": "; see its groups and career paths: ",
        "differ": "see the recorded difference ",
        "counts": "{goal}: missing {missing}, covered {covered}, covered by a mapped item {mapped}, not stated {unknown}",
        "member": "  {name}: {held}/{all}", "alone": "  only one has it: {number}",
        "open": "  {have}: {says} (not stated; more may be held)",
        "see_also": "  its groups and career paths ask for more; see also:",
        "from_record": "  only items and tools of the record count; role, hours and certificates do not",
        "unlinked": "  no mapping joins items of these documents; add your own with --with FILE",
        "levels_apart": "  levels are shown, not compared: an item held at a lower level is covered too",
        "nothing": "There is nothing to compare with; that does not mean that nothing is needed.",
    },
}  # fmt: skip
_COLUMNS = (
    "state", "code", "label", "kind", "level", "strength", "required_in", "condition",
    "unlocks", "by", "held_by", "says", "quotes",
)  # fmt: skip

_STATES = ("missing", "mapped", "covered", "presupposed")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@click.command("gap")
@click.argument("names", nargs=-1, required=True, metavar="[HAVE] GOAL")
@click.option(
    "--person", "people", multiple=True, type=click.Path(path_type=Path), help="A person's file."
)
@click.option(
    "--mapped",
    type=click.Choice(STRENGTHS),
    default="close",
    show_default=True,
    help="The weakest mapping by which another item counts.",
)
@click.option("--unconditional", is_flag=True, help="Leave out tasks that a condition limits.")
@click.option("--evidence", is_flag=True, help="Show the quotes that ask for each item.")
@source
@language
@outputs()
def gap_command(
    names: tuple[str, ...],
    people: tuple[Path, ...],
    mapped: str,
    unconditional: bool,
    evidence: bool,
    graph: Graph,
    lang: str,
    format_: str,
    output: Path | None,
) -> None:
    """Show what HAVE lacks for GOAL.

    HAVE is a role, a standard, a person file, or `none`. GOAL is a role, a standard, a framework,
    an ability type, a task, a career path, a gate. Several people, each with --person, are shown
    as a team.
    """
    if len(names) > 2 or len(names) + len(people) < 2:
        raise click.UsageError("give HAVE and GOAL, or GOAL and --person FILE")
    kg = graph()
    have: tuple[str | Path, ...] = (*names[:-1], *people)
    found: Answer
    if len(have) > 1:
        found = kg.team_gap(
            have, names[-1], mapped=mapped, conditional=not unconditional, lang=lang
        )
    else:
        found = kg.gap(have[0], names[-1], mapped=mapped, conditional=not unconditional, lang=lang)
    if format_ == "json":
        print_json(found, output)
    else:
        _print(kg.statements, found, lang, evidence, format_, output)
    click.echo("\n".join(messages(found, lang)), err=True)


def _print(
    store: Quads, found: Answer, lang: str, evidence: bool, format_: str, output: Path | None
) -> None:
    """Rows; for a reader only the columns that say something, and notes for conditions."""
    hidden = set() if evidence else {"quotes"}
    marks = marks_of(found) if format_ == "table" else {}
    rows = list(answer_rows(store, found, lang, marks))
    if format_ in ("table", "markdown"):
        hidden |= {c for c in _COLUMNS if not any(row[c] for row in rows)}
    if marks:
        hidden.add("condition")
    shown = [c for c in _COLUMNS if c not in hidden]
    print_cells(shown, _HEADS[lang], rows, format_, output)
    for text, mark in marks.items():
        click.echo(f"{mark} {text}", err=True)


def answer_rows(
    store: Quads, found: Answer, lang: str, marks: Mapping[str, str]
) -> Iterator[dict[str, object]]:
    """One row for each item and for each thing that is not stated; condition -> its mark."""
    single = {item.iri for item in getattr(found, "single", ())}
    for state in _STATES:
        for item in getattr(found, state):
            name = "single" if item.iri in single else state
            yield _row(store, item, name, found.goal.code, lang, marks)
    for entry in found.unknown:
        yield _unknown_row(store, entry, lang)


def _row(
    store: Quads, item: GapItem, state: str, goal: str, lang: str, marks: Mapping[str, str]
) -> dict[str, object]:
    from aitalent_kg.lookup import kind_label

    heads = _HEADS[lang]
    strengths = dict.fromkeys(w.strength for w in item.required_in if w.strength)
    level = item.level or ""
    return {
        "state": heads[state],
        "code": item.code,
        "label": item.label,
        "kind": kind_label(store, item.kind, lang),
        "level": level.replace("not stated", heads["not stated"]),
        "strength": ", ".join(strengths),
        "required_in": ", ".join(
            _short(w.code, goal) + marks.get(w.condition or "", "") for w in item.required_in
        ),
        "condition": "; ".join(
            f"{_short(w.code, goal)}: {w.condition}" for w in item.required_in if w.condition
        ),
        "unlocks": ", ".join(_short(code, goal) for code in item.unlocks),
        "by": _substitute(item),
        "held_by": ", ".join(item.held_by),
        "says": _remark(item, state, heads),
        "quotes": item.quotes and tuple(map(str, item.quotes)),
    }


def _unknown_row(store: Quads, entry: Unstated, lang: str) -> dict[str, object]:
    from aitalent_kg.lookup import kind_label

    heads = _HEADS[lang]
    see = heads["see"] + ", ".join(entry.see) if entry.see else ""
    row: dict[str, object] = dict.fromkeys(_COLUMNS, "")
    return row | {
        "state": heads["unknown"],
        "code": entry.code,
        "label": entry.label,
        "kind": kind_label(store, entry.kind, lang),
        "says": entry.says + see,
        "quotes": tuple(map(str, entry.quotes)),
    }


def _remark(item: GapItem, state: str, heads: Mapping[str, str]) -> str:
    """The words that take an item as given; where the documents differ from what is held."""
    if state == "presupposed":
        return "; ".join(map(str, item.quotes))
    return heads["differ"] + ", ".join(item.differences) if item.differences else ""


def _substitute(item: GapItem) -> str:
    if item.by is None:
        return ""
    confidence = "" if item.confidence is None else f" {item.confidence:g}"
    return f"{item.by.label} ({item.by.code}, {item.predicate}{confidence})"


def _short(code: str, goal: str) -> str:
    """A path without its goal's or document's, which the reader knows."""
    if "://" in goal:  # of an imported framework; its IRIs have no part that is ours
        return code
    document = goal.partition("/")[0]
    return code.removeprefix(f"{goal}/").removeprefix(f"{document}/")


def marks_of(found: Answer) -> dict[str, str]:
    """Each condition with a number of its own, in the order of the rows."""
    items = (item for state in _STATES for item in getattr(found, state))
    texts = dict.fromkeys(w.condition for item in items for w in item.required_in if w.condition)
    return {text: str(n).translate(_RAISED) for n, text in enumerate(texts, 1)}


def messages(found: Answer, lang: str) -> Iterator[str]:
    """How many of each, who covers how many, and what a reader should know besides."""
    from aitalent_kg.gaps.answer import TeamAnswer

    heads = _HEADS[lang]
    numbers = {name: len(getattr(found, name)) for name in (*_STATES, "unknown")}
    given = heads["given"] if numbers["presupposed"] else ""
    yield (heads["counts"] + given).format(goal=found.goal.label, **numbers)
    total = numbers["missing"] + numbers["covered"] + numbers["mapped"]
    if isinstance(found, TeamAnswer):
        for member in found.members:
            held = len(member.covered) + len(member.mapped)
            yield heads["member"].format(name=member.have, held=held, all=total)
        yield heads["alone"].format(number=len(found.single))
        yield from _cautions(found.members, heads)
    else:
        yield from _cautions((found,), heads)
    if total + numbers["presupposed"] == 0:
        yield heads["nothing"]
    elif found.see:
        yield heads["see_also"]
        yield from (f"    {see.code}  {see.label}" for see in found.see)


def _cautions(answers: tuple[GapAnswer, ...], heads: Mapping[str, str]) -> Iterator[str]:
    """What is open about what is held; what did not count, once for all."""
    for answer in answers:
        for entry in answer.have_unknown:
            yield heads["open"].format(have=entry.code, says=entry.says)
    for name in ("from_record", "unlinked", "levels_apart"):
        if any(getattr(answer, name) for answer in answers):
            yield heads[name]
