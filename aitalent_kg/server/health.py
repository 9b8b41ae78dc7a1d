"""`/health`: whether the server works, and what its limits are."""

from __future__ import annotations

import json
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from aitalent_kg.errors import AitalentError
from aitalent_kg.server.answers import answer
from aitalent_kg.server.settings import Settings
from aitalent_kg.version import VERSION
from aitalent_kg.workers.pool import Pool

__all__ = ["health_route"]

#: Seconds in which a server that is well counts its triples.
_PATIENCE = 5.0


def health_route(pool: Pool, settings: Settings) -> Route:
    """The route; 200 with `ok` true, or 503 with `ok` false."""
    known: dict[str, object] = {}

    async def health(_: Request) -> Response:
        try:
            if not known:
                known.update((await pool.asked({"do": "facts"}, _PATIENCE)).head)
            well: dict[str, object] = {"ok": True}
        except AitalentError as error:
            well = {"ok": False, "problem": str(error)}
        limits = asdict(settings.limits) | {"body": settings.body}
        found = {**well, "version": VERSION, **known, "limits": limits, "pool": pool.state()}
        body = json.dumps(found, ensure_ascii=False, indent=2).encode()
        return answer(body, "application/json", 200 if well["ok"] else 503)

    return Route("/health", health)
