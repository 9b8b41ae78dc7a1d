"""A SPARQL server, reached with SPARQLWrapper: the whole answer, or an error that says why not.

Servers cut answers off in several ways and call it success; none of them passes here.
"""

from __future__ import annotations

import time
import warnings
from dataclasses import dataclass
from http.client import HTTPException, IncompleteRead
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request

from aitalent_kg.engines.answers import Answer, Solutions, read, single_number
from aitalent_kg.engines.web import ANYBODY, Access, checked_url, first_words, reason, send
from aitalent_kg.errors import BrokenQuery, EndpointError, QueryTimeout
from aitalent_kg.sparql import counting, form, graphs_named, meaningful, solutions_query

__all__ = ["Remote"]

_TABLES = ("application/sparql-results+json", "application/sparql-results+xml", "application/json")
_GRAPHS = ("application/n-triples", "text/turtle")
#: What is asked for, and nothing else is taken.
_ACCEPT = {"SELECT": _TABLES, "ASK": _TABLES, "CONSTRUCT": _GRAPHS, "DESCRIBE": _GRAPHS}
_ANSWERS = {"SELECT": Solutions, "ASK": bool, "CONSTRUCT": list, "DESCRIBE": list}
#: What may be otherwise a moment later.
_TRANSIENT = {429, 500, 502, 503, 504}
_PAUSE = 0.2
_LONGEST_PAUSE = 10.0
#: Servers cap answers; from so many rows on they are counted again.
_LEAST_CAP = 100


@dataclass
class Remote:
    """Answers from a SPARQL 1.1 server."""

    url: str
    method: str = "POST"
    timeout: float = 60.0  #: seconds for a whole answer, all attempts together
    retries: int = 2  #: further attempts where a failure may pass
    access: Access = ANYBODY
    graphs: tuple[str, ...] = ()  #: the dataset of each query; empty: the server's own

    def __post_init__(self) -> None:
        checked_url(self.url)
        if self.method.upper() not in ("GET", "POST"):
            raise EndpointError(self.url, f"method {self.method!r}; give GET or POST")

    @property
    def name(self) -> str:
        """Its address."""
        return self.url

    def answer(self, text: str, timeout: float | None = None) -> Answer:
        """Run a query on the server.

        Raises:
            EndpointError: the server is down, refuses, or its answer is not whole.
            BrokenQuery: the server does not understand the query.
            QueryTimeout: the answer was not there in time.
        """
        limit = timeout if timeout is not None else self.timeout
        deadline = time.monotonic() + limit
        for attempt in range(self.retries + 1):
            try:
                return self._once(text, limit, deadline)
            except _MayPass as problem:
                pause = min(problem.pause or _PAUSE * 2**attempt, _LONGEST_PAUSE)
                if time.monotonic() + pause >= deadline:
                    raise QueryTimeout(limit, f"{self.url} ({problem.error})") from problem.error
                if attempt == self.retries:
                    raise problem.error from None
                time.sleep(pause)
        raise AssertionError("the loop above returns or raises")

    def _once(self, text: str, limit: float, deadline: float) -> Answer:
        """One attempt: send, read to the end, understand, make sure that it is all."""
        headers, body = self._sent(text, limit, deadline)
        media_type = headers.get_content_type()
        if media_type not in _ACCEPT[form(text)]:
            problem = f"answered with {media_type} ({first_words(body)}), not with a SPARQL result"
            raise EndpointError(self.url, problem + "; is it the address of the query endpoint?")
        try:
            answer = read(text, body, media_type)
        except ValueError as error:
            problem = f"its answer ({media_type}) is broken or cut off: {first_words(str(error))}"
            raise _MayPass(EndpointError(self.url, problem)) from error
        if not isinstance(answer, _ANSWERS[form(text)]):
            raise EndpointError(self.url, f"its answer is none to {form(text)}")
        self._make_sure(text, answer, headers, deadline)
        return answer

    def _sent(self, text: str, limit: float, deadline: float) -> tuple[Any, bytes]:
        left = max(deadline - time.monotonic(), 0.001)
        try:
            response = send(self._request(text), self.access, left)
            return response.headers, _whole(response, deadline)
        except HTTPError as error:
            raise self._refused(error) from error
        except TimeoutError:
            raise QueryTimeout(limit, self.url) from None
        except URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise QueryTimeout(limit, self.url) from None
            problem = (
                f"cannot be reached ({reason(error)}); is the server running, the address right?"
            )
            raise _MayPass(EndpointError(self.url, problem)) from error
        except IncompleteRead as error:
            raise _MayPass(EndpointError(self.url, "its answer is cut off")) from error
        except EndpointError:
            raise  # a redirect
        except (OSError, HTTPException, ValueError) as error:
            raise _MayPass(EndpointError(self.url, f"broke off ({reason(error)})")) from error

    def _request(self, text: str) -> Request:
        """The request as SPARQLWrapper makes it; sent by `send`, which follows no redirect."""
        from SPARQLWrapper import SPARQLWrapper

        wrapper = SPARQLWrapper(self.url)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it guesses the form of the query; we know it
            wrapper.setQuery(text)
        wrapper.queryType = form(text)
        wrapper.setMethod(self.method.upper())
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", ", ".join(_ACCEPT[form(text)]))
        for graph in () if any(graphs_named(text)) else self.graphs:
            wrapper.addParameter("default-graph-uri", graph)
            wrapper.addParameter("named-graph-uri", graph)
        request: Request = wrapper._createRequest()
        return request

    def _refused(self, error: HTTPError) -> Exception:
        """The error to raise for a status that is no success."""
        said = first_words(error.read()).partition(" SPARQL query:")[0]  # Virtuoso adds the query
        if error.code == 400:
            return BrokenQuery(f"{self.url} does not understand the query: {said}")
        advice = _ADVICE.get(error.code, "")
        problem = f"answered {error.code}{advice}{said and ': ' + said}"
        found = EndpointError(self.url, problem, error.code)
        return _MayPass(found, _retry_after(error)) if error.code in _TRANSIENT else found

    def _make_sure(self, text: str, answer: Answer, headers: Any, deadline: float) -> None:
        """Refuse an answer that the server, or a count, shows to be only a part.

        Raises:
            EndpointError: the answer is a part.
        """
        if str(headers.get("X-SQL-State", "")).startswith("S1TAT"):
            raise EndpointError(self.url, "ran out of time and gave a part of the answer")
        left = max(deadline - time.monotonic(), 1.0)
        if isinstance(answer, Solutions):
            rows = len(list(answer.rows))
            if "X-SPARQL-MaxRows" in headers or rows >= _LEAST_CAP:
                self._count_again(text, rows, left)
        elif isinstance(answer, list) and len(answer) >= _LEAST_CAP and _checkable(text):
            # Nothing tells that its solutions were cut off: ask for them as rows.
            self.answer(solutions_query(text), left)

    def _count_again(self, text: str, rows: int, timeout: float) -> None:
        number = single_number(self.answer(counting(text), timeout), self.url)
        if number != rows:
            problem = (
                f"stopped at {rows} rows of {number}; ask in parts with ORDER BY, LIMIT "
                "and OFFSET, or raise the server's limit (Virtuoso: ResultSetMaxRows)"
            )
            raise EndpointError(self.url, problem)


