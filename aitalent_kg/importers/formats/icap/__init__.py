"""Read iCAP occupational competency standards: the text their PDF converts to, or their tables."""

from aitalent_kg.importers.formats.icap.emit import to_graph
from aitalent_kg.importers.formats.icap.importer import import_icap
from aitalent_kg.importers.formats.icap.model import Remark, Standard
from aitalent_kg.importers.formats.icap.parse import read_standard
from aitalent_kg.importers.formats.icap.reading import Imported, read_icap

__all__ = [
    "Imported",
    "Remark",
    "Standard",
    "import_icap",
    "read_icap",
    "read_standard",
    "to_graph",
]
