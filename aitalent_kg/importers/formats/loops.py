"""Rings in a hierarchy that should have none; found without following one endlessly."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from typing import TypeVar

__all__ = ["loops"]

T = TypeVar("T", bound=Hashable)


def loops(wider: Mapping[T, Collection[T]]) -> list[list[T]]:
    """The rings of a relation, each as the things on it, found by going upward; each thing once.

    Of rings that share a thing, one is given. Takes time linear in the links, and no recursion.

    >>> loops({"a": ["b"], "b": ["c"], "c": ["b"]})
    [['b', 'c']]
    """
    found: list[list[T]] = []
    done: set[T] = set()
    for start in wider:
        path: dict[T, int] = {}
        stack = [(start, iter(wider[start]))] if start not in done else []
        path.update((node, 0) for node, _ in stack)
        while stack:
            node, above = stack[-1]
            following = next((up for up in above if up not in done), None)
            if following is None:
                done.add(node)
                path.pop(node)
                stack.pop()
            elif following in path:
                ring = list(path)[path[following] :]
                found.append(ring)
            else:
                path[following] = len(path)
                stack.append((following, iter(wider.get(following, ()))))
    return found
