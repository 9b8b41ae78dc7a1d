"""The server against the Oxigraph server: one client, 200 clients, suggestions, the first page.

Both servers hold the same statements and are asked the same 10-row SELECT over HTTP in the same
run, in turns; ratios of medians are shown, since the machine is not ours alone. "Repeated" is one
query again and again, which ours answers from memory; "distinct" are queries of which no two are
the same text, each evaluated in a worker. Aims: at most 2 times its time, at least 0.5 times its
throughput and no error, a suggestion within 50 ms, a first page of the static site within 1 s.
"""

from __future__ import annotations

import asyncio
import functools
import http.client
import http.server
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import pyoxigraph as ox
from report import Section, verdict, write_section

import aitalent_kg as atk

QUERY = "SELECT ?s ?l { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?l } LIMIT 10"
ACCEPT = "application/sparql-results+json"
ROUNDS, ASKED, CLIENTS, EACH = 7, 200, 200, 20
TYPED = ("機器", "機器學", "machine", "K01", "T1.1", "資料分", "生成式", "prompt")
AIMS = {"time": 2.0, "throughput": 0.5, "suggestion": 50.0, "page": 1000.0}
HEAD = "| measured | ours | Oxigraph server | ratio | aim | |"


class Asked(NamedTuple):
    """A server, and how it is asked."""

    url: str
    path: str


