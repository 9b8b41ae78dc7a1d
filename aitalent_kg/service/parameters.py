"""Parameters of operations as JSON Schema, with the words that an error uses.

`title` completes "… is not" in a message; `description` says what a parameter does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = [
    "LANG",
    "LONGEST",
    "QUERIED",
    "READING",
    "ROWS",
    "TABLE",
    "Schema",
    "choice",
    "flag",
    "is_record",
    "listed",
    "name",
    "names",
    "number",
    "object_of",
    "one_of",
    "record",
    "text",
]

Schema = dict[str, Any]
#: Characters of a text that is no name.
LONGEST = 10_000
_NAME = 500


def text(description: str, longest: int = LONGEST, **more: object) -> Schema:
    """A text that is not blank."""
    title = f"a text of 1 to {longest} characters that is not blank"
    return {
        "type": "string",
        "title": title,
        "description": description,
        "minLength": 1,
        "maxLength": longest,
        "pattern": r"[^\s/]",
        **more,
    }


def name(description: str, **more: object) -> Schema:
    """A code, path, IRI or label of a thing."""
    return text(description, _NAME, **more)


def names(description: str, most: int = 20, least: int = 0) -> Schema:
    """Several names; where one is given alone, it is a list of one."""
    return {
        "type": "array",
        "title": f"a list of {least} to {most} names"
        if least
        else f"a list of {most} names or less",
        "description": description,
        "items": text("", _NAME) | {"title": f"a name of 1 to {_NAME} characters"},
        "minItems": least,
        "maxItems": most,
    }


def number(description: str, first: int, last: int, default: int) -> Schema:
    """A whole number."""
    return {
        "type": "integer",
        "title": f"a whole number from {first} to {last}",
        "description": description,
        "minimum": first,
        "maximum": last,
        "default": default,
    }


def flag(description: str) -> Schema:
    """True or false; false where it is not given."""
    return {
        "type": "boolean",
        "title": "true or false",
        "description": description,
        "default": False,
    }


def choice(description: str, choices: tuple[str, ...], default: str | None = None) -> Schema:
    """One of several words."""
    schema: Schema = {
        "type": "string",
        "title": f"one of: {', '.join(choices)}",
        "description": description,
        "enum": list(choices),
    }
    return schema if default is None else schema | {"default": default}


def record(description: str) -> Schema:
    """A person's record; its fields are checked by whoever reads it."""
    return {"type": "object", "title": "a person's record", "description": description}


def one_of(description: str, *schemas: Schema) -> Schema:
    """A value of one of several types."""
    return {
        "anyOf": list(schemas),
        "title": " or ".join(str(schema["title"]) for schema in schemas),
        "description": description,
    }


def object_of(description: str, title: str) -> Schema:
    """An object whose keys others know; empty where it is not given."""
    return {"type": "object", "title": title, "description": description, "default": {}}


def listed(schema: Schema) -> Schema:
    """A list that is empty where it is not given."""
    return schema | {"default": []}


def is_record(schema: Mapping[str, Any]) -> bool:
    """Whether a schema is that of a person's record."""
    return bool(schema.get("type") == "object" and schema.get("title") == "a person's record")


#: What most operations take.
LANG = {"lang": choice("Language of names and remarks.", ("zh", "en"), "zh")}
ROWS = {
    "format": choice(
        "Format; sparql is the query behind the answer.",
        ("json", "csv", "tsv", "markdown", "xlsx", "sparql"),
        "json",
    )
}
TABLE = {"format": choice("Format.", ("json", "csv", "tsv", "markdown", "xlsx"), "json")}
QUERIED = {"format": choice("sparql is the query behind the answer.", ("json", "sparql"), "json")}
READING = {
    "reading": listed(
        names("Follow these readings where documents differ: X-02:2, or a document.", 5)
    )
}
