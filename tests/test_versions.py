"""Two versions of a standard, and two whole graphs: what changed, and the lines that say so.

The second version is made from the text of SET2529-001v2 by replacing words, each of which stands
for one kind of change; the expected answers are read off the text by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

import aitalent_kg as atk
from aitalent_kg.engines.embedded import engine_on
from aitalent_kg.errors import AmbiguousName, BadValue, MissingFile, UnknownName, UnreadableFile
from aitalent_kg.evidence import Evidence
from aitalent_kg.importers.formats.icap import read_icap
from aitalent_kg.names import ID, expand, graph_iri
from aitalent_kg.shortcuts import SHORTCUT_GRAPH, shortcuts
from aitalent_kg.versions.answer import VersionDiff, diff
from aitalent_kg.versions.changes import Change
from aitalent_kg.versions.report import rows, sentences
from aitalent_kg.versions.sources import family_of

SOURCES = Path(__file__).resolve().parent.parent / "data" / "sources"
TTL = SOURCES.parent / "ttl"
OLD = "SET2529-001v2"
#: (words, words instead, how often they stand in the text)
EDITS = (
    ("基準級別		4", "基準級別		5", 1),  # line 17
    ("異常問題處理等作業", "異常狀況處理等作業", 1),  # line 16, the description of the occupation
    ("K03所屬領域知識及資料概念", "K03所屬領域知識及資料治理概念", 5),  # first on line 20
    (" K07問題評估與解決方法", " K08機器學習概論", 1),  # line 29
    (" S11系統檢測工具操作能力", " S11資訊倫理判斷", 1),  # line 29
    ("S06專案管理能力 S07文書處理能力\n\n主要職責", "S06專案管理能力\n\n主要職責", 1),  # line 20
    ("調整 AI 演算法。	4", "調整 AI 演算法。	5", 1),  # line 25
    ("O2.2.1驗收報告", "O2.2.1驗收報告 O2.2.2異常問題處理紀錄表", 1),  # line 25
    ("O2.3.1異常問題處理紀錄表", "", 1),  # line 29
    ("設立定義明確且實際可行的個人目標", "設立定義明確且實際可行的團隊目標", 1),  # line 35
)
ATTITUDES = ("- A06好奇開放", "- A07應對不確定性")


def line_with(text: str, words: str) -> int:
    return text.count("\n", 0, text.index(words)) + 1


@pytest.fixture(scope="module")
def text() -> str:
    return (SOURCES / f"{OLD}.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def new_file(text: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second version: the edits, and the codes of two attitudes exchanged."""
    for before, after, often in EDITS:
        assert text.count(before) == often, before
        text = text.replace(before, after)
    text = text.replace(ATTITUDES[0], "- A07好奇開放").replace(ATTITUDES[1], "- A06應對不確定性")
    path = tmp_path_factory.mktemp("versions") / "new.txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def found(kg: atk.KnowledgeGraph, new_file: Path) -> VersionDiff:
    """The standard of the graph against the second version, the library asked on both."""
    return diff(kg, OLD, new_file)


def of(found: VersionDiff, state: str) -> list[Change]:
    return list(found.frameworks[0].of(state))


def keys(found: VersionDiff, state: str) -> list[tuple[str | None, str | None]]:
    return [(change.old, change.new) for change in of(found, state)]


def one(found: VersionDiff, state: str, key: str) -> Change:
    (change,) = [c for c in of(found, state) if key in (c.old, c.new)]
    return change


def lines(quotes: tuple[Evidence, ...]) -> list[tuple[str, int]]:
    return sorted({(quote.source, quote.line) for quote in quotes})


def test_items_that_left_and_came_are_those_of_the_text(found: VersionDiff) -> None:
    assert [change.old_label for change in of(found, "removed")] == [
        "問題評估與解決方法",
        "系統檢測工具操作能力",
    ]
    assert [change.new_label for change in of(found, "added")] == ["機器學習概論", "資訊倫理判斷"]


def test_a_code_given_to_another_skill_does_not_reword_it(found: VersionDiff) -> None:
    assert {("S11", None), (None, "S11")} <= {*keys(found, "removed"), *keys(found, "added")}
    assert ("S11", "S11") not in keys(found, "reworded")


def test_reworded_are_the_knowledge_the_description_and_a_definition(found: VersionDiff) -> None:
    assert keys(found, "reworded") == [
        ("A03", "A03"),
        ("K03", "K03"),
        ("occupation", "occupation"),
    ]


