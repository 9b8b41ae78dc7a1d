"""The importer as a whole: a file in, a graph and a report out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph

from aitalent_kg.files import read_text
from aitalent_kg.importers.icap.corrections import Corrections
from aitalent_kg.importers.icap.emit import to_graph
from aitalent_kg.importers.icap.model import Remark
from aitalent_kg.importers.icap.parse import read_standard

__all__ = ["Imported", "import_icap"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What the importer made of a file."""

    code: str  #: of the standard, with its version
    graph: Graph
    remarks: tuple[Remark, ...]  #: repairs and doubts, by line


def import_icap(path: Path | str, corrections: Path | str | None = None) -> Imported:
    """Read an iCAP standard in the text form of its PDF.

    Args:
        path: the text file, UTF-8.
        corrections: a TOML file with decisions, see `corrections.py`.
    Raises:
        MissingFile, UnreadableFile: the file is not there, is no UTF-8 text, or is no standard.
    """
    text = read_text(Path(path))
    decided = Corrections.read(Path(corrections)) if corrections else Corrections()
    standard = read_standard(text, str(path))
    graph, remarks = to_graph(text, standard, decided)
    every = sorted((*standard.remarks, *remarks), key=lambda remark: remark.line)
    return Imported(standard.code, graph, tuple(every))
