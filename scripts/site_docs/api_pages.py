"""The Python API: public names, the handle's methods, what they return, errors."""

from __future__ import annotations

import dataclasses
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module

import aitalent_kg as atk
from aitalent_kg import errors, importers
from site_docs.api_text import docstring, fields_told, prose, signature_text
from site_docs.markdown import code, fenced, front, ref, table
from site_docs.words import colon, say

__all__ = ["api_pages"]

_PYTHON, _RESULTS, _ERRORS = (f"reference/{name}.md" for name in ("python", "results", "errors"))
#: Where no result of the handle is defined, and what is costly or odd to import.
_SKIPPED = ("cli", "server", "agents", "explorer", "workers", "__main__")


def api_pages(lang: str) -> dict[str, str]:
    """Page -> text."""
    return {
        _PYTHON: "\n".join(_python(lang)),
        _RESULTS: "\n".join(_results(lang)),
        _ERRORS: "\n".join(_errors(lang)),
    }


def _head(lang: str, title: str, told: str) -> Iterator[str]:
    yield front(say(lang, title))
    yield f"# {say(lang, title)}\n"
    yield say(lang, told) + "\n"
    if lang != "en":
        yield say(lang, "Docstrings are in English.") + "\n"


def _python(lang: str) -> Iterator[str]:
    yield from _head(
        lang, "Python API", "What `import aitalent_kg as atk` offers, and the methods of the graph."
    )
    for name in ("load", "connect", "queries"):
        yield f"## atk.{name}\n"
        yield from _callable(f"atk.{name}", getattr(atk, name), lang)
    for kind in (atk.KnowledgeGraph, atk.Table, atk.Iri):
        yield f"## {kind.__name__}\n"
        yield from docstring(kind.__doc__ or "")
        yield from _members(kind, lang)
    yield "## atk.importers\n"
    yield from docstring(importers.__doc__ or "")
    for name in sorted(importers.__all__):
        value = getattr(importers, name)
        if inspect.isfunction(value):
            yield f"### importers.{name}\n"
            yield from _callable(f"importers.{name}", value, lang)


def _callable(name: str, value: Callable[..., object], lang: str) -> Iterator[str]:
    yield fenced(signature_text(name, value), "python")
    yield _result_links(str(getattr(value, "__annotations__", {}).get("return", "")), lang)
    yield from docstring(inspect.getdoc(value) or "")


def _members(kind: type, lang: str) -> Iterator[str]:
    """Public methods and properties, in the order of their classes."""
    seen = set()
    for owner in (kind, *kind.__mro__[1:]):
        if not owner.__module__.startswith("aitalent_kg"):
            continue
        for name, value in vars(owner).items():
            if name.startswith("_") or name in seen:
                continue
            seen.add(name)
            yield from _member(kind.__name__, name, value, lang)


def _member(owner: str, name: str, value: object, lang: str) -> Iterator[str]:
    function = getattr(value, "fget", None) or getattr(value, "func", None)
    bare = getattr(value, "__func__", value)
    if function is not None:
        yield f"### {owner}.{name}\n"
        told = str(function.__annotations__.get("return", "")).strip("'")
        yield fenced(f"{name}: {told}", "python")
        yield from docstring(inspect.getdoc(function) or "")
    elif inspect.isfunction(bare):
        yield f"### {owner}.{name}\n"
        yield from _callable(name, bare, lang)


def _result_links(annotation: str, lang: str) -> str:
    """Links to the classes that a call returns."""
    named = [name for name in re.findall(r"\b[A-Z]\w+", annotation) if name in _reached()]
    if not named:
        return ""
    links = ", ".join(ref(name, _PYTHON, f"{_RESULTS}#{name.lower()}") for name in named)
    return f"{colon(lang, 'Returns')}{links}\n"


def _classes() -> Mapping[str, type]:
    """Every public class of the package by name."""
    if not _CLASSES:
        for module in pkgutil.walk_packages(atk.__path__, "aitalent_kg."):
            if module.name.split(".")[1] in _SKIPPED:
                continue
            try:
                found = import_module(module.name)
            except ImportError:  # a package of an extra is not installed
                continue
            for name in getattr(found, "__all__", ()):
                value = getattr(found, name)
                if inspect.isclass(value) and value.__module__.startswith("aitalent_kg"):
                    _CLASSES.setdefault(name, value)
    return _CLASSES


_CLASSES: dict[str, type] = {}
_REACHED: dict[str, type] = {}


def _reached() -> Mapping[str, type]:
    """The dataclasses that calls return, and those in their fields, in order of their names."""
    if not _REACHED:
        wanted = list(_named(_annotations(atk.KnowledgeGraph)))
        wanted += _named(
            str(v.__annotations__.get("return"))
            for v in vars(importers).values()
            if inspect.isfunction(v)
        )
        found: dict[str, type] = {}
        while wanted:
            name = wanted.pop()
            kind = _classes().get(name)
            if kind is None or name in found or not dataclasses.is_dataclass(kind):
                continue
            found[name] = kind
            wanted += _named(str(field.type) for field in dataclasses.fields(kind))
            wanted += _named(_annotations(kind))
        for name in ("KnowledgeGraph", "Table"):
            found.pop(name, None)
        _REACHED.update(sorted(found.items()))
    return _REACHED


def _annotations(kind: type) -> Iterator[str]:
    for owner in kind.__mro__:
        for name, value in vars(owner).items():
            function = getattr(value, "fget", None) or getattr(value, "func", None) or value
            if not name.startswith("_") and inspect.isfunction(function):
                yield str(function.__annotations__.get("return", ""))


def _named(annotations: Iterable[str]) -> Iterator[str]:
    for annotation in annotations:
        yield from re.findall(r"\b[A-Z]\w+", annotation)


def _results(lang: str) -> Iterator[str]:
    yield from _head(lang, "Results", "What the calls return: frozen dataclasses.")
    for name, kind in _reached().items():
        yield f"## {name}\n"
        yield f"{code(kind.__module__)}\n"
        yield from docstring(_own_doc(kind))
        told = fields_told(kind)
        rows = [
            [code(field.name), code(field.type), prose(told.get(field.name, "")).strip()]
            for field in dataclasses.fields(kind)
            if not field.name.startswith("_")
        ]
        rows += [
            [
                code(name),
                code(str(value.fget.__annotations__.get("return", ""))),
                prose(value.__doc__ or "").strip(),
            ]
            for name, value in vars(kind).items()
            if isinstance(value, property) and not name.startswith("_") and value.fget
        ]
        yield table([say(lang, word) for word in ("Field", "Type", "Meaning")], rows)


def _own_doc(kind: type) -> str:
    """Its docstring, but not the signature that `dataclass` writes where there is none."""
    text = kind.__doc__ or ""
    return "" if text.startswith(f"{kind.__name__}(") else text


def _errors(lang: str) -> Iterator[str]:
    yield from _head(
        lang,
        "Errors",
        "All errors on purpose are `AitalentError`; each is one line that says what to do.",
    )
    for name in errors.__all__:
        kind = getattr(errors, name)
        above = ", ".join(code(base.__name__) for base in kind.__bases__)
        yield f"## {name}\n"
        yield f"{colon(lang, 'Kind of')}{above}\n"
        yield from docstring(kind.__doc__ or "")
