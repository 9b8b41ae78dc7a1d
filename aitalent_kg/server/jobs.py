"""What a worker does for a server: one job in, a head and bytes out.

Everybody who has a pool of workers uses this as its target: the HTTP server and the one for AI
agents. So nothing of HTTP is imported here, and what is slow is done before workers are made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from aitalent_kg.errors import BadValue
from aitalent_kg.workers.limits import Limits

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph

__all__ = ["TARGET", "handler"]

#: What to give to a `Pool`.
TARGET = "aitalent_kg.server.jobs:handler"

Handle = Callable[[dict[str, object]], tuple[dict[str, object], bytes]]


def handler(options: Mapping[str, object]) -> Handle:
    """Load the graph, and give what does the jobs.

    Args:
        options: "document", "extra" (paths of files) and "reading" as for `aitalent_kg.load`;
            "limits", those of `workers.limits.Limits` by name, where they are not the usual.
    """
    from aitalent_kg.graph import load
    from aitalent_kg.server.warming import warm

    kg = load(
        options.get("document"),  # type: ignore[arg-type]
        options.get("extra") or (),  # type: ignore[arg-type]
        reading=options.get("reading") or (),  # type: ignore[arg-type]
    )
    jobs = _jobs(kg, Limits(**options.get("limits", {})))  # type: ignore[arg-type]
    warm(kg, jobs)

    def handle(job: dict[str, object]) -> tuple[dict[str, object], bytes]:
        do = str(job.get("do"))
        if do not in jobs:
            raise BadValue(do, f"no job; there are: {', '.join(jobs)}")
        return jobs[do](job)

    return handle


def _jobs(kg: KnowledgeGraph, limits: Limits) -> dict[str, Handle]:
    from aitalent_kg.server.calling import called
    from aitalent_kg.server.describing import Describing
    from aitalent_kg.server.querying import Querying
    from aitalent_kg.server.service import Service
    from aitalent_kg.server.tags import Tags
    from aitalent_kg.server.written import Writer

    writer = Writer(limits, Tags.of(kg.store))
    resources = Describing(kg, writer)
    return {
        "rdf": resources.rdf,
        "html": resources.html,
        "service": Service(kg, writer, limits).described,
        "sparql": Querying(kg.store, writer).answer,
        "facts": lambda job: ({"triples": len(kg)}, b""),
        "call": lambda job: called(kg, job, limits.rows),
        "view": lambda job: _viewed(kg, job),
    }


def _viewed(kg: KnowledgeGraph, job: Mapping[str, object]) -> tuple[dict[str, object], bytes]:
    """What a page of the explorer reads: `name`."""
    from aitalent_kg.explorer.site import view_text

    return {"type": "application/json"}, view_text(kg, str(job["name"])).encode()
