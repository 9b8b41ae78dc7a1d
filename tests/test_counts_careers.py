"""Career paths of the guide (section 五), read from its prose and written out by hand."""

from __future__ import annotations

import pytest
from test_counts import GUIDE, column, firsts, how_many, rows, said, table, zh

from aitalent_kg.graph import KnowledgeGraph

#: Steps of the four routes: 10, the last of them inferred because its arrow is lost (L510).
STEPS = table("""
application       | 具備 AI 工具使用能力與素養 | AI 加值型
application       | 具備 AI 工具使用能力與素養 | AI 導入型
application       | AI 加值型 | AI 產品經理
application       | AI 導入型 | AI 產品經理
ai-engineer       | 軟 / 硬體工程師 | AI 工程師
ai-engineer       | AI 工程師 | AI 技術主管
ai-engineer       | AI 工程師 | AI Ops 工程師
data-professional | 資料分析師 | 資料科學家
research          | AI 科學家 | 研發主管
""")
LOST_ARROW = ("research", "深入數學 / 統計、演算法研究", "AI 科學家")
#: Cross-over edges (L484, 494, 504, 506, 515): from, to, kind, condition.
CROSSINGS = table("""
AI 應用人才     | 軟 / 硬體工程師      | cross-category | 未來若想轉向開發，則需補足更多軟體工程及演算法知識
資料科學家      | AI 工程師            | same-category  | 補足軟 / 硬體工程技術
軟 / 硬體工程師 | 資料科學家           | same-category  | 若對資料品質、資料策略有興趣，可加強統計學和資料治理知識
AI 工程師       | 資料科學家           | same-category  | 若對資料品質、資料策略有興趣，可加強統計學和資料治理知識
AI 工程師       | AI 產品經理          | cross-category | 若具備良好溝通與領導能力
AI 技術主管     | AI 產品經理          | cross-category | 若具備良好溝通與領導能力
AI 工程師       | 更高階的技術管理職位 |                | 若具備良好溝通與領導能力
AI 技術主管     | 更高階的技術管理職位 |                | 若具備良好溝通與領導能力
AI 科學家       | AI 專案產品管理      | cross-category | 若能理解市場需求，可將研究成果轉化為實際產品
""")
EDGE = "?x a ait:Transition ; ait:from ?a ; ait:to ?b . "
#: Not an edge from a background: those are starts, not steps.
INSIDE = "FILTER NOT EXISTS { ?a a ait:Background } "
ON_PATH = EDGE + "?x ait:onPath ?p ."
CROSSING = EDGE + INSIDE + "FILTER NOT EXISTS { ?x ait:onPath ?p }"


def test_four_routes(kg: KnowledgeGraph) -> None:
    found = column(kg, "x", said(GUIDE, "?x a ait:CareerPath"))
    assert found == sorted(f"{GUIDE}/path/{route}" for route in {step[0] for step in STEPS})


@pytest.mark.parametrize("route", sorted({step[0] for step in STEPS}))
def test_printed_steps_of_a_route(kg: KnowledgeGraph, route: str) -> None:
    found = rows(kg, "?p ?from ?to", said(GUIDE, ON_PATH + zh("a", "from") + zh("b", "to")))
    expected = sorted(step[1:] for step in STEPS if step[0] == route)
    assert [edge[1:] for edge in found if edge[0] == f"{GUIDE}/path/{route}"] == expected


def test_only_the_step_of_the_lost_arrow_is_inferred(kg: KnowledgeGraph) -> None:
    where = said("inferred", ON_PATH), said(GUIDE, zh("a", "from") + zh("b", "to"))
    assert rows(kg, "?p ?from ?to", *where) == [(f"{GUIDE}/path/research", *LOST_ARROW[1:])]


def test_ten_steps(kg: KnowledgeGraph) -> None:
    everywhere = (
        f"GRAPH ?g {{ {ON_PATH} }} ?p a ait:CareerPath FILTER(CONTAINS(STR(?p), '{GUIDE}'))"
    )
    assert how_many(kg, everywhere) == 10


@pytest.mark.parametrize("edge", CROSSINGS, ids=[str(n) for n in range(1, 10)])
def test_cross_over_edge(kg: KnowledgeGraph, edge: tuple[str, ...]) -> None:
    """The kind is our reading of the lost legend, by talent category: inferred (G-21)."""
    where = CROSSING + "?x ait:condition ?if . " + zh("a", "from") + zh("b", "to")
    read = "OPTIONAL { " + said("inferred", "?x ait:transitionKind ?k") + " }"
    kind = f"scheme/transition-kind/{edge[2]}" if edge[2] else ""
    found = rows(kg, "?from ?to ?k ?if", said(GUIDE, where), read)
    assert [row for row in found if row[:2] == edge[:2]] == [(*edge[:2], kind, edge[3])]


