"""Write a folder whole, or leave what is there; never delete what an export did not write."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aitalent_kg.errors import BadValue, MissingFile

__all__ = ["MANIFEST", "written_folder"]

#: Names the files of an export, so that the next one may put others in their place.
MANIFEST = "aitalent-kg-export.json"
#: For Linux's renameat2: relative to the working folder; exchange the two.
_HERE, _EXCHANGE = -100, 2


@contextmanager
def written_folder(path: Path, format_: str) -> Iterator[Path]:
    """A temporary folder beside `path`, which takes its name when all is written.

    Raises:
        BadValue: `path` holds something that no export wrote.
        MissingFile: it is a file, or the folder around it is not there or cannot be written to.
    """
    target = path.resolve()
    _check(path, target)
    try:
        temporary = Path(tempfile.mkdtemp(dir=target.parent, prefix=".aitalent-kg."))
    except OSError as error:
        raise MissingFile(path, f"cannot be written ({error.strerror})") from error
    try:
        yield temporary
        _sign(temporary, format_)
        temporary.chmod(0o755)
        _check(path, target)  # it may have been filled in the meantime
        _exchange(temporary, target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _exchange(temporary: Path, target: Path) -> None:
    """Put the new folder in the place of the old one, which then goes.

    In one step where the system has one (Linux); elsewhere in two, and whoever is killed between
    them leaves the old folder beside the place, as `.aitalent-kg.old.…`.
    """
    if not target.exists():
        os.replace(temporary, target)
        return
    if _swapped(temporary, target):
        return
    old = Path(tempfile.mkdtemp(dir=target.parent, prefix=".aitalent-kg.old."))
    os.replace(target, old)
    try:
        os.replace(temporary, target)
    except OSError:
        os.replace(old, target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _swapped(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; whether that could be done."""
    try:
        exchange = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(exchange(_HERE, names[0], _HERE, names[1], _EXCHANGE) == 0)


def _sign(folder: Path, format_: str) -> None:
    files = sorted(path.name for path in folder.iterdir())
    text = json.dumps({"format": format_, "files": files}, ensure_ascii=False, indent=2)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")


def _check(path: Path, target: Path) -> None:
    """See that the folder is new, empty, or ours alone."""
    if target.exists() and not target.is_dir():
        raise MissingFile(path, "is a file, and this format writes a folder")
    if not target.is_dir():
        return
    ours = _ours(target)
    others = sorted(entry.name for entry in target.iterdir() if entry.name not in ours)
    if others:
        raise BadValue(
            str(path), f"holds {others[0]}, which no export wrote; give a new or an empty folder"
        )


def _ours(folder: Path) -> set[str]:
    """Names of the files that an export wrote, by its own account."""
    try:
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {MANIFEST, *map(str, said["files"])}
    except (OSError, ValueError, KeyError, TypeError):
        return set()
