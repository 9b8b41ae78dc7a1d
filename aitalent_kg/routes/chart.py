"""The links that a search for routes may use, and those that there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aitalent_kg.lookup import Quads
from aitalent_kg.network.asked import documents_asked
from aitalent_kg.network.links import MEMBER, Link, kept, memberships, transitions
from aitalent_kg.routes.plan import groups_of_backgrounds

__all__ = ["Chart", "chart_of"]


@dataclass(frozen=True, slots=True)
class Chart:
    """Steps and memberships, those asked for and all."""

    steps: list[Link]
    members: list[Link]
    every_step: list[Link]
    every_member: list[Link]
    single: frozenset[str]  #: groups that are not narrowed to a member


def chart_of(
    store: Quads, documents: str | Iterable[str] | None = None, inferred: bool = True
) -> Chart:
    """Read the links.

    Raises:
        UnknownName: no such document.
        BadValue: no document is given.
    """
    steps, members = transitions(store), memberships(store)
    used = kept(steps + members, documents_asked(documents), inferred=inferred)
    return Chart(
        [link for link in used if link.kind != MEMBER],
        [link for link in used if link.kind == MEMBER],
        steps,
        members,
        groups_of_backgrounds(store, members),
    )
