"""Who is answered next: short jobs at once, long ones in a lane of their own.

Nobody knows beforehand how long a job takes. Each begins in the quick lane; one that is not done
after a moment goes on as a long one if the slow lane has room. If it has none, the job has to
make room for one that waits: it is stopped, and begins again when the slow lane has room. So some workers are always there for short jobs, whatever the others do.

Only the order is decided here: no process, no thread, no clock. Times are seconds of one clock.
"""

from __future__ import annotations

import math
from collections import OrderedDict, deque
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field

from aitalent_kg.errors import Busy, QueryTimeout
from aitalent_kg.workers.nursery import Worker

__all__ = ["MOMENT", "Lanes", "Turn"]

#: Seconds after which a job counts as long: of time, or of processor time.
MOMENT = 0.15
_PROCESSOR_MOMENT = 0.03
#: So many may wait in the quick lane, and in the slow one per worker that it has.
_QUICK_LINE = 1000
_SLOW_LINE = 16
#: Jobs remembered as long: they begin in the slow lane when they come again.
_REMEMBERED = 1024


@dataclass(eq=False, slots=True)
class Turn:
    """One job on its way."""

    key: int  #: the same for the same job
    seconds: float  #: what it may take
    worker: Worker | None = None
    waits: Future[None] | None = None  #: done when there is a worker, or an error
    since: float = 0.0  #: when it got its place in the line, or its worker
    began: float = 0.0  #: processor time of the worker then
    slow: bool = False
    cause: Exception | None = None  #: why its worker was stopped
    again: bool = False  #: its worker was stopped to let others go first
    calm: bool = False  #: its worker leaves the processor to others

    def used(self) -> float:
        """Seconds of processor time that it took so far."""
        return self.worker.used() - self.began if self.worker is not None else 0.0


@dataclass
class Lanes:
    """The jobs that run and those that wait, for `size` workers."""

    size: int
    patience: float  #: seconds that a job waits at most
    idle: list[Worker] = field(default_factory=list)
    running: set[Turn] = field(default_factory=set)
    _quick: deque[Turn] = field(default_factory=deque)
    _slow: deque[Turn] = field(default_factory=deque)
    _long: OrderedDict[int, None] = field(default_factory=OrderedDict)

    @property
    def room(self) -> int:
        """How many long jobs run at once."""
        return max(1, self.size // 2)

    @property
    def waiting(self) -> int:
        """How many jobs wait."""
        return len(self._quick) + len(self._slow)

    @property
    def slow(self) -> int:
        """How many long jobs run."""
        return sum(turn.slow and not turn.again for turn in self.running)

    def enter(self, turn: Turn, now: float) -> None:
        """Give it a worker, or a place in a line, where `waits` tells when it goes on.

        Raises:
            Busy: the line is full.
        """
        turn.slow = turn.again or (self.size > 1 and turn.key in self._long)
        line, longest = self._quick, _QUICK_LINE
        if turn.slow:
            line, longest = self._slow, _SLOW_LINE * self.room
        if len(line) >= longest:
            raise Busy(self._later())
        turn.since, turn.waits, turn.cause, turn.again, turn.calm = now, None, None, False, False
        line.append(turn)
        self.dispatch(now)
        if turn.worker is None:
            turn.waits = Future()

    def dispatch(self, now: float) -> None:
        """Give the idle workers to those that wait."""
        while self.idle and (turn := self._next()) is not None:
            if turn.waits is None or turn.waits.set_running_or_notify_cancel():
                turn.worker, turn.since = self.idle.pop(), now
                turn.began = turn.worker.used()
                self.running.add(turn)
                if turn.waits is not None:
                    turn.waits.set_result(None)

    def _next(self) -> Turn | None:
        if self._slow and self.slow < self.room:
            return self._slow.popleft()
        return self._quick.popleft() if self._quick else None

    def leave(self, turn: Turn, now: float, worker: Worker | None) -> None:
        """It is done with its worker, which is idle now, or gone where none is given."""
        self.running.discard(turn)
        if now - turn.since < MOMENT:
            self._long.pop(turn.key, None)
        turn.worker = None
        if worker is not None:
            self.idle.append(worker)
        self.dispatch(now)

    def withdraw(self, turn: Turn) -> None:
        """It does not wait any more."""
        for line in (self._quick, self._slow):
            if turn in line:
                line.remove(turn)

    def overdue(self, now: float) -> Iterator[Turn]:
        """The jobs whose workers are to be stopped now; their `cause` says why."""
        victims = len(self._quick)  # nobody has to make room where nobody waits
        for turn in sorted(self.running, key=lambda turn: turn.since):
            if turn.worker is None or turn.cause or turn.again or turn.worker.answers():
                continue
            if now - turn.since >= turn.seconds:
                self._remember(turn)
                turn.cause = QueryTimeout(turn.seconds, named=True)
                yield turn
            elif not turn.slow and self.size > 1 and _is_long(turn, now):
                if self.slow < self.room:
                    turn.slow = True
                elif victims:
                    victims -= 1
                    self._remember(turn)
                    turn.slow = turn.again = True
                    yield turn

    def impatient(self, now: float) -> None:
        """Tell the jobs that have waited too long; they are out of the line then."""
        for line in (self._quick, self._slow):
            while line and now - line[0].since >= self.patience:
                turn = line.popleft()
                if turn.waits is not None and turn.waits.set_running_or_notify_cancel():
                    turn.waits.set_exception(Busy(self._later()))

    def fail(self, error: Exception) -> None:
        """Tell all that wait that there will be no worker."""
        for line in (self._quick, self._slow):
            while line:
                turn = line.popleft()
                if turn.waits is not None and turn.waits.set_running_or_notify_cancel():
                    turn.waits.set_exception(error)

    def _remember(self, turn: Turn) -> None:
        if turn.used() < _PROCESSOR_MOMENT:
            return  # the machine was busy with other things
        self._long[turn.key] = None
        self._long.move_to_end(turn.key)
        if len(self._long) > _REMEMBERED:
            self._long.popitem(last=False)

    def _later(self) -> int:
        """Seconds until the work that waits may be done."""
        return max(1, math.ceil(self.patience / 2))


def _is_long(turn: Turn, now: float) -> bool:
    """Whether it had its moment."""
    return now - turn.since >= MOMENT or turn.used() >= _PROCESSOR_MOMENT
