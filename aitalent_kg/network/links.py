"""Steps of a career and memberships, read from a graph in memory or on a server.

In: transition, placement and `skos:broader` statements. Out: frozen `Link` values, with their
documents and quotes. No graph library here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from aitalent_kg.evidence import Evidence, evidence_of
from aitalent_kg.lookup import Quads, iri, kind_of, label, objects, subjects, text_in, words
from aitalent_kg.names import AIT, DOCUMENTS, GRAPH, expand
from aitalent_kg.network.asked import check_name, in_order

__all__ = [
    "KINDS",
    "MEMBER",
    "NOT_STATED",
    "Link",
    "kept",
    "memberships",
    "transitions",
]

NOT_STATED = "not stated"
MEMBER = "member"
#: Kinds of a step; a user's own file may have more.
KINDS = ("same-category", "cross-category", NOT_STATED)
#: What is placed or has something broader, and what it is a member of.
_MEMBERS = {"Role", "RoleType", "Background", "Stage", "Gate"}
_GROUPS = {"Role", "RoleType", "RoleGroup", "TalentCategory", "Background"}


@dataclass(frozen=True, slots=True)
class Link:
    """A step of a career, or a membership, which is no step."""

    iri: str  #: of the transition or placement; of the narrower thing where `skos:broader` says it
    start: str
    end: str
    kind: str  #: one of `KINDS`, a user's own, or "member"
    documents: tuple[str, ...]  #: stems; of what we inferred, those of its quotes
    quotes: tuple[Evidence, ...] = ()
    inferred: bool = False  #: the link itself is our reading of lost layout
    kind_inferred: bool = False  #: its kind is
    conditions: tuple[str, str] = ("", "")  #: as printed, and in English
    qualifiers: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())  #: likewise; "轉管理途徑"
    path: str | None = None  #: IRI of the career path on which the document prints it
    weight: float | None = None  #: how far apart the roles are, as an imported framework states

    def condition(self, lang: str) -> str:
        """The condition in a language; "" where there is none."""
        return self.conditions[lang == "en"]

    def qualified(self, lang: str) -> tuple[str, ...]:
        """What the document calls the step, in a language."""
        return self.qualifiers[lang == "en"]


def transitions(store: Quads) -> list[Link]:
    """Every step that the graph holds, by IRI."""
    found = subjects(store, "rdf:type", AIT + "Transition")
    return [_step(store, x, a, b) for x in found for a, b in _ends(store, x, "ait:from", "ait:to")]


def memberships(store: Quads) -> list[Link]:
    """What is a kind or an example of what, one link a pair.

    Of several statements of a pair, in several documents, the printed ones count.
    """
    links: dict[tuple[str, str], list[Link]] = {}
    for link in (*_placements(store), *_narrower(store)):
        links.setdefault((link.start, link.end), []).append(link)
    return [_joined(several) for _, several in sorted(links.items())]


def kept(
    links: Iterable[Link],
    documents: Collection[str] | None = None,
    kind: str | None = None,
    inferred: bool = True,
) -> list[Link]:
    """The links that a caller wants.

    Args:
        documents: keep what these say.
        kind: keep steps of this kind; memberships stay.
        inferred: whether our readings of lost layout count; without them no step has a kind.
    Raises:
        UnknownName: no such document or kind.
    """
    links = list(links)
    kinds = (*KINDS, *sorted({link.kind for link in links} - {*KINDS, MEMBER}))
    check_name(kind, kinds, "kind of step")
    for document in documents or ():
        known = (*DOCUMENTS, *{d for link in links for d in link.documents})
        check_name(document, known, "document")
    read = links if inferred else [_as_printed(link) for link in links if not link.inferred]
    return [
        link
        for link in read
        if (documents is None or set(documents) & {*link.documents})
        and (kind is None or link.kind in (kind, MEMBER))
    ]


def _as_printed(link: Link) -> Link:
    return replace(link, kind=NOT_STATED, kind_inferred=False) if link.kind_inferred else link


def _ends(store: Quads, subject: str, near: str, far: str) -> list[tuple[str, str]]:
    return [(a, b) for a in objects(store, subject, near) for b in objects(store, subject, far)]


def _step(store: Quads, subject: str, start: str, end: str) -> Link:
    kind, kind_graph = next(iter(_stated(store, subject, "ait:transitionKind")), (NOT_STATED, ""))
    zh, en = (text_in(store, subject, "ait:condition", lang) for lang in ("zh", "en"))
    quotes = tuple(evidence_of(store, subject))
    return Link(
        iri=subject,
        start=start,
        end=end,
        kind=kind.rpartition("/")[2],
        documents=_documents(store, subject, quotes),
        quotes=quotes,
        inferred=_is_inferred(store, subject),
        kind_inferred=kind != NOT_STATED and kind_graph == "inferred",
        conditions=(zh, en),
        qualifiers=(_qualifiers(store, subject, "zh"), _qualifiers(store, subject, "en")),
        path=next(iter(objects(store, subject, "ait:onPath")), None),
        weight=_weight(store, subject),
    )


def _weight(store: Quads, subject: str) -> float | None:
    """A number of a user's file that is none, or below zero, counts as not stated."""
    found = [text for text, _ in words(store, subject, "ait:weight")]
    return float(found[0]) if found and re.fullmatch(r"\d+(\.\d+)?", found[0]) else None


