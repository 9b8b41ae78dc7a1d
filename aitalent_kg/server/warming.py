"""All that a worker may need is imported and read before there are workers.

A worker can open no file. So each kind of job is done once where files can still be opened; what
it imports, reads and keeps is there for all workers, and shared between them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

from aitalent_kg.errors import AitalentError

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph

__all__ = ["warm"]

#: Packages that are imported whole, functions in them import what they use when first called.
_PACKAGES = (
    "assess", "compare", "engines", "explorer", "gaps", "mappings", "network", "overlap",
    "persons", "readings", "routes", "routing", "rules", "search", "service", "suggest",
)  # fmt: skip
#: What those import of others inside functions.
_OTHERS = ("networkx", "pyoxigraph")
#: Views that read files; the others need only what is imported.
_READ = ("home", "queries", "sources")
_EXAMPLES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("search", {"text": "機器學習"}),
    ("search", {"text": "機器學習", "format": "xlsx"}),
    ("show", {"name": "SMS2512-002v1/T1.3", "reading": ["X-02:2"]}),
    ("evidence", {"name": "SMS2512-002v1/T1.3", "format": "csv"}),
    ("queries", {"find": "證照"}),
    ("query", {"name": "items-of-task", "params": {"task": "SMS2512-002v1/T1.3"}}),
    ("sparql", {"text": "SELECT ?s { ?s a ait:Task } LIMIT 1", "evidence": True}),
    ("sparql", {"text": "CONSTRUCT WHERE { ?s a ait:Task }"}),
    ("conflicts", {}),
    ("conflicts", {"detect": True}),
    ("info", {}),
    ("routes", {"start": "資料分析師", "goal": "AI 技術主管", "minimise": "missing"}),
    ("gap", {"have": "SET2529-001v2", "goal": "SMS2512-002v1"}),
    ("overlap", {"left": "SET2529-001v2", "right": "SMS2512-002v1"}),
    ("compare", {"left": "SET2529-001v2", "right": "SMS2512-002v1"}),
    ("assess", {"record": {"certificates": ["AI-900"], "hours": {"AI 應用素養": 1}}}),
)


def warm(kg: KnowledgeGraph, jobs: Mapping[str, Callable[[dict[str, object]], object]]) -> None:
    """Do each kind of job once; what fails here tells so on stderr and fails later too."""
    for name in _modules():
        import_module(name)
    for job in _jobs(kg):
        try:
            jobs[str(job["do"])](job)
        except AitalentError:
            continue  # the example does not fit this graph, and what it needs is there
        except Exception as error:
            print(f"aitalent-kg: {job}: {error!r}", file=sys.stderr)


def _modules() -> Iterator[str]:
    import aitalent_kg

    for name in _PACKAGES:
        package = import_module(f"{aitalent_kg.__name__}.{name}")
        yield from (found.name for found in walk_packages(package.__path__, package.__name__ + "."))
    yield from _OTHERS


def _jobs(kg: KnowledgeGraph) -> Iterator[dict[str, object]]:
    from aitalent_kg.explorer.views import names

    yield {"do": "service", "root": "http://localhost"}
    for accept in ("text/turtle", "application/ld+json", "application/rdf+xml"):
        yield {"do": "rdf", "path": "/id/SMS2512-002v1/T1.3", "accept": accept}
    for path in ("/id/SMS2512-002v1/T1.3", "/id/SMS2512-002v1/T1.33", "/graph/notes", "/ontology"):
        yield {"do": "html", "path": path, "lang": "en"}
    for text in ("SELECT * { ?s a ait:Task } LIMIT 1", "ASK {}", "DESCRIBE ait:Task"):
        yield {"do": "sparql", "query": text}
    for verb, params in _EXAMPLES:
        yield {"do": "call", "verb": verb, "params": params}
    for name in (name for first in _READ for name in names(kg, first)):
        if not name.endswith("~rests"):
            yield {"do": "view", "name": name}
    yield {"do": "view", "name": "resource/00"}
