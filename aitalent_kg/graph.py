"""The handle that callers hold: one graph, and a method for each question."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from aitalent_kg.asking import ask, ask_library, graph_of, table_of, with_evidence
from aitalent_kg.careers import Careers
from aitalent_kg.conflicts import Conflict, conflicts
from aitalent_kg.describe import Description, describe
from aitalent_kg.engines.answers import Engine, Solutions
from aitalent_kg.engines.embedded import engine_on
from aitalent_kg.errors import BadValue, BrokenQuery
from aitalent_kg.evidence import Evidence, evidence_of
from aitalent_kg.info import Info, info
from aitalent_kg.lookup import Quads
from aitalent_kg.people import People
from aitalent_kg.progress import Progress, silent
from aitalent_kg.relations import Relations
from aitalent_kg.resolve import resolve
from aitalent_kg.table import Table
from aitalent_kg.upkeep import Upkeep
from aitalent_kg.vault.loading import store_for

if TYPE_CHECKING:
    from pyoxigraph import Store
    from rdflib import Dataset, Graph

    from aitalent_kg.readings.follow import Origin
    from aitalent_kg.search.index import Hit, Index

__all__ = ["KnowledgeGraph", "connect", "load"]


def load(
    document: str | None = None,
    extra: os.PathLike[str] | str | Iterable[os.PathLike[str] | str] = (),
    progress: Progress = silent,
    engine: str = "oxigraph",
    reading: str | Iterable[str] = (),
    store: Path | str | None = None,
) -> KnowledgeGraph:
    """Load the five documents, or one of them, into memory; or open a store on disk.

    Args:
        document: the stem of one document, for example "SMS2512-002v1".
        extra: files of your own, RDF (.ttl .nt .nq .trig .rdf .jsonld), mappings (.sssom.tsv …) or
            results of importers, each a graph `user/NAME`, the second of one name `user/NAME-2`.
        progress: told the name of each graph before it is read.
        engine: what runs queries: "oxigraph", or "rdflib", which is slower.
        reading: readings to follow where documents differ; see `KnowledgeGraph.reading`.
        store: folder of a store on disk, which `aitalent_kg.vault.add` made.
    Raises:
        UnknownName: no document, engine or reading has this name.
        BadValue, StoreFault: `document` or `extra` with `store`; no store, or a damaged one.
        MissingFile, UnreadableFile: a file is not there, or cannot be read; nothing is loaded.

    >>> import aitalent_kg as atk
    >>> atk.load("SET2529-001v2").show("SET2529-001v2/T1.2").level
    '4'
    """
    statements, on_disk = store_for(store, document, extra, progress)
    kg = KnowledgeGraph(statements, engine_on(statements, engine, on_disk))
    names = [reading] if isinstance(reading, str) else list(reading)
    return kg.reading(*names) if names else kg


def connect(
    url: str,
    *,
    method: str = "POST",
    timeout: float = 60.0,
    retries: int = 2,
    user: str | None = None,
    password: str | None = None,
    digest: bool = False,
    graphs: Iterable[str] | None = None,
) -> KnowledgeGraph:
    """Ask a graph on a SPARQL 1.1 server instead of one in memory.

    Args:
        url: address of its query endpoint.
        method: "POST" or "GET".
        timeout: seconds for a whole answer.
        retries: further attempts after failures that may pass: no connection, 429, 5xx.
        user, password: for basic authentication, or digest with `digest=True`.
        graphs: IRIs of the graphs to ask; left out, those of this project that the server
            holds; `()`, whatever the server takes for its default graph.
    Raises:
        EndpointError: there is no such server, or it does not answer as one.
    """
    from aitalent_kg.engines.remote import Remote
    from aitalent_kg.engines.web import Access
    from aitalent_kg.remote import ServerQuads, our_graphs

    engine = Remote(url, method, timeout, retries, Access(user, password, digest))
    if isinstance(graphs, str):
        graphs = (graphs,)
    engine.graphs = our_graphs(engine) if graphs is None else tuple(graphs)
    return KnowledgeGraph(ServerQuads(engine), engine)


@dataclass(frozen=True)
class KnowledgeGraph(Careers, People, Relations, Upkeep):
    """A graph that is loaded, or on a server. It is read-only; `graph` gives a copy to change."""

    statements: Quads = field(repr=False)
    engine: Engine
    #: What it was made from, where it follows readings.
    origin: Origin | None = field(default=None, repr=False, compare=False)

    def __len__(self) -> int:
        """Number of statements, those of all named graphs together."""
        return len(self.statements)

    @property
    def store(self) -> Store:
        """The loaded store.

        Raises:
            AitalentError: the graph is on a server.
        """
        from pyoxigraph import Store

        from aitalent_kg.errors import AitalentError

        if not isinstance(self.statements, Store):
            raise AitalentError(
                f"this needs the graph in memory, not on {self.engine.name}: load()"
            )
        return self.statements

    @cached_property
    def graph(self) -> Dataset:
        """The statements as an rdflib Dataset, whose default graph is the union."""
        from aitalent_kg.bridge import to_dataset

        return to_dataset(self.store)

    def query(
        self,
        name: str,
        /,
        *,
        evidence: bool = False,
        timeout: float | None = None,
        **params: object,
    ) -> Table:
        """Ask a query of the library.

        Args:
            name: its name; `atk.queries()` has all.
            evidence: add the column `quotes`, the evidence of the resources of each row.
            timeout: seconds to wait.
            params: its parameters: a code, path, IRI or label for a resource; a list for several.
        Raises:
            UnknownName: no such query, parameter, choice, language or resource.
            BadValue: a value is not of the parameter's kind.
            QueryTimeout: it took longer.

        >>> import aitalent_kg as atk
        >>> kg = atk.load()
        >>> [row.code for row in kg.query("items-of-task", task="SMS2512-002v1/T1.3", kind="Skill")]
        ['S03', 'S05', 'S08', 'S09', 'S10', 'S11']
        """
        _check_flag(evidence)
        table = ask_library(self.engine, self.statements, name, params, timeout)
        return with_evidence(table, self.statements) if evidence else table

    def sparql(
        self,
        text: str,
        /,
        *,
        evidence: bool = False,
        timeout: float | None = None,
        **bindings: object,
    ) -> Table | bool | Graph:
        """Run a query of your own over all named graphs.

        The project's prefixes need not be declared. SELECT gives a Table, ASK a truth value,
        CONSTRUCT and DESCRIBE an rdflib Graph.

        Args:
            evidence: add the column `quotes` to a table.
            timeout: seconds to wait.
            bindings: variable -> value; text is a plain literal, `atk.Iri(…)` an IRI.
        Raises:
            BrokenQuery: the text is no query.
            ForbiddenQuery: it calls another server, is too long or too deep.
            UnknownName: it has no such variable.
            QueryTimeout: it took longer.
        """
        _check_flag(evidence)
        answer = ask(self.engine, text, bindings, timeout)
        if isinstance(answer, bool):
            return answer
        if not isinstance(answer, Solutions):
            return graph_of(answer)
        return with_evidence(table_of(answer), self.statements) if evidence else table_of(answer)

    def select(
        self,
        text: str,
        /,
        *,
        evidence: bool = False,
        timeout: float | None = None,
        **bindings: object,
    ) -> Table:
        """As `sparql`, for SELECT only: always a Table.

        Raises:
            BrokenQuery: it is no SELECT.
        """
        found = self.sparql(text, evidence=evidence, timeout=timeout, **bindings)
        if not isinstance(found, Table):
            raise BrokenQuery("no SELECT; use sparql()")
        return found

    def search(
        self,
        text: str,
        kind: str | None = None,
        document: str | None = None,
        limit: int = 10,
        lang: str = "zh",
    ) -> list[Hit]:
        """Things by words, code or a part of a quote, the best first; built at first use.

        Args:
            text: Chinese (simplified too) or English, with small typing errors.
            kind: keep those of this class, for example "Task".
            document: keep those that this document describes.
        Raises:
            UnknownName: no such kind or document.
            AitalentError: there is nothing to search for.

        >>> import aitalent_kg as atk
        >>> atk.load().search("机器学习", kind="Knowledge")[0].label
        '機器學習概論'
        """
        return self._index.search(text, kind, document, limit, lang)

    @cached_property
    def _index(self) -> Index:
        from aitalent_kg.search.index import build

        return build(self.statements)

    def resolve(self, name: str) -> str:
        """The IRI that a code, IRI or label stands for; see `aitalent_kg.resolve`."""
        return resolve(self.statements, name)

    def show(self, name: str, lang: str = "zh") -> Description:
        """Everything the graph says of one resource."""
        return describe(self.statements, self.resolve(name), lang)

    def evidence(self, name: str) -> list[Evidence]:
        """The quotes that what is said of a resource rests on."""
        return evidence_of(self.statements, self.resolve(name))

    def conflicts(
        self,
        topic: str | None = None,
        document: str | Iterable[str] | None = None,
        kind: str | None = None,
        lang: str = "zh",
    ) -> list[Conflict]:
        """The recorded differences; see `aitalent_kg.conflicts.conflicts`."""
        return conflicts(self.statements, topic, document, kind, lang)

    def info(self, lang: str = "zh") -> Info:
        """What is loaded."""
        return info(self.statements, lang)


def _check_flag(evidence: object) -> None:
    """Refuse what was meant for a variable or parameter of that name."""
    if not isinstance(evidence, bool):
        raise BadValue(evidence, "evidence takes True or False; give the variable another name")
