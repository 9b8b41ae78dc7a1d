"""The view `network`: every place and step of all careers, and where the picture has them.

In: a graph. Out: places, links with their quotes, and four pictures: without and with memberships,
each with the labels in Chinese and in English. Lengths of pictures are CSS pixels, y goes down.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from aitalent_kg.drawing.layout import Layout, layout
from aitalent_kg.drawing.sketch import Sketch, sketch
from aitalent_kg.drawing.styles import style
from aitalent_kg.evidence import Evidence
from aitalent_kg.explorer.gap_view import goals
from aitalent_kg.explorer.labels import (
    Pair,
    document_pair,
    kind_pair,
    pair,
    quotes_json,
    ref_json,
)
from aitalent_kg.lookup import Quads
from aitalent_kg.names import curie
from aitalent_kg.network.asked import in_order
from aitalent_kg.network.graphs import with_nodes
from aitalent_kg.network.links import MEMBER, Link, memberships, transitions

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph

__all__ = ["names", "view"]

_INCH = 96  #: CSS pixels
#: Documents whose titles differ by a year alone.
_SHORT = {
    "industry-guide-115v3.0": pair("指引 115v3.0", "guide 115v3.0"),
    "industry-guide-deck": pair("指引簡報", "guide deck"),
}


def names(_: KnowledgeGraph) -> list[str]:
    """The one view."""
    return ["network"]


def view(kg: KnowledgeGraph, _: str) -> object:
    """The network.

    `places` and `links` have the words of `kg.network` in both languages, `quotes` numbers of the
    quotes in `quotes`; `goals` what else a gap may be asked for; `pictures` say by `steps` or `members` and language where all of it stands.
    """
    store = kg.statements
    links = [*transitions(store), *memberships(store)]
    quotes = _Quotes()
    places = {end for link in links for end in (link.start, link.end)}
    return {
        "places": _places(store, links),
        "links": [_link(link, quotes) for link in links],
        "quotes": quotes_json(quotes.all),
        "kinds": {kind: _kind(kind) for kind in dict.fromkeys(link.kind for link in links)},
        "documents": _documents(store, links),
        "goals": [ref_json(store, goal) for goal in goals(kg) if goal not in places],
        "pictures": _pictures(store, links),
    }


class _Quotes:
    """Quotes by number; many links share one."""

    def __init__(self) -> None:
        self.all: list[Evidence] = []
        self._numbers: dict[str, int] = {}

    def numbers(self, quotes: Iterable[Evidence]) -> list[int]:
        """The numbers of some quotes, in their order."""
        return [self._number(quote) for quote in quotes]

    def _number(self, quote: Evidence) -> int:
        if quote.iri not in self._numbers:
            self._numbers[quote.iri] = len(self.all)
            self.all.append(quote)
        return self._numbers[quote.iri]


def _places(store: Quads, links: Iterable[Link]) -> list[dict[str, object]]:
    graph = with_nodes(store, links)
    return [_place(store, node, graph.nodes[node]) for node in sorted(graph)]


def _place(store: Quads, node: str, about: dict[str, Any]) -> dict[str, object]:
    return {
        "code": about["code"],
        "iri": node,
        "label": pair(about["label"], about["label_en"]),
        "title": pair(about["title"], about["title_en"]),
        "notation": about["notation"],
        "kind": about["kind"],
        "kindLabel": kind_pair(store, about["kind"]),
        "documents": about["documents"],
    }


def _link(link: Link, quotes: _Quotes) -> dict[str, object]:
    return {
        "code": curie(link.iri),
        "iri": link.iri,
        "from": curie(link.start),
        "to": curie(link.end),
        "kind": link.kind,
        "basis": "inferred" if link.inferred else "printed",
        "kind_basis": "inferred" if link.kind_inferred else "printed",
        "condition": pair(*link.conditions),
        "qualifiers": {"zh": link.qualified("zh"), "en": link.qualified("en")},
        "documents": link.documents,
        "path": curie(link.path) if link.path else None,
        "quotes": quotes.numbers(link.quotes),
    }


def _kind(kind: str) -> Pair:
    """The name of a kind of step, as pictures and routes have it."""
    look = style(kind)
    return pair(look.zh, look.en)


def _documents(store: Quads, links: Iterable[Link]) -> dict[str, dict[str, Pair]]:
    """Title and short name of each document, by its stem."""
    stems = in_order({document for link in links for document in link.documents})
    titles = {stem: document_pair(store, stem) for stem in stems}
    return {s: {"label": title, "short": _SHORT.get(s, title)} for s, title in titles.items()}


def _pictures(store: Quads, links: list[Link]) -> dict[str, dict[str, object]]:
    steps = [link for link in links if link.kind != MEMBER]
    numbers = {(link.start, link.end, link.iri): number for number, link in enumerate(links)}
    found: dict[str, dict[str, object]] = {}
    for name, drawn in (("steps", steps), ("members", links)):
        graph = with_nodes(store, drawn)
        order = [numbers[edge] for edge in sorted(graph.edges(keys=True))]
        found[name] = {
            lang: _picture(sketch(graph, lang), order) if drawn else None for lang in ("zh", "en")
        }
    return found


def _picture(drawn: Sketch, numbers: list[int]) -> dict[str, object]:
    """Boxes by code: x, y of the centre, width, height, lines; ways by the number of the link."""
    placed = layout(drawn)
    order = {id(arrow): number for arrow, number in zip(drawn.arrows, numbers, strict=True)}
    return {
        "width": round(placed.width * _INCH),
        "height": round(placed.height * _INCH),
        "boxes": _boxes(placed),
        "ways": {
            order[id(arrow)]: [_point(placed, x, y) for x, y in points]
            for arrow, points in sorted(placed.ways, key=lambda way: order[id(way[0])])
        },
    }


def _boxes(placed: Layout) -> dict[str, list[object]]:
    return {
        curie(spot.box.id): [
            *_point(placed, spot.x, spot.y),
            round(spot.width * _INCH),
            round(spot.height * _INCH),
            list(spot.lines),
        ]
        for spot in placed.spots
    }


def _point(placed: Layout, x: float, y: float) -> list[int]:
    return [round(x * _INCH), round((placed.height - y) * _INCH)]