def _qualifiers(store: Quads, subject: str, lang: str) -> tuple[str, ...]:
    """Those in the language, else all."""
    found = words(store, subject, "ait:qualifier")
    own = tuple(text for text, tag in found if tag.startswith(lang))
    return own or tuple(text for text, _ in found)


def _placements(store: Quads) -> Iterable[Link]:
    for placement in subjects(store, "rdf:type", AIT + "Placement"):
        for member, group in _ends(store, placement, "ait:placed", "ait:placedUnder"):
            if kind_of(store, member) in _MEMBERS and kind_of(store, group) in _GROUPS:
                yield _membership(store, placement, member, group)


def _narrower(store: Quads) -> Iterable[Link]:
    """Roles and backgrounds of which a document names a broader one."""
    for kind in ("Role", "Background"):
        for member in subjects(store, "rdf:type", AIT + kind):
            for group in objects(store, member, "skos:broader"):
                yield _membership(store, member, member, group)


def _membership(store: Quads, subject: str, member: str, group: str) -> Link:
    """A membership; `skos:broader` has no quote of its own, so words that name both count."""
    quotes = tuple(evidence_of(store, subject))
    if subject == member:
        quotes = _naming(store, group, quotes) or quotes
    return Link(
        iri=subject,
        start=member,
        end=group,
        kind=MEMBER,
        documents=_documents(store, subject, quotes),
        quotes=quotes,
        inferred=_is_inferred(store, subject),
    )


def _naming(store: Quads, group: str, quotes: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The quotes that name the group, or share words with a quote of it."""
    name, others = label(store, group), evidence_of(store, group)
    return tuple(q for q in quotes if name in q.quote or any(_overlap(q, o) for o in others))


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end


def _joined(several: list[Link]) -> Link:
    """One link of a pair, with the documents and quotes of all that say it."""
    printed = [link for link in several if not link.inferred] or several
    documents = {document for link in printed for document in link.documents}
    quotes = dict.fromkeys(quote for link in printed for quote in link.quotes)
    return replace(printed[0], documents=in_order(documents), quotes=tuple(quotes))


def _stated(store: Quads, subject: str, predicate: str) -> list[tuple[str, str]]:
    """Objects of `subject`, each with the stem of the graph that says so."""
    found = store.quads_for_pattern(NamedNode(subject), NamedNode(expand(predicate)), None, None)
    return sorted((iri(q.object), iri(q.graph_name).removeprefix(GRAPH)) for q in found)


def _documents(store: Quads, subject: str, quotes: Iterable[Evidence]) -> tuple[str, ...]:
    """Documents, or files of the user, that state the link; else those of its quotes."""
    graphs = {graph for _, graph in _stated(store, subject, "rdf:type")}
    stated = {graph for graph in graphs if graph in DOCUMENTS or graph.startswith("user/")}
    return in_order(stated or {quote.source.removesuffix(".txt") for quote in quotes} or graphs)


def _is_inferred(store: Quads, subject: str) -> bool:
    bases = objects(store, subject, "ait:basis")
    return bool(bases) and all(basis.endswith("/inferred") for basis in bases)
