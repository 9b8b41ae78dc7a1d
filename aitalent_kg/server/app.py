"""The application: what answers at which address."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from aitalent_kg.errors import AitalentError
from aitalent_kg.server.answers import refusal
from aitalent_kg.server.api import routes as api_routes
from aitalent_kg.server.endpoint import Endpoint
from aitalent_kg.server.files import data_routes, file_routes
from aitalent_kg.server.health import health_route
from aitalent_kg.server.incoming import Gone
from aitalent_kg.server.outside import Outside
from aitalent_kg.server.problems import Refused
from aitalent_kg.server.resources import resource_routes
from aitalent_kg.server.settings import Settings
from aitalent_kg.workers.pool import Pool

__all__ = ["app"]


def app(pool: Pool, settings: Settings | None = None) -> Outside:
    """The application over a pool whose target is `jobs.TARGET`.

    The pool is the caller's, who closes it afterwards.
    """
    chosen = settings or Settings()
    endpoint = Endpoint(pool, chosen)
    routes: list[BaseRoute] = [
        health_route(pool, chosen),
        *api_routes(pool),
        *resource_routes(pool),
        *data_routes(pool),
        *file_routes(),
    ]
    handlers = {404: _not_found, 405: _not_allowed, AitalentError: _failed, Exception: _failed}
    inner = Starlette(routes=routes, exception_handlers=handlers)
    return Outside({"/sparql": endpoint, "/sparql/": endpoint}, inner, chosen)


async def _not_found(request: Request, _: Exception) -> Response:
    return refusal(Refused(404, f"nothing at {request.url.path[:200]}; the pages begin at /"))


async def _not_allowed(request: Request, error: Exception) -> Response:
    allowed = getattr(error, "headers", None) or {}
    words = f"{request.method} is not answered here; use {allowed.get('Allow', 'GET')}"
    return refusal(Refused(405, words, allowed))


async def _failed(request: Request, error: Exception) -> Response:
    if isinstance(error, Gone):
        raise error
    request.scope["problem"] = error
    return refusal(error)