def test_the_words_put_in_are_marked(found: VersionDiff) -> None:
    runs = [(run.state, run.text) for run in one(found, "reworded", "K03").wording]
    assert runs == [("same", "所屬領域知識及資料"), ("added", "治理"), ("same", "概念")]


def test_a_definition_is_marked_where_only_it_changed(found: VersionDiff) -> None:
    change = one(found, "reworded", "A03")
    assert [run.state for run in change.wording] == ["same"]
    changed = [(run.state, run.text) for run in change.definition if run.state != "same"]
    assert changed == [("removed", "個人"), ("added", "團隊")]


def test_the_attitudes_that_exchanged_codes_and_the_moved_output_are_renumbered(
    found: VersionDiff,
) -> None:
    assert keys(found, "renumbered") == [("A06", "A07"), ("A07", "A06"), ("O2.3.1", "O2.2.2")]


def test_the_output_moved_from_one_task_to_another(found: VersionDiff) -> None:
    (change,) = of(found, "moved")
    assert (change.old, change.before, change.after) == ("O2.3.1", ("T2.3",), ("T2.2",))


def test_a_task_and_the_occupation_are_of_another_level(found: VersionDiff) -> None:
    told = {(c.new, c.before, c.after) for c in of(found, "level")}
    assert told == {("T2.2", ("4",), ("5",)), ("occupation", ("4",), ("5",))}


def test_only_one_skill_is_asked_for_by_fewer_tasks(found: VersionDiff) -> None:
    told = [(c.new, c.before, c.after) for c in of(found, "asked")]
    assert told == [("S07", ("T1.1",), ())]


def test_nothing_else_became_of_any_item(found: VersionDiff) -> None:
    states = [change.state for change in found.frameworks[0].changes]
    assert {state: states.count(state) for state in dict.fromkeys(states)} == {
        "removed": 2,
        "added": 2,
        "reworded": 3,
        "renumbered": 3,
        "level": 2,
        "moved": 1,
        "asked": 1,
    }


@pytest.mark.parametrize(
    ("state", "key", "before", "after"),
    [
        ("removed", "K07", "K07問題評估與解決方法", None),
        ("added", "K08", None, "K08機器學習概論"),
        ("reworded", "K03", "K03所屬領域知識及資料概念", "K03所屬領域知識及資料治理概念"),
        ("renumbered", "A06", "A06好奇開放", "A07好奇開放"),
        ("level", "T2.2", "調整 AI 演算法。	4", "調整 AI 演算法。	5"),
        ("asked", "S07", "S06專案管理能力 S07文書處理能力", None),
        ("moved", "O2.3.1", "O2.3.1異常", "O2.2.2異常"),
    ],
)
def test_each_change_has_the_line_that_says_it(
    found: VersionDiff,
    text: str,
    new_file: Path,
    state: str,
    key: str,
    before: str | None,
    after: str | None,
) -> None:
    (change,) = [c for c in of(found, state) if key == (c.old or c.new)]
    new = new_file.read_text(encoding="utf-8")
    wanted = [(f"{OLD}.txt", line_with(text, before))] if before else []
    assert lines(change.old_quotes) == wanted
    assert lines(change.new_quotes) == ([("new.txt", line_with(new, after))] if after else [])


def test_a_level_rests_on_the_cell_that_prints_it(found: VersionDiff) -> None:
    change = one(found, "level", "T2.2")
    assert [q.quote for q in (*change.old_quotes, *change.new_quotes)] == ["4", "5"]


def test_only_statements_of_the_standard_changed(found: VersionDiff) -> None:
    assert [graph.name for graph in found.statements.graphs] == [OLD]


def test_the_statements_on_a_task_are_its_level_and_the_quote_of_it(found: VersionDiff) -> None:
    (change,) = [c for c in found.statements.resources if c.code == f"{OLD}/T2.2"]
    assert {(s.predicate, s.value) for s in change.removed} >= {
        ("ait:level", "scheme/icap-level/4")
    }
    assert {(s.predicate, s.value) for s in change.added} >= {("ait:level", "scheme/icap-level/5")}
    others = {s.predicate for s in (*change.removed, *change.added)} - {"ait:level"}
    assert others <= {"ait:evidence"}


def answer(found: VersionDiff, name: str) -> list[tuple[dict[str, object], dict[str, object]]]:
    (change,) = [answer for answer in found.answers or () if answer.query == name]
    return [(row.before or {}, row.after or {}) for row in change.rows]


