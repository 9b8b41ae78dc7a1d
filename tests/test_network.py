"""The network of careers, against lists written out by hand from guide section 五 and the deck."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

import aitalent_kg as atk
from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.network.graphs import network, role_items
from aitalent_kg.network.links import memberships, transitions
from aitalent_kg.network.structure import bottlenecks, communities
from aitalent_kg.routes.reach import reachable, ways_in

GUIDE, DECK = "industry-guide-115v3.0", "industry-guide-deck"
ID = "https://w3id.org/aitalent-kg/id/"


def table(text: str) -> list[tuple[str, ...]]:
    """Rows of a text, cells parted by bars."""
    lines = text.strip().splitlines()
    return [tuple(cell.strip() for cell in line.split("|")) for line in lines]


#: L474, 475, 481, 484, 492, 494, 504, 506, 510, 515.
GUIDE_STEPS = table("""
具備資工、資管或資料專業背景者 | AI 開發人才
具備資工、資管或資料專業背景者 | AI 研究人才
具備跨領域背景與潛力者         | AI 應用人才
具備跨領域背景與潛力者         | AI 導入型
具備跨領域背景與潛力者         | AI 加值型
商管                           | AI 應用人才
行銷                           | AI 應用人才
設計                           | AI 應用人才
具備跨域行動力者               | AI 應用人才
具備 AI 工具使用能力與素養     | AI 加值型
具備 AI 工具使用能力與素養     | AI 導入型
AI 加值型                      | AI 產品經理
AI 導入型                      | AI 產品經理
AI 應用人才                    | 軟 / 硬體工程師
軟 / 硬體工程師                | AI 工程師
AI 工程師                      | AI 技術主管
AI 工程師                      | AI Ops 工程師
資料分析師                     | 資料科學家
資料科學家                     | AI 工程師
軟 / 硬體工程師                | 資料科學家
AI 工程師                      | 資料科學家
AI 工程師                      | AI 產品經理
AI 技術主管                    | AI 產品經理
AI 工程師                      | 更高階的技術管理職位
AI 技術主管                    | 更高階的技術管理職位
深入數學 / 統計、演算法研究    | AI 科學家
AI 科學家                      | 研發主管
AI 科學家                      | AI 專案產品管理
""")
#: Of these no arrow or word is left (L475 「AI 加值」 is no type by name, L510 lost its arrow).
INFERRED = {
    ("具備跨領域背景與潛力者", "AI 加值型"),
    ("深入數學 / 統計、演算法研究", "AI 科學家"),
}
#: L321 to 342 of the deck.
DECK_STEPS = table("""
其他跨域科系 / 業務營運人員 | 提示詞工程
提示詞工程                  | 自動化工作流
自動化工作流                | 輕量級數據處理
輕量級數據處理              | AI 應用規劃師
輕量級數據處理              | AI 專案經理
輕量級數據處理              | AI 導入顧問
""")
CROSSING = table("""
AI 應用人才 | 軟 / 硬體工程師
AI 工程師   | AI 產品經理
AI 技術主管 | AI 產品經理
AI 科學家   | AI 專案產品管理
""")


def labels(graph: nx.Graph[str]) -> dict[str, str]:
    return {node: data["label"] for node, data in graph.nodes(data=True)}


def steps(graph: nx.MultiDiGraph[str]) -> list[tuple[str, str]]:
    label = labels(graph)
    return sorted((label[a], label[b]) for a, b in graph.edges())


def test_all_steps_of_both_documents(kg: atk.KnowledgeGraph) -> None:
    assert steps(network(kg.statements)) == sorted([*GUIDE_STEPS, *DECK_STEPS])


@pytest.mark.parametrize(("document", "expected"), [(GUIDE, GUIDE_STEPS), (DECK, DECK_STEPS)])
def test_steps_of_one_document(
    kg: atk.KnowledgeGraph, document: str, expected: list[tuple[str, str]]
) -> None:
    assert steps(network(kg.statements, document)) == sorted(expected)


def test_cross_category_steps(kg: atk.KnowledgeGraph) -> None:
    assert steps(network(kg.statements, kind="cross-category")) == sorted(CROSSING)


def test_without_our_readings_two_steps_go_and_no_step_has_a_kind(kg: atk.KnowledgeGraph) -> None:
    graph = network(kg.statements, inferred=False)
    assert steps(graph) == sorted({*GUIDE_STEPS, *DECK_STEPS} - INFERRED)
    assert {edge["kind"] for _, _, edge in graph.edges(data=True)} == {"not stated"}


def test_what_we_read_is_marked(kg: atk.KnowledgeGraph) -> None:
    graph = network(kg.statements)
    label = labels(graph)
    marked = {
        (label[a], label[b]) for a, b, edge in graph.edges(data=True) if edge["basis"] == "inferred"
    }
    assert marked == INFERRED


def test_an_edge_carries_condition_documents_and_quotes(kg: atk.KnowledgeGraph) -> None:
    graph = network(kg.statements)
    role = ID + GUIDE + "/role/"
    (edge,) = graph[role + "data-scientist"][role + "ai-engineer"].values()
    assert edge["condition"] == "補足軟 / 硬體工程技術"
    assert edge["condition_en"].startswith("Supplementing")
    assert (edge["kind"], edge["kind_basis"]) == ("same-category", "inferred")
    assert edge["documents"] == (GUIDE,)
    assert {quote.line for quote in edge["quotes"]} == {486, 494}
    assert edge["evidence"] == tuple(quote.iri for quote in edge["quotes"])


def test_a_node_carries_names_code_and_kind(kg: atk.KnowledgeGraph) -> None:
    node = network(kg.statements).nodes[f"{ID}{DECK}/gate/a"]
    assert (node["label"], node["label_en"]) == ("提示詞工程", "Prompt Engineering")
    assert (node["code"], node["notation"], node["kind"]) == (f"{DECK}/gate/a", "A", "Gate")


def test_two_roles_lead_to_each_other(kg: atk.KnowledgeGraph) -> None:
    cycles = [sorted(cycle) for cycle in nx.simple_cycles(network(kg.statements))]
    role = ID + GUIDE + "/role/"
    assert cycles == [[role + "ai-engineer", role + "data-scientist"]]


def test_memberships_are_there_when_asked_for(kg: atk.KnowledgeGraph) -> None:
    graph = network(kg.statements, members=True)
    kinds = [edge["kind"] for _, _, edge in graph.edges(data=True)]
    assert kinds.count("member") == len(memberships(kg.statements))
    assert graph.has_edge(
        f"{ID}{GUIDE}/role/marketing-specialist", f"{ID}{GUIDE}/role-type/value-adding"
    )


def test_a_printed_membership_counts_before_one_that_we_read(kg: atk.KnowledgeGraph) -> None:
    """Annex 5 prints 資料科學家 under AI 開發人才; of the deck it is only inferred."""
    pair = (f"{ID}{GUIDE}/role/data-scientist", f"{ID}{GUIDE}/talent-category/development")
    (link,) = [found for found in memberships(kg.statements) if (found.start, found.end) == pair]
    assert (link.inferred, link.documents) == (False, (GUIDE,))


def test_a_kind_of_engineer_is_quoted_where_its_group_is_named(kg: atk.KnowledgeGraph) -> None:
    (link,) = [found for found in memberships(kg.statements) if found.start.endswith("/role/llm-engineer") and found.end.endswith("/role/ai-engineer")]  # fmt: skip
    assert {quote.line for quote in link.quotes} == {492}


@pytest.mark.parametrize("given", [{"documents": "guide"}, {"kind": "cross"}])
def test_an_unknown_document_or_kind_is_named(
    kg: atk.KnowledgeGraph, given: dict[str, str]
) -> None:
    with pytest.raises(UnknownName):
        network(kg.statements, **given)  # type: ignore[arg-type]


def test_no_document_at_all_is_refused(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(BadValue, match="names no document"):
        network(kg.statements, documents=[])


def test_steps_of_a_users_file_count_with_its_name(tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(
        "PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>\n"
        f"<urn:own> a ait:Transition ; ait:from <{ID}{GUIDE}/role/rd-director> ; "
        f"ait:to <{ID}{GUIDE}/role/technical-management> .",
        encoding="utf-8",
    )
    graph = network(atk.load(extra=[file]).statements, documents="user/own")
    assert steps(graph) == [("研發主管", "更高階的技術管理職位")]


def test_a_users_own_kind_of_step_can_be_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(
        "PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>\n"
        f"<urn:own> a ait:Transition ; ait:from <{ID}{GUIDE}/role/rd-director> ; "
        f"ait:to <{ID}{GUIDE}/role/technical-management> ; ait:transitionKind <urn:kind/mine> .",
        encoding="utf-8",
    )
    graph = network(atk.load(extra=[file]).statements, kind="mine")
    assert steps(graph) == [("研發主管", "更高階的技術管理職位")]


def test_a_gate_is_titled_with_its_letter(kg: atk.KnowledgeGraph) -> None:
    """Deck L325: 關卡 A：."""
    graph = network(kg.statements)
    assert graph.nodes[f"{ID}{DECK}/gate/a"]["title"] == "關卡 A：提示詞工程"
    assert graph.nodes[f"{ID}{DECK}/gate/a"]["title_en"] == "Gate A: Prompt Engineering"
    assert graph.nodes[f"{ID}{GUIDE}/role/ai-engineer"]["title"] == "AI 工程師"


def test_items_of_an_unknown_document_are_refused(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match="no document 'AI 產品經理'"):
        role_items(kg.statements, documents="AI 產品經理")


def test_items_of_a_role_type(kg: atk.KnowledgeGraph) -> None:
    """L387: what AI 導入型 must have."""
    graph = role_items(kg.statements)
    adoption = f"{ID}{GUIDE}/role-type/adoption"
    assert len(graph[adoption]) == 3
    assert all(
        graph.edges[adoption, item]["strengths"] == ("required",) for item in graph[adoption]
    )


def test_items_of_gate_c(kg: atk.KnowledgeGraph) -> None:
    graph = role_items(kg.statements, documents=[DECK])
    label = labels(graph)
    assert {label[item] for item in graph[f"{ID}{DECK}/gate/c"]} == {"Excel 進階", "基礎 Python"}


def test_an_occupation_asks_through_its_tasks(kg: atk.KnowledgeGraph) -> None:
    graph = role_items(kg.statements)
    edge = graph.edges[f"{ID}SMS2512-002v1/occupation", f"{ID}SMS2512-002v1/S03"]
    assert f"{ID}SMS2512-002v1/T1.3" in edge["tasks"]


def test_roles_and_items_are_two_sides(kg: atk.KnowledgeGraph) -> None:
    graph = role_items(kg.statements)
    assert all({graph.nodes[a]["bipartite"], graph.nodes[b]["bipartite"]} == {0, 1} for a, b in graph.edges())  # fmt: skip


def test_gates_of_the_deck_are_bottlenecks_in_order(kg: atk.KnowledgeGraph) -> None:
    """Of 18 pairs C lies inside 9 (3 nodes before it, 3 after), B inside 8 (2, 4), A inside 5 (1, 5)."""
    found = bottlenecks(kg.statements, documents=DECK)
    assert [(row.label, round(row.lost * 18)) for row in found] == [
        ("輕量級數據處理", 9),
        ("自動化工作流", 8),
        ("提示詞工程", 5),
    ]


def test_a_community_of_the_deck_is_its_path(kg: atk.KnowledgeGraph) -> None:
    found = communities(kg.statements)
    groups: dict[int, set[str]] = {}
    for row in found:
        groups.setdefault(row.community, set()).add(row.label)
    assert {end for step in DECK_STEPS for end in step} in groups.values()


def test_reachable_from_the_technical_lead(kg: atk.KnowledgeGraph) -> None:
    """L506: to product manager and management; as one of AI 應用人才 on to engineers (L484)."""
    found = {
        row.label: row.steps for row in reachable(kg.statements, "AI 技術主管", inferred=False)
    }
    assert found["AI 產品經理"] == found["更高階的技術管理職位"] == 1
    assert (found["軟 / 硬體工程師"], found["AI 工程師"], found["AI Ops 工程師"]) == (2, 3, 4)
    assert "AI 技術主管" not in found
    assert "資料分析師" not in found


def test_ways_in_to_the_planner_in_the_deck(kg: atk.KnowledgeGraph) -> None:
    found = ways_in(kg.statements, "AI 應用規劃師", documents=DECK)
    far = [(row.steps, row.label) for row in found if row.steps]
    assert far == [
        (1, "輕量級數據處理"),
        (2, "自動化工作流"),
        (3, "提示詞工程"),
        (4, "其他跨域科系 / 業務營運人員"),
    ]


def test_a_role_is_reached_as_an_example_of_its_category(kg: atk.KnowledgeGraph) -> None:
    (row,) = [r for r in reachable(kg.statements, "資工") if r.label == "資深機器學習工程師"]
    assert (row.steps, row.last_kind) == (1, "example")
    assert row.quotes


def test_a_server_gives_the_same_network(
    kg: atk.KnowledgeGraph, oxigraph_server: atk.KnowledgeGraph
) -> None:
    for read in (transitions, memberships):
        assert read(oxigraph_server.statements) == read(kg.statements)
