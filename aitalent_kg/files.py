"""Read and write text files: errors of one line, writes that leave all or nothing."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from aitalent_kg.errors import MissingFile, UnreadableFile

__all__ = ["read_text", "write_text"]


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, with its line ends as they are.

    Raises:
        MissingFile: there is no such file, or it is a directory.
        UnreadableFile: it is empty or not UTF-8.
    """
    if path.is_dir():
        raise MissingFile(path, "is a directory")
    if not path.exists():
        raise MissingFile(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise MissingFile(path, f"cannot be read ({error.strerror})") from error
    if not raw.strip():
        raise UnreadableFile(path, "the file is empty; give one with content")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        raise UnreadableFile(path, "begins with a byte-order mark; save it as UTF-8 without one")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(path, "not UTF-8; convert it first", line) from error


def write_text(path: Path, text: str) -> None:
    """Write a file whole: to a temporary file beside it, then renamed."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        Path(name).chmod(0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink()
        raise
