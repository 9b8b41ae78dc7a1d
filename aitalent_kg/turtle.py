"""The one normal form of our Turtle files.

No blank nodes, subjects in natural order, one value a line, the final stop alone, so that a
change of one statement is a change of one line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO

from rdflib import Graph
from rdflib.plugins.serializers.longturtle import LongTurtleSerializer
from rdflib.term import BNode, Node

from aitalent_kg.errors import AitalentError
from aitalent_kg.names import PREFIXES
from aitalent_kg.text import natural

__all__ = ["normal_form"]


def normal_form(graph: Graph, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """`graph` as Turtle in normal form.

    Args:
        prefixes: prefix -> namespace; only those that are used are written.
    Raises:
        AitalentError: the graph has a blank node, which no stable order can be given.
    """
    blank = next((t for triple in graph for t in triple if isinstance(t, BNode)), None)
    if blank is not None:
        raise AitalentError("the graph has a blank node; give it an IRI")
    fresh = Graph(bind_namespaces="none")
    for prefix, namespace in prefixes.items():
        fresh.bind(prefix, namespace)
    fresh += graph
    stream = BytesIO()
    _NormalSerializer(fresh).serialize(stream)  # type: ignore[no-untyped-call]
    text = stream.getvalue().decode("utf-8")
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


class _NormalSerializer(LongTurtleSerializer):
    def orderSubjects(self) -> list[Node]:  # noqa: N802 - the name is rdflib's
        return sorted(set(self.store.subjects()), key=lambda node: natural(str(node)))
