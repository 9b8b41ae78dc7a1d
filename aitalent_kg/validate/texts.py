"""The words of a finding: its path as SPARQL writes it, its message in one language."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rdflib import SH, BNode, Graph, Literal
from rdflib.term import Node

from aitalent_kg.names import curie

__all__ = ["message_of", "path_of"]


def path_of(shapes: Graph, path: Node | None) -> str:
    """A path as SPARQL writes it: ^dcterms:isPartOf for what is part of the focus."""
    if not isinstance(path, BNode):
        return curie(str(path or ""))
    inverse, options = shapes.value(path, SH.inversePath), shapes.value(path, SH.alternativePath)
    if inverse is not None:
        return f"^{path_of(shapes, inverse)}"
    if options is not None:
        return "|".join(path_of(shapes, option) for option in shapes.items(options))
    return "/".join(path_of(shapes, step) for step in shapes.items(path))


def message_of(shapes: Graph, constraint: Node | None, texts: Iterable[str], lang: str) -> str:
    """The message in one language, with short names of resources.

    pySHACL fills {?value} in the messages of queries and drops their language, so that the
    text of one language is known by the words around what was filled in.
    """
    texts = list(texts)
    templates = [
        re.sub(r"\\\{\\\?\w+\\\}", ".*", re.escape(text))
        for text in shapes.objects(constraint, SH.message)
        if isinstance(text, Literal) and (text.language or "").startswith(lang)
    ]
    best = [text for text in texts if any(re.fullmatch(t, text) for t in templates)] or texts
    short = [re.sub(r"https?://[^\s：，。]+", lambda iri: curie(iri[0]), text) for text in best]
    return "; ".join(sorted(short))
