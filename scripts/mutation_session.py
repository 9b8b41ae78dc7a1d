"""A run of pytest that first asks which test reaches which line, then tries every mutant.

Tests are collected and the graph is loaded once; each mutant is tried in a copy (fork) of this
process, with the tests that reach its statement, the fast ones first, until one fails.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import coverage
import pytest
from _pytest.runner import runtestprotocol
from mutation_mutants import Mutant
from mutation_swap import NotReached, forget, swap

__all__ = ["Trial"]

_KILLED, _SURVIVED, _NOT_REACHED = 1, 0, 3
_OUTCOMES = {_KILLED: "killed", _SURVIVED: "survived", _NOT_REACHED: "not reached"}
#: Fixtures that start a server or a browser, whose processes a copy would share.
_APART = {"virtuoso", "oxigraph_server", "engines", "page", "chromium", "shared"}


class Trial:
    """A pytest plugin.

    Args:
        found: the mutants.
        budget: seconds of tests (as measured without a mutant) that a mutant may cost.
        told: called with each mutant, its outcome, and by which test, as soon as it is known.
    """

    def __init__(
        self, root: Path, found: list[Mutant], budget: float, told: Callable[..., None]
    ) -> None:
        self._root, self._mutants, self._budget, self._told = root, found, budget, told
        self._seconds: dict[str, float] = {}
        self._items: dict[str, pytest.Item] = {}
        self._graph: Any = None

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what needs a server."""
        items[:] = [i for i in items if not _APART & set(getattr(i, "fixturenames", ()))]

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Generator[None, Any, Any]:
        """Remember the graph, to empty its caches before each test."""
        value = yield
        if fixturedef.argname == "kg" and fixturedef.scope == "session":
            self._graph = value
        return value

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Instead of running the tests once."""
        data = self._baseline(session)
        for mutant in self._mutants:
            chosen, left_out = self._tests_of(mutant, data)
            if not chosen:
                self._told(mutant, "no test", "", 0)
                continue
            outcome, test = self._try(session, mutant, chosen)
            self._told(mutant, outcome, test, left_out)
        return True

    def _baseline(self, session: pytest.Session) -> coverage.CoverageData:
        measured = coverage.Coverage(
            data_file=None,
            config_file=False,
            include=sorted({str(self._root / m.module) for m in self._mutants}),
        )
        measured.start()
        for item in session.items:
            forget(self._graph)
            measured.switch_context(item.nodeid)
            start = time.process_time()
            if _passes(session, item):
                self._seconds[item.nodeid] = time.process_time() - start
                self._items[item.nodeid] = item
            else:
                print(f"left out, as it does not pass without a mutant: {item.nodeid}")
        measured.stop()
        gc.freeze()  # a collection in a copy would write to, and so copy, all of the memory
        print(f"{len(self._items)} tests, {sum(self._seconds.values()):.0f} s", flush=True)
        return measured.get_data()

    def _tests_of(
        self, mutant: Mutant, data: coverage.CoverageData
    ) -> tuple[list[pytest.Item], int]:
        """The tests to run, and how many more reach the mutant."""
        reached = data.contexts_by_lineno(str(self._root / mutant.module))
        first, last = mutant.lines
        names = {name for line in range(first, last + 1) for name in reached.get(line, ())}
        if not mutant.function:
            names = {name for held in reached.values() for name in held}
        ordered = sorted(names & set(self._items), key=lambda name: self._seconds[name])
        chosen: list[pytest.Item] = []
        spent = 0.0
        for name in ordered:
            spent += self._seconds[name]
            if chosen and spent > self._budget:
                break
            chosen.append(self._items[name])
        return chosen, len(ordered) - len(chosen)

    def _try(
        self, session: pytest.Session, mutant: Mutant, chosen: list[pytest.Item]
    ) -> tuple[str, str]:
        expected = sum(self._seconds[item.nodeid] for item in chosen)
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            with suppress(BaseException):
                self._as_mutant(session, mutant, chosen, writing)
            os._exit(_KILLED)
        os.close(writing)
        status = _waited(child, 30 + 10 * expected)
        with os.fdopen(reading, encoding="utf-8") as told:
            test = told.read()
        if status is None or os.WIFSIGNALED(status):
            return "timeout", test
        return _OUTCOMES.get(os.waitstatus_to_exitcode(status), "killed"), test

    def _as_mutant(
        self,
        session: pytest.Session,
        mutant: Mutant,
        chosen: Iterable[pytest.Item],
        writing: int,
    ) -> None:
        """In the copy: take the mutant in and run the tests; the exit status says the outcome."""
        gc.disable()
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        name = mutant.module.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        try:
            swap(name, str(self._root / mutant.module), mutant.text, bool(mutant.function))
        except NotReached:
            os._exit(_NOT_REACHED)
        for item in chosen:
            forget(self._graph)
            _limit(self._seconds[item.nodeid])
            if not _passes(session, item):
                os.write(writing, item.nodeid.encode())
                os._exit(_KILLED)
        os._exit(_SURVIVED)


def _limit(expected: float) -> None:
    """End this process where a test takes far longer than it did without a mutant."""
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time() + 3 + 5 * expected), most))


def _waited(child: int, seconds: float) -> int | None:
    """The exit status; None where it took longer, and was ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


class _Nothing:
    """What comes after every test: all but the session's fixtures are taken down."""

    def __init__(self, session: pytest.Session) -> None:
        self._session = session

    def listchain(self) -> list[pytest.Session]:
        return [self._session]


def _passes(session: pytest.Session, item: pytest.Item) -> bool:
    after: Any = _Nothing(session)
    reports = runtestprotocol(item, log=False, nextitem=after)
    return not any(report.failed for report in reports)
