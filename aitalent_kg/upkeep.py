"""What is done with a graph as a whole: checked, audited, written; `KnowledgeGraph` has these."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from aitalent_kg.lookup import Quads
from aitalent_kg.progress import Progress, silent

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

    from aitalent_kg.audit import Audit
    from aitalent_kg.engines.answers import Engine
    from aitalent_kg.exporters.report import ExportReport
    from aitalent_kg.quality import Quality
    from aitalent_kg.reasoning import Closure, Explanation
    from aitalent_kg.validate import Report

__all__ = ["Upkeep"]


class Upkeep:
    """Validation, audit, quality, reasoning, export."""

    statements: Quads
    engine: Engine

    @property
    def store(self) -> Store:
        """The loaded store.

        Raises:
            AitalentError: the graph is on a server.
        """
        raise NotImplementedError

    def validate(
        self,
        lang: str = "zh",
        progress: Progress = silent,
        *,
        engine: str = "fast",
        jobs: int | None = None,
        since: Report | None = None,
        changed: Iterable[Quad] | None = None,
        shapes: Iterable[Path] | None = None,
    ) -> Report:
        """Check the graph against the SHACL shapes.

        Args:
            lang: language of the messages.
            engine: "fast"; or "pyshacl", the reference, which gives the same findings.
            jobs: processes that share the work; left out, one, or all processors for a large graph.
            since: a report on the graph as it was; only what can have changed is checked again.
            changed: with `since`, the statements added or removed; see `validate.changes`.
            shapes: files with shapes (Turtle); those of the project when left out.
        Raises:
            UnknownName, BadValue: no such engine; what does not fit together.
        """
        from aitalent_kg.validate import validate_store

        return validate_store(
            self.store,
            shapes,
            lang,
            progress,
            engine=engine,
            jobs=jobs,
            since=since,
            changed=changed,
            on_disk=getattr(self.engine, "on_disk", None) is not None,
        )

    def audit(self, progress: Progress = silent) -> Audit:
        """Re-check every quote and account for every character of the sources."""
        from aitalent_kg.audit import audit

        return audit(self.store, progress=progress)

    def quality(
        self, groups: Iterable[str] = (), lang: str = "zh", progress: Progress = silent
    ) -> Quality:
        """Look for what could be better in ontology, metadata and vocabularies.

        Args:
            groups: "pitfalls", "fair", "vocpub", "qskos"; all when left out.
        Raises:
            UnknownName: no such group.
        """
        from aitalent_kg.quality import run_checks

        return run_checks(self.store, groups, lang, progress)

    def reason(
        self, engine: str = "fast", *, mappings: str = "single", progress: Progress = silent
    ) -> Closure:
        """All that follows by the rules of OWL 2 RL, our ontology and SKOS.

        Args:
            engine: "fast"; or "owlrl", the reference, which gives the same.
            mappings: "single": a mapping is never a step of a chain; "chain": as SKOS allows.
        Raises:
            UnknownName: no such engine, or way with mappings.
            BadValue: the graph uses what the fast engine does not cover.
        """
        from aitalent_kg.reasoning import reason

        return reason(self.store, engine, mappings, progress)

    def explain(
        self,
        subject: str,
        predicate: str,
        object_: str,
        *,
        mappings: str = "single",
        lang: str = "zh",
    ) -> Explanation:
        """Why a statement holds: the rules, down to asserted statements with their quotes.

        Each call reasons anew; for several, `aitalent_kg.reasoning.explain` takes a closure.

        Args:
            subject, predicate, object_: codes, paths, IRIs, CURIEs or labels; "a" asks for a class.
        Raises:
            UnknownName: a name means nothing, or the statement does not follow.
            AmbiguousName: a name fits several things.
        """
        from aitalent_kg.reasoning import explain, reason

        return explain(reason(self.store, "fast", mappings), subject, predicate, object_, lang)

    def export(
        self,
        format_: str,
        path: Path | str,
        *,
        only: str | Iterable[str] = (),
        graphs: str | Iterable[str] = (),
        network: str = "careers",
        lang: str = "zh",
        progress: Progress = silent,
    ) -> ExportReport:
        """Write the graph, or a part of it, in a format.

        Arguments and errors are those of `aitalent_kg.exporters.run.export`.
        """
        from aitalent_kg.exporters.run import export

        return export(self.statements, format_, path, only, graphs, network, lang, progress)
