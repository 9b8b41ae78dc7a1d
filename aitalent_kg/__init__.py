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
    from aitalent_kg.errors import AitalentError
    from aitalent_kg.graph import KnowledgeGraph, load

__all__ = ["AitalentError", "KnowledgeGraph", "__version__", "load"]

_HOMES = {
    "AitalentError": "aitalent_kg.errors",
    "KnowledgeGraph": "aitalent_kg.graph",
    "load": "aitalent_kg.graph",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: the bare import stays cheap."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