def test_the_query_for_levels_of_tasks_tells_the_new_level(found: VersionDiff) -> None:
    told = {
        (
            before["taskCode"],
            before["level"],
            before["baseLevel"],
            after["level"],
            after["baseLevel"],
        )
        for before, after in answer(found, "task-levels")
    }
    same = {(f"T{n}", 4, 4, 4, 5) for n in ("1.1", "1.2", "2.1", "2.3")}
    assert told == {*same, ("T2.2", 4, 4, 5, 5)}


def test_the_query_for_numbers_of_parts_tells_what_each_task_lost(found: VersionDiff) -> None:
    told = {
        before["taskCode"]: {c: (before[c], after[c]) for c in before if before[c] != after[c]}
        for before, after in answer(found, "task-counts")
    }
    assert told == {
        "T1.1": {"skills": (7, 6)},
        "T2.2": {"outputs": (1, 2)},
        "T2.3": {"outputs": (1, 0)},
    }


def causes(found: VersionDiff, query: str, **cells: object) -> set[str]:
    (change,) = [answer for answer in found.answers or () if answer.query == query]
    return {
        found.causes[iri].code
        for row in change.rows
        if cells.items() <= (row.before or row.after or {}).items()
        for iri in row.causes
    }


def test_a_number_rests_on_the_requirement_that_is_gone(found: VersionDiff) -> None:
    assert causes(found, "task-counts", taskCode="T1.1") == {f"{OLD}/requirement/T1.1-S07"}


def test_the_items_of_a_level_rest_on_the_task_that_changed_its_level(found: VersionDiff) -> None:
    assert causes(found, "items-by-level", code="K02") == {f"{OLD}/T2.2"}


def test_a_name_shared_with_another_standard_rests_on_the_item_that_now_has_it(
    found: VersionDiff,
) -> None:
    assert causes(found, "same-name-resources", shared="機器學習概論") == {f"{OLD}/K08"}


def test_a_row_rests_on_what_links_two_of_its_things_as_well(found: VersionDiff) -> None:
    assert causes(found, "task-profile", code="K07") == {
        f"{OLD}/K07",
        f"{OLD}/requirement/T2.3-K07",
    }


def test_what_only_rests_on_other_words_is_no_cause(found: VersionDiff) -> None:
    # the requirements of K03 cite its name, which was reworded in all five cells
    assert causes(found, "tasks-of-item", code="K03") == {f"{OLD}/K03"}


def test_every_row_that_changed_has_a_line_that_is_responsible(found: VersionDiff) -> None:
    for change in found.answers or ():
        for row in change.rows:
            assert any(
                found.causes[iri].old_quotes or found.causes[iri].new_quotes for iri in row.causes
            ), (change.query, row)


def test_the_queries_reported_are_those_whose_rows_differ(
    kg: atk.KnowledgeGraph, found: VersionDiff, new_store: Store
) -> None:
    """Asked with another store, made here, by SPARQL alone: for queries that tell no place."""
    for name, entry in atk.queries().items():
        columns = {column.name for column in entry.columns}
        if columns & {"line", "quote", "quotes"} or {p.name for p in entry.parameters} & {"quote"}:
            continue
        before = {tuple(map(str, s)) for s in _solutions(kg.store, entry.text)}
        after = {tuple(map(str, s)) for s in _solutions(new_store, entry.text)}
        told = {a.query for a in found.answers or () if not a.only}
        assert (name in told) == (before != after), name


def _solutions(store: Store, text: str) -> Iterator[tuple[object, ...]]:
    answer = store.query(text, use_default_graph_as_union=True)
    yield from (tuple(solution) for solution in answer)  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def new_store(kg: atk.KnowledgeGraph, new_file: Path) -> Store:
    return with_text(kg, new_file)


def with_text(kg: atk.KnowledgeGraph, path: Path) -> Store:
    """The graph with the statements of another text of the standard in place of its own."""
    store, graph = Store(), NamedNode(graph_iri(OLD))
    store.extend(q for q in kg.store if q.graph_name not in (graph, NamedNode(SHORTCUT_GRAPH)))
    triples = read_icap(path).graph.serialize(format="nt")
    store.load(triples.encode(), format=RdfFormat.N_TRIPLES, to_graph=graph)
    store.extend(list(shortcuts(store)))
    return store


