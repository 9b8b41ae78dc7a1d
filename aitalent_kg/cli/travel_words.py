"""Routes in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aitalent_kg.evidence import Evidence
    from aitalent_kg.lookup import Quads, Ref
    from aitalent_kg.routes.answers import Cost, NoRoute, Route, Routes, Step

__all__ = ["HEADS", "cells", "readable", "route_lines"]

#: Columns that name a node -> those with its path.
_NODES = {
    "label": "code", "start": "start_code", "end": "end_code",
    "last_from": "last_from", "first_to": "first_to",
}  # fmt: skip
#: Columns that name a kind of step -> those that tell whether a document prints it.
_KINDS = {
    "kind_of_step": "kind_basis", "last_kind": "last_kind_basis", "first_kind": "first_kind_basis",
}  # fmt: skip
#: Documents whose stems are too long for a table.
_SHORT = {
    "industry-guide-115v3.0": ("指引 115v3.0", "guide 115v3.0"),
    "industry-guide-deck": ("簡報", "deck"),
}
#: What people read in the columns beside it.
_FOR_MACHINES = {"code", "start_code", "end_code", "qualifiers", *_KINDS.values()}

#: Heads of tables, and the words of routes.
HEADS = {
    "zh": {
        "start": "由", "end": "至", "kind_of_step": "類型", "condition": "條件", "documents": "文件",
        "basis": "依據", "steps": "步數", "code": "路徑", "label": "名稱",
        "kind": "類別", "last_from": "最後一步由", "last_kind": "最後一步類型", "first_to": "第一步至",
        "first_kind": "第一步類型", "quotes": "引文", "lost": "移除後失去的起訖配對比例", "passed": "最短路線經過比例",
        "community": "群",
        "conditions": "條件數", "weight": "權重", "missing": "待補項目數", "hours": "課程時數", "certificates": "證照數",
        "asks": "待補", "unstated": "文件未載明", "unstated_place": "（另有 {} 處文件未載明）", "unstated_places": "（另有 {} 處文件未載明）", "printed": "原文明載", "inferred": "推論", "step_inferred": "此步為推論", "kind_inferred": "類型為推論", "route": "路線", "sources": "數字來源", "joined": "合併多份文件，沒有一份文件載有整條路線",
        "reached": "由起點可到", "entries": "通往目標的路線可由此開始", "same_name": "同名的另一項",
        "differences": "兩者的差異", "none": "沒有路線", "here": "起點即目標，不需任何轉換。",
        "paths": "此路線所循路徑另有要求：{}", "path": "{}（aitalent-kg gap none {}）",
        "differ": "文件歧異：{}（aitalent-kg conflicts {}）", "kind_read": "{}（推論）",
        "only": "只列出同樣成本的路線中的 {} 條", "nothing_drawn": "沒有可繪製的步驟，未寫出檔案",
        "no_steps": "在這些條件下，文件未載任何轉換步驟。",
    },
    "en": {
        "start": "from", "end": "to", "kind_of_step": "kind of step", "condition": "condition",
        "documents": "documents", "basis": "basis",
        "steps": "steps", "code": "path", "label": "name", "kind": "kind",
        "last_from": "last step from", "last_kind": "its kind", "first_to": "first step to",
        "first_kind": "its kind", "quotes": "quotes", "lost": "share of pairs of start and goal lost without it",
        "passed": "share of shortest routes", "community": "group",
        "conditions": "conditions", "weight": "weight", "missing": "missing items", "hours": "course hours",
        "certificates": "certificates", "asks": "missing", "unstated": "no document states any",
        "unstated_place": " ({} place states none)", "unstated_places": " ({} places state none)", "printed": "printed", "inferred": "inferred",
        "step_inferred": "step inferred", "kind_inferred": "kind inferred",
        "route": "route", "sources": "sources of the figures",
        "joined": "joins documents; no document has the whole route",
        "reached": "reached from the start", "entries": "routes to the goal may begin at",
        "same_name": "of the same name, but not the same", "differences": "how they differ",
        "none": "no route", "here": "start and goal are the same; no step is needed.",
        "paths": "the paths that this route takes ask for more: {}",
        "path": "{} (aitalent-kg gap none {})",
        "differ": "the documents differ: {} (aitalent-kg conflicts {})", "kind_read": "{} (inferred)",
        "only": "only {} of the routes that cost as much",
        "nothing_drawn": "there is no step to draw; no file is written",
        "no_steps": "within these limits no document states a step.",
    },
}  # fmt: skip
#: Colon, comma, brackets.
_MARKS = {"zh": ("：", "、", "〔{}〕"), "en": (": ", ", ", "[{}]")}


def route_lines(found: Routes, lang: str) -> Iterator[str]:
    """The routes, or why there are none."""
    heads, colon = HEADS[lang], _MARKS[lang][0]
    yield f"{found.start.label} → {found.goal.label}"
    if found.reason:
        yield from _reason_lines(found.reason, lang)
    for number, route in enumerate(found.routes, 1):
        yield ""
        yield from _route(number, route, lang)
    if found.routes:
        yield ""
        yield heads["sources"]
        for cost in found.routes[0].costs:
            yield f"  {heads[cost.name]}{colon}{cost.source}"


def readable(columns: Iterable[str]) -> list[str]:
    """The columns that readers see."""
    return [column for column in columns if column not in _FOR_MACHINES]


def cells(store: Quads, row: Mapping[str, object], lang: str) -> list[object]:
    """A row of a table as readers see it: names instead of paths, kinds in words."""
    return [_cell(store, row, column, lang) for column in readable(row)]


def _cell(store: Quads, row: Mapping[str, object], column: str, lang: str) -> object:
    from aitalent_kg.lookup import label
    from aitalent_kg.names import AIT
    from aitalent_kg.network.titles import title

    value = row[column]
    if column in _NODES:
        return title(store, _iri(str(row[_NODES[column]])), lang)
    if column in _KINDS:
        name = _kind(str(value), lang)
        return HEADS[lang]["kind_read"].format(name) if row[_KINDS[column]] == "inferred" else name
    if column == "kind":
        return value if ":" in str(value) or not value else label(store, f"{AIT}{value}", lang)
    if column == "basis":
        return HEADS[lang][str(value)]
    if column == "documents":
        short = (_SHORT.get(stem, (stem, stem)) for stem in str(value).split(", "))
        return _MARKS[lang][1].join(names[lang == "en"] for names in short)
    return f"{value:.2f}" if isinstance(value, float) else value


def _iri(code: str) -> str:
    """The IRI of which a table has the short form."""
    from aitalent_kg.names import ID, expand

    return expand(code) if ":" in code else ID + code


_REFS = ("reached", "entries", "same_name", "differences")


def _route(number: int, route: Route, lang: str) -> Iterator[str]:
    heads, comma = HEADS[lang], _MARKS[lang][1]
    costs = comma.join(_total(cost, lang) for cost in route.costs)
    yield f"{heads['route']} {number}  {costs}  {' + '.join(route.documents)}".rstrip()
    if route.joined:
        yield f"  ※ {heads['joined']}"
    if not route.steps:
        yield f"  {heads['here']}"
        return
    yield f"  {_titled(route.steps[0].from_)}"
    for step in route.steps:
        yield from _step(step, lang)
    yield from _remarks(route, lang)


def _total(cost: Cost, lang: str) -> str:
    """A cost of the whole route; a figure that leaves something out says so."""
    heads = HEADS[lang]
    places = heads["unstated_place" if cost.unstated == 1 else "unstated_places"]
    rest = places.format(cost.unstated) if cost.unstated else ""
    return f"{heads[cost.name]} {cost.value:g}{rest}"


def _remarks(route: Route, lang: str) -> Iterator[str]:
    """What its paths ask for, and where the documents differ."""
    heads, comma = HEADS[lang], _MARKS[lang][1]
    if route.paths:
        paths = (heads["path"].format(path.label, path.code) for path in route.paths)
        yield "  " + heads["paths"].format(comma.join(paths))
    if route.differences:
        ids = [difference.code.rpartition("/")[2] for difference in route.differences]
        yield "  " + heads["differ"].format(comma.join(ids), ids[0])


def _step(step: Step, lang: str) -> Iterator[str]:
    heads, (colon, comma, bracket) = HEADS[lang], _MARKS[lang]
    kinds = [_kind(step.kind, lang)]
    read = {"step_inferred": step.basis, "kind_inferred": step.kind_basis}
    kinds += [heads[what] for what, basis in read.items() if basis == "inferred"]
    kinds += step.qualifiers
    added = [f"{heads[cost.name]} +{cost.value:g}" for cost in step.costs if _tells(cost)]
    yield "  ".join([f"  → {_titled(step.to)}", bracket.format(comma.join(kinds)), *added])
    if step.condition:
        yield f"      {heads['condition']}{colon}{step.condition}"
    if step.asks:
        yield f"      {heads['asks']}{colon}{comma.join(item.label for item in step.asks)}"
    if any(cost.unstated for cost in step.costs):
        yield f"      {heads['asks']}{colon}{heads['unstated']}"
    for place, words in _quoted(step.quotes):
        yield f"      {words} {place}"


def _tells(cost: Cost) -> bool:
    """Whether a cost of a line is worth a word: that a step is a step is none."""
    return cost.value > 0 and cost.name not in ("steps", "conditions")


def _quoted(quotes: Iterable[Evidence]) -> Iterator[tuple[str, str]]:
    """The words of each file, each quote in brackets of its own, and where they stand."""
    from aitalent_kg.routes.answers import outermost

    files: dict[str, list[Evidence]] = {}
    for quote in outermost(quotes):
        files.setdefault(quote.source, []).append(quote)
    for file, found in files.items():
        lines = ",".join(map(str, sorted({quote.line for quote in found})))
        words = "".join(f"「{' '.join(quote.quote.split())}」" for quote in found)
        yield f"{file}:{lines}", words


def _reason_lines(reason: NoRoute, lang: str) -> Iterator[str]:
    heads, colon = HEADS[lang], _MARKS[lang][0]
    yield f"{heads['none']}{colon}{reason.says}"
    for name in _REFS:
        refs: tuple[Ref, ...] = getattr(reason, name)
        if refs:
            yield f"  {heads[name]}{colon}".rstrip()
            yield from (f"    {_titled(ref)}" for ref in refs)


def _titled(ref: Ref) -> str:
    return f"{ref.label} ({ref.code})" if ref.code else ref.label


def _kind(kind: str, lang: str) -> str:
    from aitalent_kg.drawing.styles import style

    return style(kind).name(lang)
