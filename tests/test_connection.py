"""What a client may not do to the server: bounds of connections, of memory, of waiting."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from aitalent_kg.errors import AitalentError, BrokenWorker, Busy
from aitalent_kg.server import connection
from aitalent_kg.server.answers import answer, refusal
from aitalent_kg.server.app import app
from aitalent_kg.server.budget import Budget, Share
from aitalent_kg.server.endpoint import Endpoint, _Ready
from aitalent_kg.server.incoming import body_of
from aitalent_kg.server.outside import Outside
from aitalent_kg.server.settings import Settings
from aitalent_kg.workers.pool import Reply

PLAIN = "text/plain; charset=utf-8"
GET = b"GET / HTTP/1.1\r\nHost: a\r\n"
STRICT = (b"x-frame-options: DENY", b"x-content-type-options: nosniff", b"sandbox")


async def inner(scope: Scope, receive: Receive, send: Send) -> None:
    """Takes a body; gives 20 MB at /big."""
    try:
        if scope["path"] == "/fault":
            raise RuntimeError("first\nsecond")
        if scope["method"] == "POST":
            await body_of(receive, b"", 10_000_000)
        response = answer(b"x" * (20_000_000 if scope["path"] == "/big" else 2), PLAIN)
    except AitalentError as error:
        response = refusal(error)
    await response(scope, receive, send)


@dataclass
class Running:
    """A server in this process."""

    port: int
    state: ServerState
    outside: Outside

    async def sends(self, data: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A client that has sent this."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(data)
        return reader, writer

    async def answer(self, data: bytes) -> bytes:
        """All that comes back until the server closes."""
        reader, writer = await self.sends(data)
        found = b""
        try:
            while part := await asyncio.wait_for(reader.read(100_000), 5):
                found += part
        except ConnectionError:
            pass  # it closed while more was coming
        writer.close()
        return found

    async def alone(self) -> bool:
        """Whether all connections end soon."""
        for _ in range(40):
            if not self.state.connections:
                return True
            await asyncio.sleep(0.05)
        return False


@asynccontextmanager
async def running(settings: Settings | None = None) -> AsyncIterator[Running]:
    outside = Outside({}, inner, settings or Settings())
    config = uvicorn.Config(outside, log_config=None, lifespan="off", access_log=False)
    config.load()
    state = ServerState()
    listening = await asyncio.get_running_loop().create_server(
        lambda: connection.Patient(config, state, {}), "127.0.0.1", 0
    )
    try:
        yield Running(listening.sockets[0].getsockname()[1], state, outside)
    finally:
        listening.close()
        for each in list(state.connections):
            each.transport.abort()
        outside.log.flush()


def run(check: Callable[[Running], Awaitable[None]], settings: Settings | None = None) -> None:
    async def whole() -> None:
        async with running(settings) as server:
            await check(server)

    asyncio.run(whole())


def strict(found: bytes) -> bool:
    return all(line in found for line in STRICT)


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (GET + b"X: " + b"y" * 40_000 + b"\r\n\r\n", b"431"),
        (GET + b"X: y\r\n" * 20_000 + b"\r\n", b"431"),
        (GET + b"X: " + b"y" * 400_000, b"431"),  # which does not end
        (b"GET /" + b"y" * 400_000, b"431"),
        (b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n"
         + b"X: y\r\n" * 20_000, b"431"),
        (b"no request\r\n\r\n", b"400"),
        (GET + b"Connection: close\r\nX: " + b"y" * 30_000 + b"\r\n\r\n", b"200"),
    ],
    ids=["one", "many", "endless", "address", "trailers", "none", "allowed"],
)  # fmt: skip
def test_headers_are_bounded_and_refusals_strict(data: bytes, status: bytes) -> None:
    async def check(server: Running) -> None:
        reader, writer = await server.sends(data)
        found = await asyncio.wait_for(reader.read(5_000), 5)
        assert (found[9:12], strict(found)) == (status, True)
        writer.close()

    run(check)


def test_a_client_that_never_reads_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_UNREAD", 0.3)

    async def check(server: Running) -> None:
        sockets = []
        for _ in range(3):
            client = socket.socket()
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            client.connect(("127.0.0.1", server.port))
            client.sendall(GET.replace(b"/ ", b"/big ") + b"\r\n")
            sockets.append(client)
        await asyncio.sleep(0.2)
        assert len(server.state.connections) == 3
        assert await server.alone()
        await asyncio.sleep(0.05)
        assert server.outside.budget.left == Settings().in_flight
        for client in sockets:
            client.close()

    run(check)


def test_a_body_that_drips_after_the_answer_keeps_no_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connection, "_PATIENCE", 0.4)

    async def check(server: Running) -> None:
        data = GET.replace(b"Host", b"Content-Length: 1000\r\nHost") + b"\r\n"
        reader, writer = await server.sends(data)
        assert (await reader.read(1000)).startswith(b"HTTP/1.1 200")
        for _ in range(40):
            if not server.state.connections:
                break
            writer.write(b"x")
            await asyncio.sleep(0.05)
        assert not server.state.connections
        writer.close()

    run(check)


def test_too_many_connections_get_a_strict_503(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_CONNECTIONS", 1)

    async def check(server: Running) -> None:
        _, writer = await server.sends(b"")
        await asyncio.sleep(0.05)
        found = await server.answer(GET + b"\r\n")
        assert (found[9:12], strict(found), b"retry-after: 5" in found) == (b"503", True, True)
        writer.close()

    run(check)


def test_bodies_and_answers_stay_within_one_budget() -> None:
    async def check(server: Running) -> None:
        head = b"POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
        small = await server.answer(head % 10 + b"x" * 10)
        assert small[9:12] == b"200"
        for asked in (head % 300_000 + b"x" * 300_000, GET.replace(b"/ ", b"/big ") + b"\r\n"):
            reader, writer = await server.sends(asked)
            found = await asyncio.wait_for(reader.read(5_000), 5)
            assert (found[9:12], strict(found)) == (b"503", True)
            writer.close()
        assert await server.alone()
        assert server.outside.budget.left == 200_000

    run(check, Settings(in_flight=200_000))


def test_large_answers_leave_room_to_smaller_ones() -> None:
    budget = Budget(8_000_000)
    large, second, small = (Share(budget) for _ in range(3))
    large.take(5_900_000)
    with pytest.raises(Busy):
        second.take(1_000_000)
    small.take(900_000)
    for share in (large, second, small):
        share.done()
    assert budget.left == 8_000_000


def test_a_fault_is_logged_with_its_place_in_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    async def check(server: Running) -> None:
        found = await server.answer(GET.replace(b"/ ", b"/fault ") + b"Connection: close\r\n\r\n")
        assert (found[9:12], strict(found), b"second" in found) == (b"500", True, False)

    run(check)
    (line,) = capfd.readouterr().err.splitlines()
    assert line.startswith("GET /fault 500 ")
    assert "test_connection.py" in line
    assert line.endswith("RuntimeError: first | second")


# What waits for a worker.


@dataclass
class Slow:
    """Stands for a pool whose workers answer when told to."""

    may: asyncio.Event = field(default_factory=asyncio.Event)
    jobs: list[dict[str, Any]] = field(default_factory=list)
    stopped: int = 0
    workers: int = 1
    error: AitalentError | None = None

    async def asked(self, job: dict[str, Any], seconds: float | None = None) -> Reply:
        self.jobs.append(job)
        try:
            await self.may.wait()
        except asyncio.CancelledError:
            self.stopped += 1
            raise
        if self.error:
            raise self.error
        return Reply({"triples": 7}, b"{}")

    def state(self) -> dict[str, object]:
        return {"workers": self.workers}


async def get(application: Outside, path: str, gone: bool = False) -> list[Any]:
    """The messages that answer a request; of a client that hangs up at once, or never."""
    sent: list[Any] = []

    async def receive() -> dict[str, object]:
        if not gone:
            await asyncio.Event().wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "GET", "scheme": "http", "query_string": b"", "headers": [],
        "path": path, "raw_path": path.encode(), "root_path": "",
    }  # fmt: skip
    await asyncio.wait_for(application(scope, receive, send), 5)
    return sent


@pytest.mark.parametrize("path", ["/id/a", "/health", "/sparql"])
def test_work_ends_when_its_client_hangs_up(path: str) -> None:
    async def check() -> None:
        pool = Slow()
        assert await get(app(pool), path, gone=True) == []  # type: ignore[arg-type]
        assert (len(pool.jobs), pool.stopped) == (1, 1)

    asyncio.run(check())


def test_a_view_is_made_once_however_many_ask_and_leave() -> None:
    async def check() -> None:
        pool = Slow()
        application = app(pool)  # type: ignore[arg-type]
        assert await get(application, "/data/home.json", gone=True) == []
        asked = [asyncio.create_task(get(application, "/data/home.json")) for _ in range(5)]
        await asyncio.sleep(0.02)
        pool.may.set()
        assert [(await each)[0]["status"] for each in asked] == [200] * 5
        assert (len(pool.jobs), pool.stopped) == (1, 0)

    asyncio.run(check())


def test_health_asks_a_worker_each_time() -> None:
    async def check() -> None:
        pool = Slow()
        pool.may.set()
        application = app(pool)  # type: ignore[arg-type]

        async def status() -> int:
            return int((await get(application, "/health"))[0]["status"])

        assert await status() == 200
        pool.error = BrokenWorker("it ended")
        assert await status() == 503
        pool.error, pool.workers = None, 0
        assert await status() == 503

    asyncio.run(check())


def test_what_is_kept_of_answers_counts_headers_too() -> None:
    endpoint = Endpoint(Slow(), Settings())  # type: ignore[arg-type]
    ready = _Ready(b"text/csv", b"", "ASK {}")
    for accept, kept in ((b"a" * 64_000, 0), (b"a" * 1_000, 1)):
        endpoint._keep(("GET", b"", b"", "http", "/sparql", None, accept, None), ready)
        assert len(endpoint._kept) == kept
