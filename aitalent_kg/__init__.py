"""Five Taiwanese documents on AI talent as one knowledge graph that can be asked.

>>> import aitalent_kg as atk
>>> kg = atk.load()
>>> kg.show("SMS2512-002v1/T1.3").label_zh
'評估應用或發展效益'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aitalent_kg.version import VERSION as __version__

if TYPE_CHECKING:
    from aitalent_kg import importers
    from aitalent_kg.errors import AitalentError
    from aitalent_kg.graph import KnowledgeGraph, connect, load
    from aitalent_kg.library import queries
    from aitalent_kg.table import Table
    from aitalent_kg.values import Iri

__all__ = [
    "AitalentError",
    "Iri",
    "KnowledgeGraph",
    "Table",
    "__version__",
    "connect",
    "importers",
    "load",
    "queries",
]

_HOMES = {
    "AitalentError": "aitalent_kg.errors",
    "KnowledgeGraph": "aitalent_kg.graph",
    "Iri": "aitalent_kg.values",
    "Table": "aitalent_kg.table",
    "connect": "aitalent_kg.graph",
    "load": "aitalent_kg.graph",
    "queries": "aitalent_kg.library",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: the bare import stays cheap."""
    if name not in _HOMES and name != "importers":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    if name == "importers":
        return import_module("aitalent_kg.importers")
    return getattr(import_module(_HOMES[name]), name)
