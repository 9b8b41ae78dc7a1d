"""Routes in the documented shape of JSON.

In: `Routes`. Out: plain values; the types say which keys there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypedDict

from aitalent_kg.evidence import Evidence

if TYPE_CHECKING:
    from aitalent_kg.lookup import Ref
    from aitalent_kg.routes.answers import NoRoute, Route, Routes, Step

__all__ = ["RoutesJson", "routes_json"]


class NodeJson(TypedDict):
    """A role, a category, an item."""

    code: str
    label: str
    kind: str


#: `from` is a word of Python, so this one has no class body.
StepJson = TypedDict(
    "StepJson",
    {
        "from": str,
        "to": str,
        "from_label": str,
        "to_label": str,
        "kind": str,
        "kind_basis": str,
        "qualifiers": Sequence[str],
        "condition": str,
        "basis": str,
        "documents": Sequence[str],
        "cost": dict[str, float],
        "cost_unstated": dict[str, int],
        "missing": list[NodeJson],
        "quote": str,
        "quotes": Sequence[Evidence],
    },
)


class RouteJson(TypedDict):
    """One way; `cost_unstated` counts the places for which no document states what a cost counts."""

    steps: list[StepJson]
    cost: dict[str, float]
    cost_sources: dict[str, str]
    cost_unstated: dict[str, int]
    documents: Sequence[str]
    joined: bool
    paths: list[NodeJson]
    differences: list[NodeJson]


class ReasonJson(TypedDict):
    """Why there is no route, and what is near."""

    kind: str
    says: str
    reached: list[NodeJson]
    entries: list[NodeJson]
    same_name: list[NodeJson]
    differences: list[NodeJson]


class RoutesJson(TypedDict):
    """The routes, the cheapest first, or the reason why there is none."""

    start: NodeJson
    goal: NodeJson
    minimised: Sequence[str]
    complete: bool
    routes: list[RouteJson]
    reason: ReasonJson | None


def routes_json(found: Routes) -> RoutesJson:
    """All of them, with costs, conditions and quotes."""
    return {
        "start": _node(found.start),
        "goal": _node(found.goal),
        "minimised": found.minimised,
        "complete": found.complete,
        "routes": [_route(route) for route in found.routes],
        "reason": _reason(found.reason) if found.reason else None,
    }


def _route(route: Route) -> RouteJson:
    return {
        "steps": [_step(step) for step in route.steps],
        "cost": route.cost,
        "cost_sources": {cost.name: cost.source for cost in route.costs},
        "cost_unstated": {cost.name: int(cost.unstated) for cost in route.costs},
        "documents": route.documents,
        "joined": route.joined,
        "paths": [_node(path) for path in route.paths],
        "differences": [_node(difference) for difference in route.differences],
    }


def _step(step: Step) -> StepJson:
    return {
        "from": step.from_.code or step.from_.label,
        "to": step.to.code,
        "from_label": step.from_.label,
        "to_label": step.to.label,
        "kind": step.kind,
        "kind_basis": step.kind_basis,
        "qualifiers": step.qualifiers,
        "condition": step.condition,
        "basis": step.basis,
        "documents": step.documents,
        "cost": {cost.name: cost.value for cost in step.costs},
        "cost_unstated": {cost.name: int(cost.unstated) for cost in step.costs},
        "missing": [_node(item) for item in step.asks],
        "quote": step.quote,
        "quotes": step.quotes,
    }


def _reason(reason: NoRoute) -> ReasonJson:
    return {
        "kind": reason.kind,
        "says": reason.says,
        "reached": [_node(ref) for ref in reason.reached],
        "entries": [_node(ref) for ref in reason.entries],
        "same_name": [_node(ref) for ref in reason.same_name],
        "differences": [_node(ref) for ref in reason.differences],
    }


def _node(ref: Ref) -> NodeJson:
    return {"code": ref.code, "label": ref.label, "kind": ref.kind}