def test_nine_cross_over_edges(kg: KnowledgeGraph) -> None:
    assert how_many(kg, said(GUIDE, CROSSING)) == 9


def test_four_edges_surely_leave_their_category(kg: KnowledgeGraph) -> None:
    kind = "?x ait:transitionKind ?k FILTER(STRENDS(STR(?k), '/cross-category'))"
    printed = said(GUIDE, EDGE + zh("a", "from") + zh("b", "to"))
    found = rows(kg, "?from ?to", printed, said("inferred", kind))
    assert found == sorted(edge[:2] for edge in CROSSINGS if edge[2] == "cross-category")


def test_printed_steps_stay_in_their_category(kg: KnowledgeGraph) -> None:
    kind = said("inferred", "?x ait:transitionKind ?k")
    found = column(kg, "k", said(GUIDE, ON_PATH), kind)
    assert found == ["scheme/transition-kind/same-category"]


def test_the_guide_itself_says_no_kind_of_any_step(kg: KnowledgeGraph) -> None:
    assert how_many(kg, said(GUIDE, "?x ait:transitionKind ?k")) == 0


STATES = ["具備 AI 工具使用能力與素養", "深入數學 / 統計、演算法研究"]
TYPES = ["AI 加值型", "AI 導入型"]
POSITIONS = [
    "AI 產品經理",
    "軟 / 硬體工程師",
    "AI 工程師",
    "AI 技術主管",
    "AI Ops 工程師",
    "資料分析師",
    "資料科學家",
    "AI 科學家",
    "研發主管",
    "更高階的技術管理職位",
    "AI 專案產品管理",
]


def test_fifteen_career_nodes(kg: KnowledgeGraph) -> None:
    kinds = "VALUES ?kind { ait:Stage ait:RoleType ait:Role } ?n a ?kind ." + zh("n", "name")
    ends = EDGE + "{ ?x ait:from ?n } UNION { ?x ait:to ?n } "
    either = f"{{ {said(GUIDE, ends)} }} UNION {{ {said('inferred', ends)} }}"
    assert column(kg, "name", either, said(GUIDE, kinds)) == sorted(STATES + TYPES + POSITIONS)


#: Where a background leads (L474, 475, 484); B to AI 加值型 is inferred and not here.
STARTS = table("""
具備資工、資管或資料專業背景者 | AI 開發人才
具備資工、資管或資料專業背景者 | AI 研究人才
具備跨領域背景與潛力者         | AI 應用人才
具備跨領域背景與潛力者         | AI 導入型
商管                           | AI 應用人才
行銷                           | AI 應用人才
設計                           | AI 應用人才
具備跨域行動力者               | AI 應用人才
""")


def test_where_the_backgrounds_lead(kg: KnowledgeGraph) -> None:
    where = EDGE + "?a a ait:Background ." + zh("a", "from") + zh("b", "to")
    assert rows(kg, "?from ?to", said(GUIDE, where)) == sorted(STARTS)


def test_two_prerequisite_states(kg: KnowledgeGraph) -> None:
    assert column(kg, "name", said(GUIDE, "?x a ait:Stage ." + zh("x", "name"))) == sorted(STATES)


#: Key skills of each route, as its sentences list them.
KEY_SKILLS = table("""
application       | 了解 AI 產品生命週期, 市場需求分析, 使用者體驗, 專案管理, 業務溝通, 資料分析能力, 快速學習新 AI 工具
ai-engineer       | 演算法原理, 模型訓練, 部署, 性能優化, 熟悉 AI 框架, 具備解決複雜技術問題的能力
data-professional | 資料採集, 清洗, 處理, 分析, 建模, 可視化, 熟練使用 SQL, Python/R 等工具
research          | 數學, 統計學, 演算法理論知識, 發掘新問題、提出新理論、設計新模型的創新能力
""")


@pytest.mark.parametrize(("route", "skills"), KEY_SKILLS, ids=firsts(KEY_SKILLS))
def test_key_skills_of_a_route(kg: KnowledgeGraph, route: str, skills: str) -> None:
    where = "?r ait:requirer ?p ; ait:requiredItem ?x . ?x a ait:KeySkill ."
    found = rows(kg, "?p ?name", said(GUIDE, where + zh("x", "name")))
    of_it = [name for path, name in found if path == f"{GUIDE}/path/{route}"]
    assert of_it == sorted(skills.split(", "))


@pytest.mark.parametrize(
    ("route", "count"),
    [("application", 7), ("ai-engineer", 6), ("data-professional", 8), ("research", 4)],
)
def test_key_skills_counted(kg: KnowledgeGraph, route: str, count: int) -> None:
    where = "?r ait:requirer ?p ; ait:requiredItem ?x . ?x a ait:KeySkill "
    of_it = f"FILTER(STRENDS(STR(?p), '{GUIDE}/path/{route}'))"
    assert how_many(kg, said(GUIDE, where + of_it)) == count


