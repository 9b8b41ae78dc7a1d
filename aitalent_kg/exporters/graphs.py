"""Networks for tools that draw and measure them: GraphML, GEXF, Cytoscape JSON, DOT.

Attributes are flat: several values stand in one text, a line each; both languages are there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import networkx as nx
from pyoxigraph import NamedNode

from aitalent_kg.exporters.report import Log
from aitalent_kg.exporters.scope import Scope
from aitalent_kg.lookup import Quads, iri, kind_of, label
from aitalent_kg.names import curie, expand
from aitalent_kg.network.graphs import network, role_items

__all__ = ["export_cytoscape", "export_dot", "export_gexf", "export_graphml"]

#: What XML cannot hold; the networks are free of it in every format, so that all say the same.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TYPE = expand("rdf:type")
#: Links to quotes would hide all others.
_QUOTES = frozenset(
    expand(f"ait:{name}") for name in ("evidence", "subjectEvidence", "objectEvidence")
)
_LINK = re.compile(r"https?://\S+")
#: Attributes that are there in each language, and what the Chinese one is called by itself.
_BILINGUAL = ("label", "title", "condition", "qualifiers")


def export_graphml(store: Quads, scope: Scope, target: Path, lang: str, log: Log) -> None:
    """Write GraphML."""
    graph = _graph(store, scope, lang, log)
    nx.write_graphml_xml(graph, str(target), named_key_ids=True)


def export_gexf(store: Quads, scope: Scope, target: Path, lang: str, log: Log) -> None:
    """Write GEXF, without the date on which it is written."""
    graph = _graph(store, scope, lang, log)
    text = "\n".join(nx.generate_gexf(graph, version="1.2draft"))
    text = re.sub(r' lastmodifieddate="[^"]*"', "", text)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    target.write_text(f"{head}{text}\n", encoding="utf-8", newline="\n")


def export_cytoscape(store: Quads, scope: Scope, target: Path, lang: str, log: Log) -> None:
    """Write the JSON of Cytoscape."""
    found = nx.cytoscape_data(_graph(store, scope, lang, log))
    for node in found["elements"]["nodes"]:
        node["data"]["name"] = node["data"]["label"]
    text = json.dumps(found, ensure_ascii=False, indent=1)
    target.write_text(text + "\n", encoding="utf-8", newline="\n")


def export_dot(store: Quads, scope: Scope, target: Path, lang: str, log: Log) -> None:
    """Write DOT."""
    graph = _graph(store, scope, lang, log)
    with target.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(_dot(graph, scope.network))


def _dot(graph: Any, name: str) -> Iterator[str]:
    arrow = "->" if graph.is_directed() else "--"
    yield f"{'digraph' if graph.is_directed() else 'graph'} {name} {{\n"
    for node, about in graph.nodes(data=True):
        link = {"URL": node} if _LINK.fullmatch(node) else {}
        yield f"  {_quoted(node)} [{_attributes({**about, **link})}];\n"
    for start, end, about in graph.edges(data=True):
        yield f"  {_quoted(start)} {arrow} {_quoted(end)} [{_attributes(about)}];\n"
    yield "}\n"


def _attributes(about: Mapping[str, object]) -> str:
    return ", ".join(f"{name}={_quoted(value)}" for name, value in about.items() if value != "")


def _quoted(value: object) -> str:
    text = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{text}"'


def _graph(store: Quads, scope: Scope, lang: str, log: Log) -> Any:
    """The network asked for, flat and sorted."""
    part = scope.store(store)
    found = _made(part, scope.network)
    plain = type(found)()
    for node, about in sorted(found.nodes(data=True)):
        plain.add_node(node, **_flat(about, lang, log))
        log.wrote(str(about["kind"]) or "thing without a class")
    for start, end, *key, about in _edges(found):
        plain.add_edge(start, end, *key, **_flat(about, lang, log))
    log.wrote("edges", plain.number_of_edges())
    _tell_rest(part, plain, log)
    return plain


def _edges(graph: Any) -> list[Any]:
    if graph.is_multigraph():
        return sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])
    pairs = ((*sorted(edge[:2]), edge[2]) for edge in graph.edges(data=True))
    return sorted(pairs, key=lambda edge: edge[:2])


def _made(part: Quads, name: str) -> Any:
    if name == "careers":
        return network(part, members=True)
    return role_items(part) if name == "requirements" else _all(part)


def _all(part: Quads) -> nx.MultiDiGraph[str]:
    """Every link between things, but those to quotes."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for quad in part.quads_for_pattern(None, None, None, None):
        predicate = quad.predicate.value
        if isinstance(quad.object, NamedNode) and predicate not in (_TYPE, *_QUOTES):
            start, end = iri(quad.subject), quad.object.value
            key = f"{curie(start)} {curie(predicate)} {curie(end)}"
            graph.add_edge(start, end, key=key, predicate=curie(predicate))
    for node, about in graph.nodes(data=True):
        about |= {
            "label": label(part, node, "zh"),
            "label_en": label(part, node, "en"),
            "code": curie(node),
            "kind": kind_of(part, node),
        }
    return graph


def _flat(about: Mapping[str, object], lang: str, log: Log) -> dict[str, object]:
    """Attributes that every format can hold."""
    found = {name: _plain(name, value, log) for name, value in about.items()}
    for name in _BILINGUAL:
        if name in found and f"{name}_en" in found:
            found[f"{name}_zh"] = found[name]
            found[name] = found[f"{name}_{lang}"]
    return dict(sorted(found.items()))


def _plain(name: str, value: object, log: Log) -> object:
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, tuple | list):
        if len(value) > 1:
            log.lose("lists", "a network's attribute is one text: several values are its lines", 1)
        value = "\n".join(map(str, value))
    text = "" if value is None else str(value)
    if _NOT_IN_XML.search(text):
        log.lose("control characters", f"XML cannot hold them ({name}); they became U+FFFD")
        text = _NOT_IN_XML.sub("\ufffd", text)
    return text


def _tell_rest(part: Quads, graph: Any, log: Log) -> None:
    """Count the statements about what is neither a node nor an edge."""
    shown = set(graph.nodes)
    if graph.is_multigraph():
        shown |= {key for _, _, key in graph.edges(keys=True)}
    else:
        shown |= {
            name
            for _, _, requirements in graph.edges(data="requirements")
            for name in str(requirements).split("\n")
        }
    every = part.quads_for_pattern(None, None, None, None)
    number = sum(iri(quad.subject) not in shown for quad in every)
    log.lose("statements about other things", "what is no node or edge of the network", number)
    named = [g for g in part.named_graphs() if graph.number_of_nodes()]
    log.lose("names of graphs", "a network has none; `documents` tells who says it", len(named))
