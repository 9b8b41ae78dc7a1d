"""An export as a whole: a part of the graph into a file or folder, written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from aitalent_kg.errors import AitalentError
from aitalent_kg.exporters.folders import written_folder
from aitalent_kg.exporters.formats import Format, format_of
from aitalent_kg.exporters.report import ExportReport, Log
from aitalent_kg.exporters.scope import Scope, scope_of
from aitalent_kg.files import written_whole
from aitalent_kg.lookup import Quads, commonest
from aitalent_kg.progress import Progress, silent

__all__ = ["Writer", "export"]

#: What a format's module has: a store, the part, where to write to, a language, whom to tell.
Writer = Callable[[Quads, Scope, Path, str, Log], None]


def export(
    store: Quads,
    format_: str,
    path: Path | str,
    only: str | Iterable[str] = (),
    graphs: str | Iterable[str] = (),
    network: str = "careers",
    lang: str = "zh",
    progress: Progress = silent,
) -> ExportReport:
    """Write the graph, or a part of it, in a format.

    Args:
        format_: one of `FORMATS`.
        path: the file; for formats of several files the folder, which is new, empty, or was
            written by an export.
        only: names of frameworks, roles or other things; each with what belongs to it.
        graphs: names of graphs; keep what these say.
        network: for formats of networks: "careers", "requirements", or "all" links.
        lang: for formats that hold one language: "zh" or "en".
    Raises:
        UnknownName, AmbiguousName: no format, thing or graph has this name, or several have.
        MissingFile, BadValue: `path` cannot be written; nothing is left.
        AitalentError: the format needs a package that is not installed, or the part is empty.
    """
    chosen, target, log = format_of(format_), Path(path), Log(progress)
    write = _writer(format_, chosen)
    progress("the part to write")
    scope = scope_of(store, _several(only), _several(graphs), network)
    log.statements = len(store) if scope.whole else sum(1 for _ in scope.quads(store))
    if not log.statements:
        raise AitalentError("there is nothing to export: the part holds no statement")
    progress(format_)
    with _opened(target, format_, chosen) as temporary:
        write(store, scope, temporary, lang, log)
        names = sorted(p.name for p in temporary.iterdir()) if chosen.folder else []
    files = tuple(target / name for name in names) or (target,)
    return ExportReport(format_, target, log.statements, commonest(log.counts), log.lost, files)


def _writer(name: str, format_: Format) -> Writer:
    module = import_module(f"aitalent_kg.exporters.{format_.module}")
    write: Writer = getattr(module, f"export_{name.replace('-', '_')}")
    return write


def _several(names: str | Iterable[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


@contextmanager
def _opened(target: Path, name: str, format_: Format) -> Iterator[Path]:
    """Where to write: a temporary file or folder."""
    opened = written_folder(target, name) if format_.folder else written_whole(target)
    with opened as temporary:
        yield temporary
