"""What a rule is: a tree whose leaves compare something counted with a minimum.

Nothing here knows RDF or this project's documents; any framework's award rules fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

__all__ = [
    "MEASURES",
    "AllOf",
    "AnyOf",
    "Holds",
    "Least",
    "Measure",
    "Node",
    "Quantity",
    "leaves",
]

#: hours: course hours, added over the subjects; single: hours on the one tool with the most;
#: tools: tools with any hours; certificates: how many; kinds, products: how many different ones
#: they are about.
Measure = Literal["hours", "single", "tools", "certificates", "kinds", "products"]
MEASURES: tuple[Measure, ...] = get_args(Measure)


@dataclass(frozen=True, slots=True)
class Quantity:
    """Something about a person that is counted."""

    measure: Measure
    of: frozenset[str]  #: subjects of the hours, or classes of the certificates
    about: str | None = None  #: the subject that certificates must be about


@dataclass(frozen=True, slots=True)
class Least:
    """At least so much of a quantity."""

    quantity: Quantity
    minimum: float
    source: str = ""  #: IRI of what says so


@dataclass(frozen=True, slots=True)
class Holds:
    """A condition in words holds."""

    condition: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part is needed."""

    parts: tuple[Node, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part is enough."""

    parts: tuple[Node, ...]
    source: str = ""


Node = Least | Holds | AllOf | AnyOf


def leaves(tree: Node) -> Iterator[Least | Holds]:
    """The leaves of a tree, in its order."""
    if isinstance(tree, AllOf | AnyOf):
        for part in tree.parts:
            yield from leaves(part)
    else:
        yield tree
