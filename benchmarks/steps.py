"""Steps of a long measurement in one process, each with a limit of time and all with one of memory.

A step that does not end in time is ended with its process; those after it are not reached. What
was measured before is kept, so that a table can say honestly where a machine ends.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

__all__ = ["GIB", "MIB", "Step", "done", "held", "peak", "processor", "steps_of"]

MIB, GIB = 1024**2, 1024**3
_STATUS = Path("/proc/self/statm")


class Step(NamedTuple):
    """A step that ended, or did not."""

    name: str
    seconds: float | None  #: of the clock; None where it did not end
    note: str = ""
    peak: int = 0  #: bytes; the most that the process held until then
    processor: float = 0.0  #: seconds of processors, with those of its own processes


def held() -> int:
    """Bytes of memory that this process holds now; Linux only."""
    return int(_STATUS.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def peak() -> int:
    """Bytes of memory that this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def processor() -> float:
    """Seconds of processors that this process and those it waited for have used."""
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + others.ru_utime + others.ru_stime


def done(name: str, minutes: float, work: Callable[[], str]) -> None:
    """Do a step and print what it took; the process ends where it takes longer.

    Args:
        work: gives a remark for the table.
    """
    print(json.dumps({"begun": name, "minutes": minutes}), flush=True)
    signal.alarm(int(minutes * 60))  # its default is to end the process, whatever runs
    start, before = time.perf_counter(), processor()
    try:
        note = work()
    except MemoryError:
        os.abort()
    seconds, used = time.perf_counter() - start, processor() - before
    signal.alarm(0)
    print(json.dumps(Step(name, seconds, note, peak(), used)), flush=True)


def steps_of(script: str, *arguments: str, memory: int = 0) -> list[Step]:
    """Run a script that does steps, and read them; the last has no time where it did not end.

    Args:
        memory: the most bytes that it may hold; 0 is no limit.
    Raises:
        CalledProcessError: a step failed in another way than for want of time or memory.
    """

    def limited() -> None:
        if memory:
            resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))

    command = [sys.executable, script, *arguments]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=limited
    )
    found, begun = [], {}
    for line in process.stdout or ():
        print(line, end="", file=sys.stderr, flush=True)
        said = json.loads(line)
        if isinstance(said, dict):
            begun = said
        else:
            found.append(Step(*said))
            begun = {}
    status = process.wait()
    if begun and status < 0:
        why = "not within {minutes:g} minutes" if status == -signal.SIGALRM else "ended for memory"
        found.append(Step(begun["begun"], None, why.format(**begun)))
    elif status:
        raise subprocess.CalledProcessError(status, command)
    return found