def test_degree_only_for_research(kg: KnowledgeGraph) -> None:
    where = "?r ait:requirer ?p ; ait:requiredItem ?c ; ait:qualifier ?hedge . ?c ait:text ?text . ?c a ait:EntryCondition"
    found = rows(kg, "?p ?text ?hedge", said(GUIDE, where))
    assert found == [(f"{GUIDE}/path/research", "通常需要碩博士學位", "通常需要")]


#: The four foundations and what each of them names.
FOUNDATIONS = table("""
programming | 程式語言   | 專精 Python, 熟悉其在 AI 領域的函式庫
mathematics | 數學與統計 | 微積分, 機率統計, 線性代數
data        | 資料基礎   | 數據庫（SQL）, 資料前處理, 資料可視化, 資料清洗
software    | 軟體工程   | 基礎的軟體開發流程, 版本控制（Git）
""")


@pytest.mark.parametrize("row", FOUNDATIONS, ids=firsts(FOUNDATIONS))
def test_parts_of_a_foundation(kg: KnowledgeGraph, row: tuple[str, ...]) -> None:
    where = f'?f a ait:Foundation . {zh("f", "of")} FILTER(STR(?of) = "{row[1]}")'
    found = column(kg, "name", said(GUIDE, f"{where} ?x skos:broader ?f . {zh('x', 'name')}"))
    assert ", ".join(found) == row[2]


def test_four_foundations(kg: KnowledgeGraph) -> None:
    assert how_many(kg, said(GUIDE, "?x a ait:Foundation")) == 4


#: L461: required of two categories, helpful to the third; the same for all four foundations.
STRENGTHS = table("""
AI 應用人才 | helpful
AI 研究人才 | required
AI 開發人才 | required
""")


@pytest.mark.parametrize("row", FOUNDATIONS, ids=firsts(FOUNDATIONS))
def test_strength_of_a_foundation(kg: KnowledgeGraph, row: tuple[str, ...]) -> None:
    where = "?r ait:requirer ?c ; ait:requiredItem ?f ; ait:strength ?s . ?c a ait:TalentCategory ."
    where += zh("c", "who") + zh("f", "what") + f' FILTER(STR(?what) = "{row[1]}")'
    found = rows(kg, "?who ?s", said(GUIDE, where))
    assert found == [(who, f"scheme/strength/{strength}") for who, strength in STRENGTHS]


#: Conditions beyond them: L465 for every path, L466 for application talent of a technical kind.
EXCEPTIONS = table("""
資料基礎 | 無論走哪個 AI 路徑
軟體工程 | 具備技術背景的應用人才
""")


def test_two_foundations_have_a_sentence_of_their_own(kg: KnowledgeGraph) -> None:
    where = "?r ait:requiredItem ?f ; ait:condition ?if . ?f a ait:Foundation ."
    assert rows(kg, "?what ?if", said(GUIDE, where + zh("f", "what"))) == EXCEPTIONS


def test_two_starting_points(kg: KnowledgeGraph) -> None:
    where = said(GUIDE, "?x a ait:Background ; skos:notation ?n ." + zh("x", "name"))
    found = rows(kg, "?n ?name", where)
    assert found == [("A", "具備資工、資管或資料專業背景者"), ("B", "具備跨領域背景與潛力者")]


def test_science_and_engineering_is_an_example_of_start_b(kg: KnowledgeGraph) -> None:
    where = "?x a ait:Background ; skos:broader ?b . ?b skos:notation 'B' ." + zh("x", "name")
    assert column(kg, "name", said(GUIDE, where)) == sorted(["商管", "設計", "文史哲", "理工科"])


SOFT_SKILLS = ["解決問題能力", "溝通協作能力", "批判性思維與創新", "適應變化與終身學習", "專案實戰"]


def test_five_soft_skills(kg: KnowledgeGraph) -> None:
    found = column(kg, "name", said(GUIDE, "?x a ait:SoftSkill ." + zh("x", "name")))
    assert found == sorted(SOFT_SKILLS)


SUGGESTIONS = table("""
1 | 奠定扎實基礎，為 AI 職涯打下根基
2 | 確認起點與選擇主攻方向，並預留跨域的可能性
3 | 培養核心軟技能與終身學習態度
""")


def test_three_suggestions(kg: KnowledgeGraph) -> None:
    where = "?x a ait:Section ; skos:notation ?n ; dcterms:isPartOf ?s . ?s skos:notation '(五)' ."
    assert rows(kg, "?n ?name", said(GUIDE, where + zh("x", "name"))) == SUGGESTIONS
