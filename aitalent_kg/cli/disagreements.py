"""Recorded differences and findings of the detector, for a reader and as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aitalent_kg.cli.output import print_json, print_rows

if TYPE_CHECKING:
    from aitalent_kg.conflicts import Conflict, Reading
    from aitalent_kg.lookup import Quads
    from aitalent_kg.readings.detect import Finding

__all__ = ["beside_lines", "conflict_lines", "conflict_rows", "kind_named", "print_findings"]

_HEADS = {
    "zh": (
        ["編號", "種類", "主題", "讀法", "採用", "說法", "文件", "行", "引文"],
        ["分歧", "內容", "對象", "各種說法", "紀錄", "引文"],
        "發現 {all} 項：已有紀錄 {recorded} 項，並非分歧 {settled} 項，尚未判定 {open} 項",
    ),
    "en": (
        ["id", "kind", "topic", "reading", "chosen", "says", "document", "line", "quote"],
        ["disagreement", "about", "things", "values", "recorded", "quotes"],
        "found {all}: {recorded} recorded, {settled} no disagreement, {open} not looked at yet",
    ),
}
#: Kinds of finding, and what they are about, in Chinese; English has its own words.
_ZH = {
    "group": "分組", "class": "分類", "value": "數值", "member": "轉換至成員", "text": "同文異項",
    "definition": "定義", "number": "編號重複", "label": "名稱", "role group": "角色群組",
    "talent category": "人才類別", "ability type": "能力類型", "programming level": "程式能力",
    "competency category": "職能類別", "tool category": "工具類別", "certification class": "認證分類", "level": "級別",
    "base level": "基準級別", "retirement": "停辦日期", "issuer": "發證單位", "successor": "後續認證",
    "strength": "要求強度", "step": "轉換", "duty": "職責", "name": "名稱",
}  # fmt: skip
#: Kinds of recorded differences in Chinese, as `ontology/schemes.ttl` names them.
_KINDS_ZH = {
    "contradiction": "矛盾", "difference": "差異", "granularity": "粒度不同",
    "ambiguity": "語意不明", "trap": "貌似實非", "damage": "文本損壞",
}  # fmt: skip
_WIDE, _NARROW = 160, 24


def kind_named(name: str | None) -> str | None:
    """The kind of difference of a Chinese name; another name as it is."""
    return next((kind for kind, words in _KINDS_ZH.items() if words == name), name)


def conflict_lines(conflict: Conflict, lang: str) -> Iterator[str]:
    """A recorded difference in words, each reading with its quotes."""
    yield _title(conflict, lang)
    for reading in conflict.readings:
        yield f"  {_says(reading)}"
        for quote in reading.quotes:
            yield f"      {quote}"
    if conflict.verdict:
        yield f"  → {conflict.verdict}"


def _title(conflict: Conflict, lang: str) -> str:
    return f"{conflict.id}  {conflict.topic}  [{_kind(conflict, lang)}]"


def _kind(conflict: Conflict, lang: str) -> str:
    return _KINDS_ZH.get(conflict.kind, conflict.kind) if lang == "zh" else conflict.kind


def _says(reading: Reading) -> str:
    """What a reading says; its id, where it can be followed."""
    followed = f"  [{reading.id}]" if reading.statements else ""
    return f"{'●' if reading.chosen else '○'} {reading.says}{followed}"


def beside_lines(conflict: Conflict, lang: str) -> Iterator[str]:
    """The same with the readings in columns, their quotes below them."""
    import io

    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    readings = conflict.readings
    table = Table(box=SIMPLE, pad_edge=False, show_header=False, show_lines=True, padding=(0, 1))
    for _ in readings:
        table.add_column(ratio=1, overflow="fold")
    table.add_row(*(Text(_says(reading)) for reading in readings))
    table.add_row(*(Text("\n".join(map(str, reading.quotes))) for reading in readings))
    stream = io.StringIO()
    width = max(_WIDE, _NARROW * len(readings))
    Console(file=stream, width=width, color_system=None).print(table)
    yield _title(conflict, lang)
    yield from (line.rstrip() for line in stream.getvalue().strip("\n").splitlines())
    if conflict.verdict:
        yield f"→ {conflict.verdict}"


def conflict_rows(
    found: Iterable[Conflict], lang: str
) -> tuple[list[str], Iterator[tuple[object, ...]]]:
    """Heads and one row a quote."""
    rows = (
        (one.id, _kind(one, lang), one.topic, reading.id, reading.chosen, reading.says,
         quote.source, quote.line, quote.quote)
        for one in found
        for reading in one.readings
        for quote in reading.quotes
    )  # fmt: skip
    return _HEADS[lang][0], rows


def print_findings(
    store: Quads, topic: str | None, lang: str, format_: str, output: Path | None
) -> None:
    """Print what the detector finds, and how much of it is recorded."""
    from aitalent_kg.service.answers import findings

    found = findings(store, topic, lang)
    if format_ == "json":
        print_json(found, output)
    else:
        print_rows(_HEADS[lang][1], [_row(one, lang) for one in found], format_, output)
    recorded = sum(bool(one.recorded) for one in found)
    settled = sum(bool(one.reason) for one in found)
    open_ = len(found) - recorded - settled
    words = _HEADS[lang][2].format(all=len(found), recorded=recorded, settled=settled, open=open_)
    click.echo(words, err=True)


def _row(finding: Finding, lang: str) -> Sequence[str]:
    def words(text: str) -> str:
        head, _, rest = text.partition(" of ")
        return f"{_ZH.get(head, head)} {rest}".strip() if lang == "zh" else text

    between = "；" if lang == "zh" else "; "
    return (
        words(finding.kind),
        words(finding.about),
        between.join(thing.label for thing in finding.things),
        " ≠ ".join(finding.values),
        ", ".join(finding.recorded) or finding.reason or "–",
        between.join(_places(finding)),
    )


def _places(finding: Finding) -> Iterator[str]:
    """Each source with the lines of its quotes."""
    for source, quotes in groupby(finding.quotes, lambda quote: quote.source):
        lines = dict.fromkeys(str(quote.line) for quote in quotes)
        yield f"{source}:{','.join(lines)}"
