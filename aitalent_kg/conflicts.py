"""Differences between and within the documents, each reading with its quotes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aitalent_kg.errors import UnknownName
from aitalent_kg.evidence import Evidence, evidence_of
from aitalent_kg.lookup import Quads, codes, label, objects, sequence, subjects, text_in, words
from aitalent_kg.names import AIT, DOCUMENTS, curie

__all__ = ["Conflict", "Reading", "conflicts"]

KINDS = ("contradiction", "difference", "granularity", "ambiguity", "trap", "damage")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one side says."""

    says: str
    quotes: tuple[Evidence, ...]
    chosen: bool  #: whether it is the one to follow unless another is asked for
    id: str  #: its name where one is followed: "X-02:1"
    statements: tuple[str, ...]  #: codes of the nodes of the graph that state it, and only it


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two or more readings that differ."""

    iri: str
    id: str  #: for example "X-02"
    kind: str  #: contradiction, difference, granularity, ambiguity, trap or damage
    topic: str
    verdict: str
    about: tuple[str, ...]  #: codes of the resources it concerns
    readings: tuple[Reading, ...]

    @property
    def documents(self) -> frozenset[str]:
        """Stems of the documents that it quotes."""
        return frozenset(q.source.removesuffix(".txt") for r in self.readings for q in r.quotes)


def conflicts(
    store: Quads,
    topic: str | None = None,
    document: str | Iterable[str] | None = None,
    kind: str | None = None,
    lang: str = "zh",
) -> list[Conflict]:
    """The recorded differences, by id.

    Args:
        topic: keep those whose id is this, or whose topic, in either language, holds this text.
        document: keep those that quote this document; of several, all of them.
        kind: keep those of this kind.
    Raises:
        UnknownName: no such document or kind.
    """
    documents = {document} if isinstance(document, str) else set(document or ())
    for name in sorted(documents):
        _known(name, DOCUMENTS, "document")
    _known(kind, KINDS, "kind of difference")
    found = sorted(
        (_read(store, iri, lang) for iri in subjects(store, "rdf:type", AIT + "Contradiction")),
        key=lambda conflict: conflict.id,
    )
    return [
        conflict
        for conflict in found
        if _speaks_of(store, conflict, topic)
        and documents <= conflict.documents
        and (kind is None or conflict.kind == kind)
    ]


def _known(name: str | None, known: tuple[str, ...], what: str) -> None:
    if name is not None and name not in known:
        raise UnknownName(name, known, what)


def _read(store: Quads, iri: str, lang: str) -> Conflict:
    readings = sorted(objects(store, iri, "ait:reading"), key=lambda r: sequence(store, r))
    kinds = objects(store, iri, "ait:conflictKind")  # one of a user's file may lack kind and code
    kind = kinds[0].rpartition("/")[2] if kinds else ""
    code = next(iter(codes(store, iri)), curie(iri))
    return Conflict(
        iri=iri,
        id=code,
        kind=kind,
        topic=label(store, iri, lang),
        verdict=text_in(store, iri, "ait:text", lang),
        about=tuple(map(curie, objects(store, iri, "ait:about"))),
        readings=tuple(
            Reading(
                text_in(store, reading, "ait:text", lang),
                tuple(evidence_of(store, reading)),
                ("true", "") in words(store, reading, "ait:chosen"),
                f"{code}:{sequence(store, reading)}",
                tuple(map(curie, objects(store, reading, "ait:statedBy"))),
            )
            for reading in readings
        ),
    )


def _speaks_of(store: Quads, conflict: Conflict, topic: str | None) -> bool:
    if topic is None or topic.casefold() == conflict.id.casefold():
        return True
    wanted = topic.casefold()
    names = [label(store, conflict.iri, lang) for lang in ("zh", "en")] + [*conflict.about]
    return any(wanted in name.casefold() for name in names)
