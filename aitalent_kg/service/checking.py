"""Parameters checked against their schemas, with one line for what is wrong.

In: an operation, values as JSON gives them. Out: the values that it takes, defaults filled in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from math import isfinite
from typing import Any

from aitalent_kg.errors import BadValue
from aitalent_kg.service.operation import Operation
from aitalent_kg.service.parameters import Schema

__all__ = ["LARGEST", "checked", "hint"]

#: Characters of all parameters together.
LARGEST = 1_000_000
#: Levels of a value: a record has three.
_DEEPEST = 12


def checked(operation: Operation, given: object) -> dict[str, Any]:
    """The parameters of an operation; null is as if left out.

    Raises:
        BadValue: one is missing, unknown, of another type, too long or nested too deeply.
    """
    if not isinstance(given, Mapping):
        raise BadValue(given, f"{operation.name} takes an object of parameters")
    _check_names(operation, given)
    if sum(map(_size, _all(given))) > LARGEST:
        raise BadValue(operation.name, f"parameters longer than {LARGEST} characters; send less")
    found = {name: schema["default"] for name, schema in _defaults(operation)}
    for name, value in given.items():
        if value is not None:
            found[name] = _value(name, operation.parameters[name], value)
    return found


def hint(wrong: str, known: Collection[str]) -> str:
    """The nearest of some names, or all of them."""
    near = get_close_matches(wrong, known, n=1)
    if near:
        return f"did you mean {near[0]}?"
    return f"there are: {', '.join(known)}" if known else "there are none"


def _defaults(operation: Operation) -> Iterator[tuple[str, Schema]]:
    return ((n, schema) for n, schema in operation.parameters.items() if "default" in schema)


def _check_names(operation: Operation, given: Mapping[Any, object]) -> None:
    known = operation.parameters
    for name in given:
        if name not in known:
            words = f"{operation.name} has no such parameter; {hint(str(name), known)}"
            raise BadValue(name, words)
    for name in operation.required:
        if given.get(name) is None:
            about = known[name]
            raise BadValue(
                operation.name, f"needs {name}, {about['title']}: {about['description']}"
            )


def _value(name: str, schema: Schema, value: object) -> object:
    """A value that fits.

    Raises:
        BadValue: it does not.
    """
    from jsonschema import Draft202012Validator

    if Draft202012Validator(schema).is_valid(value):
        return int(value) if schema.get("type") == "integer" else value  # type: ignore[call-overload]
    raise BadValue(value, f"{name} takes {schema['title']}{_near(schema, value)}")


def _near(schema: Schema, value: object) -> str:
    near = get_close_matches(str(value), schema.get("enum", ()), n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _all(value: object, depth: int = 0) -> Iterator[object]:
    """All keys and values, those that are made of others too.

    Raises:
        BadValue: a value is nested too deeply.
    """
    if depth > _DEEPEST:
        raise BadValue("parameters", f"nested deeper than {_DEEPEST} levels")
    yield value
    if isinstance(value, Mapping):
        yield from value
        for part in value.values():
            yield from _all(part, depth + 1)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _all(part, depth + 1)


def _size(leaf: object) -> int:
    """Characters of a text; of anything else a few.

    Raises:
        BadValue: it is no character, or no number.
    """
    if isinstance(leaf, float) and not isfinite(leaf):
        raise BadValue(leaf, "is no number of JSON")
    if not isinstance(leaf, str):
        return 8
    if not leaf.isascii():
        try:
            leaf.encode()
        except UnicodeEncodeError:
            words = "half of a surrogate pair is no character; send whole ones"
            raise BadValue(leaf, words) from None
    return len(leaf) + 4
