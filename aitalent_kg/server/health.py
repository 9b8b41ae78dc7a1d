"""`/health`: whether the server works, and what its limits are."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from aitalent_kg.errors import AitalentError
from aitalent_kg.server.answers import answer
from aitalent_kg.server.incoming import unless_gone
from aitalent_kg.server.settings import Settings
from aitalent_kg.version import VERSION
from aitalent_kg.workers.pool import Pool

__all__ = ["health_route"]

#: Seconds in which a server that is well counts its triples.
_PATIENCE = 5.0


def health_route(pool: Pool, settings: Settings) -> Route:
    """The route; 200 with `ok` true, or 503 with `ok` false."""

    async def health(request: Request) -> Response:
        facts = await unless_gone(_facts(pool), request.receive)
        state = pool.state()
        if not state["workers"]:
            facts.setdefault("problem", "there are no workers")
        ok = "problem" not in facts
        limits = asdict(settings.limits) | {"body": settings.body}
        found = {"ok": ok, "version": VERSION, **facts, "limits": limits, "pool": state}
        body = json.dumps(found, ensure_ascii=False, indent=2).encode()
        return answer(body, "application/json", 200 if ok else 503)

    return Route("/health", health)


async def _facts(pool: Pool) -> dict[str, object]:
    """What a worker says of the graph, each time anew: only so is it known to work."""
    try:
        async with asyncio.timeout(_PATIENCE):
            return dict((await pool.asked({"do": "facts"}, _PATIENCE)).head)
    except TimeoutError:
        return {"problem": f"no worker answers within {_PATIENCE:g} s"}
    except AitalentError as error:
        return {"problem": str(error)}
