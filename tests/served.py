"""A running server, as a user starts it, and requests to it."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

FORM = "application/x-www-form-urlencoded"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]  #: names in lower case
    body: bytes

    @property
    def type(self) -> str:
        """The media type without parameters."""
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


@dataclass(frozen=True)
class Served:
    """A server that is running."""

    url: str  #: ends with a slash
    process: subprocess.Popen[bytes]
    log: Path = field(repr=False)

    @property
    def endpoint(self) -> str:
        """The address of the SPARQL endpoint."""
        return self.url + "sparql"

    def request(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        seconds: float = 60,
    ) -> Answer:
        """Send exactly this, follow nothing."""
        place = urlsplit(self.url)
        connection = http.client.HTTPConnection(str(place.hostname), place.port, timeout=seconds)
        try:
            connection.request(method, path, body, dict(headers or {}))
            response = connection.getresponse()
            names = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, names, response.read())
        finally:
            connection.close()

    def get(self, path: str, accept: str | None = None) -> Answer:
        """GET a path."""
        return self.request("GET", path, headers={"Accept": accept} if accept else None)

    def query(self, text: str, accept: str | None = None, more: str = "") -> Answer:
        """GET a query."""
        return self.get(f"/sparql?query={quote(text)}{more}", accept)

    def post(self, path: str, content_type: str | None, body: bytes) -> Answer:
        """POST a body."""
        return self.request(
            "POST", path, body, {"Content-Type": content_type} if content_type else None
        )


@contextmanager
def serving(*options: str) -> Iterator[Served]:
    """`aitalent-kg serve` on a free port, until the end of the block."""
    command = [sys.executable, "-m", "aitalent_kg", "serve", "--port", "0", *options]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("wb") as errors:
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors)
        assert process.stdout is not None
        try:
            url = process.stdout.readline().decode().strip()
            assert url.startswith("http://"), log.read_text()
            yield Served(url, process, log)
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
            finally:
                process.stdout.close()
