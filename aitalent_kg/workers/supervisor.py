"""The thread that keeps workers ready, stops what takes too long, and learns how workers ended."""

from __future__ import annotations

import os
import signal
import threading
import time
from concurrent.futures import Future
from contextlib import suppress

from aitalent_kg.errors import AitalentError, BrokenWorker, LimitReached, QueryTimeout
from aitalent_kg.workers.lanes import Lanes, Turn
from aitalent_kg.workers.limits import Limits
from aitalent_kg.workers.nursery import Nursery, Worker

__all__ = ["Supervisor"]

#: Seconds between two looks at the jobs that run.
_LOOK = 0.02
#: Seconds without a job after which it looks no more until there is one.
_REST = 2.0
#: Seconds that a job waits in any case before it is told to come again.
_PATIENCE = 5.0
#: Seconds before another try where workers cannot be made.
_PAUSE = 0.5
_BROKE = "the engine broke down over this query; make it smaller"
_CLOSED = "the worker processes have been stopped; make a new pool"


class Supervisor:
    """Lanes, nursery and a lock around them; every method may be called from any thread."""

    def __init__(self, nursery: Nursery, limits: Limits, size: int) -> None:
        self._nursery, self._limits = nursery, limits
        self._lanes = Lanes(size, patience=max(limits.seconds, _PATIENCE))
        self._lock = threading.Lock()
        self._work = threading.Event()
        self._resting = False
        self._closed = self._worked = False
        self._failed: Exception | None = None
        self._alive = 0  #: workers that run a job or could
        self._gone: list[tuple[Worker, Future[int]]] = []
        self._counts = {"answered": 0, "stopped": 0, "started": 0}
        self._loaded: Future[None] = Future()
        self._owner = os.getpid()
        self._thread = threading.Thread(target=self._run, name="workers", daemon=True)
        self._thread.start()

    # What askers do.

    def wait(self) -> None:
        """Until the data is loaded; raises what loading raised."""
        self._loaded.result()

    def enter(self, turn: Turn) -> None:
        """Give a job its worker, or a place in the line; see `Lanes.enter`.

        Raises:
            AitalentError: closed, or the data cannot be loaded.
        """
        if os.getpid() != self._owner:
            raise AitalentError("worker processes belong to the process that started them")
        with self._lock:
            if self._failed is not None:
                raise self._failed
            if self._closed:
                raise AitalentError(_CLOSED)
            self._lanes.enter(turn, time.monotonic())
            rouse = turn.worker is None or self._resting
        if rouse:
            self._work.set()

    def leave(self, turn: Turn, last: bool) -> None:
        """The job has its answer; its worker may be asked again unless it was the last."""
        worker = turn.worker
        assert worker is not None
        with self._lock:
            self._counts["answered"] += 1
            stopped = turn.cause is not None or turn.again  # in vain: the answer was faster
            last = last or stopped or (turn.calm and not _hurry(worker.pid))
            if last:
                self._bury(worker)
            self._lanes.leave(turn, time.monotonic(), None if last else worker)

    def lost(self, turn: Turn) -> Future[int]:
        """The worker of a job has gone; how it ended is known when the future is done."""
        worker = turn.worker
        assert worker is not None
        with self._lock:
            self._counts["stopped"] += 1
            ended = self._bury(worker)
            self._lanes.leave(turn, time.monotonic(), None)
        self._work.set()
        return ended

    def drop(self, turn: Turn) -> None:
        """Nobody wants the answer any more, wherever the job is."""
        with self._lock:
            self._lanes.withdraw(turn)
        if turn.worker is not None:
            _kill(turn.worker.pid)
            self.lost(turn)

    def verdict(self, turn: Turn, status: int) -> Exception:
        """What to tell who asked, given how the worker ended."""
        if turn.cause is not None:
            return turn.cause
        if status == -signal.SIGSEGV:
            return LimitReached("stack")
        if status in (-signal.SIGABRT, -getattr(signal, "SIGKILL", 0)):
            memory = self._limits.memory
            return LimitReached("memory", memory) if memory else AitalentError(_BROKE)
        if status == -getattr(signal, "SIGALRM", 0):
            return QueryTimeout(turn.seconds, named=True)
        if self._closed:
            return AitalentError(_CLOSED)
        return BrokenWorker(f"a worker ended with status {status}")

    def state(self) -> dict[str, object]:
        """How many workers there are, what they do, and what was done so far."""
        with self._lock:
            lanes = self._lanes
            now = {"running": len(lanes.running), "long": lanes.slow, "waiting": lanes.waiting}
            return {"size": lanes.size, "workers": self._alive, **now, **self._counts}

    def close(self) -> None:
        """End all processes; who waits gets an error."""
        if os.getpid() != self._owner:
            return
        self._closed = True
        self._work.set()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    # What the thread does.

    def _run(self) -> None:
        error: Exception = AitalentError(_CLOSED)
        try:
            while not self._closed:
                self._try()
                self._work.wait(self._pause())
                self._work.clear()
        except Exception as problem:
            error = problem
        finally:  # whatever happened, nobody may wait for a thread that is no more
            with suppress(Exception):
                self._nursery.close()
            self._give_up(error)

    def _try(self) -> None:
        try:
            self._tend()
        except Exception as problem:
            if not self._recovers(problem):
                raise

    def _recovers(self, problem: Exception) -> bool:
        """Whether trying again makes sense: once it worked, it may work again."""
        if not self._worked:
            return False
        if isinstance(problem, (ConnectionError, BrokenWorker)):
            self._forget()
        time.sleep(_PAUSE)
        return True

    def _tend(self) -> None:
        """One look at everything."""
        if not self._loaded.done():
            self._nursery.load()
            self._loaded.set_result(None)
            self._worked = True
        self._stop_overdue()
        while self._gone:
            worker, ended = self._gone.pop(0)
            status = -signal.SIGTERM
            try:
                status = self._nursery.end(worker)
            finally:
                _settle(ended, status)
        while not self._closed and self._lacking():
            worker = self._nursery.start()
            with self._lock:
                self._alive += 1
                self._counts["started"] += 1
                self._lanes.idle.append(worker)
                self._lanes.dispatch(time.monotonic())
            self._stop_overdue()

    def _stop_overdue(self) -> None:
        now = time.monotonic()
        with self._lock:
            for turn in self._lanes.overdue(now):
                if turn.worker is not None:
                    _kill(turn.worker.pid)
            for turn in self._lanes.running:
                if turn.slow and not turn.calm and turn.worker is not None:
                    _calm(turn.worker.pid)
                    turn.calm = True
            self._lanes.impatient(now)

    def _lacking(self) -> bool:
        """Whether another worker is to be started; a single one only when it is needed."""
        with self._lock:
            wanted = self._lanes.size if self._lanes.size > 1 else min(self._lanes.waiting, 1)
            return self._alive < wanted

    def _pause(self) -> float | None:
        """Seconds until the next look; None: until there is something to do."""
        with self._lock:
            self._resting = not (self._lanes.running or self._lanes.waiting or self._gone)
            return None if self._resting else _LOOK / (1 + bool(self._lanes.waiting))

    def _forget(self) -> None:
        """The zygote has gone, and its workers; the jobs they had find out by themselves."""
        with self._lock:
            for worker in self._lanes.idle:
                worker.sock.close()
            self._alive -= len(self._lanes.idle)
            self._lanes.idle.clear()
            for turn in self._lanes.running:
                if turn.worker is not None:
                    _kill(turn.worker.pid)
        while self._gone:
            _settle(self._gone.pop(0)[1], -signal.SIGTERM)
        if self._loaded.done():
            self._loaded = Future()

    def _give_up(self, error: Exception) -> None:
        """There will be no worker: everybody gets that error."""
        with self._lock:
            self._failed = error
            self._lanes.fail(error)
            for worker in self._lanes.idle:
                worker.sock.close()
            self._lanes.idle.clear()
            gone, self._gone = self._gone, []
        for _, ended in gone:
            _settle(ended, -signal.SIGTERM)
        if not self._loaded.done():
            self._loaded.set_exception(error)

    def _bury(self, worker: Worker) -> Future[int]:
        """Leave a worker to the thread, which ends it; the lock is held."""
        worker.sock.close()
        self._alive -= 1
        ended: Future[int] = Future()
        if self._failed is not None or self._closed:
            ended.set_result(-signal.SIGTERM)
        else:
            self._gone.append((worker, ended))
        self._work.set()
        return ended


def _settle(ended: Future[int], status: int) -> None:
    """Say how a worker ended; who asked may have hung up, which cancels the future."""
    if ended.set_running_or_notify_cancel():
        ended.set_result(status)


def _kill(pid: int) -> None:
    """End a worker at once; its zygote, which alone can free the number, does so only when told."""
    with suppress(ProcessLookupError):
        os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))


def _calm(pid: int) -> None:
    """A long job leaves the processor to short ones."""
    if hasattr(os, "setpriority"):
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, pid, 5)


def _hurry(pid: int) -> bool:
    """Take that back; False where the system does not let us."""
    try:
        os.setpriority(os.PRIO_PROCESS, pid, 0)
    except (OSError, AttributeError):
        return False
    return True
