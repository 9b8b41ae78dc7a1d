"""What a graph answers about careers; `KnowledgeGraph` has these methods."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from aitalent_kg.lookup import Quads

if TYPE_CHECKING:
    import networkx as nx

    from aitalent_kg.routes.answers import Routes
    from aitalent_kg.routes.places import Who
    from aitalent_kg.table import Table

__all__ = ["Careers"]


class Careers:
    """The network of careers, and routes in it."""

    statements: Quads

    def network(
        self,
        documents: str | Iterable[str] | None = None,
        kind: str | None = None,
        inferred: bool = True,
        members: bool = False,
    ) -> nx.MultiDiGraph[str]:
        """The steps of all careers; see `aitalent_kg.network.graphs.network`."""
        from aitalent_kg.network.graphs import network

        return network(self.statements, documents, kind, inferred, members)

    def role_items(self, documents: str | Iterable[str] | None = None) -> nx.Graph[str]:
        """Roles and what they ask for; see `aitalent_kg.network.graphs.role_items`."""
        from aitalent_kg.network.graphs import role_items

        return role_items(self.statements, documents)

    def routes(
        self,
        start: str | Who,
        goal: str,
        *,
        minimise: str | Sequence[str] = ("steps",),
        k: int = 1,
        via: str | Iterable[str] = (),
        avoid: str | Iterable[str] = (),
        documents: str | Iterable[str] | None = None,
        inferred: bool = True,
        assume: bool = False,
        person: Who | str | None = None,
        lang: str = "zh",
        most: int = 1000,
    ) -> Routes:
        """The best routes from a role, category, background or person to a goal.

        Args:
            minimise: "steps", "conditions", "weight" (of steps), "missing" (items asked for and not
                held); with `assume` also "hours" and "certificates". Several give the Pareto set.
            k: so many of the cheapest, and all that tie with the last.
            documents: stems to rest on; a route that joins several says so.
            assume: price ability types by table 5, which no document does for a step.
        Raises:
            UnknownName, AmbiguousName, BadValue: no one thing has this name; k, via … are senseless.

        >>> import aitalent_kg as atk
        >>> found = atk.load().routes("資料分析師", "AI 技術主管")
        >>> [(step.from_.label, step.to.label) for step in found.routes[0].steps]
        [('資料分析師', '資料科學家'), ('資料科學家', 'AI 工程師'), ('AI 工程師', 'AI 技術主管')]
        """
        from aitalent_kg.routes.assuming import pricing_of
        from aitalent_kg.routes.find import routes

        return routes(
            self.statements,
            start,
            goal,
            minimise=minimise,
            k=k,
            via=via,
            avoid=avoid,
            documents=documents,
            inferred=inferred,
            person=person,
            pricing=pricing_of(self.statements) if assume else None,
            lang=lang,
            most=most,
        )

    def reachable(
        self,
        name: str,
        documents: str | Iterable[str] | None = None,
        inferred: bool = True,
        lang: str = "zh",
    ) -> Table:
        """Where routes lead from a role, category, background, stage or gate."""
        from aitalent_kg.routes.reach import reachable

        return reachable(self.statements, name, documents, inferred, lang)

    def ways_in(
        self,
        name: str,
        documents: str | Iterable[str] | None = None,
        inferred: bool = True,
        lang: str = "zh",
    ) -> Table:
        """From where routes lead to it."""
        from aitalent_kg.routes.reach import ways_in

        return ways_in(self.statements, name, documents, inferred, lang)

    def bottlenecks(
        self,
        documents: str | Iterable[str] | None = None,
        kind: str | None = None,
        inferred: bool = True,
        lang: str = "zh",
    ) -> Table:
        """What most routes pass through; see `aitalent_kg.network.structure`."""
        from aitalent_kg.network.structure import bottlenecks

        return bottlenecks(self.statements, documents, kind, inferred, lang)

    def communities(
        self,
        documents: str | Iterable[str] | None = None,
        kind: str | None = None,
        inferred: bool = True,
        members: bool = False,
        lang: str = "zh",
    ) -> Table:
        """Groups with more steps inside than between."""
        from aitalent_kg.network.structure import communities

        return communities(self.statements, documents, kind, inferred, members, lang)
