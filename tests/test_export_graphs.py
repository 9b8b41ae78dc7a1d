"""Networks and mappings out, opened by networkx and by our own reader of SSSOM."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest
from small_export import ONE, ROLE, small

import aitalent_kg as atk
from aitalent_kg.errors import AitalentError, UnknownName
from aitalent_kg.exporters.run import export
from aitalent_kg.mappings.files import read_set
from aitalent_kg.mappings.graphs import held
from aitalent_kg.names import ID

CHEF = f"{ID}demo/role/chef"


def opened(path: Path, format_: str) -> Any:
    if format_ == "graphml":
        return nx.read_graphml(path, force_multigraph=True)
    if format_ == "gexf":
        return nx.read_gexf(path)
    return nx.cytoscape_graph(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("format_", ["graphml", "gexf", "cytoscape"])
def test_networkx_opens_the_careers(kg: atk.KnowledgeGraph, tmp_path: Path, format_: str) -> None:
    done = export(kg.statements, format_, tmp_path / "net", lang="en")
    real = kg.network(members=True)
    found = opened(tmp_path / "net", format_)
    assert set(found) == set(real)
    assert sorted(found.edges()) == sorted(real.edges())
    assert done.counts["edges"] == real.number_of_edges()
    for node, about in found.nodes(data=True):
        assert about["label_zh"] == real.nodes[node]["label"]
        assert about["label"] == about["label_en"] == real.nodes[node]["label_en"]


def test_a_step_has_its_condition_and_quotes_as_text(tmp_path: Path) -> None:
    export(small(), "graphml", tmp_path / "net.graphml")
    found = opened(tmp_path / "net.graphml", "graphml")
    assert list(found.edges(keys=True)) == [(ROLE, CHEF, f"{ID}demo/step")]
    about = found.edges[ROLE, CHEF, f"{ID}demo/step"]
    assert about["basis"] == "printed"
    assert about["condition"] == about["quotes"] == ""
    assert found.nodes[ROLE]["label"] == "烘焙師"
    assert found.nodes[CHEF]["label_zh"] == "Chef"


def test_requirements_are_edges_between_roles_and_items(tmp_path: Path) -> None:
    done = export(small(), "cytoscape", tmp_path / "net.cyjs", network="requirements")
    found = nx.cytoscape_graph(json.loads((tmp_path / "net.cyjs").read_text(encoding="utf-8")))
    assert {frozenset(edge) for edge in found.edges()} == {frozenset((ROLE, f"{ID}demo/kneading"))}
    assert done.counts == {"Role": 1, "Skill": 1, "edges": 1}
    # the node `ask` is the edge, so its 4 statements are there; 3 + 2 + 4 of `one`, 10 of `two` not
    assert done.lost["statements about other things"].count == 3 + 2 + 4 + 10


def test_all_links_are_edges_but_those_to_quotes_and_classes(tmp_path: Path) -> None:
    export(small(), "graphml", tmp_path / "net.graphml", network="all")
    found = nx.read_graphml(tmp_path / "net.graphml", force_multigraph=True)
    said = sorted(about["predicate"] for _, _, about in found.edges(data=True))
    assert said == sorted(
        ["skos:inScheme", "ait:requirer", "ait:requiredItem", "ait:from", "ait:to",
         "skos:closeMatch", "https://example.org/v/mixed"]
    )  # fmt: skip


def test_gexf_does_not_change_from_day_to_day(tmp_path: Path) -> None:
    export(small(), "gexf", tmp_path / "net.gexf")
    text = (tmp_path / "net.gexf").read_text(encoding="utf-8")
    assert "lastmodifieddate" not in text
    assert not re.search(r"\b20\d\d-\d\d-\d\d\b", text.replace("2009-", ""))


def test_dot_quotes_whatever_a_text_holds(tmp_path: Path) -> None:
    store = small()
    hostile = 'a "quote" \\ and a\nline [x=y]; }'
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    store.add(ox.Quad(ox.NamedNode(CHEF), label, ox.Literal(hostile, language="zh-TW")))
    export(store, "dot", tmp_path / "net.dot")
    text = (tmp_path / "net.dot").read_text(encoding="utf-8")
    assert 'label_zh="a \\"quote\\" \\\\ and a\\nline [x=y]; }"' in text
    lines = text.splitlines()
    assert lines[0] == "digraph careers {"
    assert lines[-1] == "}"
    outside = [re.sub(r'"(?:[^"\\]|\\.)*"', "Q", line) for line in lines[1:-1]]
    assert all(re.fullmatch(r"  Q( -> Q)? \[(\w+=Q(, )?)*\];", line) for line in outside), outside
    assert len(outside) == 3


def test_dot_links_lead_to_the_web_alone(tmp_path: Path) -> None:
    store = small()
    start = ox.NamedNode("https://w3id.org/aitalent-kg/ontology#from")
    node = ox.NamedNode("javascript:alert(1)")
    store.add(ox.Quad(ox.NamedNode(f"{ID}demo/step"), start, node, ox.NamedNode(ONE)))
    export(store, "dot", tmp_path / "net.dot")
    text = (tmp_path / "net.dot").read_text(encoding="utf-8")
    assert "javascript:alert" in text
    assert 'URL="javascript' not in text
    assert text.count("URL=") == 2


def test_what_xml_cannot_hold_is_marked_and_counted(tmp_path: Path) -> None:
    store = small()
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    store.add(ox.Quad(ox.NamedNode(CHEF), label, ox.Literal("bell\x07", language="zh-TW")))
    done = export(store, "graphml", tmp_path / "net.graphml")
    found = nx.read_graphml(tmp_path / "net.graphml", force_multigraph=True)
    assert found.nodes[CHEF]["label_zh"] == "bell\ufffd"
    assert done.lost["control characters"].count >= 1


def test_an_unknown_network_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="did you mean careers"):
        export(small(), "dot", tmp_path / "x", network="career")


def test_sssom_holds_the_settled_mappings(kg: atk.KnowledgeGraph, tmp_path: Path) -> None:
    done = export(kg.statements, "sssom", tmp_path / "all.sssom.tsv")
    counts = Counter(entry.listed for entry in held(kg.statements))
    back = read_set(tmp_path / "all.sssom.tsv").mappings
    assert len(back) == counts["accepted"] + counts["rejected"] + counts["outward"]
    assert done.lost["candidates"].count == counts["candidate"]
    settled = {e.mapping.key for e in held(kg.statements) if e.listed != "candidate"}
    assert {mapping.key for mapping in back} == settled


def test_sssom_of_what_has_no_mapping_says_so(tmp_path: Path) -> None:
    with pytest.raises(AitalentError, match="no mapping"):
        export(small(), "sssom", tmp_path / "x.tsv")
    assert list(tmp_path.iterdir()) == []
