"""Batches of one validation in processes that share the memory of the store.

Each process is a copy of this one, made by fork: nothing is read or sent again but what was found.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from aitalent_kg.errors import AitalentError
from aitalent_kg.progress import Progress
from aitalent_kg.validate.engine import Plan, run_batch
from aitalent_kg.validate.findings import Finding

__all__ = ["can_share", "processors", "run_batches"]

#: The plan of this process, which its copies inherit.
_plans: list[Plan] = []


def can_share() -> bool:
    """Whether processes can share the memory of this one."""
    return "fork" in multiprocessing.get_all_start_methods()


def run_batches(plan: Plan, jobs: int, progress: Progress) -> Iterator[Finding]:
    """The findings of all batches, in their order whatever the number of processes.

    Raises:
        AitalentError: a process ended before its batch did.
    """
    gc.freeze()  # what is there stays: to look it over again takes time, and memory in copies
    try:
        for number, found in enumerate(_lists(plan, jobs), 1):
            progress(f"batch {number} of {len(plan.batches)}")
            yield from found
    finally:
        gc.unfreeze()


def _lists(plan: Plan, jobs: int) -> Iterator[list[Finding]]:
    if jobs == 1 or len(plan.batches) < 2:
        yield from (run_batch(plan, batch) for batch in plan.batches)
        return
    _plans.append(plan)
    try:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(min(jobs, len(plan.batches)), context) as pool:
            yield from pool.map(_run, range(len(plan.batches)))
    except BrokenProcessPool as error:
        problem = "a process that validates was ended, perhaps for want of memory; use fewer jobs"
        raise AitalentError(problem) from error
    finally:
        _plans.pop()


def _run(number: int) -> list[Finding]:
    plan = _plans[-1]
    return run_batch(plan, plan.batches[number])


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
