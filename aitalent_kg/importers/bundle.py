"""What an importer is given: files, folders, archives; read safely, and hashed as they are read.

Nothing is unpacked to disk. An archive whose members lead outside it, or that is larger unpacked
than anybody means, is refused before anything of it is read.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedReader, RawIOBase
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from aitalent_kg.errors import MissingFile, UnreadableFile
from aitalent_kg.importers.report import InputFile

__all__ = ["LARGEST", "Bundle", "Entry"]

#: Bytes that a file or an archive may have unpacked, and how much smaller packing may make it.
LARGEST = 2 * 1024**3
_RATIO, _RATIO_FROM = 200, 10 * 1024**2
_MOST_MEMBERS = 10_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the input, or a member of an archive."""

    name: str  #: path within the folder or archive; packed with gzip, without its `.gz`
    path: Path  #: the file on disk that holds it
    member: str = ""  #: of an archive
    packed: bool = False  #: with gzip

    @property
    def base(self) -> str:
        """Its name without folders."""
        return PurePosixPath(self.name).name

    @property
    def where(self) -> str:
        """As a message names it."""
        return f"{self.path}!{self.member}" if self.member else str(self.path)


@dataclass
class Bundle:
    """All files that were given; each can be opened, and is hashed while it is read."""

    paths: tuple[Path, ...]
    entries: tuple[Entry, ...]
    read: dict[str, InputFile] = field(default_factory=dict)

    @classmethod
    def of(cls, paths: Iterable[Path | str]) -> Bundle:
        """Look at files, folders (with what lies below them) and zip archives.

        Raises:
            MissingFile: one is not there, or none is given.
            UnreadableFile: an archive is broken, encrypted, too large unpacked, or leads outside.
        """
        given = tuple(map(Path, paths))
        entries = tuple(entry for path in given for entry in _entries(path))
        if not entries:
            raise MissingFile(", ".join(map(str, given)) or ".", "holds no file")
        return cls(given, entries)

    def find(self, pattern: str) -> list[Entry]:
        """The entries whose name without folders matches a regular expression, whole, any case."""
        return [e for e in self.entries if re.fullmatch(pattern, e.base, re.IGNORECASE)]

    def one(self, pattern: str, what: str) -> Entry:
        """The one entry that matches.

        Raises:
            UnreadableFile: none does, or several do; `what` says what was looked for.
        """
        found = self.find(pattern)
        if len(found) == 1:
            return found[0]
        given = ", ".join(map(str, self.paths))
        if found:
            names = ", ".join(e.name for e in found)
            raise UnreadableFile(given, f"holds several files of {what}: {names}; give one")
        there = ", ".join(sorted(e.base for e in self.entries)[:12])
        raise UnreadableFile(given, f"holds no file of {what}; there are: {there}")

    @contextmanager
    def open(self, entry: Entry) -> Iterator[BinaryIO]:
        """The bytes of an entry, unpacked; hashed when it is read to its end.

        Raises:
            UnreadableFile: it is broken, or larger than `LARGEST`.
        """
        try:
            with _raw(entry) as stream:
                hashed = _Hashed(stream, entry)
                yield cast(BinaryIO, BufferedReader(hashed, 1 << 20))
                self.read[entry.name] = hashed.result()
        except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError) as error:
            raise UnreadableFile(entry.where, f"broken or cut off ({error})") from error
        except RuntimeError as error:  # zipfile: encrypted
            if "encrypted" not in str(error):
                raise
            raise UnreadableFile(entry.where, "encrypted; unpack it first") from error
        except OSError as error:
            raise MissingFile(entry.where, f"cannot be read ({error.strerror})") from error

    def bytes(self, entry: Entry) -> bytes:
        """All bytes of an entry."""
        with self.open(entry) as stream:
            return stream.read()


class _Hashed(RawIOBase):
    """A stream that hashes and counts what is read of it, and stops where it is too long."""

    def __init__(self, stream: BinaryIO, entry: Entry) -> None:
        self._stream, self._entry = stream, entry
        self._digest, self._bytes = hashlib.sha256(), 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._stream.read(len(view))
        self._digest.update(data)
        self._bytes += len(data)
        if self._bytes > LARGEST:
            raise UnreadableFile(self._entry.where, f"larger than {LARGEST} bytes unpacked")
        view[: len(data)] = data
        return len(data)

    def result(self) -> InputFile:
        """What was read, the rest of the file included."""
        while self.read(1 << 20):
            pass
        return InputFile(self._entry.name, self._digest.hexdigest(), self._bytes)


def _entries(path: Path) -> Iterator[Entry]:
    if not path.exists():
        raise MissingFile(path)
    if path.is_dir():
        for below in sorted(p for p in path.rglob("*") if p.is_file()):
            yield from _file(below, below.relative_to(path).as_posix())
    else:
        yield from _file(path, path.name)


def _file(path: Path, name: str) -> Iterator[Entry]:
    if name.lower().endswith(".zip"):
        yield from _members(path)
    elif name.lower().endswith(".gz"):
        yield Entry(name[:-3], path, packed=True)
    else:
        yield Entry(name, path)


def _members(path: Path) -> Iterator[Entry]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableFile(path, f"no zip archive, or cut off ({error})") from error
    problem = next(filter(None, map(_problem, infos)), "") or _too_large(path, infos)
    if problem:
        raise UnreadableFile(path, problem)
    for info in infos:
        yield Entry(info.filename, path, info.filename)


def _problem(info: zipfile.ZipInfo) -> str:
    parts = PurePosixPath(info.filename).parts
    outside = ".." in parts or info.filename.startswith("/") or "\\" in info.filename
    if outside or ":" in info.filename or "\0" in info.orig_filename:
        return f"its member {info.filename!r} leads outside the archive"
    if stat.S_ISLNK(info.external_attr >> 16):
        return f"its member {info.filename!r} is a link"
    if info.flag_bits & 1:
        return f"its member {info.filename!r} is encrypted; unpack it first"
    return ""


def _too_large(path: Path, infos: list[zipfile.ZipInfo]) -> str:
    size = sum(info.file_size for info in infos)
    if len(infos) > _MOST_MEMBERS:
        return f"has {len(infos)} members, more than {_MOST_MEMBERS}"
    if size > LARGEST or (size > _RATIO_FROM and size > _RATIO * path.stat().st_size):
        return f"would be {size} bytes unpacked, which looks like a zip bomb; unpack it yourself"
    return ""


@contextmanager
def _raw(entry: Entry) -> Iterator[BinaryIO]:
    if entry.member:
        with zipfile.ZipFile(entry.path) as archive, archive.open(entry.member) as stream:
            yield cast(BinaryIO, stream)
    elif entry.packed:
        with gzip.open(entry.path) as stream:
            yield cast(BinaryIO, stream)
    else:
        with entry.path.open("rb") as stream:
            yield stream
