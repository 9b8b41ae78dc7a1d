"""Readers of other formats; each turns files into statements and a report of what it did.

>>> import aitalent_kg as atk
>>> atk.importers.FORMATS["esco"]
'the ESCO classification: its CSV bundle, as zip or folder'
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = [
    "FORMATS",
    "case",
    "ctdl_asn",
    "esco",
    "icap",
    "nice",
    "onet",
    "rsd",
    "skos",
    "table",
]

#: format -> what it reads.
FORMATS = {
    "icap": "iCAP competency standards: text of the PDF, or its tables",
    "esco": "the ESCO classification: its CSV bundle, as zip or folder",
    "onet": "the O*NET database: text or Excel files of one release",
    "nice": "the NICE Framework: the workbook of NIST, or JSON",
    "case": "a CASE 1.0 or 1.1 package (1EdTech)",
    "rsd": "rich skill descriptors of the Open Skills Management Tool: JSON or CSV",
    "ctdl-asn": "a CTDL-ASN competency framework, JSON-LD",
    "skos": "any SKOS concept scheme, RDF",
    "table": "a table of your own, CSV or Excel, with a small mapping file",
}


def __getattr__(name: str) -> Any:
    """The importer of a format, loaded when it is first used."""
    if name.startswith("_") or name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"aitalent_kg.importers.formats.{name}"), f"import_{name}")
