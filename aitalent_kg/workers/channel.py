"""Frames between this process and its workers: two lengths, facts as JSON, then bytes.

Never pickle: what comes from a worker is data, and an error only ever one of ours.
"""

from __future__ import annotations

import importlib
import json
import socket
import struct
import traceback
from typing import Any

from aitalent_kg.errors import AitalentError, BrokenWorker

__all__ = ["Incoming", "error_of", "packed", "receive", "told"]

#: Four bytes for the length of the facts, eight for that of the body.
_LENGTHS = struct.Struct(">IQ")
_PIECE = 1 << 16
_LARGEST_PIECE = 1 << 20
_PACKAGE = __name__.partition(".")[0]


def packed(head: object, body: bytes = b"") -> bytes:
    """A frame.

    Raises:
        TypeError: `head` is nothing that JSON can say.
    """
    facts = json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return b"".join((_LENGTHS.pack(len(facts), len(body)), facts, body))


class Incoming:
    """A frame that arrives in pieces."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._here = 0
        self._needed = 0  #: 0: the lengths are not there yet

    @property
    def room(self) -> int:
        """So many bytes may be asked for."""
        return max(_PIECE, min(self._needed - self._here, _LARGEST_PIECE))

    def add(self, piece: bytes) -> bool:
        """Take a piece; says whether the frame is complete.

        Raises:
            ConnectionError: the piece is empty, so the other side has gone.
        """
        if not piece:
            raise ConnectionError("the other side has gone")
        self._pieces.append(piece)
        self._here += len(piece)
        if not self._needed and self._here >= _LENGTHS.size:
            self._needed = _LENGTHS.size + sum(_LENGTHS.unpack(self._begin(_LENGTHS.size)))
        return 0 < self._needed <= self._here

    def frame(self) -> tuple[Any, bytes]:
        """The facts and the body of the complete frame."""
        length, _ = _LENGTHS.unpack(self._begin(_LENGTHS.size))
        body = _LENGTHS.size + length
        begin = self._begin(body)
        self._pieces[0] = self._pieces[0][body:]  # a large body is copied once, not twice
        facts = json.loads(begin[_LENGTHS.size : body].decode("utf-8", "surrogatepass"))
        return facts, b"".join(self._pieces)

    def _begin(self, size: int) -> bytes:
        """So many bytes from the beginning, which stand in one piece afterwards."""
        while len(self._pieces[0]) < size:
            self._pieces[:2] = [self._pieces[0] + self._pieces[1]]
        return self._pieces[0][:size]


def receive(sock: socket.socket) -> tuple[Any, bytes]:
    """The next frame.

    Raises:
        ConnectionError: the other side has gone.
    """
    incoming = Incoming()
    while not incoming.add(sock.recv(incoming.room)):
        pass
    return incoming.frame()


def told(error: BaseException) -> dict[str, object]:
    """An error as JSON: of ours whole, of others what helps to mend them."""
    if not isinstance(error, AitalentError):
        problem = f"a worker failed with {type(error).__name__}: {error}"
        where = "".join(traceback.format_exception(error))
        error = BrokenWorker(problem, where)
    kind = type(error)
    return {
        "class": f"{kind.__module__}:{kind.__qualname__}",
        "message": str(error),
        "facts": {name: _plain(value) for name, value in vars(error).items()},
    }


def _plain(value: object) -> object:
    """The value itself where JSON can say it, else its text."""
    try:
        json.dumps(value)
    except (TypeError, ValueError):
        return str(value)
    return value


def error_of(said: dict[str, Any]) -> AitalentError:
    """The error that `told` has told of: same class, same message, same facts."""
    module, _, name = str(said["class"]).partition(":")
    kind = None
    if module.partition(".")[0] == _PACKAGE:
        kind = getattr(importlib.import_module(module), name, None)
    if not (isinstance(kind, type) and issubclass(kind, AitalentError)):
        return BrokenWorker(f"a worker failed: {said['message']}")
    error = kind.__new__(kind, said["message"])
    error.args = (said["message"],)
    vars(error).update(said["facts"])
    return error
