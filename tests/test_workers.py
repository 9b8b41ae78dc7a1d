"""Worker processes: confined, limited, replaced, shared fairly, and never left behind."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from canary import alive, canary, children, eventually

from aitalent_kg.errors import (
    BadValue,
    BrokenQuery,
    BrokenWorker,
    Busy,
    LimitReached,
    MissingFile,
    QueryTimeout,
    UnknownName,
)
from aitalent_kg.workers.channel import Incoming, packed
from aitalent_kg.workers.lanes import Lanes, Turn
from aitalent_kg.workers.limits import Limits
from aitalent_kg.workers.nursery import Spawning, Worker
from aitalent_kg.workers.pool import Pool

linux = pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
Job = dict[str, object]
SAY: Job = {"do": "say", "what": "早"}
SMALL = Limits(seconds=0.6, memory=128 * 1024**2, answer=1_000_000)


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool("worker_targets:simple", {"n": 1}, SMALL, size=4) as pool:
        pool.wait()
        yield pool


def answers(pool: Pool) -> bool:
    """Whether the next question has its answer, and at once."""
    start = time.monotonic()
    return pool.ask(SAY).head["said"] == "早" and time.monotonic() - start < 1


def test_a_worker_is_told_its_options_and_answers_with_facts_and_bytes(pool: Pool) -> None:
    reply = pool.ask(SAY)
    assert (reply.head["said"], reply.head["options"], reply.body) == ("早", {"n": 1}, b"body")
    assert asyncio.run(pool.asked(SAY)).head["said"] == "早"


def test_a_frame_may_come_in_pieces() -> None:
    frame, incoming = packed({"a": "中"}, b"12345"), Incoming()
    assert [incoming.add(frame[n : n + 1]) for n in range(len(frame))][-2:] == [False, True]
    assert incoming.frame() == ({"a": "中"}, b"12345")


@pytest.mark.parametrize("job", [{"do": "open"}, {"do": "connect", "port": 1}])
def test_a_worker_can_open_no_file_and_no_socket(pool: Pool, job: Job) -> None:
    with pytest.raises(BrokenWorker, match="a worker may open no files"):
        pool.ask(job)
    assert answers(pool)


def test_a_worker_cannot_reach_the_network_through_the_engine() -> None:
    """Past the scan that refuses SERVICE; rdflib's LOAD and FROM need a descriptor as well."""
    with canary() as bird, Pool("worker_targets:oxigraph", {}, Limits(seconds=20)) as pool:
        asked = f"ASK {{ SERVICE <{bird.url}/sparql> {{ ?s ?p ?o }} }}"
        with pytest.raises(BrokenQuery, match="cannot be evaluated"):
            pool.ask({"query": asked})
        assert bird.seen == []


def test_time_is_a_limit(pool: Pool) -> None:
    with pytest.raises(QueryTimeout, match=r"longer than 0\.6 s; .* \(limit: seconds\)"):
        pool.ask({"do": "run", "seconds": 60})
    with pytest.raises(QueryTimeout, match=r"longer than 0\.3 s"):
        asyncio.run(pool.asked({"do": "run", "seconds": 60}, 0.3))
    assert answers(pool)


@linux
def test_memory_is_a_limit(pool: Pool) -> None:
    assert pool.ask({"do": "take", "size": 60 * 1024**2}).head == {"done": 60 * 1024**2}
    with pytest.raises(LimitReached, match=r"more than 128 MiB of memory.*\(limit: memory\)"):
        pool.ask({"do": "take", "size": 200 * 1024**2})
    assert answers(pool)


def test_the_size_of_an_answer_is_a_limit(pool: Pool) -> None:
    assert len(pool.ask({"do": "bytes", "size": 1_000_000}).body) == 1_000_000
    with pytest.raises(LimitReached, match=r"larger than 1 MB.*\(limit: answer\)") as caught:
        pool.ask({"do": "bytes", "size": 1_000_001})
    assert (caught.value.limit, caught.value.value) == ("answer", 1_000_000)


