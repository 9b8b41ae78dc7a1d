"""`/api/…`: the operations of the command line over HTTP, and the document that describes them."""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from aitalent_kg.errors import UnknownName
from aitalent_kg.server.answers import answer, refusal
from aitalent_kg.server.api_asked import LONGEST_BODY, from_address, from_body
from aitalent_kg.server.incoming import Gone, body_of, unless_gone
from aitalent_kg.server.openapi import document
from aitalent_kg.server.problems import Refused
from aitalent_kg.service.formats import FORMATS
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
        params = await self._params(scope, receive)
        job: dict[str, object] = {"do": "call", "verb": self.operation.name, "params": params}
        reply = await unless_gone(self.pool.asked(job), receive)
        form = str(params.get("format", "json"))
        if form == "json":
            return answer(reply.body, FORMATS["json"][0])
        return _download(str(params.get("name", self.operation.name)), form, json.loads(reply.body))

    async def _params(self, scope: Scope, receive: Receive) -> dict[str, Any]:
        if self.named:
            found = from_address(self.operation, scope["query_string"], "params")
            return found | {"name": scope["path_params"]["name"]}
        if scope["method"] != "POST":
            return from_address(self.operation, scope["query_string"])
        if scope["query_string"]:
            raise Refused(400, "parameters of a POST stand in its body; leave the address without")
        headers = dict(scope["headers"])
        body = await body_of(receive, headers.get(b"content-length", b""), LONGEST_BODY)
        content_type = headers.get(b"content-type", b"").decode("latin-1")
        return from_body(self.operation, content_type, body)


def _download(name: str, form: str, text: str) -> Response:
    """An answer in another format than JSON, with the name of a file."""
    media_type, ending = FORMATS[form]
    mark = "\ufeff" if form == "csv" else ""  # by which Excel knows UTF-8
    body = b64decode(text) if form == "xlsx" else (mark + text).encode()
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in name)[:80]
    told = {"content-disposition": f'attachment; filename="{plain}.{ending}"'}
    return answer(body, media_type, more={} if form == "sparql" else told)


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
