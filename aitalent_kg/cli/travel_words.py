"""Routes in words, and as the documented JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aitalent_kg.evidence import Evidence
    from aitalent_kg.lookup import Ref
    from aitalent_kg.routes.answers import Cost, NoRoute, Route, Routes, Step

__all__ = ["HEADS", "as_json", "cell", "route_lines"]

#: Heads of tables, and the words of routes.
HEADS = {
    "zh": {
        "start": "由", "end": "至", "kind_of_step": "類型", "condition": "條件", "documents": "文件",
        "basis": "依據", "steps": "步數", "code": "路徑", "label": "名稱",
        "kind": "類別", "last_from": "最後一步由", "last_kind": "最後一步類型", "first_to": "第一步至",
        "first_kind": "第一步類型", "quotes": "引文", "lost": "失去路線比例", "passed": "最短路線經過比例",
        "community": "群",
        "conditions": "條件數", "missing": "待補項目數", "hours": "課程時數", "certificates": "證照數",
        "asks": "待補", "printed": "原文明載", "inferred": "推論", "step_inferred": "此步為推論", "kind_inferred": "類型為推論", "route": "路線", "sources": "數字來源", "joined": "合併多份文件，沒有一份文件載有整條路線",
        "reached": "由起點可到", "entries": "通往目標的路線可由此開始", "same_name": "同名的另一項",
        "differences": "兩者的差異", "none": "沒有路線", "here": "起點即目標，不需任何轉換。",
    },
    "en": {
        "start": "from", "end": "to", "kind_of_step": "kind of step", "condition": "condition",
        "documents": "documents", "basis": "basis",
        "steps": "steps", "code": "path", "label": "name", "kind": "kind",
        "last_from": "last step from", "last_kind": "its kind", "first_to": "first step to",
        "first_kind": "its kind", "quotes": "quotes", "lost": "share of pairs lost",
        "passed": "share of shortest routes", "community": "group",
        "conditions": "conditions", "missing": "missing items", "hours": "course hours",
        "certificates": "certificates", "asks": "missing", "printed": "printed", "inferred": "inferred",
        "step_inferred": "step inferred", "kind_inferred": "kind inferred",
        "route": "route", "sources": "sources of the figures",
        "joined": "joins documents; no document has the whole route",
        "reached": "reached from the start", "entries": "routes to the goal may begin at",
        "same_name": "of the same name, but not the same", "differences": "how they differ",
        "none": "no route", "here": "start and goal are the same; no step is needed.",
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


def cell(column: str, value: object, lang: str) -> object:
    """A cell as a table for readers shows it."""
    if column in ("kind_of_step", "last_kind", "first_kind"):
        return _kind(str(value), lang)
    if column == "basis":
        return HEADS[lang][str(value)]
    return f"{value:.2f}" if isinstance(value, float) else value


def as_json(found: Routes) -> dict[str, object]:
    """The documented shape."""
    return {
        "start": _node(found.start),
        "goal": _node(found.goal),
        "minimised": found.minimised,
        "complete": found.complete,
        "routes": [
            {
                "steps": [_step_json(step) for step in route.steps],
                "cost": route.cost,
                "cost_sources": {cost.name: cost.source for cost in route.costs},
                "documents": route.documents,
                "joined": route.joined,
            }
            for route in found.routes
        ],
        "reason": _reason_json(found.reason) if found.reason else None,
    }


def _step_json(step: Step) -> dict[str, object]:
    return {
        "from": step.from_.code or step.from_.label,
        "to": step.to.code,
        "from_label": step.from_.label,
        "to_label": step.to.label,
        "kind": step.kind,
        "kind_basis": step.kind_basis,
        "condition": step.condition,
        "basis": step.basis,
        "documents": step.documents,
        "cost": {cost.name: cost.value for cost in step.costs},
        "missing": [_node(item) for item in step.asks],
        "quote": step.quote,
        "quotes": step.quotes,
    }


def _reason_json(reason: NoRoute) -> dict[str, object]:
    return {
        "kind": reason.kind,
        "says": reason.says,
        **{name: [_node(ref) for ref in getattr(reason, name)] for name in _REFS},
    }


_REFS = ("reached", "entries", "same_name", "differences")


def _node(ref: Ref) -> dict[str, str]:
    return {"code": ref.code, "label": ref.label, "kind": ref.kind}


def _route(number: int, route: Route, lang: str) -> Iterator[str]:
    heads, comma = HEADS[lang], _MARKS[lang][1]
    costs = comma.join(f"{heads[cost.name]} {cost.value:g}" for cost in route.costs)
    yield f"{heads['route']} {number}  {costs}  {' + '.join(route.documents)}".rstrip()
    if route.joined:
        yield f"  ※ {heads['joined']}"
    if not route.steps:
        yield f"  {heads['here']}"
        return
    yield f"  {_titled(route.steps[0].from_)}"
    for step in route.steps:
        yield from _step(step, lang)


def _step(step: Step, lang: str) -> Iterator[str]:
    heads, (colon, comma, bracket) = HEADS[lang], _MARKS[lang]
    kinds = [_kind(step.kind, lang)]
    read = {"step_inferred": step.basis, "kind_inferred": step.kind_basis}
    kinds += [heads[what] for what, basis in read.items() if basis == "inferred"]
    added = [f"{heads[cost.name]} +{cost.value:g}" for cost in step.costs if _tells(cost)]
    yield "  ".join([f"  → {_titled(step.to)}", bracket.format(comma.join(kinds)), *added])
    if step.condition:
        yield f"      {heads['condition']}{colon}{step.condition}"
    if step.asks:
        yield f"      {heads['asks']}{colon}{comma.join(item.label for item in step.asks)}"
    for place, words in _quoted(step.quotes):
        yield f"      {words} {place}"


def _tells(cost: Cost) -> bool:
    """Whether a cost of a line is worth a word: that a step is a step is none."""
    return cost.value > 0 and cost.name not in ("steps", "conditions")


def _quoted(quotes: Iterable[Evidence]) -> Iterator[tuple[str, str]]:
    """The words of each file, and where they stand."""
    files: dict[str, list[Evidence]] = {}
    for quote in quotes:
        files.setdefault(quote.source, []).append(quote)
    for file, found in files.items():
        lines = ",".join(map(str, sorted({quote.line for quote in found})))
        words = " … ".join(" ".join(quote.quote.split()) for quote in found)
        yield f"{file}:{lines}", f"「{words}」"


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
