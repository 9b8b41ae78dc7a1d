"""What a reader of a gap should look at besides: where more is asked for, recorded differences.

In: the graph and IRIs. Out: IRIs and codes, nothing that counts as held or missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Set

from aitalent_kg.lookup import Quads, codes, kind_of, objects, subjects
from aitalent_kg.names import DOCUMENTS, curie

__all__ = ["differences", "documents", "stating"]

_ON_A_CAREER = {"Gate", "Role", "RoleGroup", "RoleType", "Stage", "TalentCategory"}


def stating(store: Quads, subject: str) -> tuple[str, ...]:
    """Groups that `subject` is in, then career paths that it is a step of, which ask for items.

    Only for what a career leads to or through: an ability type is in groups because they ask for it.
    """
    if kind_of(store, subject) not in _ON_A_CAREER:
        return ()
    steps = {step for end in ("ait:from", "ait:to") for step in subjects(store, end, subject)}
    paths = {path for step in steps for path in objects(store, step, "ait:onPath")}
    both = (*objects(store, subject, "ait:inGroup"), *sorted(paths))
    return tuple(iri for iri in both if objects(store, iri, "ait:requires"))


def differences(store: Quads, item: str, held: Set[str]) -> tuple[str, ...]:
    """Codes of recorded differences between `item` and held items of other documents."""
    others = {iri for iri in held if documents([iri]) - documents([item])}
    found = (
        node
        for node in subjects(store, "ait:about", item)
        if kind_of(store, node) == "Contradiction" and others & {*objects(store, node, "ait:about")}
    )
    return tuple(code for node in found for code in codes(store, node))


def documents(items: Iterable[str]) -> frozenset[str]:
    """Names of the documents that items belong to; tools and the like belong to none.

    >>> documents(["https://w3id.org/aitalent-kg/id/SMS2512-002v1/K01"])
    frozenset({'SMS2512-002v1'})
    """
    return frozenset(curie(iri).partition("/")[0] for iri in items) & frozenset(DOCUMENTS)
