"""What lies in a store: one entry a graph, and with what it was made. Kept as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from aitalent_kg.names import GRAPH
from aitalent_kg.vault.faults import StoreFault

__all__ = ["FORMAT", "GraphInfo", "Record", "short"]

#: Form of the folder; raised when an older program could not read it.
FORMAT = 1


@dataclass(frozen=True, slots=True)
class GraphInfo:
    """One named graph of a store."""

    name: str  #: as `store list` shows it: "user/mine", or an IRI that is not below our base
    iri: str
    triples: int
    source: str  #: name of the file it was read from
    sha256: str  #: of that file, in lower-case hexadecimal; "" for what is made of other graphs
    added: str  #: when, as "2026-11-22T01:02:03Z"
    file_graph: str  #: IRI of the graph named after the file; files may name several
    ours: bool = False  #: one of the project's, which is always there


@dataclass(frozen=True, slots=True)
class Record:
    """All graphs, and what made them."""

    graphs: tuple[GraphInfo, ...] = ()
    version: str = ""  #: of this package, at the last write
    data: str = ""  #: SHA-256 over our data files, as they went in
    pyoxigraph: str = ""
    format: int = FORMAT

    def by_iri(self) -> dict[str, GraphInfo]:
        """The graphs by their IRI."""
        return {graph.iri: graph for graph in self.graphs}

    @property
    def triples(self) -> int:
        """Statements, all graphs together."""
        return sum(graph.triples for graph in self.graphs)

    def write(self, path: Path) -> None:
        """Write it as JSON."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        path.write_text(text + "\n", encoding="utf-8", newline="\n")

    @classmethod
    def read(cls, path: Path) -> Record:
        """Read it.

        Raises:
            FileNotFoundError: it is not there.
            StoreFault: it is damaged, or of a later form.
        """
        try:
            said = json.loads(path.read_text(encoding="utf-8"))
            if said["format"] > FORMAT:
                raise StoreFault(path, "is of a later version of aitalent-kg; upgrade to read it")
            graphs = tuple(GraphInfo(**each) for each in said.pop("graphs"))
            return cls(graphs, **said)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            problem = "is damaged; make the store anew with `aitalent-kg store add`"
            raise StoreFault(path, problem) from error


def short(iri: str) -> str:
    """The name of a graph without our base."""
    return iri.removeprefix(GRAPH)