@contextmanager
def ours() -> Iterator[str]:
    """Our server; the address."""
    command = [sys.executable, "-m", "aitalent_kg", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().decode().strip()
        finally:
            process.terminate()


@contextmanager
def peer(folder: Path) -> Iterator[str]:
    """The Oxigraph server with the same statements; the address."""
    program = str(Path(sys.executable).parent / "oxigraph")
    data, store = folder / "all.nq", folder / "store"
    atk.load().store.dump(str(data), format=ox.RdfFormat.N_QUADS)
    loading = [program, "load", "--location", str(store), "--file", str(data)]
    subprocess.run(loading, check=True, capture_output=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{probe.getsockname()[1]}"
    serving = [program, "serve-read-only", "--location", str(store), "--bind", bind]
    serving.append("--union-default-graph")
    with subprocess.Popen(serving, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(bind)
            yield f"http://{bind}/"
        finally:
            process.terminate()


def _wait_for(bind: str) -> None:
    host, _, port = bind.partition(":")
    for _ in range(100):
        try:
            socket.create_connection((host, int(port))).close()
        except OSError:
            time.sleep(0.1)
        else:
            return


def text_of(number: int, distinct: bool) -> str:
    """The query, or a version of it that is a text of its own."""
    return QUERY.replace("?l", f"?l{number}") if distinct else QUERY


def median_ms(asked: Asked, distinct: bool, first: int) -> float:
    """Milliseconds of one request on a connection that is kept."""
    place = urlsplit(asked.url)
    connection = http.client.HTTPConnection(str(place.hostname), place.port)
    taken = []
    for number in range(first, first + ASKED):
        path = f"{asked.path}?query={quote(text_of(number, distinct))}"
        start = time.perf_counter()
        connection.request("GET", path, headers={"Accept": ACCEPT})
        response = connection.getresponse()
        response.read()
        taken.append(time.perf_counter() - start)
        assert response.status == 200
    return 1000 * statistics.median(taken)


async def throughput(asked: Asked, distinct: bool, first: int) -> float:
    """Answers a second to `CLIENTS` clients at once; every answer is checked."""
    start = time.perf_counter()
    clients = (_client(asked, distinct, first + n * EACH) for n in range(CLIENTS))
    await asyncio.gather(*clients)
    return CLIENTS * EACH / (time.perf_counter() - start)


async def _client(asked: Asked, distinct: bool, first: int) -> None:
    place = urlsplit(asked.url)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    for number in range(first, first + EACH):
        path = f"{asked.path}?query={quote(text_of(number, distinct))}"
        head = f"GET {path} HTTP/1.1\r\nHost: {place.netloc}\r\nAccept: {ACCEPT}\r\n\r\n"
        writer.write(head.encode())
        told = await reader.readuntil(b"\r\n\r\n")
        assert told.startswith(b"HTTP/1.1 200"), told
        body = await _body(reader, told.lower())
        assert body.count(b'"type"') == 20, body
    writer.close()


async def _body(reader: asyncio.StreamReader, head: bytes) -> bytes:
    if b"content-length:" in head:
        size = int(head.partition(b"content-length:")[2].partition(b"\r")[0])
        return await reader.readexactly(size)
    parts = []
    while size := int(await reader.readline(), 16):
        parts.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readexactly(2)
    return b"".join(parts)


def in_turns(
    measure: Callable[[Asked, bool, int], float], both: tuple[Asked, Asked], distinct: bool
) -> tuple[float, float]:
    """The median of both, measured one after the other `ROUNDS` times."""
    numbers = iter(range(10**6, 10**9, CLIENTS * EACH))
    pairs = [
        tuple(measure(asked, distinct, next(numbers)) for asked in both) for _ in range(ROUNDS)
    ]
    left, right = zip(*pairs, strict=True)
    return statistics.median(left), statistics.median(right)


def against_peer(both: tuple[Asked, Asked]) -> Iterator[str]:
    """The rows that compare the two."""
    for distinct in (False, True):
        kind = "distinct" if distinct else "repeated"
        left, right = in_turns(median_ms, both, distinct)
        aim = f"at most 2 | {verdict(left / right <= AIMS['time'])} |"
        yield (
            f"| 10 rows, one client, {kind} | {left:.2f} ms | {right:.2f} ms | "
            f"{left / right:.2f} | {aim}"
        )
    for distinct in (False, True):
        kind = "distinct" if distinct else "repeated"
        left, right = in_turns(lambda *how: asyncio.run(throughput(*how)), both, distinct)
        aim = f"at least 0.5 | {verdict(left / right >= AIMS['throughput'])} |"
        yield (
            f"| 10 rows, {CLIENTS} clients, {kind} | {left:.0f}/s | {right:.0f}/s | "
            f"{left / right:.2f} | {aim}"
        )


def suggestion(url: str) -> str:
    """The row of the slowest suggestion, each typed text asked several times."""
    place = urlsplit(url)
    connection = http.client.HTTPConnection(str(place.hostname), place.port)
    worst = 0.0
    for text in TYPED:
        taken = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            connection.request("GET", f"/api/search?text={quote(text)}&limit=10")
            response = connection.getresponse()
            response.read()
            taken.append(time.perf_counter() - start)
            assert response.status == 200
        worst = max(worst, 1000 * statistics.median(taken))
    met = verdict(worst <= AIMS["suggestion"])
    return f"| a suggestion, the slowest of {len(TYPED)} | {worst:.0f} ms | | | 50 ms | {met} |"


def first_page(folder: Path) -> str:
    """The row of the time until the static site's first page shows its content, in Chromium."""
    from playwright.sync_api import sync_playwright

    site = folder / "site"
    subprocess.run([sys.executable, "-m", "aitalent_kg", "site", str(site)], check=True)
    handler = functools.partial(_Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    taken = []
    with sync_playwright() as play:
        options = {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox"]}
        browser = play.chromium.launch(**options)  # type: ignore[arg-type]
        for _ in range(ROUNDS):
            page = browser.new_context().new_page()
            start = time.perf_counter()
            page.goto(f"http://127.0.0.1:{server.server_port}/index.html", wait_until="commit")
            page.wait_for_selector("main h1")
            taken.append(1000 * (time.perf_counter() - start))
            page.close()
        browser.close()
    server.shutdown()
    middle = statistics.median(taken)
    met = verdict(middle <= AIMS["page"])
    return f"| first page of the static site | {middle:.0f} ms | | | 1 s | {met} |"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    """Run and print."""
    with tempfile.TemporaryDirectory() as name, ours() as url, peer(Path(name)) as other:
        rows = list(against_peer((Asked(url, "/sparql"), Asked(other, "/query"))))
        rows.append(suggestion(url))
        rows.append(first_page(Path(name)))
    write_section(Section("serving", HEAD, rows))


if __name__ == "__main__":
    main()
