"""Read any SKOS concept scheme."""

from aitalent_kg.importers.formats.skos.reader import import_skos

__all__ = ["import_skos"]
