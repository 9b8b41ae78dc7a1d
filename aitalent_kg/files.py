"""Read and write text files: errors of one line, writes that leave all or nothing."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from aitalent_kg.errors import MissingFile, UnreadableFile

__all__ = ["check_readable", "read_text", "write_text", "written_whole"]

#: What a system says when there is no room.
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NO_NAME = "a name that this locale cannot write; set PYTHONUTF8=1"


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, with its line ends as they are.

    Raises:
        MissingFile: there is no such file, or it is a directory.
        UnreadableFile: it is empty or not UTF-8.
    """
    with _opened(path) as stream:
        raw = stream.read()
    _check_start(path, raw)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(path, "not UTF-8; convert it first", line) from error


def check_readable(path: Path) -> None:
    """Look at the beginning of a file, so that a large one need not be read twice.

    Raises:
        MissingFile: there is no such file, or it is a directory.
        UnreadableFile: it has nothing in it, or begins with a byte-order mark.
    """
    with _opened(path) as stream:
        start = stream.read(4096)
        while start.isspace() and (more := stream.read(4096)):
            start = more
    _check_start(path, start)


def write_text(path: Path, text: str) -> None:
    """Write a file whole, or leave what is there."""
    with written_whole(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A temporary file beside `path`, which takes its name when all is written.

    A link stays a link, and keeps leading to the file. What is no file, as a pipe or a terminal,
    gets the content in the end.

    Raises:
        MissingFile: it is a directory, or its folder is not there, or cannot be written to; or
            the disk is full.
    """
    try:
        target = path.resolve()
        if target.is_dir() or not path.name:
            raise MissingFile(path, "is a directory")
        special = target.exists() and not target.is_file()
        folder = None if special else target.parent
        handle, name = tempfile.mkstemp(dir=folder, prefix=".aitalent-kg.")
    except (OSError, UnicodeError) as error:
        if isinstance(error, MissingFile):
            raise
        raise _unwritable(path, error) from error
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        if special:
            target.write_bytes(temporary.read_bytes())
        else:
            temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
            os.replace(temporary, target)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise _unwritable(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def _unwritable(path: Path, error: Exception) -> MissingFile:
    why = (error.strerror or error) if isinstance(error, OSError) else _NO_NAME
    return MissingFile(path, f"cannot be written ({why})")


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        if path.is_dir():
            raise MissingFile(path, "is a directory")
        with path.open("rb") as stream:
            yield stream
    except FileNotFoundError as error:
        if isinstance(error, MissingFile):
            raise
        raise MissingFile(path) from error
    except OSError as error:
        raise MissingFile(path, f"cannot be read ({error.strerror})") from error
    except UnicodeError as error:
        raise MissingFile(path, f"cannot be read ({_NO_NAME})") from error


def _check_start(path: Path, start: bytes) -> None:
    if not start.strip():
        raise UnreadableFile(path, "the file is empty; give one with content")
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        raise UnreadableFile(path, "begins with a byte-order mark; save it as UTF-8 without one")
