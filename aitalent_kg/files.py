"""Read and write text files: errors of one line, writes that leave all or nothing."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aitalent_kg.errors import MissingFile, UnreadableFile

__all__ = ["check_readable", "read_text", "write_text", "written_whole"]


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, with its line ends as they are.

    Raises:
        MissingFile: there is no such file, or it is a directory.
        UnreadableFile: it is empty or not UTF-8.
    """
    check_readable(path)
    raw = path.read_bytes()
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
    if path.is_dir():
        raise MissingFile(path, "is a directory")
    if not path.exists():
        raise MissingFile(path)
    try:
        with path.open("rb") as stream:
            start = stream.read(4096)
            while start.isspace() and (more := stream.read(4096)):
                start = more
    except OSError as error:
        raise MissingFile(path, f"cannot be read ({error.strerror})") from error
    if not start.strip():
        raise UnreadableFile(path, "the file is empty; give one with content")
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        raise UnreadableFile(path, "begins with a byte-order mark; save it as UTF-8 without one")


def write_text(path: Path, text: str) -> None:
    """Write a file whole, or leave what is there."""
    with written_whole(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A temporary file beside `path`, which takes its name when all is written.

    Raises:
        MissingFile: the folder is not there, or cannot be written to.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise MissingFile(path, f"cannot be written ({error.strerror})") from error
    os.close(handle)
    try:
        yield Path(name)
        Path(name).chmod(0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink()
        raise
