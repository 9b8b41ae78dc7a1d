"""Parameters of an operation as a request gives them: in its address, or as JSON.

In: a query string or a body. Out: the object that `service.operations.call` takes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from aitalent_kg.errors import BadValue
from aitalent_kg.server.problems import Refused
from aitalent_kg.service.checking import hint
from aitalent_kg.service.operation import Operation
from aitalent_kg.service.parameters import Schema, is_record

__all__ = ["LONGEST_BODY", "address_parameters", "check_type", "from_address", "from_body"]

#: Bytes of a body: a record of the largest size, each character of it escaped as JSON.
LONGEST_BODY = 2_000_000
#: Parameter that is an object -> what it is called in an address, where it is NAME=VALUE.
_PAIRS = {"params": "param", "bind": "bind"}
_WHOLE = re.compile(r"-?\d{1,15}")
_TRUTH = {"true": True, "1": True, "false": False, "0": False}
_MOST = 2000


def address_parameters(operation: Operation) -> dict[str, Schema]:
    """What an address may hold: name there -> schema, records left out."""
    found = {}
    for name, schema in operation.parameters.items():
        if name in _PAIRS:
            found[_PAIRS[name]] = _pairs_schema(schema)
        elif simple := _simple(schema):
            found[name] = simple
    return found


def from_address(
    operation: Operation, query_string: bytes, rest: str | None = None
) -> dict[str, Any]:
    """The parameters that an address holds.

    Args:
        rest: the parameter that takes what is none of the operation's own: `/api/query/NAME` has
            those of the query there.
    Raises:
        Refused: it is not UTF-8.
        BadValue: one is unknown, or given twice.
    """
    known = address_parameters(operation)
    found: dict[str, Any] = {}
    for name, values in _grouped(query_string).items():
        if rest is not None and (name not in known or name == "lang"):
            found.setdefault(rest, {})[name] = _one_or_all(values)
        elif name in _PAIRS.values():
            found[_whole_name(name)] = _pairs(name, values)
        elif name not in known:
            words = f"{operation.name} has no such parameter; {hint(name, known)}"
            raise BadValue(name, words)
        else:
            found[name] = _value(name, known[name], values)
    return found


def check_type(content_type: str) -> None:
    """See that a body is said to be JSON.

    Raises:
        Refused: 415, it is said to be something else.
    """
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type != "application/json":
        given = f"a body of type {media_type[:80]!r}" if media_type else "no Content-Type"
        raise Refused(415, f"{given}; send application/json")


def from_body(verb: str, body: bytes) -> dict[str, Any]:
    """The parameters that a body holds.

    Raises:
        Refused: 400, it is no JSON object.
    """
    try:
        found = json.loads(body.decode(), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Refused(400, f"the body is no JSON: {_why(error)}") from None
    if not isinstance(found, dict):
        raise Refused(400, f"the body is no object; {verb} takes its parameters as one")
    return found


def _why(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return "it is not UTF-8" if isinstance(error, UnicodeError) else str(error)[:200]


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"{name[:80]!r} stands in one object twice")
        found[name] = value
    return found


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def _grouped(query_string: bytes) -> dict[str, list[str]]:
    try:
        text = query_string.decode("ascii")
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST)
    except UnicodeError:
        raise Refused(400, "the address holds what is no percent-encoded UTF-8") from None
    except ValueError:
        raise Refused(400, f"the address has more than {_MOST} parameters; send a POST") from None
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _simple(schema: Schema) -> Schema | None:
    """A schema as an address can hold its values; of a choice of types the text."""
    if is_record(schema):
        return None
    if "anyOf" in schema:
        texts = [each for each in schema["anyOf"] if each.get("type") == "string"]
        return {**texts[0], "description": schema["description"]} if texts else None
    if schema.get("type") == "array" and is_record(schema["items"]):
        return None
    return schema


def _pairs_schema(schema: Schema) -> Schema:
    return {
        "type": "array",
        "items": {"type": "string", "pattern": "^[^=]+="},
        "description": f"NAME=VALUE, again for several values. {schema['description']}",
        "maxItems": 100,
    }


def _whole_name(name: str) -> str:
    return next(whole for whole, short in _PAIRS.items() if short == name)


def _pairs(name: str, values: Iterable[str]) -> Mapping[str, object]:
    found: dict[str, list[str]] = {}
    for value in values:
        key, equals, text = value.partition("=")
        if not (key and equals):
            raise BadValue(value, f"{name} takes NAME=VALUE")
        found.setdefault(key, []).append(text)
    return {key: _one_or_all(texts) for key, texts in found.items()}


def _one_or_all(values: list[str]) -> object:
    return values[0] if len(values) == 1 else values


def _value(name: str, schema: Schema, values: list[str]) -> object:
    """Text as its schema wants it; what does not fit is left for the check to refuse.

    Raises:
        BadValue: there are several where one can stand.
    """
    kind = schema.get("type")
    if kind == "array":
        return values
    if len(values) > 1:
        raise BadValue(name, f"is given {len(values)} times; give it once")
    text = values[0]
    if kind == "integer" and _WHOLE.fullmatch(text):
        return int(text)
    return _TRUTH.get(text, text) if kind == "boolean" else text