@pytest.mark.parametrize(
    ("number", "error", "says"),
    [
        (signal.SIGABRT, LimitReached, "limit: memory"),  # what Rust does without memory
        (signal.SIGSEGV, LimitReached, "limit: stack"),
        (signal.SIGALRM, QueryTimeout, "limit: seconds"),
        (signal.SIGTERM, BrokenWorker, "a worker ended with status -15"),
    ],
)
def test_how_a_worker_ended_names_the_limit(
    pool: Pool, number: int, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        pool.ask({"do": "end", "signal": int(number)})
    assert answers(pool)


def test_errors_arrive_as_they_were_raised(pool: Pool) -> None:
    with pytest.raises(UnknownName) as caught:
        pool.ask({"do": "unknown"})
    here = UnknownName("T1,3", ["T1.3", "T1.4"])
    assert (str(caught.value), caught.value.name) == (str(here), "T1,3")
    with pytest.raises(BrokenWorker, match="ZeroDivisionError") as fault:
        pool.ask({"do": "nonsense"})
    assert "worker_targets.py" in fault.value.details


def test_an_error_is_only_ever_one_of_ours() -> None:
    with Pool("worker_targets:foreign", None, size=1) as pool:
        with pytest.raises(BrokenWorker, match="a worker failed: told"):
            pool.ask({})


def test_what_loading_raises_is_told_to_all() -> None:
    with Pool("worker_targets:without_file", {"path": "a.ttl"}) as pool:
        for asking in (pool.wait, lambda: pool.ask(SAY), lambda: asyncio.run(pool.asked(SAY))):
            with pytest.raises(MissingFile, match=r"a\.ttl is not there"):
                asking()


@linux
def test_no_worker_is_forked_beside_a_thread() -> None:
    with Pool("worker_targets:with_thread", None) as pool:
        with pytest.raises(BrokenWorker, match="2 threads run where workers are forked"):
            pool.wait()


def test_time_to_wait_is_a_number_above_zero(pool: Pool) -> None:
    for wrong in (0, -1, float("nan"), float("inf")):
        with pytest.raises(BadValue, match="more than 0"):
            pool.ask(SAY, wrong)


def test_many_threads_and_tasks_get_each_their_own_answer(pool: Pool) -> None:
    jobs: list[Job] = [{"do": "say", "what": n} for n in range(200)]
    with ThreadPoolExecutor(8) as threads:
        assert [reply.head["said"] for reply in threads.map(pool.ask, jobs)] == list(range(200))

    async def all_at_once() -> list[object]:
        return [reply.head["said"] for reply in await asyncio.gather(*map(pool.asked, jobs))]

    assert asyncio.run(all_at_once()) == list(range(200))


class Idle(Worker):
    """A worker that works without end."""

    def __init__(self) -> None:
        super().__init__(socket.socket(), 0)
        self.sock.close()

    def used(self) -> float:
        return 0.0

    def answers(self) -> bool:
        return False


def test_half_of_the_workers_at_most_are_kept_where_others_wait() -> None:
    lanes = Lanes(4, patience=5, idle=[Idle() for _ in range(4)])
    turns = [Turn(key, seconds=10) for key in range(6)]
    for turn in turns[:4]:
        lanes.enter(turn, now=turn.key / 100)
    assert list(lanes.overdue(1)) == []  # all four are long, and nobody waits
    assert [turn.slow for turn in turns[:4]] == [True, True, False, False]
    lanes.enter(turns[4], now=1)
    assert turns[4].waits is not None and not turns[4].waits.done()
    (stopped,) = lanes.overdue(1)  # one makes room for one
    assert stopped is turns[2]
    lanes.leave(stopped, 1, None)
    lanes.enter(stopped, 1)  # it begins again, in the slow lane
    lanes.idle.append(Idle())
    lanes.dispatch(1)
    assert turns[4].waits.done()
    assert stopped.waits is not None and not stopped.waits.done()
    lanes.leave(turns[0], 2, Idle())  # a long one has ended
    assert stopped.waits.done() and stopped.slow
    assert lanes.slow == 2


def test_a_job_that_waits_too_long_is_told_to_come_again() -> None:
    lanes = Lanes(2, patience=5)
    turn = Turn(1, seconds=10)
    lanes.enter(turn, now=0)
    lanes.impatient(4.9)
    assert turn.waits is not None and not turn.waits.done()
    lanes.impatient(5)
    assert isinstance(turn.waits.exception(), Busy)
    assert lanes.waiting == 0


def test_a_single_worker_makes_no_room() -> None:
    lanes = Lanes(1, patience=5, idle=[Idle()])
    first, second = Turn(1, seconds=10), Turn(2, seconds=10)
    lanes.enter(first, now=0)
    lanes.enter(second, now=0)
    assert list(lanes.overdue(9)) == []
    assert list(lanes.overdue(10)) == [first]
    assert isinstance(first.cause, QueryTimeout)


def test_short_jobs_pass_ten_endless_ones(pool: Pool) -> None:
    async def crowd() -> float:
        endless = [
            asyncio.create_task(pool.asked({"do": "run", "seconds": 60 + n})) for n in range(10)
        ]
        slowest = 0.0
        for _ in range(10):
            await asyncio.sleep(0.05)
            start = time.monotonic()
            await pool.asked(SAY)
            slowest = max(slowest, time.monotonic() - start)
        for task in endless:
            task.cancel()
        await asyncio.gather(*endless, return_exceptions=True)
        return slowest

    # Three times, since the machine may do something else for a while.
    assert min(asyncio.run(crowd()) for _ in range(3)) < 1


def test_a_job_that_had_to_make_room_is_answered_in_the_end() -> None:
    """Five of half a second for four workers, two of which may work long: some begin again."""
    with Pool("worker_targets:simple", None, Limits(seconds=10), size=4) as pool:
        pool.wait()
        jobs: list[Job] = [{"do": "run", "seconds": 0.5 + n / 100} for n in range(5)]
        with ThreadPoolExecutor(5) as threads:
            assert [reply.head for reply in threads.map(pool.ask, jobs)] == [{"done": None}] * 5
        assert pool.state()["stopped"] != 0


def test_a_full_line_says_when_to_come_again(pool: Pool) -> None:
    async def crowd() -> BaseException:
        job: Job = {"do": "run", "seconds": 30}
        many = [asyncio.create_task(pool.asked(job)) for _ in range(1200)]
        try:
            await asyncio.wait(many, return_when=asyncio.FIRST_EXCEPTION)
            return next(error for task in many if task.done() and (error := task.exception()))
        finally:
            for task in many:
                task.cancel()
            await asyncio.gather(*many, return_exceptions=True)

    error = asyncio.run(crowd())
    assert isinstance(error, Busy)
    assert (str(error), error.retry_after) == ("busy with other queries; ask again in 3 s", 3)
    assert answers(pool)


def test_a_cancelled_task_stops_the_work(pool: Pool) -> None:
    async def hang_up() -> None:
        for _ in range(3):
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(pool.asked({"do": "run", "seconds": 60}, 60), 0.1)

    asyncio.run(hang_up())
    assert pool.state()["running"] == 0
    assert answers(pool)


def test_a_worker_that_ended_leaves_no_descriptor(pool: Pool) -> None:
    def ended() -> int:
        for _ in range(5):
            with pytest.raises(BrokenWorker):
                pool.ask({"do": "end", "signal": int(signal.SIGTERM)})
        eventually(lambda: pool.state()["workers"] == 4)
        return len(list(Path("/proc/self/fd").iterdir()))

    assert ended() == ended()


@linux
def test_closing_ends_all_processes() -> None:
    before = set(children(os.getpid()))
    with Pool("worker_targets:simple", None, size=3) as pool:
        pool.wait()
        eventually(lambda: pool.state()["workers"] == 3)
        ours = set(children(os.getpid())) - before
        assert len(ours) == 4  # the zygote and three workers
    eventually(lambda: not any(map(alive, ours)))


@linux
def test_a_pool_outlives_its_zygote() -> None:
    before = set(children(os.getpid()))
    with Pool("worker_targets:simple", None, size=2) as pool:
        assert answers(pool)
        zygote = next(pid for pid in children(os.getpid()) if pid not in before)
        os.kill(zygote, signal.SIGKILL)
        eventually(lambda: not alive(zygote))
        reply = None
        for _ in range(100):
            try:
                reply = pool.ask(SAY)
                break
            except (BrokenWorker, LimitReached):
                time.sleep(0.05)
        assert reply is not None


@linux
def test_a_zygote_that_died_is_replaced_once_while_its_workers_work() -> None:
    """The workers that it had end with it; the next one never had them."""
    before = set(children(os.getpid()))
    with Pool("worker_targets:simple", None, size=2) as pool, ThreadPoolExecutor(2) as threads:
        assert answers(pool)
        zygote = next(pid for pid in children(os.getpid()) if pid not in before)
        jobs = [threads.submit(pool.ask, {"do": "run", "seconds": 30 + n}) for n in range(2)]
        eventually(lambda: pool.state()["running"] == 2)
        os.kill(zygote, signal.SIGKILL)
        for job in jobs:
            with pytest.raises((BrokenWorker, LimitReached)):
                job.result(20)
        eventually(lambda: pool.state()["workers"] == 2)
        assert pool.state()["started"] == 4  # two of each zygote
        assert answers(pool)


def test_a_client_that_hangs_up_as_its_worker_breaks_does_no_harm() -> None:
    with Pool("worker_targets:simple", None, size=1) as pool:
        assert answers(pool)
        nursery = pool._supervisor._nursery
        ending, end, hung_up = threading.Event(), nursery.end, threading.Event()

        def slow(worker: Worker) -> int:
            ending.set()
            assert hung_up.wait(10)
            return end(worker)

        nursery.end = slow  # type: ignore[method-assign]

        async def hang_up() -> None:
            asked = asyncio.create_task(pool.asked({"do": "end", "signal": int(signal.SIGTERM)}))
            await asyncio.to_thread(ending.wait, 10)
            asked.cancel()
            await asyncio.gather(asked, return_exceptions=True)

        asyncio.run(hang_up())
        hung_up.set()
        assert asyncio.run(asyncio.wait_for(pool.asked(SAY), 10)).head["said"] == "早"


def test_nobody_waits_for_a_supervisor_that_is_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    with Pool("worker_targets:simple", None, size=1) as pool:
        assert answers(pool)

        def broken(_: Exception) -> bool:
            raise RuntimeError("a fault of ours")

        monkeypatch.setattr(pool._supervisor, "_recovers", broken)
        monkeypatch.setattr(pool._supervisor, "_stop_overdue", lambda: 1 // 0)
        for error in (BrokenWorker, RuntimeError):  # the one who asked, and who comes later
            with pytest.raises(error):
                asyncio.run(asyncio.wait_for(pool.asked({"do": "run", "seconds": 1}), 10))


@linux
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_process_outlives_one_that_was_killed(number: int, tmp_path: Path) -> None:
    script = f"""
import sys
sys.path[:0] = {[str(Path(__file__).parent)]!r}
from aitalent_kg.workers.pool import Pool
pool = Pool("worker_targets:simple", None, size=2)
print(pool.ask({{"do": "say", "what": 1}}).head["pid"], flush=True)
pool.ask({{"do": "run", "seconds": 600}}, 600)
"""
    with (tmp_path / "errors").open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=errors
        )
    assert process.stdout is not None
    worker = int(process.stdout.readline())
    family = children(process.pid)
    assert worker in family
    process.send_signal(number)
    process.wait(10)
    process.stdout.close()
    eventually(lambda: not any(map(alive, family)), 5)


def test_a_worker_ends_itself_when_nobody_stops_it() -> None:
    """Its alarm clock, for parents that stand still."""
    with Pool("worker_targets:simple", None, size=1) as pool:
        pool.ask(SAY)
        pool._supervisor._stop_overdue = lambda: None  # type: ignore[method-assign]
        with pytest.raises(QueryTimeout, match=r"longer than 0\.1 s"):
            pool.ask({"do": "run", "seconds": 60}, 0.1)


def test_without_fork_workers_are_started_one_by_one() -> None:
    order = {"target": "worker_targets:simple", "options": 7, "limits": {"seconds": 5.0}}
    nursery = Spawning(order)
    worker = nursery.start()
    worker.sock.sendall(packed({"job": SAY, "seconds": 5}))
    assert asked(worker)["options"] == 7
    assert nursery.end(worker) == -signal.SIGKILL
    worker.sock.close()
    failing = Spawning({**order, "target": "worker_targets:without_file", "options": {"path": "x"}})
    with pytest.raises(MissingFile, match="x is not there"):
        failing.load()
    failing.close()


def asked(worker: Worker) -> dict[str, object]:
    """The facts of the next frame."""
    incoming = Incoming()
    while not incoming.add(worker.sock.recv(incoming.room)):
        pass
    head: dict[str, object] = incoming.frame()[0]["head"]
    return head
