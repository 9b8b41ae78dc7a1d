"""Read a table of one's own, CSV or Excel, as a small mapping file says."""

from aitalent_kg.importers.formats.table.reader import import_table
from aitalent_kg.importers.formats.table.template import template

__all__ = ["import_table", "template"]
