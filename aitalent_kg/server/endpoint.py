"""`/sparql`: the SPARQL 1.1 Protocol for queries, as plain ASGI since every query passes here.

A query is asked of the pool; the answer is sent whole or a problem that names the limit is.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.types import Receive, Scope, Send

from aitalent_kg.server.answers import CORS, NO_PAGE, answer, refusal
from aitalent_kg.server.asked import Asked, asked, longest
from aitalent_kg.server.formats import GRAPHS, HTML, accepted
from aitalent_kg.server.incoming import Gone, body_of, headers_of, root_of, unless_gone
from aitalent_kg.server.problems import Refused
from aitalent_kg.server.querying import CHANGING
from aitalent_kg.server.settings import Settings
from aitalent_kg.workers.pool import Pool

__all__ = ["Endpoint"]

_HEADERS = [(name.encode(), value.encode()) for name, value in CORS.items()] + [
    (b"content-security-policy", NO_PAGE.encode()),
    (b"vary", b"accept"),
]
#: The headers that an answer depends on.
_TELLING = (b"content-type", b"accept", b"host")
_Key = tuple[Any, ...]
_KEPT_ANSWERS, _KEPT_BYTES = 1000, 64_000


@dataclass(frozen=True, slots=True)
class _Ready:
    """An answer to send."""

    content_type: bytes
    body: bytes
    query: str = ""


class Endpoint:
    """The application at `/sparql`."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        self.pool, self.settings = pool, settings
        #: The graph never changes, so that an answer stays right.
        self._kept: OrderedDict[_Key, _Ready] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            ready = await self._answered(scope, receive)
        except Gone:
            return
        except Exception as error:  # every error is an answer, an unknown one says nothing
            scope["problem"] = error
            await refusal(error)(scope, receive, send)
            return
        if isinstance(ready, _Ready):
            await _sent(ready, scope["method"] == "HEAD", send)
        else:
            await ready(scope, receive, send)

    async def _answered(self, scope: Scope, receive: Receive) -> Any:
        headers = headers_of(scope)
        limits = self.settings.limits
        body = b""
        if scope["method"] == "POST":
            body = await body_of(receive, headers.get(b"content-length", b""), longest(limits))
        # All that an answer depends on, before any of it is read.
        key: _Key = (scope["method"], scope["query_string"], body, scope["scheme"], scope["path"])
        key += tuple(headers.get(name) for name in _TELLING)
        if found := self._kept.get(key):
            self._kept.move_to_end(key)
            scope["query"] = found.query
            return found
        kind, accept, host = (headers.get(name, b"").decode("latin-1") for name in _TELLING)
        wanted = asked(scope["method"], scope["query_string"], kind, body, limits)
        root = root_of(scope, host)
        if wanted.query is None:
            return await self._description(wanted, accept, root, scope["path"], receive)
        scope["query"] = wanted.query
        ready = await self._asked(wanted, accept, root, receive)
        self._keep(key, ready)
        return ready

    async def _asked(self, wanted: Asked, accept: str, root: str, receive: Receive) -> _Ready:
        job: dict[str, object] = {
            "do": "sparql",
            "query": wanted.query,
            "default": wanted.default,
            "named": wanted.named,
            "base": root + "/sparql",
            "accept": accept,
            "format": wanted.formats,
        }
        reply = await unless_gone(self.pool.asked(job), receive)
        return _ready(reply.head, reply.body, wanted.query or "")

    def _keep(self, key: _Key, ready: _Ready) -> None:
        """Remember a small answer to a small request, unless it differs from time to time."""
        size = len(ready.body) + sum(len(part) for part in key if part)
        if size <= _KEPT_BYTES and not CHANGING.search(ready.query):
            self._kept[key] = ready
            if len(self._kept) > _KEPT_ANSWERS:
                self._kept.popitem(last=False)

    async def _description(
        self, wanted: Asked, accept: str, root: str, path: str, receive: Receive
    ) -> Any:
        """What there is here: RDF, or for a browser the page to write a query on."""
        page = not wanted.formats and accepted(accept, (*GRAPHS, HTML)) is HTML
        if page:
            location = ("../" if path.endswith("/") else "") + "query.html"
            return answer(
                b"", "text/html; charset=utf-8", 303, {"location": location, "vary": "accept"}
            )
        job: dict[str, object] = {
            "do": "service",
            "root": root,
            "accept": accept,
            "format": list(wanted.formats),
        }
        reply = await unless_gone(self.pool.asked(job), receive)
        return _ready(reply.head, reply.body)


def _ready(head: Mapping[str, object], body: bytes, query: str = "") -> _Ready:
    """The answer that a worker gave.

    Raises:
        Refused: 406, it can give none that the client accepts.
    """
    if head.get("status") == 406:
        known = head["known"]
        assert isinstance(known, list)
        raise Refused(406, f"no such format for this query; accept one of: {', '.join(known)}")
    return _Ready(str(head["type"]).encode(), body, query)


async def _sent(ready: _Ready, head_only: bool, send: Send) -> None:
    headers = [
        (b"content-type", ready.content_type),
        (b"content-length", str(len(ready.body)).encode()),
        *_HEADERS,
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if head_only else ready.body})
