"""The OpenAPI 3.1 document of the JSON API, made from the operations themselves."""

from __future__ import annotations

from typing import Any

from aitalent_kg.server.api_asked import address_parameters
from aitalent_kg.server.problems import MEDIA_TYPE, TYPES
from aitalent_kg.service.formats import FORMATS
from aitalent_kg.service.operation import Operation
from aitalent_kg.service.operations import OPERATIONS
from aitalent_kg.service.parameters import Schema
from aitalent_kg.service.schemas import Definitions, parameters_schema, result_schema
from aitalent_kg.version import VERSION

__all__ = ["document"]

_REFS = "#/components/schemas/"
_ABOUT = (
    "Five official Taiwanese documents on AI talent as a knowledge graph. The operations are those "
    "of the command line `aitalent-kg`: the same words, the same keys as `--format json`. What no "
    "document states is marked as such (`unknown`, `not stated`, `unstated`) and is not a no."
)
#: Status -> what it says; every operation can give each.
_PROBLEMS = {
    "400": "A parameter is missing, unknown or no such value; or the body is no JSON object.",
    "403": "A query that would reach outside the graph.",
    "404": "Nothing has a name that is given; `near` has those that look like it.",
    "405": "A method that is not answered here.",
    "408": "The body did not come in time.",
    "409": "Several things have a name that is given; `candidates` has their paths.",
    "413": "The body or the query is too long; `limit` names the limit.",
    "415": "The body is not application/json.",
    "422": "The answer would be larger than a limit; `limit` names it.",
    "500": "A fault of the server; nothing is told of it.",
    "503": "The time or memory limit is reached, or too many ask at once; see Retry-After.",
}


def document() -> dict[str, Any]:
    """The document."""
    schemas: Definitions = {"Problem": _problem()}
    paths: dict[str, Any] = {}
    for verb, operation in OPERATIONS.items():
        paths[f"/api/{verb}"] = _path(operation, schemas)
    paths["/api/query/{name}"] = {"get": _named_query(schemas)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "aitalent-kg",
            "version": VERSION,
            "description": _ABOUT,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": schemas, "responses": _responses()},
    }


def _path(operation: Operation, schemas: Definitions) -> dict[str, Any]:
    body = parameters_schema(operation, schemas, _REFS)
    found = {"post": _described(operation, "post", schemas)}
    found["post"]["requestBody"] = {
        "required": True,
        "content": {"application/json": {"schema": body}},
    }
    if operation.by_address:
        found["get"] = _described(operation, "get", schemas)
        found["get"]["parameters"] = _address(operation)
    return found


def _described(operation: Operation, method: str, schemas: Definitions) -> dict[str, Any]:
    return {
        "operationId": f"{method}-{operation.name}",
        "summary": operation.summary["en"],
        "description": operation.summary["zh"],
        "responses": {
            "200": {"description": "The answer.", "content": _content(operation, schemas)},
            **{code: {"$ref": f"#/components/responses/{code}"} for code in _PROBLEMS},
        },
    }


def _content(operation: Operation, schemas: Definitions) -> dict[str, Any]:
    """What an answer may be: JSON, and what else `format` gives."""
    found: dict[str, Any] = {
        "application/json": {"schema": result_schema(operation, schemas, _REFS)}
    }
    for form in operation.parameters.get("format", {}).get("enum", ()):
        if form != "json":
            media_type = FORMATS[form][0].partition(";")[0]
            found[media_type] = {"schema": {"type": "string"}} if form != "xlsx" else {}
    return found


def _address(operation: Operation) -> list[dict[str, Any]]:
    required = operation.required
    schemas = address_parameters(operation)
    return [_parameter(name, schema, name in required) for name, schema in schemas.items()]


def _parameter(name: str, schema: Schema, required: bool) -> dict[str, Any]:
    shown = {key: value for key, value in schema.items() if key not in ("title", "description")}
    if "items" in shown:
        shown["items"] = {
            k: v for k, v in shown["items"].items() if k not in ("title", "description")
        }
    return {
        "name": name,
        "in": "query",
        "required": required,
        "description": schema["description"],
        "schema": shown,
    }


def _named_query(schemas: Definitions) -> dict[str, Any]:
    """`/api/query/NAME`, whose address has the parameters of the query by their own names."""
    operation = OPERATIONS["query"]
    found = _described(operation, "get", schemas) | {"operationId": "get-query-by-name"}
    own = [each for each in _address(operation) if each["name"] not in ("name", "param", "lang")]
    name = _parameter("name", operation.parameters["name"], True) | {"in": "path"}
    values = {
        "name": "params",
        "in": "query",
        "description": "The parameters of the query by their names; `queries` lists them.",
        "style": "form",
        "explode": True,
        "schema": {"type": "object", "additionalProperties": {"type": "string"}},
    }
    return found | {"parameters": [name, *own, values]}


def _responses() -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": f"{_REFS}Problem"}}}
    found = {code: {"description": said, "content": content} for code, said in _PROBLEMS.items()}
    found["503"]["headers"] = {
        "Retry-After": {"description": "Seconds.", "schema": {"type": "integer", "minimum": 1}}
    }
    return found


def _problem() -> Schema:
    """RFC 9457, with what helps to mend the request."""
    kinds = ", ".join(dict.fromkeys(kind for _, kind, _ in TYPES.values()))
    return {
        "type": "object",
        "description": "Problem details of RFC 9457.",
        "properties": {
            "type": {"type": "string", "description": f"An IRI that ends in one of: {kinds}."},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string", "description": "One line: what is wrong, what to do."},
            "name": {"type": "string", "description": "The name that fits nothing, or several."},
            "near": {"type": "array", "items": {"type": "string"}},
            "candidates": {"type": "array", "items": {"type": "string"}},
            "limit": {"type": "string", "description": "Name of the limit that is reached."},
            "retry_after": {"type": "integer", "description": "Seconds."},
        },
        "required": ["type", "title", "status", "detail"],
    }
