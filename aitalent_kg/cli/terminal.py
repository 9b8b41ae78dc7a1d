"""Where the command is started: its standard streams, its words, what it says of an error.

A terminal may lack characters, a service may start us without streams, and a locale may give the
words of the command line as bytes. None of that may end in a traceback, or in a file of a caller.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress
from typing import Any

import click

__all__ = ["as_text", "settle", "tell"]

#: What a disk or a stream says of itself, without saying which it is.
_UNNAMED = {errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EBADF, getattr(errno, "EDQUOT", 0)}


def settle() -> None:
    """Make the standard streams safe to use, whatever the process was started with.

    A character that the encoding lacks is written as its escape. A stream that is closed gets a
    descriptor, so that no file or socket takes its number; what is written to a closed standard
    output is an error, what is written to a closed standard error is lost.
    """
    _fill()
    if sys.stdin is None:
        sys.stdin = _opened(0, "r")
    if sys.stdout is None:
        sys.stdout = _opened(1, "w")
    if sys.stderr is None:
        sys.stderr = _opened(2, "w")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")


def _opened(number: int, mode: str) -> io.TextIOWrapper:
    """A stream on a descriptor, without a buffer: nothing waits to be written at the end."""
    raw: Any = io.FileIO(number, mode, closefd=False)
    return io.TextIOWrapper(raw, encoding="utf-8", newline="\n", write_through=mode == "w")


def _fill() -> None:
    """Open the null device in the place of each standard stream that is closed."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            way = os.O_RDWR if number == 2 else os.O_RDONLY
            os.set_inheritable(os.open(os.devnull, way), True)


def as_text(word: str) -> str:
    """A word of the command line as text, also where the locale gave it as bytes.

    A file that is there keeps the name by which the locale finds it.
    """
    if word.isascii() or os.path.lexists(word):
        return word
    try:
        return os.fsencode(word).decode("utf-8")
    except UnicodeError:
        return word


def tell(error: Exception) -> None:
    """Print an error in one line; what still waits to be written where nothing can be is dropped."""
    if isinstance(error, OSError) and error.errno in _UNNAMED:
        _drop()
    click.echo(f"aitalent-kg: {_in_words(error)}", err=True)


def _drop() -> None:
    """Lead standard output nowhere; else Python tries it again when it ends, and says so."""
    with suppress(OSError, ValueError):
        if sys.stdout.fileno() == 1:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _in_words(error: Exception) -> str:
    """An error in one line; what is no character of a line becomes a blank."""
    text = str(error)
    if isinstance(error, OSError) and error.filename is None:
        if error.errno in _UNNAMED:
            text = f"the output cannot be written ({error.strerror}); write it elsewhere"
        elif error.errno == errno.ENOENT and _nowhere():
            text = "the folder that this was started in is gone; go to another one"
    if isinstance(error, UnicodeEncodeError):
        text = f"{error.object!r} cannot be written in {error.encoding}; set PYTHONUTF8=1"
    return "".join(c if c.isprintable() else " " for c in text)


def _nowhere() -> bool:
    """Whether the working folder was deleted."""
    try:
        return not os.getcwd()  # noqa: PTH109
    except OSError:
        return True
