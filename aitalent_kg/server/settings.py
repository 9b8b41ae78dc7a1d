"""What whoever starts the server decides."""

from __future__ import annotations

from dataclasses import dataclass, field

from aitalent_kg.workers.limits import Limits

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of the application; where it listens is not its matter."""

    limits: Limits = field(default_factory=Limits)
    log_queries: bool = False  #: write the text of queries into the access log
    body: int = 2_000_000  #: bytes of a request's body, where nothing smaller is named
    in_flight: int = 200_000_000  #: bytes of requests and answers that are held at once
    cors: bool = True  #: pages of other sites may read the answers
