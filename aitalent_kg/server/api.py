"""`/api/…`: the operations of the command line over HTTP, and the document that describes them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property

from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from aitalent_kg.errors import UnknownName
from aitalent_kg.server.answers import answer, refusal
from aitalent_kg.server.api_asked import LONGEST_BODY, check_type, from_address
from aitalent_kg.server.incoming import Gone, body_of, headers_of, unless_gone
from aitalent_kg.server.openapi import document
from aitalent_kg.server.problems import Refused
from aitalent_kg.service.operation import Operation
from aitalent_kg.service.operations import OPERATIONS
from aitalent_kg.workers.pool import Pool

__all__ = ["routes"]


def routes(pool: Pool) -> list[BaseRoute]:
    """The routes; each takes all methods, and refuses those that it does not answer."""
    return [
        Route("/api/openapi.json", _Described()),
        *(Route(f"/api/{verb}", _Operation(pool, each)) for verb, each in OPERATIONS.items()),
        Route("/api/query/{name}", _Operation(pool, OPERATIONS["query"], named=True)),
        Route("/api/{path:path}", _Unknown()),
    ]


class _Answering:
    """An application that answers with a response or an error."""

    allow = "GET, HEAD, OPTIONS"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            self._check_method(scope["method"])
            response = await self.answered(scope, receive)
        except Gone:
            return
        except Exception as error:  # every error is an answer, an unknown one says nothing
            scope["problem"] = error
            response = refusal(error)
        await response(scope, receive, send)

    def _check_method(self, method: str) -> None:
        if method not in self.allow.split(", "):
            words = f"{method[:20]} is not answered here; use {self.allow.split(', ')[0]}"
            raise Refused(405, words, {"Allow": self.allow})

    async def answered(self, scope: Scope, receive: Receive) -> Response:
        raise NotImplementedError


@dataclass
class _Operation(_Answering):
    pool: Pool
    operation: Operation
    named: bool = False  #: whether the path has the name, and the address the query's parameters

    @property
    def allow(self) -> str:  # type: ignore[override]
        if self.named:
            return "GET, HEAD, OPTIONS"
        return "GET, HEAD, POST, OPTIONS" if self.operation.by_address else "POST, OPTIONS"

    async def answered(self, scope: Scope, receive: Receive) -> Response:
        asked = await self._asked(scope, receive)
        job = {"do": "call", "verb": self.operation.name, **asked}
        reply = await unless_gone(self.pool.asked(job), receive)
        file = reply.head.get("file")
        told = {"content-disposition": f'attachment; filename="{file}"'} if file else {}
        return answer(reply.body, str(reply.head["type"]), more=told)

    async def _asked(self, scope: Scope, receive: Receive) -> dict[str, object]:
        """The parameters, or the body that holds them: a worker reads it."""
        if self.named:
            found = from_address(self.operation, scope["query_string"], "params")
            return {"params": found | {"name": scope["path_params"]["name"]}}
        if scope["method"] != "POST":
            return {"params": from_address(self.operation, scope["query_string"])}
        if scope["query_string"]:
            raise Refused(400, "parameters of a POST stand in its body; leave the address without")
        headers = headers_of(scope)
        check_type(headers.get(b"content-type", b"").decode("latin-1"))
        body = await body_of(receive, headers.get(b"content-length", b""), LONGEST_BODY)
        return {"body": body.decode("latin-1")}


class _Described(_Answering):
    """The OpenAPI document."""

    async def answered(self, scope: Scope, receive: Receive) -> Response:
        return answer(self._document, "application/json")

    @cached_property
    def _document(self) -> bytes:
        return json.dumps(document(), ensure_ascii=False).encode()


class _Unknown(_Answering):
    """What is nothing of the API, with what is near."""

    def _check_method(self, method: str) -> None:
        pass

    async def answered(self, scope: Scope, receive: Receive) -> Response:
        where = " of the API; /api/openapi.json describes all"
        raise UnknownName(scope["path_params"]["path"][:100], OPERATIONS, "operation", where)
