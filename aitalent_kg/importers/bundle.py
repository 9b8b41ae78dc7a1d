"""What an importer is given: files, folders, archives; read safely, and hashed as they are read.

Nothing is unpacked to disk. An archive whose members lead outside it, or that is larger unpacked
than anybody means, is refused before anything of it is read.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from io import BufferedReader, RawIOBase
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from aitalent_kg.errors import MissingFile, UnreadableFile
from aitalent_kg.importers.report import InputFile
from aitalent_kg.progress import Progress, silent

__all__ = ["LARGEST", "Bundle", "Entry", "one_line"]

#: Bytes that a file or an archive may have unpacked, and how much smaller packing may make it.
LARGEST = 2 * 1024**3
_RATIO, _RATIO_FROM, _USUAL_RATIO = 200, 10 * 1024**2, 20
_MOST_MEMBERS = 10_000
_PIECE = 1 << 20
#: What a broken archive raises, in whichever part of it the fault is.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    ValueError,
    struct.error,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the input, or a member of an archive."""

    name: str  #: path within the folder or archive; packed with gzip, without its `.gz`
    path: Path  #: the file on disk that holds it
    member: str = ""  #: of an archive
    packed: bool = False  #: with gzip
    bytes: int = 0  #: of a member, unpacked

    @property
    def base(self) -> str:
        """Its name without folders."""
        return PurePosixPath(self.name).name

    @property
    def size(self) -> int:
        """Bytes unpacked; of what gzip packed, which does not say, the most that is usual."""
        return self.bytes or self.path.stat().st_size * (_USUAL_RATIO if self.packed else 1)

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
    told: Progress = silent  #: of each piece that is read, with a bar

    @classmethod
    def of(cls, paths: Iterable[Path | str]) -> Bundle:
        """Look at files, folders (with what lies below them) and zip archives.

        Raises:
            MissingFile: one is not there, or none is given.
            UnreadableFile: an archive is broken, encrypted, too large unpacked, or leads outside.
        """
        given = tuple({Path(path).absolute(): Path(path) for path in paths}.values())
        entries = [entry for path in given for entry in _entries(path)]
        if not entries:
            raise MissingFile(", ".join(map(str, given)) or ".", "holds no file")
        return cls(given, tuple(_named_apart(entries)))

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
        with _raw(entry) as stream:
            hashed = _Hashed(stream, entry, self.told)
            yield cast(BinaryIO, BufferedReader(hashed, _PIECE))
            self.read[entry.name] = hashed.result()

    def bytes(self, entry: Entry, largest: int = LARGEST) -> bytes:
        """All bytes of an entry.

        Raises:
            UnreadableFile: there are more than `largest`.
        """
        with self.open(entry) as stream:
            found = stream.read(largest + 1)
            if len(found) > largest:
                raise UnreadableFile(entry.where, f"larger than {largest} bytes; split it")
        return found


class _Hashed(RawIOBase):
    """A stream that hashes and counts what is read of it, and stops where it is too long."""

    def __init__(self, stream: BinaryIO, entry: Entry, told: Progress) -> None:
        self._stream, self._entry, self._told = stream, entry, told
        self._digest, self._bytes = hashlib.sha256(), 0
        self._most = LARGEST
        if entry.packed:  # an archive's members were looked at before
            self._most = min(LARGEST, max(_RATIO_FROM, _RATIO * entry.path.stat().st_size))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        with _told(self._entry):
            data = self._stream.read(len(view))
        self._digest.update(data)
        self._bytes += len(data)
        if self._bytes > self._most:
            problem = f"larger than {self._most} bytes unpacked; a bomb? unpack it yourself"
            raise UnreadableFile(self._entry.where, problem)
        view[: len(data)] = data
        self._tell()
        return len(data)

    def _tell(self) -> None:
        """Show how far it is; a file of one piece needs no bar."""
        if self._bytes > _PIECE:
            share = min(self._bytes / max(self._entry.size, 1), 1)
            self._told(f"{self._entry.base} {'█' * round(share * 10):░<10} {share:.0%}")

    def result(self) -> InputFile:
        """What was read, the rest of the file included."""
        while self.read(_PIECE):
            pass
        return InputFile(self._entry.name, self._digest.hexdigest(), self._bytes)