def test_a_line_put_in_above_changes_no_item_and_no_answer(
    kg: atk.KnowledgeGraph, text: str, tmp_path: Path
) -> None:
    path = tmp_path / "moved.txt"
    path.write_text("\n\n" + text, encoding="utf-8")
    found = diff(kg, OLD, path)
    assert not found
    assert not found.frameworks[0]
    assert not found.statements
    assert {answer.only for answer in found.answers or ()} == {"places"}
    assert found.statements.quotes_moved == 120


def test_another_code_of_the_standard_leaves_its_items_the_same(
    kg: atk.KnowledgeGraph, text: str, tmp_path: Path
) -> None:
    path = tmp_path / "v3.txt"
    new = text.replace("職能基準代碼		SET2529-001v2", "職能基準代碼		SET2529-001v3")
    new = new.replace(
        "V2	SET2529-001v2",
        "V3	SET2529-001v3	人工智慧訓練主管	最新版本	略	2026/1/1\nV2	SET2529-001v2",
    )
    path.write_text(new, encoding="utf-8")
    found = diff(kg, OLD, path, queries=False)
    (framework,) = found.frameworks
    assert (framework.old, framework.new) == (OLD, "SET2529-001v3")
    assert [change.new for change in framework.changes] == [""]  # the standard: its date and note
    assert found.remarks == ()


def test_the_same_file_twice_is_said_to_be_the_same(kg: atk.KnowledgeGraph) -> None:
    path = SOURCES / f"{OLD}.txt"
    found = diff(kg, path, path)
    assert not found
    assert list(sentences(found)) == [f"兩邊都是「{path}」", f"「{path}」與「{path}」沒有差異"]


def test_the_file_that_the_importer_made_is_the_standard_of_the_graph(
    kg: atk.KnowledgeGraph,
) -> None:
    assert not diff(kg, OLD, TTL / f"{OLD}.ttl", queries=False)
    assert not diff(kg, SOURCES / f"{OLD}.txt", TTL / f"{OLD}.ttl", queries=False)


def test_a_version_that_has_only_a_name_is_said_to_have_no_content(kg: atk.KnowledgeGraph) -> None:
    found = diff(kg, "SET2529-001v1", OLD)
    assert not found.comparable
    assert (found.frameworks, found.answers) == ((), None)
    assert list(sentences(found)) == [
        "SET2529-001v1（人工智慧訓練人員，歷史版本）在圖譜中只有名稱，沒有內容，無法比較；載於 SET2529-001v2.txt:7"
    ]


def test_two_different_standards_are_said_to_be_no_versions_of_one(kg: atk.KnowledgeGraph) -> None:
    found = diff(kg, "SMS2512-002v1", OLD, queries=False, lang="en")
    assert "are not two versions of one document" in found.remarks[0]
    shared = {(c.old, c.new) for c in found.frameworks[0].of("renumbered")}
    assert ("K05", "K05") not in shared  # 機器學習概論 and 資訊安全相關法規


def test_a_file_without_items_is_compared_by_statements_only(
    kg: atk.KnowledgeGraph, tmp_path: Path
) -> None:
    path = tmp_path / "translations-en.ttl"
    words = (TTL / "translations-en.ttl").read_text(encoding="utf-8")
    first = re.search(r'"[^"]+"@en', words)
    assert first
    path.write_text(words.replace(first[0], '"Planted words"@en', 1), encoding="utf-8")
    found = diff(kg, TTL / "translations-en.ttl", path, queries=False)
    assert found.frameworks == ()
    assert len(found.remarks) == 2
    (change,) = found.statements.resources
    assert [s.value for s in change.added] == ["Planted words@en"]


def test_a_file_of_no_statement_lacks_all_that_the_other_says(
    kg: atk.KnowledgeGraph, tmp_path: Path
) -> None:
    empty, one = tmp_path / "empty.ttl", tmp_path / "one.ttl"
    empty.write_text("# nothing\n", encoding="utf-8")
    one.write_text('<urn:x> <urn:says> "something" .\n', encoding="utf-8")
    found = diff(kg, one, empty, queries=False)
    assert [(g.removed, g.added) for g in found.statements.graphs] == [(1, 0)]
    assert [(c.code, c.removed[0].value) for c in found.statements.resources] == [
        ("urn:x", "something")
    ]


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        ("absent.txt", MissingFile, "absent.txt is not there"),
        ("absent.ttl", MissingFile, "absent.ttl is not there"),
        ("SET2529-001v9", UnknownName, "no resource 'SET2529-001v9'"),
        ("SMS2512-002v1/T1.1", BadValue, "a Task has no versions; give a framework"),
        ("K02", AmbiguousName, "fits 2 resources"),
        (str(SOURCES / "industry-guide-deck.txt"), UnreadableFile, "no row 職能基準代碼"),
        (str(SOURCES.parent / "SHA256SUMS"), UnreadableFile, "unknown ending ''"),
    ],
)
def test_bad_input_is_named(
    kg: atk.KnowledgeGraph, name: str, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message.replace("(", r"\(")):
        diff(kg, OLD, name, queries=False)


