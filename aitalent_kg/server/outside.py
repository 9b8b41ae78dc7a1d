"""What every request passes: strict headers, CORS, the access log. Plain ASGI, for speed."""

from __future__ import annotations

import asyncio
import sys
import time
import traceback
from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import quote

from starlette.types import ASGIApp, Receive, Scope, Send

from aitalent_kg.errors import AitalentError, BrokenWorker
from aitalent_kg.server.answers import CORS, answer, refusal
from aitalent_kg.server.asked import ALLOW
from aitalent_kg.server.budget import Budget, Share
from aitalent_kg.server.incoming import Counted, Gone, headers_of
from aitalent_kg.server.outgoing import Outgoing
from aitalent_kg.server.problems import one_line
from aitalent_kg.server.settings import Settings

__all__ = ["Outside"]

_SOON = 0.2  #: seconds
_PREFLIGHT = {
    "allow": ALLOW,
    "access-control-allow-methods": ALLOW,
    "access-control-allow-headers": "accept, accept-language, content-type, if-none-match",
    "access-control-max-age": "86400",
}


class Outside:
    """The outermost application: paths that are answered at once, the rest by `inner`."""

    def __init__(self, direct: Mapping[str, ASGIApp], inner: ASGIApp, settings: Settings) -> None:
        self.direct, self.inner, self.settings = direct, inner, settings
        self.budget = Budget(settings.in_flight)
        self.log = _Log()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return
        start = time.perf_counter()
        share = Share(self.budget)
        out = Outgoing(send, share, _part(scope), self.settings.cors)
        try:
            application = self.direct.get(scope["path"], self.inner)
            if scope["method"] == "OPTIONS":
                application = _preflight
            await application(scope, Counted(receive, share), out)
        except Gone:
            pass  # nobody is there to be told
        except Exception as error:
            scope["problem"] = error
            if not out.status:
                await refusal(error)(scope, receive, out)
        finally:
            share.done()
            self._log(scope, out, time.perf_counter() - start)

    def _log(self, scope: Scope, out: Outgoing, seconds: float) -> None:
        """One line: what was asked without its parameters, what came of it; 0: the client left."""
        path = quote(scope["path"], safe="/:@!$&'()*+,;=~")[:300]
        line = f"{scope['method'][:20]} {path} {out.status} {out.size} B {seconds * 1000:.1f} ms"
        if self.settings.log_queries and "query" in scope:
            line += f" {scope['query']!r}"
        if fault := _fault(scope.get("problem")):
            line += f" | {fault}"
        self.log.add(line)


def _fault(problem: BaseException | None) -> str:
    """What went wrong and where, in one line that no text of a client's can break; "" if nothing.

    What this package refuses is no fault.
    """
    if isinstance(problem, BrokenWorker):
        text = f"{problem}\n{problem.details}"
    elif problem is None or isinstance(problem, AitalentError):
        return ""
    else:
        text = "".join(traceback.format_exception(problem))
    return one_line(" | ".join(text.splitlines()))


def _part(scope: Scope) -> bytes:
    """The value of Range, where the method and no other header make it void."""
    headers = headers_of(scope)
    wanted = scope["method"] == "GET" and b"if-range" not in headers
    return bytes(headers.get(b"range", b"")) if wanted else b""


class _Log:
    """Lines for stderr, written a few times a second: each by itself would slow every request."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def add(self, line: str) -> None:
        """Write a line soon."""
        if not self._lines:
            asyncio.get_running_loop().call_later(_SOON, self.flush)
        self._lines.append(line)

    def flush(self) -> None:
        """Write what waits."""
        lines, self._lines = self._lines, []
        with suppress(OSError):  # a log that is full or gone stops no answer
            sys.stderr.write("".join(f"{line}\n" for line in lines))
            sys.stderr.flush()


async def _preflight(scope: Scope, receive: Receive, send: Send) -> None:
    response = answer(b"", "text/plain; charset=utf-8", 204, {**CORS, **_PREFLIGHT})
    await response(scope, receive, send)
