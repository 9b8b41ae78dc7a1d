"""A static site of a few pages only, which is made in a second."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import RdfFormat

import aitalent_kg as atk
from aitalent_kg.explorer.pages import FILES, file_of, page
from aitalent_kg.explorer.site import view_text

__all__ = ["small_site"]


def small_site(
    kg: atk.KnowledgeGraph, folder: Path, pages: Iterable[str], views: Iterable[str]
) -> Path:
    """Write these pages with the views that they read, and the graph for queries."""
    shutil.copytree(FILES, folder, ignore=shutil.ignore_patterns("shell.html"))
    (folder / "data").mkdir()
    for name in pages:
        (folder / file_of(name)).write_text(page(name), encoding="utf-8")
    for name in views:
        (folder / "data" / f"{name}.json").write_text(view_text(kg, name), encoding="utf-8")
    quads = kg.store.dump(format=RdfFormat.N_QUADS) or b""
    (folder / "data/graph.nq.gz").write_bytes(gzip.compress(quads, 1, mtime=0))
    return folder