class _MayPass(Exception):
    """A failure that may be gone at the next attempt."""

    def __init__(self, error: EndpointError, pause: float | None = None) -> None:
        self.error, self.pause = error, pause
        super().__init__(str(error))


_ADVICE = {
    401: " (not authorised); give user and password",
    403: " (forbidden)",
    404: " (nothing there); give the address of the query endpoint",
    405: " (method not allowed); try method GET or POST",
    414: " (address too long); use method POST",
}


def _checkable(text: str) -> bool:
    """Whether the solutions behind triples can be asked for; those of groups cannot."""
    return form(text) == "CONSTRUCT" and not any(t[0].upper() == "GROUP" for t in meaningful(text))


def _whole(response: Any, deadline: float) -> bytes:
    """All of a response.

    Raises:
        IncompleteRead: it ended before its announced length, or nobody can tell whether it did.
        TimeoutError: it was not there by the deadline.
    """
    parts = []
    while part := response.read1(1 << 16):
        parts.append(part)
        if time.monotonic() > deadline:
            response.close()
            raise TimeoutError
    body = b"".join(parts)
    announced = response.headers.get("Content-Length")
    if announced is not None and len(body) < int(announced):
        raise IncompleteRead(body, int(announced) - len(body))
    by_lines = response.headers.get_content_type() in _GRAPHS
    if announced is None and not getattr(response, "chunked", False) and by_lines:
        raise IncompleteRead(body)  # triples look whole after any of them
    return body


def _retry_after(error: HTTPError) -> float | None:
    after = error.headers.get("Retry-After", "")
    return float(after) if after.isdecimal() else None
