"""What a job may use. The names stand in error messages and in what a server tells of itself."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may use; None: as much as there is."""

    seconds: float = 10.0  #: wall time of a job, without the time that it waited
    memory: int | None = 384 * 1024**2  #: bytes that a worker may take on top of the data
    answer: int | None = 50_000_000  #: bytes of an answer
    rows: int | None = 100_000  #: rows or triples of an answer; kept by whoever writes it
    query: int = 65_536  #: characters of a query; kept by whoever takes it
