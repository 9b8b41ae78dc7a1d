"""The store that a handle asks: one in memory, or one on disk."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Store

from aitalent_kg.errors import BadValue
from aitalent_kg.progress import Progress, silent
from aitalent_kg.store import load_store
from aitalent_kg.vault.reading import Opened, open_store

__all__ = ["store_for"]

_Path = os.PathLike[str] | str


def store_for(
    directory: Path | str | None = None,
    document: str | None = None,
    extra: _Path | Iterable[_Path] = (),
    progress: Progress = silent,
) -> tuple[Store, Opened | None]:
    """A store, and what has to live as long as it where it is on disk.

    Arguments and errors are those of `load_store` and `open_store`; besides:

    Raises:
        BadValue: `document` or `extra`, which are loaded into memory, with `directory`.
    """
    given = [extra] if isinstance(extra, str | os.PathLike) else list(extra)
    files = [Path(os.fspath(each)) for each in given]
    if directory is None:
        return load_store(document, files, progress), None
    if files:
        hint = f"put it into the store: aitalent-kg store add {directory} FILE"
        raise BadValue(str(files[0]), f"extra= loads into memory, and store= asks a folder; {hint}")
    if document is not None:
        raise BadValue(document, "a store holds all documents; leave out document= or store=")
    opened = open_store(directory)
    return opened.store, opened