def test_a_whole_graph_is_not_compared_with_one_framework(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(BadValue, match="give two of a kind"):
        diff(kg, kg, OLD)


LABEL = expand("skos:prefLabel")


@pytest.fixture
def other(kg: atk.KnowledgeGraph) -> atk.KnowledgeGraph:
    """A whole graph with another name of one item of the planner's standard."""
    store = Store()
    store.extend(kg.store)
    graph = atk.KnowledgeGraph(store, engine_on(store, "oxigraph"))
    item, name = NamedNode(f"{ID}SMS2512-002v1/K05"), NamedNode(LABEL)
    document = NamedNode(graph_iri("SMS2512-002v1"))
    (quad,) = graph.store.quads_for_pattern(item, name, None, document)
    graph.store.remove(quad)
    graph.store.add(Quad(item, name, Literal("機器學習導論", language="zh-Hant"), document))
    return graph


def test_of_whole_graphs_each_framework_and_each_graph_is_compared(
    kg: atk.KnowledgeGraph, other: atk.KnowledgeGraph
) -> None:
    found = diff(kg, kg, other, queries=False)
    (framework,) = [framework for framework in found.frameworks if framework]
    (change,) = framework.changes
    assert (framework.old, change.state, change.new) == ("SMS2512-002v1", "reworded", "K05")
    assert [(g.name, g.removed, g.added) for g in found.statements.graphs] == [
        ("SMS2512-002v1", 1, 1)
    ]


def test_of_whole_graphs_too_a_quote_counts_by_its_words(
    kg: atk.KnowledgeGraph, text: str, tmp_path: Path
) -> None:
    path = tmp_path / "moved.txt"
    path.write_text("\n\n" + text, encoding="utf-8")
    store = with_text(kg, path)
    found = diff(kg, kg, atk.KnowledgeGraph(store, engine_on(store, "oxigraph")), queries=False)
    assert not any(found.frameworks)
    assert found.statements.graphs == ()


def test_all_frameworks_of_the_graph_are_compared(kg: atk.KnowledgeGraph) -> None:
    found = diff(kg, kg, kg, queries=False)
    assert not found
    assert {framework.old for framework in found.frameworks} >= {
        "SMS2512-002v1",
        OLD,
        "civil-service-framework",
        "industry-guide-115v3.0",
    }


def test_a_whole_graph_in_a_file_is_compared_with_one_in_memory(
    kg: atk.KnowledgeGraph, tmp_path: Path
) -> None:
    path = tmp_path / "all.nq"
    kg.store.dump(str(path), format=RdfFormat.N_QUADS)
    assert not diff(kg, kg, path, queries=False)


def test_what_a_server_holds_must_be_loaded_first() -> None:
    class Remote:
        @property
        def store(self) -> Store:
            raise BadValue("remote", "this needs the graph in memory")

    with pytest.raises(BadValue, match="in memory"):
        diff(Remote(), OLD, OLD)


def test_rows_of_the_report_read_as_a_person_would_say_it(found: VersionDiff) -> None:
    told = [
        (row["change"], row["code"], row["text"])
        for row in rows(found, str, "zh")
        if row["part"] == "項目"
    ]
    assert ("改寫", "K03", "所屬領域知識及資料{+治理+}概念") in told
    assert ("級別變動", "T2.2", "優化標註規則：4 → 5") in told
    assert ("改隸", "O2.3.1 → O2.2.2", "異常問題處理紀錄表：[-T2.3-] {+T2.2+}") in told
    assert ("要求者變動", "S07", "文書處理能力：[-T1.1-]") in told


@pytest.mark.parametrize(
    ("code", "family"),
    [
        ("SET2529-001v2", "SET2529-001"),
        ("industry-guide-115v3.0", "industry-guide-115"),
        ("civil-service-framework", "civil-service-framework"),
        ("https://example.org/levels/1.1.0", "https://example.org/levels"),
    ],
)
def test_the_code_of_all_versions_lacks_the_version(code: str, family: str) -> None:
    assert family_of(code) == family
