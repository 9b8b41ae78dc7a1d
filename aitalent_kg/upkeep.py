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
    from aitalent_kg.validate import Report

__all__ = ["Upkeep"]


class Upkeep:
    """Validation, audit, export."""

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
