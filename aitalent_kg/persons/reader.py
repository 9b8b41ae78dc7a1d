"""A person's record from a file or a mapping, checked field by field."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from aitalent_kg.errors import BadValue, UnreadableFile
from aitalent_kg.lookup import Quads
from aitalent_kg.persons.entries import Place, Resolver
from aitalent_kg.persons.reading import Document, read_document
from aitalent_kg.persons.record import Person

#: Levels of a record: fields, lists in them, the fields of what they list.
_DEEPEST = 10
#: What a program says that takes a record from a table.
_NO_CELL = " (an empty cell of a data frame is NaN: leave the field out, or say unknown)"

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

__all__ = ["PersonReader", "looks_like_record", "read_person", "schema"]


def read_person(quads: Quads, source: Path | str | Mapping[str, Any]) -> Person:
    """Read one record; see `PersonReader.read`."""
    return PersonReader(quads).read(source)


class PersonReader:
    """Reads records; the names of the graph are looked up once for all of them."""

    def __init__(self, quads: Quads) -> None:
        self._resolver = Resolver(quads)

    def read(self, source: Path | str | Mapping[str, Any]) -> Person:
        """Read a person's record.

        Args:
            source: a YAML or JSON file, or the values that such a file would give.
        Raises:
            MissingFile: there is no such file.
            UnreadableFile: it is no record; the message names field and line.
            BadValue: a mapping is no record; the message names the field.
            Both have all problems in `problems`, and in `near` the names that look like the first.
        """
        document = None if isinstance(source, Mapping) else read_document(Path(source))
        values = _plain(source if document is None else document.values)
        problems = list(_misfits(values))
        if not problems:
            person, problems = self._resolver.person(values)
        if problems:
            raise _error(problems, document, self._resolver.near)
        return person


def looks_like_record(text: str) -> bool:
    """Whether a text is the name of a record's file rather than of a thing of the graph."""
    return Path(text).suffix.casefold() in (".yaml", ".yml", ".json")


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """The JSON Schema of a record."""
    path = Path(__file__).with_name("person.schema.json")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def _misfits(values: Any) -> Iterator[tuple[Place, str]]:
    """Where the values do not fit the schema, and what would be right."""
    for error in map(_innermost, _validator().iter_errors(values)):
        place = tuple(error.absolute_path)
        meant: dict[str, Any] = cast("dict[str, Any]", error.schema)
        if error.validator == "additionalProperties":
            allowed = sorted(meant["properties"])
            for wrong in sorted({*cast("Mapping[str, Any]", error.instance)} - {*allowed}):
                yield (*place, wrong), f"there is no such field; {_near(wrong, allowed)}"
        elif error.validator == "oneOf":
            yield place, "a certificate has a name, or a class, not both; count is for classes"
        else:
            yield place, f"{_shown(error.instance)} is not {meant.get('title', 'what stands here')}"


def _near(wrong: str, allowed: list[str]) -> str:
    near = get_close_matches(wrong, allowed, n=1)
    return f"did you mean {near[0]}?" if near else f"there are: {', '.join(allowed)}"


def _innermost(error: ValidationError) -> ValidationError:
    """Of alternatives that all fail, what is wrong inside the one of the right type."""
    if error.validator != "anyOf":
        return error
    ways: dict[object, list[ValidationError]] = {}
    for inner in error.context or ():
        ways.setdefault(inner.schema_path[0], []).append(inner)
    for inside in ways.values():
        if not any(e.validator in ("type", "const") and not e.path for e in inside):
            return _innermost(inside[0])
    return error


def _error(
    problems: list[tuple[Place, str]], document: Document | None, near: Mapping[Place, list[str]]
) -> BadValue | UnreadableFile:
    """One line for the first problem, in the order of the file, and how many more there are."""
    if document is not None:
        problems = sorted(problems, key=lambda problem: document.line(problem[0]))
    place, words = problems[0]
    hint = _NO_CELL if any(sign in words for sign in ("'nan'", '"nan"')) else ""
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    every = tuple(": ".join(filter(None, (_field(at), said))) for at, said in problems)
    error: BadValue | UnreadableFile
    if document is None:
        error = BadValue(_field(place) or "record", words + hint + more)
    else:
        error = UnreadableFile(document.path, every[0] + hint + more, document.line(place))
    error.near, error.problems = list(near.get(place, [])), every
    return error


def _field(place: Place) -> str:
    keys = (str(key + 1) if isinstance(key, int) else " ".join(key.split()) for key in place)
    return " / ".join(keys)


def _plain(value: Any, depth: int = 0) -> Any:
    """A mapping as a file would give it: dates and odd numbers as text, blank fields left out."""
    if depth > _DEEPEST:
        raise BadValue("record", "nested too deeply")
    if isinstance(value, Mapping):
        parts = ((str(key), part) for key, part in value.items() if part is not None)
        return {key: _plain(part, depth + 1) for key, part in parts}
    if isinstance(value, list | tuple):
        return [_plain(part, depth + 1) for part in value]
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) < 60 else f"{text[:57]}..."
