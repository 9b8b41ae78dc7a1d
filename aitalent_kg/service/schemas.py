"""JSON Schemas of operations: of parameters as they are checked, of answers from their types.

In: operations. Out: schemas (draft 2020-12) that refer to definitions by name.
"""

from __future__ import annotations

import inspect
import re
import types
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from aitalent_kg.service.operation import Operation
from aitalent_kg.service.parameters import Schema, is_record

__all__ = ["Definitions", "parameters_schema", "result_schema"]

#: Name -> schema, of what several schemas share.
Definitions = dict[str, Schema]
_SIMPLE: Mapping[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    Any: {},
    object: {},
}
#: Numbers that `compare` writes out beside the fields of a class.
_WRITTEN_OUT: Mapping[str, Schema] = {
    "Share": {
        "strict_share": {"type": "number"},
        "lenient_share": {"type": "number"},
        "related_only": {"type": "array", "items": {"type": "string"}},
    }
}
_REMARK = re.compile(r"^ +(\w+): [^#\n]+#: (.+)$", re.MULTILINE)


def parameters_schema(operation: Operation, known: Definitions, refs: str) -> Schema:
    """The schema of an object of parameters; definitions that it needs are added to `known`.

    Args:
        refs: where definitions stand: "#/$defs/" or "#/components/schemas/".
    """
    shown = {n: _published(s, known, refs) for n, s in operation.parameters.items()}
    properties = {n: s if n in operation.required else _or_null(s) for n, s in shown.items()}
    return {
        "type": "object",
        "properties": properties,
        "required": list(operation.required),
        "additionalProperties": False,
    }


def result_schema(operation: Operation, known: Definitions, refs: str) -> Schema:
    """The schema of an answer in JSON; definitions that it needs are added to `known`."""
    return _of(operation.result(), known, refs)


def _published(schema: Schema, known: Definitions, refs: str) -> Schema:
    """A parameter's schema with that of a record written out."""
    if is_record(schema):
        _add_record(known, refs)
        return {"$ref": f"{refs}Record", "description": schema["description"]}
    found = {name: value for name, value in schema.items() if name != "title"}
    if "anyOf" in schema:
        found["anyOf"] = [_published(each, known, refs) for each in schema["anyOf"]]
    if "items" in schema:
        found["items"] = _published(schema["items"], known, refs)
    return found


def _or_null(schema: Schema) -> Schema:
    """The schema of what may be left out, or null, which is the same."""
    null = {"type": "null"}
    if "$ref" in schema:
        reference = {"$ref": schema["$ref"]}
        return {"description": schema["description"], "anyOf": [reference, null]}
    if "anyOf" in schema:
        return schema | {"anyOf": [*schema["anyOf"], null]}
    if "enum" in schema:
        schema = schema | {"enum": [*schema["enum"], None]}
    return schema | {"type": [schema["type"], "null"]}


def _add_record(known: Definitions, refs: str) -> None:
    """The schema of a person's record and its parts, each a definition of its own."""
    from aitalent_kg.persons.reader import schema

    if "Record" in known:
        return
    whole = {k: v for k, v in schema().items() if k not in ("$schema", "$id", "$defs")}
    for name, part in {"": whole, **schema()["$defs"]}.items():
        known[f"Record{name.title()}"] = _moved(part, refs)


def _moved(part: Any, refs: str) -> Any:
    """A part of the record's schema with references to where its definitions stand now."""
    if isinstance(part, dict):
        moved = {key: _moved(value, refs) for key, value in part.items()}
        if isinstance(part.get("$ref"), str):
            moved["$ref"] = f"{refs}Record{part['$ref'].rpartition('/')[2].title()}"
        return moved
    return [_moved(value, refs) for value in part] if isinstance(part, list) else part


def _of(kind: Any, known: Definitions, refs: str) -> Schema:
    """The schema of a type."""
    if kind in _SIMPLE:
        return dict(_SIMPLE[kind])
    if is_dataclass(kind) or is_typeddict(kind):
        return _named(kind, known, refs)
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(parts)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_of(part, known, refs) for part in parts]}
    if origin is tuple and Ellipsis not in parts:
        return _fixed([_of(part, known, refs) for part in parts])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _of(parts[1], known, refs)}
    if isinstance(origin, type) and issubclass(origin, Sequence | frozenset):
        return {"type": "array", "items": _of(parts[0], known, refs)}
    raise TypeError(f"{kind} has no schema")


def _fixed(parts: list[Schema]) -> Schema:
    number = len(parts)
    return {"type": "array", "prefixItems": parts, "minItems": number, "maxItems": number}


def _named(kind: Any, known: Definitions, refs: str) -> Schema:
    """A class as a definition; what its fields say of themselves is in the source."""
    name = re.sub("Json$", "Entry", kind.__name__)
    if name not in known:
        known[name] = {}  # for classes that hold themselves
        known[name] = _object(kind, known, refs)
    return {"$ref": f"{refs}{name}"}


def _object(kind: Any, known: Definitions, refs: str) -> Schema:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else list(hints)
    said = dict(_REMARK.findall(_source(kind)))
    properties = {name: _of(hints[name], known, refs) for name in names}
    for name, words in said.items():
        if name in properties:
            properties[name] |= {"description": words}
    properties |= _WRITTEN_OUT.get(kind.__name__, {})
    return {
        "type": "object",
        "description": inspect.cleandoc(kind.__doc__ or "").partition("\n")[0],
        "properties": properties,
        "required": list(properties),
    }


def _source(kind: type) -> str:
    """The text of a class; "" of one that has none of its own."""
    try:
        return inspect.getsource(kind)
    except OSError:
        return ""
