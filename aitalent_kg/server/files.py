"""The explorer: its pages and files from memory, and `/data/…`, made when first asked for."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from aitalent_kg.explorer.pages import FILES, PAGES, not_found, page
from aitalent_kg.server.answers import answer, page_policy, tagged
from aitalent_kg.server.incoming import headers_of, unless_gone
from aitalent_kg.server.problems import Refused
from aitalent_kg.workers.pool import Pool

__all__ = ["data_routes", "file_routes"]

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
_HTML = "text/html; charset=utf-8"
#: Bytes of views that are kept; all of them together are fewer.
_KEPT = 64_000_000
#: Seconds that a view may take: it is no query of a client's, and made once for all.
_LONGEST = 60.0


def file_routes() -> list[BaseRoute]:
    """Routes of the pages and of what they load; nothing is looked up on the disk by a path."""
    files = {path.relative_to(FILES).as_posix(): path for path in sorted(FILES.rglob("*"))}
    found = {
        name: (path.read_bytes(), _TYPES[path.suffix])
        for name, path in files.items()
        if path.suffix in _TYPES and path.is_file()
    }

    async def file(request: Request) -> Response:
        name = request.path_params["path"]
        if name in found:
            return tagged(request, *found[name])
        if b"text/html" in headers_of(request.scope).get(b"accept", b""):  # a person, in a browser
            body = not_found("server", "../" * name.count("/") or "./").encode()
            return answer(body, _HTML, 404, {"vary": "accept"}, page_policy("404"))
        raise Refused(404, f"no file {name[:200]!r}; the pages begin at /")

    pages: list[BaseRoute] = [_page_route(name) for name in PAGES]
    return [*pages, Route("/", _page("home")), Route("/{path:path}", file)]


def _page_route(name: str) -> Route:
    return Route("/index.html" if name == "home" else f"/{name}.html", _page(name))


def _page(name: str) -> Callable[[Request], Awaitable[Response]]:
    async def shown(request: Request) -> Response:
        body = page(name, "server").encode()
        return tagged(request, body, _HTML, csp=page_policy(name))

    return shown


def data_routes(pool: Pool) -> list[BaseRoute]:
    """The route of the views that pages read."""
    views = _Views(pool)

    async def data(request: Request) -> Response:
        body = await unless_gone(views.body(request.path_params["name"]), request.receive)
        return tagged(request, body, "application/json")

    return [Route("/data/{name:path}.json", data)]


class _Views:
    """Views that were asked for; many who ask for one at once wait for the same."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._making: dict[str, asyncio.Task[bytes]] = {}

    async def body(self, name: str) -> bytes:
        """A view; it is made, and kept, also when whoever asked is gone."""
        if name in self._kept:
            return self._kept[name]
        if name not in self._making:
            self._making[name] = asyncio.create_task(self._made(name))
            self._making[name].add_done_callback(_seen)
        return await asyncio.shield(self._making[name])

    async def _made(self, name: str) -> bytes:
        try:
            found = (await self._pool.asked({"do": "view", "name": name}, _LONGEST)).body
        finally:
            del self._making[name]
        self._kept[name] = found
        while sum(map(len, self._kept.values())) > _KEPT:
            self._kept.popitem(last=False)
        return found


def _seen(task: asyncio.Task[bytes]) -> None:
    """Take note of an error for which nobody waits any longer."""
    if not task.cancelled():
        task.exception()
