"""Views: the prepared answers that pages read as `data/NAME.json`.

In: a graph and the name of a view. Out: what JSON can hold, in both languages. A view is built by
the module that the first part of its name stands for; that module has `names` and `view`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from aitalent_kg.errors import UnknownName

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph

__all__ = ["VIEWS", "every", "names", "view"]

#: First part of a name -> module below `aitalent_kg.explorer` that builds such views.
VIEWS = {
    "home": "home_view",
    "search": "search_view",
    "queries": "queries_view",
    "resource": "resource_view",
    "sources": "sources_view",
    "network": "network_view",
    "routes": "routes_view",
    "gap": "gap_view",
    "compare": "compare_view",
    "conflicts": "conflicts_view",
    "rules": "rules_view",
}

#: A name is also the path of a file and of a URL; two dots lead nowhere.
_NAME = re.compile(r"[a-z0-9-]+(/(?!\.)[A-Za-z0-9._~-]+)?")


class _Views(Protocol):
    """A module that builds views."""

    def names(self, kg: KnowledgeGraph) -> list[str]:
        """The names of all that it builds, in order."""

    def view(self, kg: KnowledgeGraph, name: str) -> object:
        """One of them."""


def names(kg: KnowledgeGraph, first: str | None = None) -> list[str]:
    """The names of all views of a graph, those of one page together.

    Args:
        first: only those whose first part is this.
    """
    return [name for part in VIEWS if first in (None, part) for name in _module(part).names(kg)]


def every(kg: KnowledgeGraph) -> Iterator[tuple[str, Callable[[], object]]]:
    """The name of each view, and what builds it."""
    for first in VIEWS:
        module = _module(first)
        for name in module.names(kg):
            yield name, partial(module.view, kg, name)


def view(kg: KnowledgeGraph, name: str) -> object:
    """Build one view.

    Raises:
        UnknownName: there is none of this name.
    """
    first = name.partition("/")[0]
    if not _NAME.fullmatch(name) or first not in VIEWS:
        raise UnknownName(name, VIEWS, "view", " in the explorer")
    known = _module(first).names(kg)
    if name not in known:
        raise UnknownName(name, known, "view", " in the explorer")
    return _module(first).view(kg, name)


def _module(first: str) -> _Views:
    """The module for a first part, imported when it is first asked for."""
    return cast(_Views, import_module(f"aitalent_kg.explorer.{VIEWS[first]}"))
