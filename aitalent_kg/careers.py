"""What a graph answers about people and careers; `KnowledgeGraph` has these methods."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aitalent_kg.lookup import Quads

if TYPE_CHECKING:
    import networkx as nx

    from aitalent_kg.assess.counted import Retired
    from aitalent_kg.assess.person import Assessment
    from aitalent_kg.gaps.answer import GapAnswer, TeamAnswer
    from aitalent_kg.gaps.have import Have
    from aitalent_kg.gaps.sets import Link
    from aitalent_kg.persons.reader import PersonReader
    from aitalent_kg.persons.record import Person
    from aitalent_kg.routes.answers import Routes
    from aitalent_kg.routes.places import Who
    from aitalent_kg.table import Table

__all__ = ["Careers"]


class Careers:
    """Routes, gaps and award rules over the statements of a graph."""

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
            minimise: "steps", "conditions", "missing" (items asked for and not held); with `assume`
                also "hours" and "certificates". Several give the Pareto set.
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

    def person(self, source: Path | str | Mapping[str, Any] | Person) -> Person:
        """A person's record, from a YAML or JSON file or the values of one.

        Raises:
            MissingFile: there is no such file.
            UnreadableFile, BadValue: it is no record; field and line are named.
        """
        from aitalent_kg.persons.record import Person

        return source if isinstance(source, Person) else self._persons.read(source)

    @cached_property
    def _persons(self) -> PersonReader:
        from aitalent_kg.persons.reader import PersonReader

        return PersonReader(self.statements)

    def assess(
        self,
        person: Path | str | Mapping[str, Any] | Person,
        *,
        as_of: date | str | None = None,
        readings: Collection[str] = (),
        retired: Retired = "unknown",
        joined: bool = False,
        lang: str = "zh",
    ) -> Assessment:
        """Run the award rules of table 5 and the entry rules of the standards on a person.

        Args:
            person: a record, or the file or the values of one.
            as_of: the day to judge on; left out, that of the record, else today.
            readings: notations of readings that count instead of the recommended ones.
            retired: how certificates count whose examination has ended.
            joined: also ask for certificates and hours together, which the guide does not.
        Raises:
            UnknownName: there is no such reading.

        >>> import aitalent_kg as atk
        >>> row = atk.load().assess({"hours": {"AI 應用素養": 17}}, as_of="2026-06-01").rows[0]
        >>> row.target.label, row.outcome("hours"), row.rules["hours"].plans[0].hours
        ('AI 應用素養', 'not_met', 1.0)
        """
        from aitalent_kg.assess.person import Assessor
        from aitalent_kg.persons.record import as_day

        assessor = Assessor(self.statements, readings, retired, joined, lang)
        return assessor.assess(self.person(person), None if as_of is None else as_day(as_of))

    def gap(
        self,
        have: Have,
        goal: str,
        *,
        mapped: str = "close",
        links: Iterable[Link] = (),
        conditional: bool = True,
        lang: str = "zh",
    ) -> GapAnswer:
        """What is missing for a goal, what is there, what a mapping covers, what nobody states.

        Args:
            have: a role, standard or other resource; a record or its file; "none".
            goal: a role, standard, framework, ability type, path, gate …
            mapped: the weakest mapping that covers: "none", "exact", "close", "broad", "narrow",
                "related".
            links: mappings of your own.
            conditional: whether duties that apply under a condition are asked for, as T3 of
                SMS2512-002v1, "屬擔任技術開發者所需之工作職責".
        Raises:
            UnknownName, AmbiguousName: no one thing has this name.
            BadValue: the goal is nothing that asks for items.

        >>> import aitalent_kg as atk
        >>> found = atk.load().gap("SMS2512-002v1", "SET2529-001v2")
        >>> len(found.missing), len(found.covered)
        (25, 0)
        """
        from aitalent_kg.gaps.answer import gap_of
        from aitalent_kg.gaps.have import holder_of
        from aitalent_kg.gaps.sides import goal_of

        holder = holder_of(self.statements, have, lang)
        iri = goal_of(self.statements, goal)
        return gap_of(self.statements, holder, iri, mapped, links, conditional, lang)

    def team_gap(
        self,
        people: Iterable[Have],
        goal: str,
        *,
        mapped: str = "close",
        links: Iterable[Link] = (),
        conditional: bool = True,
        lang: str = "zh",
    ) -> TeamAnswer:
        """The gap of several people together: who covers what, and what hangs on one of them.

        Arguments and errors are those of `gap`.
        """
        from aitalent_kg.gaps.answer import team_of
        from aitalent_kg.gaps.have import holders_of
        from aitalent_kg.gaps.sides import goal_of

        holders = holders_of(self.statements, people, lang)
        iri = goal_of(self.statements, goal)
        return team_of(self.statements, holders, iri, mapped, links, conditional, lang)
