"""`/id/…`, `/graph/…`, `/ontology`: every IRI of the graph, as a page or as RDF."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from aitalent_kg.errors import UnknownName
from aitalent_kg.explorer.pages import page
from aitalent_kg.names import ID
from aitalent_kg.server.answers import answer, page_policy, refusal, tagged
from aitalent_kg.server.formats import GRAPHS, HTML, accepted
from aitalent_kg.server.incoming import headers_of, unless_gone
from aitalent_kg.server.page import not_found
from aitalent_kg.server.places import address, ending
from aitalent_kg.server.problems import Refused
from aitalent_kg.workers.pool import Pool

__all__ = ["resource_routes"]

_HTML = HTML.content_type
_VARY = {"vary": "accept"}
#: What else a resource can be had as, as its page and its headers tell.
_ALSO = tuple(format_ for format_ in GRAPHS if format_.name in ("ttl", "nt", "jsonld", "rdf"))


def resource_routes(pool: Pool) -> list[BaseRoute]:
    """The routes."""
    resources = _Resources(pool)
    paths = ("/id/{path:path}", "/graph/{path:path}", "/ontology", "/ontology.{path}")
    return [Route(path, resources.answer) for path in paths]


@dataclass
class _Resources:
    pool: Pool

    async def answer(self, request: Request) -> Response:
        """A page for who accepts HTML and names no format, else RDF."""
        path = _raw_path(request)
        accept = headers_of(request.scope).get(b"accept", b"").decode("latin-1")
        page_wanted = not ending(path)[1] and _wants_page(accept)
        try:
            if page_wanted:
                return await self._page(request, path)
            return await self._rdf(request, path, accept)
        except UnknownName as error:
            return _unknown(request, path, error, _wants_page(accept))

    async def _rdf(self, request: Request, path: str, accept: str) -> Response:
        job: dict[str, object] = {"do": "rdf", "path": path, "accept": accept}
        reply = await unless_gone(self.pool.asked(job), request.receive)
        if reply.head.get("status") == 406:
            known = ", ".join(str(name) for name in reply.head["known"])
            return refusal(Refused(406, f"no such format; accept text/html or one of: {known}"))
        more = _VARY | {"link": _links(str(reply.head["iri"]), path)}
        return tagged(request, reply.body, str(reply.head["type"]), more)

    async def _page(self, request: Request, path: str) -> Response:
        lang = _lang(request)
        job: dict[str, object] = {"do": "html", "path": path, "lang": lang}
        reply = await unless_gone(self.pool.asked(job), request.receive)
        iri = str(reply.head["iri"])
        # A graph has a page without a script: the explorer has none for it.
        name = "resource" if iri.startswith(ID) else "404"
        links = [
            {"rel": "alternate", "type": also.media_type, "href": f"{address(iri)}.{also.name}"}
            for also in _ALSO
        ]
        canonical = {"rel": "canonical", "href": iri}
        title, main = str(reply.head["title"]), reply.body.decode()
        code = iri.removeprefix(ID) if name == "resource" else ""
        body = page(name, "server", _base(path), main, title, [canonical, *links], code).encode()
        more = _VARY | {"link": _links(iri, path)}
        return tagged(request, body, _HTML, more, page_policy(name))


def _wants_page(accept: str) -> bool:
    """Whether HTML is preferred; who says nothing gets RDF."""
    return bool(accept.strip()) and accepted(accept, (*GRAPHS, HTML)) is HTML


def _raw_path(request: Request) -> str:
    """The path as it was sent, percent-encoded, so that no part is decoded twice."""
    raw: bytes = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
    return raw.partition(b"?")[0].decode("ascii", "replace")


def _lang(request: Request) -> str:
    return "en" if request.query_params.get("lang") == "en" else "zh"


def _base(path: str) -> str:
    """The way from a path to the root: `../../` of `/id/a/b`."""
    return "../" * (path.count("/") - 1) or "./"


def _links(iri: str, path: str) -> str:
    """The header Link: the IRI itself, and its other forms, relative to the path asked for."""
    place = f"{_base(path)}{address(iri)}"
    also = (f'<{place}.{a.name}>; rel="alternate"; type="{a.media_type}"' for a in _ALSO)
    described_by = f'<{place}.ttl>; rel="describedby"; type="text/turtle"'
    itself = f'<{quote(iri, safe="/:@!$&*+,=~-._%#")}>; rel="canonical"'
    return ", ".join([itself, described_by, *also])


def _unknown(request: Request, path: str, error: UnknownName, as_page: bool) -> Response:
    """404, with the nearest names."""
    if not as_page:
        return refusal(error, _VARY)
    lang = _lang(request)
    main = not_found(error.name, error.near, lang)
    body = page("404", "server", _base(path), main, error.name).encode()
    return answer(body, _HTML, 404, _VARY, page_policy("404"))
