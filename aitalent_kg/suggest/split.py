"""Which mappings weights and thresholds may be chosen on, and which only measure the result.

The part hangs on the subject alone, so that all pairs of an item stand in the same part and
nothing learnt of an item helps to find its other counterparts.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Literal

__all__ = ["PARTS", "Part", "part_of"]

Part = Literal["development", "held-out"]
PARTS: tuple[Part, Part] = ("development", "held-out")
#: The first number by which the items of every kind of every document fall into halves; it was
#: fixed before there was a crosswalk.
_SALT = 34581


def part_of(subject: str) -> Part:
    """The part of every mapping with this subject, by the parity of a SHA-256.

    Args:
        subject: the IRI of the item of the document that stands first: civil-service-framework,
            industry-guide-115v3.0, industry-guide-deck, SMS2512-002v1, SET2529-001v2.

    >>> part_of("https://w3id.org/aitalent-kg/id/civil-service-framework/competency/01")
    'held-out'
    """
    return PARTS[sha256(f"{_SALT} {subject}".encode()).digest()[0] % 2]
