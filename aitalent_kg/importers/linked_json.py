"""Nodes of JSON-LD read by the names of their properties, whatever the context says.

A context is never fetched and never applied: a property is known by its prefixed name or by its
IRI. Texts may be language maps, value objects or plain; links may be texts or objects with `@id`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aitalent_kg.importers.json_fields import Fields, a_language
from aitalent_kg.importers.report import Log
from aitalent_kg.importers.statements import Term

__all__ = ["Node", "nodes_of", "tell_context"]


class Node(Fields):
    """A node; its properties are asked for without their prefix."""

    @classmethod
    def of(
        cls,
        values: Mapping[str, Any],
        file: str,
        path: str,
        log: Log,
        prefixes: tuple[str, ...],
    ) -> Node:
        """A node of a document; of names that are one without their prefix, the first counts."""
        plain: dict[str, Any] = {}
        for key, value in values.items():
            plain.setdefault(_bare(key, prefixes), value)
        return cls(plain, file, path, log)

    @property
    def types(self) -> list[str]:
        """Names of its classes, with their prefix."""
        return self.texts("@type")

    def said(self, key: str, default: str) -> list[tuple[str, str]]:
        """The texts of a property, each with its language, the default where none is stated."""
        return [*self._said(key, self._get(key), default)]

    def _said(self, key: str, value: Any, default: str) -> Iterator[tuple[str, str]]:
        if isinstance(value, str):
            if value.strip():
                yield value.strip(), default
        elif isinstance(value, list):
            for each in value:
                if isinstance(each, list):
                    self.wrong(key, "a text")
                else:
                    yield from self._said(key, each, default)
        elif isinstance(value, dict):
            yield from self._mapped(key, value, default)
        elif value is not None:
            self.wrong(key, "a text")

    def _mapped(self, key: str, value: dict[str, Any], default: str) -> Iterator[tuple[str, str]]:
        if "@value" in value:
            value = {str(value.get("@language") or default): value["@value"]}
        for tag, words in value.items():
            language = a_language(tag)
            if not language:
                self.wrong(f"{key}.{tag[:40]}", "a language")
                continue
            for each in words if isinstance(words, list) else [words]:
                if isinstance(each, str):
                    if each.strip():
                        yield each.strip(), language
                else:
                    self.wrong(f"{key}.{tag}", "a text")

    def links(self, key: str) -> list[str]:
        """The identifiers that a property names, as they are written."""
        value = self._get(key)
        found = []
        for each in value if isinstance(value, list) else [value]:
            named = each.get("@id") if isinstance(each, dict) else each
            if isinstance(named, str) and named.strip():
                found.append(named.strip())
            elif each is not None:
                self.wrong(key, "a link")
        return [*dict.fromkeys(found)]

    def link_terms(self, key: str) -> list[Term]:
        """The IRIs that a property names, as terms; what is no IRI is told."""
        return [term for each in self.links(key) if (term := self.as_iri(key, each))]


def nodes_of(document: Any) -> list[Any] | None:
    """The nodes of a document: of its `@graph`, of a list, or itself; None where it is none."""
    if isinstance(document, dict) and "@graph" in document:
        graph = document["@graph"]
        return graph if isinstance(graph, list) else None
    if isinstance(document, dict):
        return [document]
    return document if isinstance(document, list) else None


def tell_context(document: Any, known: tuple[str, ...], file: str, log: Log) -> None:
    """Tell of a context that is not the usual one; none is fetched or applied."""
    context = document.get("@context") if isinstance(document, dict) else None
    for each in context if isinstance(context, list) else [context]:
        if isinstance(each, str) and not each.startswith(known):
            log.doubt(file, None, f"context {each[:100]!r} is not fetched; known names are read")
        elif each is not None and not isinstance(each, str):
            log.doubt(file, None, "a context in the file is not applied; known names are read")


def _bare(key: str, prefixes: tuple[str, ...]) -> str:
    return next((key[len(p) :] for p in prefixes if key.startswith(p)), key)