def one_line(error: Exception | str) -> str:
    """What a parser says, which may quote line ends and control characters of the input."""
    words = "".join(c if c.isprintable() else " " for c in str(error))
    return words if len(words) < 300 else f"{words[:297]}..."


@contextmanager
def _told(entry: Entry) -> Iterator[None]:
    """Make what reading an entry raises an error that names it; what its reader raises is not."""
    try:
        yield
    except (gzip.BadGzipFile, *_BROKEN) as error:
        raise UnreadableFile(entry.where, f"broken or cut off ({one_line(error)})") from error
    except RuntimeError as error:  # zipfile: encrypted, though its flag did not say so
        raise UnreadableFile(entry.where, f"cannot be unpacked ({one_line(error)})") from error
    except OSError as error:
        raise MissingFile(entry.where, f"cannot be read ({error.strerror})") from error


def _named_apart(entries: list[Entry]) -> Iterator[Entry]:
    """The entries; where two have a name, the second is `2/NAME`, so that reports tell them."""
    seen: Counter[str] = Counter()
    for entry in entries:
        seen[entry.name] += 1
        number = seen[entry.name]
        yield replace(entry, name=f"{number}/{entry.name}") if number > 1 else entry


def _entries(path: Path) -> Iterator[Entry]:
    if path.is_dir():
        for below in sorted(_below(path)):
            yield from _file(below, below.relative_to(path).as_posix())
    elif path.is_file():
        yield from _file(path, path.name)
    else:
        raise MissingFile(path, "is no file; save it first" if path.exists() else "is not there")


def _below(folder: Path) -> Iterator[Path]:
    """The files of a folder and its folders; hidden ones left out, links not followed.

    Raises:
        UnreadableFile: a link leads out of the folder, or there are too many files.
    """
    found, root = 0, folder.resolve()
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "__MACOSX"))]
        for path in (Path(place, name) for name in names if not name.startswith(".")):
            # realpath, for a link that leads to itself is no error there
            if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(root):
                raise UnreadableFile(path, "is a link that leads out of the folder; copy the file")
            if path.is_file():
                found += 1
                yield path
        if found > _MOST_MEMBERS:
            raise UnreadableFile(folder, f"holds more than {_MOST_MEMBERS} files; give fewer")


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
    except (OSError, *_BROKEN) as error:
        raise UnreadableFile(path, f"no zip archive, or cut off ({one_line(error)})") from error
    problem = next(filter(None, map(_problem, infos)), "") or _too_large(path, infos)
    if problem:
        raise UnreadableFile(path, problem)
    for info in (i for i in infos if not i.filename.startswith("__MACOSX/")):
        yield Entry(info.filename, path, info.filename, bytes=info.file_size)


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
    twice = [n for n, times in Counter(info.filename for info in infos).items() if times > 1]
    if twice:
        return f"has the member {twice[0]!r} twice; keep one"
    if len(infos) > _MOST_MEMBERS:
        return f"has {len(infos)} members, more than {_MOST_MEMBERS}"
    if size > LARGEST or (size > _RATIO_FROM and size > _RATIO * path.stat().st_size):
        return f"would be {size} bytes unpacked, which looks like a zip bomb; unpack it yourself"
    return ""


@contextmanager
def _raw(entry: Entry) -> Iterator[BinaryIO]:
    with ExitStack() as opened:
        with _told(entry):
            stream = _opened(entry, opened)
        yield stream


def _opened(entry: Entry, opened: ExitStack) -> BinaryIO:
    if entry.member:
        archive = opened.enter_context(zipfile.ZipFile(entry.path))
        return cast(BinaryIO, opened.enter_context(archive.open(entry.member)))
    if entry.packed:
        return cast(BinaryIO, opened.enter_context(gzip.open(entry.path)))
    return opened.enter_context(entry.path.open("rb"))
