"""Read an iCAP occupational competency standard in the text form its PDF converts to."""

from aitalent_kg.importers.formats.icap.emit import to_graph
from aitalent_kg.importers.formats.icap.importer import Imported, import_icap
from aitalent_kg.importers.formats.icap.model import Remark, Standard
from aitalent_kg.importers.formats.icap.parse import read_standard

__all__ = ["Imported", "Remark", "Standard", "import_icap", "read_standard", "to_graph"]
