"""The handle that callers hold: one loaded graph, and a method for each question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Store

from aitalent_kg.conflicts import Conflict, conflicts
from aitalent_kg.describe import Description, describe
from aitalent_kg.evidence import Evidence, evidence_of
from aitalent_kg.info import Info, info
from aitalent_kg.progress import Progress, silent
from aitalent_kg.resolve import resolve
from aitalent_kg.sparql import Rows, run
from aitalent_kg.store import load_store

if TYPE_CHECKING:
    from rdflib import Dataset

    from aitalent_kg.audit import Audit
    from aitalent_kg.validate import Report

__all__ = ["KnowledgeGraph", "load"]


def load(
    document: str | None = None,
    extra: Iterable[Path | str] = (),
    progress: Progress = silent,
) -> KnowledgeGraph:
    """Load the five documents, or one of them, into memory.

    Args:
        document: the stem of one document, for example "SMS2512-002v1".
        extra: RDF files of your own (.ttl .nt .nq .trig .rdf .jsonld).
        progress: told the name of each graph before it is read.
    Raises:
        UnknownName: no document has this name.
        MissingFile, UnreadableFile: a file is not there, or cannot be read; nothing is loaded.

    >>> import aitalent_kg as atk
    >>> atk.load("SET2529-001v2").show("SET2529-001v2/T1.2").level
    '4'
    """
    return KnowledgeGraph(load_store(document, extra, progress))


@dataclass(frozen=True)
class KnowledgeGraph:
    """A loaded graph. It is read-only; `graph` gives a copy that may be changed."""

    store: Store = field(repr=False)

    def __len__(self) -> int:
        """Number of statements, those of all named graphs together."""
        return len(self.store)

    @cached_property
    def graph(self) -> Dataset:
        """The statements as an rdflib Dataset, whose default graph is the union."""
        from aitalent_kg.bridge import to_dataset

        return to_dataset(self.store)

    def sparql(self, text: str) -> Rows:
        """Run a SPARQL query over all named graphs; see `aitalent_kg.sparql.run`."""
        return run(self.store, text)

    def resolve(self, name: str) -> str:
        """The IRI that a code, IRI or label stands for; see `aitalent_kg.resolve`."""
        return resolve(self.store, name)

    def show(self, name: str, lang: str = "zh") -> Description:
        """Everything the graph says of one resource."""
        return describe(self.store, self.resolve(name), lang)

    def evidence(self, name: str) -> list[Evidence]:
        """The quotes that what is said of a resource rests on."""
        return evidence_of(self.store, self.resolve(name))

    def conflicts(
        self,
        topic: str | None = None,
        document: str | None = None,
        kind: str | None = None,
        lang: str = "zh",
    ) -> list[Conflict]:
        """The recorded differences; see `aitalent_kg.conflicts.conflicts`."""
        return conflicts(self.store, topic, document, kind, lang)

    def info(self, lang: str = "zh") -> Info:
        """What is loaded."""
        return info(self.store, lang)

    def validate(self, lang: str = "zh", progress: Progress = silent) -> Report:
        """Check the graph against the SHACL shapes."""
        from aitalent_kg.bridge import to_graph
        from aitalent_kg.validate import validate_graph

        return validate_graph(to_graph(self.store), lang=lang, progress=progress)

    def audit(self, progress: Progress = silent) -> Audit:
        """Re-check every quote and account for every character of the sources."""
        from aitalent_kg.audit import audit

        return audit(self.store, progress=progress)
