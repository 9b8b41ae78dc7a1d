"""What an operation is: a name, parameters, the shape of its answer, and what answers it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aitalent_kg.service.parameters import Schema

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph

__all__ = ["Answering", "Operation", "Params"]

#: Checked parameters, those with a default filled in.
Params = Mapping[str, Any]
Answering = Callable[["KnowledgeGraph", Params], object]


@dataclass(frozen=True, slots=True)
class Operation:
    """One question that can be asked of the graph."""

    name: str  #: the verb of the command line
    summary: Mapping[str, str]  #: "zh" and "en"
    parameters: Mapping[str, Schema]
    required: tuple[str, ...]
    result: Callable[[], object]  #: gives the type of the answer; asked for only by documents
    answer: Answering = field(repr=False)
    by_address: bool = True  #: whether it can be asked in an address; records of persons cannot
