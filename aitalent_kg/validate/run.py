"""Validate a store or a graph: choose the engine, gather the findings."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad, Store
from rdflib import Graph

from aitalent_kg.bridge import to_graph
from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.progress import Progress, silent
from aitalent_kg.resources import folder
from aitalent_kg.validate.findings import Finding, Report, report_of
from aitalent_kg.validate.imported import without_quotes
from aitalent_kg.validate.reference import by_pyshacl

if TYPE_CHECKING:
    from aitalent_kg.validate.reading import ShapesFile

__all__ = ["ENGINES", "changes", "shape_files", "validate_graph", "validate_store"]

ENGINES = ("fast", "pyshacl")
#: From so many statements on, all processors share the work unless the caller says how many.
_SHARED = 400_000
_NO_FORK = "this system cannot share memory among processes"


def shape_files() -> list[Path]:
    """The shapes of the project, one file a class."""
    return sorted(folder("shapes").glob("*.ttl"))


def validate_graph(
    data: Graph,
    shapes: Iterable[Path] | None = None,
    lang: str = "zh",
    progress: Progress = silent,
) -> Report:
    """Validate `data`, which holds the statements of all graphs together, with pySHACL.

    Args:
        shapes: files with shapes; those of the project when left out.
        lang: language of the messages.
        progress: told the name of each shapes file before it runs.
    """
    findings: list[Finding] = []
    for path in shapes if shapes is not None else shape_files():
        progress(path.stem)
        findings += by_pyshacl(data, path, lang)
    return report_of(findings, 0, "pyshacl", lang=lang)


def validate_store(
    store: Store,
    shapes: Iterable[Path] | None = None,
    lang: str = "zh",
    progress: Progress = silent,
    *,
    engine: str = "fast",
    jobs: int | None = None,
    since: Report | None = None,
    changed: Iterable[Quad] | None = None,
    on_disk: bool = False,
) -> Report:
    """Validate all graphs of a store together.

    Args:
        shapes: files with shapes; those of the project when left out.
        lang: language of the messages.
        progress: told what is being done.
        engine: "fast", which leaves files with what it does not know to pySHACL; or "pyshacl".
        jobs: processes that share the work; left out, one, or all processors for a large graph.
        since: a report on the graph as it was, with the same shapes and language …
        changed: … and the statements that were added or removed since; see `changes`.
        on_disk: whether the store is one on disk, which one process reads.
    Raises:
        UnknownName: no such engine.
        BadValue: `jobs` is below 1; or one of `since` and `changed` is missing, or does not fit.
        AitalentError: a process was ended from outside.
    """
    _check(engine, lang, jobs, since, changed)
    paths = list(shapes) if shapes is not None else shape_files()
    with _quiet():
        if engine == "pyshacl":
            return _set_aside(store, validate_graph(to_graph(store), paths, lang, progress))
        from aitalent_kg.validate.reading import read_shapes

        progress("shapes")
        files = [read_shapes(path, lang) for path in paths]
        number, remarks = _jobs(store, jobs, on_disk)
        work = since, list(changed or ())
        report = _fast(store, files, lang, progress, number, work)
        report = replace(report, remarks=(*remarks, *report.remarks))
        return _set_aside(store, _with_reference(report, store, files, lang, progress))


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the traces that rdflib logs for ill-formed numbers, which findings name anyway."""
    log = logging.getLogger("rdflib.term")
    before, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = before


def _set_aside(store: Store, report: Report) -> Report:
    """The report without the findings that ask imported things for quotes; a remark counts them."""
    kept, number = without_quotes(store, report.findings)
    if not number:
        return report
    remark = f"{number} findings set aside: what was imported rests on its files, not on quotes"
    remarks = [*report.remarks, remark]
    return report_of(kept, report.checked, report.engine, remarks, report.lang)


def changes(before: Store, after: Store) -> frozenset[Quad]:
    """The statements that only one of two stores has."""
    return frozenset(before) ^ frozenset(after)


def _check(
    engine: str,
    lang: str,
    jobs: int | None,
    since: Report | None,
    changed: Iterable[Quad] | None,
) -> None:
    if engine not in ENGINES:
        raise UnknownName(engine, ENGINES, "engine", "")
    if jobs is not None and jobs < 1:
        raise BadValue(jobs, "jobs is a number of processes, from 1")
    if (since is None) != (changed is None):
        raise BadValue(changed, "since and changed belong together: a report, and what changed")
    if since is not None and since.lang != lang:
        raise BadValue(lang, f"the report is in {since.lang!r}; ask for the same language")


def _fast(
    store: Store,
    files: Sequence[ShapesFile],
    lang: str,
    progress: Progress,
    jobs: int,
    work: tuple[Report | None, Sequence[Quad]],
) -> Report:
    """The report of the fast engine, on the files that are for it."""
    from aitalent_kg.validate.batches import run_batches
    from aitalent_kg.validate.engine import plan_for
    from aitalent_kg.validate.since import again

    since, changed = work
    shapes = [shape for file in files for shape in file.shapes]
    todo = again(store, shapes, changed) if since else None
    progress("focus nodes")
    plan = todo.plan if todo else plan_for(store, shapes)
    standing = [f for f in since.findings if todo.stands(f)] if since and todo else []
    found = [*standing, *run_batches(plan, jobs, progress)]
    return report_of(found, plan.checked, "fast", lang=lang)


def _jobs(store: Store, asked: int | None, on_disk: bool) -> tuple[int, list[str]]:
    """How many processes to use, and a remark where that is not what was asked for."""
    from aitalent_kg.validate.batches import can_share, processors

    possible = can_share() and not on_disk  # the engine's threads and locks live in one process
    if asked is None:
        return (processors() if possible and len(store) > _SHARED else 1), []
    if asked > 1 and not possible:
        what = "processes cannot share a store on disk" if on_disk else _NO_FORK
        return 1, [f"{what}: one was used"]
    return asked, []


def _with_reference(
    report: Report, store: Store, files: Sequence[ShapesFile], lang: str, progress: Progress
) -> Report:
    """The report with the findings of pySHACL on the files that the fast engine refused."""
    refused = [file for file in files if file.refused]
    if not refused:
        return report
    from aitalent_kg.validate.reading import names_in

    names = {name for file in refused for name in names_in(file.path)}
    standing = [finding for finding in report.findings if finding.shape not in names]
    by_file = validate_graph(to_graph(store), [f.path for f in refused], lang, progress)
    remarks = [f"{file.path.name}: pySHACL was used for {file.refused}" for file in refused]
    found = [*standing, *by_file.findings]
    return report_of(found, report.checked, "both", [*report.remarks, *remarks], lang)
