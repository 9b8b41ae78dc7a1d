"""The importer as a whole: a file in, a graph and a report out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aitalent_kg.errors import UnreadableFile
from aitalent_kg.files import read_text
from aitalent_kg.importers.formats.icap.corrections import Corrections
from aitalent_kg.importers.formats.icap.emit import to_graph
from aitalent_kg.importers.formats.icap.model import Remark
from aitalent_kg.importers.formats.icap.parse import read_standard

if TYPE_CHECKING:
    from rdflib import Graph

__all__ = ["Imported", "import_icap"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What the importer made of a file."""

    code: str  #: of the standard, with its version
    graph: Graph
    remarks: tuple[Remark, ...]  #: repairs and doubts, by line

    @property
    def repairs(self) -> int:
        """How many times layout was put right."""
        return sum(remark.kind == "repair" for remark in self.remarks)

    @property
    def doubts(self) -> int:
        """How many places a person should look at."""
        return sum(remark.kind == "doubt" for remark in self.remarks)


def import_icap(path: Path | str, corrections: Path | str | None = None) -> Imported:
    """Read an iCAP standard in the text form of its PDF.

    Args:
        path: the text file, UTF-8.
        corrections: a TOML file with decisions, see `corrections.py`.

    Raises:
        MissingFile: a file is not there, or is a directory.
        UnreadableFile: a file is no UTF-8 text or no standard, or a correction fits nothing.
    """
    text = read_text(Path(path))
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UnreadableFile(path, "not a text but binary, or UTF-16; save it as UTF-8", line)
    decided = Corrections.read(Path(corrections)) if corrections else Corrections()
    standard = read_standard(text, str(path))
    graph, remarks = to_graph(text, standard, decided)
    every = sorted((*standard.remarks, *remarks), key=lambda remark: remark.line)
    return Imported(standard.code, graph, tuple(every))
