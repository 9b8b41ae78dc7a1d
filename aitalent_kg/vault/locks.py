"""One writer, many readers: locks that end with their process, however it ends.

Where there is no `flock` (Windows) readers take none; the system does not let go of a file that
is open, so a generation that is read stays there too.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from aitalent_kg.vault.faults import StoreFault
from aitalent_kg.vault.layout import READERS, place

__all__ = ["held", "in_use", "writing"]

#: Where Windows locks a byte, far behind the number that others read.
_FAR = 1 << 30


@contextmanager
def writing(directory: Path) -> Iterator[None]:
    """Be the only one who writes.

    Raises:
        StoreFault: somebody else does; their process is named.
    """
    with place(directory).open("a+", encoding="ascii") as stream:
        if not _locked(stream, alone=True):
            stream.seek(0)
            pid = stream.read().strip()
            who = f"process {pid}" if pid else "another process"
            raise StoreFault(directory, f"{who} is writing to it; try again when that has ended")
        stream.truncate(0)
        stream.write(f"{os.getpid()}\n")
        stream.flush()
        try:
            yield
        finally:
            stream.truncate(0)


def held(generation: Path) -> IO[bytes]:
    """A lock that keeps a generation from being deleted until it is closed.

    Raises:
        FileNotFoundError: it is gone already.
        BlockingIOError: it is about to go.
    """
    stream = (generation / READERS).open("rb")
    if not _locked(stream, alone=False):
        stream.close()
        raise BlockingIOError(str(generation))
    return stream


def in_use(generation: Path) -> bool:
    """Whether somebody reads it."""
    try:
        with (generation / READERS).open("rb+") as stream:
            return not _locked(stream, alone=True)
    except FileNotFoundError:
        return False  # it was never finished, or is half deleted


if sys.platform == "win32":
    import msvcrt

    def _locked(stream: IO[str] | IO[bytes], alone: bool) -> bool:
        """Whether it got the lock; it is let go when the stream is closed."""
        if not alone or stream.name.endswith(READERS):
            return True
        stream.seek(_FAR)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(stream: IO[str] | IO[bytes], alone: bool) -> bool:
        """Whether it got the lock; it is let go when the stream is closed."""
        kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
        try:
            fcntl.flock(stream.fileno(), kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
