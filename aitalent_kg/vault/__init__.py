"""A store of the user's own on disk: our graphs and theirs, for data that outgrow memory.

In: RDF files, mapping sets, results of importers. Out: a folder that opens in milliseconds, and
what lies in it. A write makes a new state beside the old one and then puts it in its place, so
whoever reads, and whenever a process is killed, there is the old state or the new one.
"""

from __future__ import annotations

from aitalent_kg.vault.faults import StoreFault
from aitalent_kg.vault.reading import Opened, StoreInfo, check, graphs, info, open_store
from aitalent_kg.vault.record import GraphInfo
from aitalent_kg.vault.writing import add, remove

__all__ = [
    "GraphInfo",
    "Opened",
    "StoreFault",
    "StoreInfo",
    "add",
    "check",
    "graphs",
    "info",
    "open_store",
    "remove",
]
