"""`write_site`: the explorer as a folder that any web server can serve.

In: a graph and a folder. Out: pages, scripts, `data/NAME.json` for each view, and the graph itself
as `data/graph.nq.gz`. The same graph gives the same bytes.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from aitalent_kg.errors import AitalentError
from aitalent_kg.explorer.pages import FILES, PAGES, file_of, not_found, page
from aitalent_kg.explorer.views import every, view
from aitalent_kg.progress import Progress, silent
from aitalent_kg.version import VERSION

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph

__all__ = ["Site", "check_folder", "view_text", "write_site"]

#: Names the site in its folder, and all its files.
_MARK = "site.json"
_SHELL = "shell.html"


@dataclass(frozen=True, slots=True)
class Site:
    """A site that has been written."""

    folder: Path
    files: dict[str, str]  #: path below the folder -> SHA-256
    size: int  #: bytes of all files together


def write_site(
    kg: KnowledgeGraph, folder: Path | str, base: str = "", progress: Progress = silent
) -> Site:
    """Write the explorer of a graph as a static site.

    Args:
        kg: a graph in memory.
        folder: a new or empty folder, or one that holds such a site, which is replaced.
        base: URL under which it will be served; only 404.html, which is served anywhere, needs it.
        progress: told the name of each part before it is made.
    Raises:
        AitalentError: the folder holds something else, or cannot be made; it stays as it is.
    """
    target = Path(folder).resolve()
    check_folder(target)
    with _whole(target) as made:
        progress("files")
        shutil.copytree(FILES, made, dirs_exist_ok=True, ignore=shutil.ignore_patterns(_SHELL))
        _pages(made, base)
        for name, build in every(kg):
            progress(name)
            _write(made / "data" / f"{name}.json", _json(build()))
        progress("graph.nq.gz")
        (made / "data/graph.nq.gz").write_bytes(_quads(kg))
        files = dict(_hashes(made))
        _write(made / _MARK, _told(kg, files))
        size = sum(path.stat().st_size for path in made.rglob("*") if path.is_file())
    return Site(target, files, size)


def view_text(kg: KnowledgeGraph, name: str) -> str:
    """A view as pages load it: compact JSON.

    Raises:
        UnknownName: there is none of this name.
    """
    return _json(view(kg, name))


def _json(built: object) -> str:
    return json.dumps(built, ensure_ascii=False, separators=(",", ":")) + "\n"


def _pages(made: Path, base: str) -> None:
    for name in PAGES:
        _write(made / file_of(name), page(name))
    _write(made / "404.html", not_found(base=base))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _quads(kg: KnowledgeGraph) -> bytes:
    """All statements as sorted N-Quads, packed without a date."""
    from pyoxigraph import RdfFormat

    dumped = kg.store.dump(format=RdfFormat.N_QUADS) or b""
    lines = dumped.splitlines(keepends=True)
    return gzip.compress(b"".join(sorted(lines)), mtime=0)


def _hashes(made: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(path for path in made.rglob("*") if path.is_file()):
        yield path.relative_to(made).as_posix(), sha256(path.read_bytes()).hexdigest()


def _told(kg: KnowledgeGraph, files: dict[str, str]) -> str:
    """What the site is: of which version, of how many statements, and its files."""
    facts = {
        "generator": "aitalent-kg",
        "version": VERSION,
        "statements": len(kg),
        "readings": [name for names in kg.origin.names for name in names] if kg.origin else [],
        "files": files,
    }
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"


def check_folder(folder: Path) -> None:
    """See that a folder can be written: nothing is there, or nothing but a site of ours.

    Raises:
        AitalentError: it cannot.
    """
    target = folder.resolve()
    if not target.parent.is_dir():
        raise AitalentError(f"{target.parent} is not there; make that folder first")
    if target.exists() and not target.is_dir():
        raise AitalentError(f"{target} is a file; give a new folder")
    if Path.cwd().is_relative_to(target):
        raise AitalentError(f"{target} is where you are; go elsewhere, or give another folder")
    held = {*_files(target)} if target.is_dir() else set()
    if not held:
        return
    others = sorted(held - {_MARK, *_listed(target)})
    if _MARK not in held or others:
        raise AitalentError(
            f"{target} holds {others[0] if others else 'a file'!r}, which is no part of a site; "
            "give a new or empty folder"
        )


def _files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_dir():
            yield path.relative_to(folder).as_posix()


def _listed(folder: Path) -> list[str]:
    """The files that an earlier site in a folder says are its own; none where there is none."""
    try:
        facts = json.loads((folder / _MARK).read_text(encoding="utf-8"))
        ours = facts["generator"] == "aitalent-kg"
        return list(facts["files"]) if ours else []
    except (OSError, ValueError, KeyError, TypeError):
        return []


@contextmanager
def _whole(target: Path) -> Iterator[Path]:
    """A folder beside `target` that takes its place when all is written, or is gone."""
    try:
        made = Path(tempfile.mkdtemp(prefix=".aitalent-kg.", dir=target.parent))
    except OSError as error:
        raise AitalentError(f"{target.parent} cannot be written to ({error.strerror})") from error
    try:
        yield made
        made.chmod(0o755)
        _swap(made, target)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _swap(made: Path, target: Path) -> None:
    """Put one folder in the place of another, which is taken away."""
    if not target.exists():
        os.replace(made, target)
        return
    old = Path(tempfile.mkdtemp(prefix=".aitalent-kg.", dir=target.parent))
    try:
        os.replace(target, old / "old")
        try:
            os.replace(made, target)
        except OSError:
            os.replace(old / "old", target)
            raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
