"""Check a graph against the SHACL shapes; the parts that callers use.

`validate_store` runs the fast engine, and pySHACL for files of shapes that use what it does not
know; `validate_graph` runs pySHACL, by which the fast engine is measured. Messages come in Chinese
and English. No network: shapes are files, and nothing is imported by reference.
"""

from __future__ import annotations

from aitalent_kg.validate.findings import Finding, Report, Total
from aitalent_kg.validate.run import changes, shape_files, validate_graph, validate_store

__all__ = [
    "Finding",
    "Report",
    "Total",
    "changes",
    "shape_files",
    "validate_graph",
    "validate_store",
]
