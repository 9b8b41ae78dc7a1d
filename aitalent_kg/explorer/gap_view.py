"""Views `gap/GOAL`: all that a goal asks for, so that a page can compare it with what one ticks.

In: a graph and a goal: a place of the network of careers, a career path, a standard or an ability
type. Out: its items with levels, quotes and mapped items. `js/lib/gap.js` does from it what
`kg.gap` does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from aitalent_kg.errors import BadValue
from aitalent_kg.explorer.hashes import fnv1a
from aitalent_kg.explorer.labels import (
    Pair,
    document_pair,
    kind_pair,
    name_pair,
    pair,
    quotes_json,
    ref_json,
)
from aitalent_kg.explorer.resource_kept import Kept
from aitalent_kg.gaps.answer import GapAnswer, GapItem, Where, gap_of
from aitalent_kg.gaps.have import Holder
from aitalent_kg.gaps.links import links_of
from aitalent_kg.gaps.related import documents
from aitalent_kg.gaps.sets import PREDICATES, Link
from aitalent_kg.gaps.sides import Side, side
from aitalent_kg.gaps.unstated import Unstated, open_parts
from aitalent_kg.lookup import Quads, codes, kind_of, objects, subjects
from aitalent_kg.names import AIT, ID, curie, expand
from aitalent_kg.network.links import memberships, transitions
from aitalent_kg.text import natural

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph

__all__ = ["goals", "names", "slug", "view"]

#: Kinds of goals besides the places of the network.
_GOALS = ("CareerPath", "OccupationalStandard", "AbilityType")
_PLAIN = re.compile(r"[A-Za-z0-9._-]")
_LONGEST = 150  #: characters of a name that is not cut
_NOBODY = Holder("none", frozenset())
#: Of what asks for nothing by its kind, such as a background.
_NOTHING: dict[str, object] = {"asks": False} | {
    name: [] for name in ("items", "open", "unknown", "see", "mapped")
}
_Counting: TypeAlias = Mapping[str, Sequence[Link]]


def slug(code: str) -> str:
    """A code as it stands in the name of a view; js/lib/gap.js has the same.

    A view is a file: of a long name the beginning stays, and a hash of the code.

    >>> slug("industry-guide-deck/gate/a")
    'industry-guide-deck~gate~a'
    """
    plain = "".join(c if _PLAIN.match(c) else "~" if c == "/" else f"~x{ord(c):x}~" for c in code)
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}~{fnv1a(code):x}"


def names(kg: KnowledgeGraph) -> list[str]:
    """One view a goal."""
    return list(_goals(kg))


def view(kg: KnowledgeGraph, name: str) -> object:
    """What the goal asks for.

    `items` stand in natural order; `parts` of an item are those that need it, `open` the parts of
    which the documents do not give all items, `counts` the mapped items of which one may be held
    instead, the strongest first. `prices` say what ability types take by the award rules: see the
    view `routes`.
    """
    store = kg.statements
    goal = _goals(kg)[name]
    head = {"goal": ref_json(store, goal) | {"kindLabel": kind_pair(store, kind_of(store, goal))}}
    try:
        asked = side(store, goal)
    except BadValue:
        return head | _NOTHING
    zh, en = (gap_of(store, _NOBODY, goal, lang=lang) for lang in ("zh", "en"))
    counting = {item: _counting(kg).get(item, []) for item in asked.demands}
    return head | {
        "asks": True,
        "items": _items(store, asked, (zh, en), counting),
        "open": sorted(map(curie, open_parts(store, asked))),
        "unknown": [_unknown(store, *both) for both in zip(zh.unknown, en.unknown, strict=True)],
        "see": [ref_json(store, ref.iri) for ref in zh.see],
        "mapped": _mapped_documents(store, counting),
    }


def goals(kg: KnowledgeGraph) -> list[str]:
    """IRIs of what has a view, sorted."""
    return list(_goals(kg).values())


def _named(kg: KnowledgeGraph) -> dict[str, str]:
    """Name of a view -> IRI of its goal."""
    store = kg.statements
    links = (*transitions(store), *memberships(store))
    places = {end for link in links for end in (link.start, link.end)}
    others = {iri for kind in _GOALS for iri in subjects(store, "rdf:type", AIT + kind)}
    return {f"gap/{slug(curie(goal))}": goal for goal in sorted(places | others)}


def _said_of(kg: KnowledgeGraph) -> _Counting:
    """Mappings of each item of the graph, said of it, the strongest first."""
    found: dict[str, set[Link]] = {}
    for link in links_of(kg.statements):
        for said in (link, link.turned()):
            found.setdefault(said.left, set()).add(said)
    return {item: sorted(links, key=_weakness) for item, links in found.items()}


#: Worked out once for a graph, and needed by each view.
_goals, _counting = Kept(_named), Kept(_said_of)


def _items(
    store: Quads, asked: Side, gaps: tuple[GapAnswer, GapAnswer], counting: _Counting
) -> list[dict[str, object]]:
    """Every item of the goal; `gaps` are those of nobody, in Chinese and English."""
    zh, en = ({i.iri: i for i in (*gap.missing, *gap.presupposed)} for gap in gaps)
    order = sorted(zh, key=natural)
    return [_item(store, zh[iri], en[iri], asked, counting[iri]) for iri in order]


def _item(
    store: Quads, item: GapItem, english: GapItem, asked: Side, counts: Sequence[Link]
) -> dict[str, object]:
    return {
        "code": item.code,
        "label": pair(item.label, english.label),
        "kind": item.kind,
        "kindLabel": kind_pair(store, item.kind),
        "level": item.level,
        "parts": [curie(part) for part in sorted(asked.goal[item.iri], key=natural)],
        "presupposed": item.iri in asked.presupposed,
        "where": [
            _where(*both) for both in zip(item.required_in, english.required_in, strict=True)
        ],
        "quotes": quotes_json(item.quotes),
        "counts": [_count(store, link) for link in counts],
        "differences": _differences(store, item.iri),
    }


def _where(zh: Where, en: Where) -> dict[str, object]:
    return {
        "code": zh.code,
        "label": pair(zh.label, en.label),
        "level": zh.level,
        "strength": pair(zh.strength or "", en.strength or ""),
        "condition": pair(zh.condition or "", en.condition or ""),
        "presupposed": zh.presupposed,
    }


def _weakness(link: Link) -> tuple[int, float, str]:
    """The order of `gaps.sets`."""
    sure = -1.0 if link.confidence is None else link.confidence
    return PREDICATES.index(link.predicate), -sure, link.right


def _count(store: Quads, link: Link) -> dict[str, object]:
    stems = sorted(documents([link.right]))
    return ref_json(store, link.right) | {
        "document": document_pair(store, stems[0]) if stems else None,
        "predicate": link.predicate,
        "match": name_pair(store, expand(link.predicate)),
        "confidence": link.confidence,
    }


def _differences(store: Quads, item: str) -> list[dict[str, object]]:
    """Recorded differences from items of other documents, with the items they are about."""
    own, found = documents([item]), []
    for node in subjects(store, "ait:about", item):
        if kind_of(store, node) == "Contradiction":
            others = [o for o in objects(store, node, "ait:about") if documents([o]) - own]
            about = {"codes": codes(store, node), "others": list(map(curie, others))}
            found += [ref_json(store, node) | about] if others else []
    return found


def _unknown(store: Quads, zh: Unstated, en: Unstated) -> dict[str, object]:
    return {
        "code": zh.code,
        "label": pair(zh.label, en.label),
        "what": zh.what,
        "says": pair(zh.says, en.says),
        "quotes": quotes_json(zh.quotes),
        "see": [ref_json(store, code if ":" in code else ID + code) for code in zh.see],
    }


def _mapped_documents(store: Quads, counting: _Counting) -> list[Pair]:
    """Documents of which items are mapped to items of the goal."""
    stems = documents(link.right for links in counting.values() for link in links)
    return [document_pair(store, stem) for stem in sorted(stems)]
