"""Which readings can be followed, and what following some of them means for the graph.

In: recorded differences and rules. Out: statements to leave out, readings to mark as chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.lookup import Quads, codes, kind_of, objects, sequence, subjects, words
from aitalent_kg.names import AIT, DOCUMENTS, curie

__all__ = ["Choice", "Settled", "choices", "settle"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A reading of a recorded difference or of a rule."""

    id: str  #: "X-02:2", the second of X-02; or the notation of a rule's reading, "C4-and"
    iri: str
    whole: str  #: IRI of the difference or rule
    documents: tuple[str, ...]  #: stems of the documents that it quotes
    chosen: bool | None  #: whether we recommend it; None where all readings stand
    statements: tuple[str, ...]  #: IRIs of the nodes that state it, and nothing else


@dataclass(frozen=True, slots=True)
class Settled:
    """What following some readings means."""

    left_out: frozenset[str]  #: IRIs of the statements of the other readings
    chosen: Mapping[str, bool | None]  #: IRI of a reading -> its mark; None, no mark
    followed: tuple[Choice, ...]  #: the readings that stand


def choices(store: Quads) -> list[Choice]:
    """Every reading of the graph, by id."""
    readings = subjects(store, "rdf:type", AIT + "Reading")
    wholes = {iri: objects(store, iri, "dcterms:isPartOf") for iri in readings}
    found = (_choice(store, iri, whole[0]) for iri, whole in wholes.items() if whole)
    return sorted(found, key=lambda choice: choice.id)


def _choice(store: Quads, iri: str, whole: str) -> Choice:
    own = codes(store, iri)
    if kind_of(store, whole) == "Contradiction":
        own = [f"{code}:{sequence(store, iri)}" for code in codes(store, whole)]
    marks = [text == "true" for text, _ in words(store, iri, "ait:chosen")]
    return Choice(
        own[0] if own else curie(iri),
        iri,
        whole,
        tuple(map(curie, objects(store, iri, "dcterms:source"))),
        marks[0] if marks else None,
        tuple(objects(store, iri, "ait:statedBy")),
    )


def settle(every: Sequence[Choice], *names: Iterable[str]) -> Settled:
    """What it means to follow the readings named.

    Args:
        every: all readings, as `choices` gives them.
        names: "X-02:2"; "X-02:industry-guide-deck"; a document, for its reading in each
            difference with another document; the notation of a rule's reading, as "C4-and".
            A single reading counts before a document; several of one difference all stand.
            Of several sets a later one takes the place of earlier ones in the same difference.
    Raises:
        UnknownName: there is no such reading; the nearest are given.
        BadValue: the difference has no statement that could be left out; it is not said which
            reading; or two readings of one rule are named.
    """
    followed: dict[str, list[Choice]] = {}
    for some in names:
        followed |= _with_rules(every, _by_whole(every, some))
    left_out: set[str] = set()
    chosen: dict[str, bool | None] = {}
    for whole, kept in followed.items():
        others = [c for c in every if c.whole == whole and c not in kept]
        left_out |= _statements(others) - _statements(kept)
        mark = True if len(kept) == 1 else None  # of several that stand, none is the one
        chosen |= {c.iri: False for c in others} | {c.iri: mark for c in kept}
    # a rule keeps all its readings; which of them counts is said by the mark alone
    stand = tuple(choice for kept in followed.values() for choice in kept)
    return Settled(frozenset(left_out - {choice.iri for choice in every}), chosen, stand)


def _by_whole(every: Sequence[Choice], names: Iterable[str]) -> dict[str, list[Choice]]:
    """Difference or rule -> the readings of it that are named."""
    wide: dict[str, list[Choice]] = {}
    single: dict[str, list[Choice]] = {}
    for name in dict.fromkeys(names):
        into = wide if name in DOCUMENTS else single
        for choice in _named(every, name):
            kept = into.setdefault(choice.whole, [])
            kept.extend([choice] if choice not in kept else [])
    return wide | single


def _statements(some: Iterable[Choice]) -> set[str]:
    return {statement for choice in some for statement in choice.statements}


def _with_rules(
    every: Sequence[Choice], followed: dict[str, list[Choice]]
) -> dict[str, list[Choice]]:
    """The same with the readings of rules that a difference is about."""
    by_iri = {choice.iri: choice for choice in every}
    stated = [s for kept in followed.values() for choice in kept for s in choice.statements]
    for choice in (by_iri[iri] for iri in stated if iri in by_iri):
        kept = followed.setdefault(choice.whole, [])
        if choice not in kept:
            kept.append(choice)
    for kept in followed.values():
        if len(kept) > 1 and ":" not in kept[0].id:
            names = ", ".join(choice.id for choice in kept)
            raise BadValue(names, "readings of one rule; give one of them")
    return followed


def _named(every: Sequence[Choice], name: str) -> list[Choice]:
    """The readings that one name stands for."""
    if name in DOCUMENTS:
        return _of_document(every, name)
    head, _, tail = name.partition(":")
    own = [c for c in every if c.id.casefold() == name.casefold()]
    siblings = [c for c in every if c.id.partition(":")[0].casefold() == head.casefold()]
    if not own and tail in DOCUMENTS:
        own = _recommended([c for c in siblings if tail in c.documents])
    if not own:
        raise _unknown(every, siblings, name, tail)
    if ":" in own[0].id and not any(choice.statements for choice in siblings):
        heads = dict.fromkeys(c.id.partition(":")[0] for c in every if c.statements)
        raise BadValue(
            name, f"no statement can be left out here; where one can: {', '.join(heads)}"
        )
    return own


def _unknown(
    every: Sequence[Choice], siblings: Sequence[Choice], name: str, tail: str
) -> UnknownName | BadValue:
    """What is wrong with a name that fits no reading."""
    ids = [choice.id for choice in siblings]
    if ids and not tail:
        return BadValue(name, f"say which reading: {', '.join(ids)}")
    documents = [document for document in DOCUMENTS if name.casefold() in document.casefold()]
    known = ids or documents or [*(choice.id for choice in every), *DOCUMENTS]
    return UnknownName(name, known, "reading", "")


def _of_document(every: Sequence[Choice], document: str) -> list[Choice]:
    """The document's own readings, in each difference with another where it has a statement.

    Raises:
        BadValue: there is none.
    """
    found: list[Choice] = []
    for whole in dict.fromkeys(choice.whole for choice in every):
        readings = [choice for choice in every if choice.whole == whole]
        own = [choice for choice in readings if document in choice.documents]
        shared = any(set(choice.documents) - {document} for choice in readings)
        if shared and any(choice.statements for choice in own):
            found += _recommended(own)
    if not found:
        stated = {name for choice in every if choice.statements for name in choice.documents}
        others = ", ".join(name for name in DOCUMENTS if name in stated)
        hint = f"those of {others} can" if others else "load all documents"
        raise BadValue(document, f"none of its readings can be followed; {hint}")
    return found


def _recommended(own: list[Choice]) -> list[Choice]:
    """Of a document's readings those that we do not advise against, if there are any."""
    return [choice for choice in own if choice.chosen is not False] or own
