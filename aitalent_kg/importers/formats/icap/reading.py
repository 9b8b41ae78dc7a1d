"""One standard from its text: the reader, the statements and what is to be said of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aitalent_kg.errors import UnreadableFile
from aitalent_kg.files import read_text
from aitalent_kg.importers.formats.icap.clean import clean
from aitalent_kg.importers.formats.icap.corrections import Corrections
from aitalent_kg.importers.formats.icap.emit import to_graph
from aitalent_kg.importers.formats.icap.model import Remark, Standard
from aitalent_kg.importers.formats.icap.parse import read_standard

if TYPE_CHECKING:
    from rdflib import Graph

__all__ = ["Imported", "read_icap", "read_text_of"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What the reader made of one standard."""

    code: str  #: of the standard, with its version
    graph: Graph
    remarks: tuple[Remark, ...]  #: repairs and doubts, by line
    standard: Standard

    @property
    def repairs(self) -> int:
        """How many times layout was put right."""
        return sum(remark.kind == "repair" for remark in self.remarks)

    @property
    def doubts(self) -> int:
        """How many places a person should look at."""
        return sum(remark.kind == "doubt" for remark in self.remarks)


def read_icap(path: Path | str, corrections: Path | str | None = None) -> Imported:
    """Read one iCAP standard in the text form of its PDF.

    Args:
        path: the text file, UTF-8.
        corrections: a TOML file with decisions, see `corrections.py`.

    Raises:
        MissingFile: a file is not there, or is a directory.
        UnreadableFile: a file is no UTF-8 text or no standard, or a correction fits nothing.
    """
    text = read_text(Path(path))
    decided = Corrections.read(Path(corrections)) if corrections else Corrections()
    return read_text_of(text, str(path), lambda _: decided)


def read_text_of(text: str, name: str, corrections: Callable[[str], Corrections]) -> Imported:
    """Read one standard from its text.

    Args:
        name: what an error calls it.
        corrections: code of a standard -> what a person decided.

    Raises:
        UnreadableFile: it is no text or no standard, or a correction fits nothing.
    """
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UnreadableFile(name, "not a text but binary, or UTF-16; save it as UTF-8", line)
    source = clean(text)
    standard = read_standard(source, name)
    graph, remarks = to_graph(source, standard, corrections(standard.code))
    every = sorted((*standard.remarks, *remarks), key=lambda remark: remark.line)
    return Imported(standard.code, graph, tuple(every), standard)
