"""Put a mutant into modules that are imported already: functions take the mutant's code.

Whoever imported a function by name has the same function, so nothing is imported again. Constants
and defaults outside of functions are replaced wherever a module of the project or a test has them.
"""

from __future__ import annotations

import re
import sys
from functools import _lru_cache_wrapper, cached_property
from types import CodeType, FunctionType, ModuleType
from typing import Any

__all__ = ["NotReached", "forget", "swap"]

_PLAIN = (int, float, str, tuple, frozenset, set, dict, list, re.Pattern)


class NotReached(Exception):
    """The change is where only a new import would show it."""


def swap(module: str, path: str, text: str, in_function: bool) -> None:
    """Make a module of this process behave as its mutant.

    Args:
        module: its name; it is imported.
        text: the module, changed.
        in_function: whether the change is in the body of a function or method.
    Raises:
        NotReached: nothing here would change.
    """
    old = sys.modules[module]
    code = compile(text, path, "exec", dont_inherit=True)
    functions = dict(_functions(old))
    if in_function:
        for name, found in _codes(code):
            if name in functions and functions[name].__code__ != found:
                functions[name].__code__ = found
        return
    new = ModuleType(module)
    new.__file__ = path
    exec(code, new.__dict__)
    if not _replace_values(old, new) + _replace_defaults(functions, dict(_functions(new))):
        raise NotReached


def forget(graph: Any) -> None:
    """Empty the project's caches: of functions, and what a graph made at first use."""
    for name, module in list(sys.modules.items()):
        if name.startswith("aitalent_kg"):
            for value in list(vars(module).values()):
                if isinstance(value, _lru_cache_wrapper):
                    value.cache_clear()
    if graph is not None:
        for name in set(vars(graph)) - set(graph.__dataclass_fields__):
            del vars(graph)[name]


def _functions(module: ModuleType) -> list[tuple[str, FunctionType]]:
    """Qualified name -> function, of a module and its classes."""
    found = []
    for owner in [module, *(v for v in vars(module).values() if isinstance(v, type))]:
        if getattr(owner, "__module__", module.__name__) != module.__name__:
            continue
        for value in list(vars(owner).values()):
            function = _plain(value)
            if function is not None and function.__module__ == module.__name__:
                found.append((function.__qualname__, function))
    return found


def _plain(value: Any) -> FunctionType | None:
    """The function inside a property, a class method or what a decorator made."""
    if isinstance(value, property):
        value = value.fget
    elif isinstance(value, cached_property):
        value = value.func
    elif isinstance(value, classmethod | staticmethod):
        value = value.__func__
    while hasattr(value, "__wrapped__"):
        value = value.__wrapped__
    return value if isinstance(value, FunctionType) else None


def _codes(code: CodeType) -> list[tuple[str, CodeType]]:
    """Qualified name -> code, of the functions of a module and those of its classes."""
    found = []
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            found.append((inner.co_qualname, inner))
            found += _codes(inner) if "." not in inner.co_qualname else []
    return found


def _replace_values(old: ModuleType, new: ModuleType) -> int:
    changed = 0
    for name, value in list(vars(old).items()):
        other = vars(new).get(name)
        if name.startswith("__") or not isinstance(value, _PLAIN) or value == other:
            continue
        if type(other) is not type(value):
            continue
        changed += 1
        for module in list(sys.modules.values()):
            if getattr(module, "__name__", "").startswith(("aitalent_kg", "test_")):
                for at, held in list(vars(module).items()):
                    if held is value and (at == name or not isinstance(value, int | str)):
                        setattr(module, at, other)
    return changed


def _replace_defaults(old: dict[str, FunctionType], new: dict[str, FunctionType]) -> int:
    changed = 0
    for name, function in old.items():
        other = new.get(name)
        if other is None:
            continue
        for what in ("__defaults__", "__kwdefaults__"):
            mine, theirs = getattr(function, what), getattr(other, what)
            if repr(mine) != repr(theirs):
                setattr(function, what, theirs)
                changed += 1
    return changed
