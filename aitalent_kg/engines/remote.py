"""A SPARQL server, reached with SPARQLWrapper: the whole answer, or an error that says why not.

Servers cut answers off in several ways and call it success; none of them passes here.
"""

from __future__ import annotations

import time
import warnings
from ast import literal_eval
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPException, IncompleteRead
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError

from aitalent_kg.engines.answers import Answer, Solutions, read
from aitalent_kg.engines.web import checked_url, first_words, reason
from aitalent_kg.errors import BrokenQuery, EndpointError, QueryTimeout
from aitalent_kg.sparql import counting, form, graphs_named, solutions_query

if TYPE_CHECKING:
    from SPARQLWrapper import SPARQLWrapper

__all__ = ["Remote"]

_ACCEPT = {
    "SELECT": "application/sparql-results+json, application/sparql-results+xml;q=0.8",
    "CONSTRUCT": "application/n-triples, text/turtle;q=0.8",
}
_ACCEPT |= {"ASK": _ACCEPT["SELECT"], "DESCRIBE": _ACCEPT["CONSTRUCT"]}
#: What may be otherwise a moment later.
_TRANSIENT = {429, 500, 502, 503, 504}
_PAUSE = 0.2
_LONGEST_PAUSE = 10.0
#: Servers cap answers at round numbers of rows; so many rows are counted again.
_ROUND = 100
_LEAST_CAP = 1000


@dataclass
class Remote:
    """Answers from a SPARQL 1.1 server."""

    url: str
    method: str = "POST"
    timeout: float = 60.0  #: seconds for a whole answer, all attempts together
    retries: int = 2  #: further attempts where a failure may pass
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    digest: bool = False  #: digest authentication instead of basic
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
        if media_type in ("text/html", "application/xhtml+xml"):
            problem = f"answered with a web page ({first_words(body)}), not with a SPARQL result"
            raise EndpointError(self.url, problem + "; is it the address of the query endpoint?")
        try:
            answer = read(text, body, media_type)
        except ValueError as error:
            problem = f"its answer ({media_type}) is broken or cut off: {first_words(str(error))}"
            raise _MayPass(EndpointError(self.url, problem)) from error
        self._make_sure(text, answer, headers, deadline)
        return answer

    def _sent(self, text: str, limit: float, deadline: float) -> tuple[Any, bytes]:
        left = deadline - time.monotonic()
        try:
            response = self._wrapper(text, left).query().response
            return response.headers, _whole(response, deadline)
        except TimeoutError:
            raise QueryTimeout(limit, self.url) from None
        except (HTTPError, URLError) as error:
            if isinstance(getattr(error, "reason", None), TimeoutError):
                raise QueryTimeout(limit, self.url) from None
            raise self._explained(error) from error
        except IncompleteRead as error:
            raise _MayPass(EndpointError(self.url, "its answer is cut off")) from error
        except (OSError, HTTPException) as error:
            raise _MayPass(EndpointError(self.url, f"broke off ({reason(error)})")) from error
        except Exception as error:  # SPARQLWrapper's own, for 400, 401, 404, 414 and 500
            raise self._explained(error) from error

    def _wrapper(self, text: str, timeout: float) -> SPARQLWrapper:
        from SPARQLWrapper import DIGEST

        wrapper = _wrapper_class()(self.url)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it guesses the form of the query; we know it
            wrapper.setQuery(text)
        wrapper.queryType = form(text)
        wrapper.setMethod(self.method.upper())
        vars(wrapper)["timeout"] = max(timeout, 0.001)  # its setter takes whole seconds only
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", _ACCEPT[form(text)])
        for graph in () if any(graphs_named(text)) else self.graphs:
            wrapper.addParameter("default-graph-uri", graph)
            wrapper.addParameter("named-graph-uri", graph)
        if self.user is not None:
            wrapper.setCredentials(self.user, self.password)
            if self.digest:
                wrapper.setHTTPAuth(DIGEST)
        return wrapper

    def _explained(self, error: Exception) -> Exception:
        """The error to raise for what the server, or the way to it, said."""
        status = _STATUS.get(type(error).__name__) or getattr(error, "code", None)
        if status is None:
            problem = (
                f"cannot be reached ({reason(error)}); is the server running, the address right?"
            )
            return _MayPass(EndpointError(self.url, problem))
        said = _said(error)
        if status == 400:
            return BrokenQuery(f"{self.url} does not understand the query: {said}")
        advice = _ADVICE.get(status, "")
        found = EndpointError(self.url, f"answered {status}{advice}{said and ': ' + said}", status)
        return _MayPass(found, _retry_after(error)) if status in _TRANSIENT else found

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
            if "X-SPARQL-MaxRows" in headers or (rows >= _LEAST_CAP and rows % _ROUND == 0):
                self._count_again(text, rows, left)
        elif isinstance(answer, list) and len(answer) >= _LEAST_CAP and form(text) == "CONSTRUCT":
            # Nothing tells that its solutions were cut off: ask for them as rows.
            self.answer(solutions_query(text), left)

    def _count_again(self, text: str, rows: int, timeout: float) -> None:
        counted = self.answer(counting(text), timeout)
        assert isinstance(counted, Solutions)
        ((number,),) = counted.rows
        if int(number.value) != rows:  # type: ignore[union-attr]
            problem = (
                f"stopped at {rows} rows of {number.value}; ask in parts with ORDER BY, LIMIT "  # type: ignore[union-attr]
                "and OFFSET, or raise the server's limit (Virtuoso: ResultSetMaxRows)"
            )
            raise EndpointError(self.url, problem)


@cache
def _wrapper_class() -> type[SPARQLWrapper]:
    """SPARQLWrapper, but credentials are not sent on where a server redirects to."""
    from SPARQLWrapper import SPARQLWrapper

    class Wrapper(SPARQLWrapper):
        def _createRequest(self) -> Any:  # noqa: N802 - its name there
            request = super()._createRequest()
            credentials = request.headers.pop("Authorization", None)
            if credentials is not None:
                request.add_unredirected_header("Authorization", credentials)
            return request

    return Wrapper


class _MayPass(Exception):
    """A failure that may be gone at the next attempt."""

    def __init__(self, error: EndpointError, pause: float | None = None) -> None:
        self.error, self.pause = error, pause
        super().__init__(str(error))


#: SPARQLWrapper's exceptions, which keep the body but not the number.
_STATUS = {
    "QueryBadFormed": 400,
    "Unauthorized": 401,
    "EndPointNotFound": 404,
    "URITooLong": 414,
    "EndPointInternalError": 500,
}
_ADVICE = {
    401: " (not authorised); give user and password",
    403: " (forbidden)",
    404: " (nothing there); give the address of the query endpoint",
    405: " (method not allowed); try method GET or POST",
    414: " (address too long); use method POST",
}


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
    by_lines = response.headers.get_content_type() in ("application/n-triples", "text/turtle")
    if announced is None and not getattr(response, "chunked", False) and by_lines:
        raise IncompleteRead(body)  # triples look whole after any of them
    return body


def _said(error: Exception) -> str:
    """The first words of what the server sent with its refusal."""
    body: bytes | str = str(error)
    if isinstance(error, HTTPError):
        body = error.read()
    elif "Response:\n" in str(error):  # SPARQLWrapper's own, the body as Python would write it
        body = literal_eval(str(error).partition("Response:\n")[2])
    return first_words(body).partition(" SPARQL query:")[0]  # Virtuoso adds the query


def _retry_after(error: Exception) -> float | None:
    headers = getattr(error, "headers", None)
    after = headers.get("Retry-After", "") if headers else ""
    return float(after) if after.isdecimal() else None
