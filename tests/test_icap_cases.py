"""One peculiarity at a time, in the smallest standard that shows it (| stands for a tab)."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import DCTERMS, RDF, Graph, Namespace

from aitalent_kg.importers.formats.icap import Remark, Standard, read_standard, to_graph
from aitalent_kg.names import AIT

ait = Namespace(AIT)
HEAD = (
    "主要職責|工作任務|工作產出|行為指標|職能級別|職能內涵(K=knowledge知識)|職能內涵(S=skills技能)"
)
ROW = "T1 甲|T1.1 乙|O1.1.1 丙|P1.1.1 丁。|3|K01 戊|S01 己"
SECOND = "|T1.2 庚|O1.2.1 辛|P1.2.1 壬。|4|K02 癸|S01 己"


def standard(
    *rows: str,
    head: str = HEAD,
    attitudes: str = "- A01 勤：做。",
    notes: str = "- 無。",
    versions: str = "",
    header: str = "職能基準名稱|職業|試作員\n職類別|甲|職類別代碼|TST\n工作描述|做。\n基準級別|3",
) -> str:
    table = "\n".join([head, *rows])
    text = f"試作員職能基準\n{versions}\n職能基準代碼|TST0001-001v1\n{header}\n\n{table}\n\n"
    text += f"職能內涵(A=attitude態度)\n{attitudes}\n說明與補充事項\n{notes}\n"
    return text.replace("|", "\t")


def read(text: str) -> tuple[Standard, Graph, list[Remark]]:
    found = read_standard(text)
    graph, remarks = to_graph(text, found)
    return found, graph, [*found.remarks, *remarks]


def entries(found: Standard) -> str:
    return ", ".join(_entries(found))


def _entries(found: Standard) -> Iterator[str]:
    for duty in found.duties:
        yield f"{duty.code} {duty.text}"
    for task in found.tasks:
        levels = "".join(level.code for level in task.levels)
        yield f"{task.entry.code} {task.entry.text} [{levels}]"
        for item in (*task.knowledge, *task.skills):
            yield f"{item.code} {item.text}"
    for part in (*found.outputs, *found.indicators):
        yield f"{part.code} {part.text}"


def cases(name: str) -> list[dict[str, Any]]:
    path = Path(__file__).parent / "icap" / f"{name}.toml"
    found: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    return found


def doubtful(remarks: list[Remark], expected: list[str]) -> tuple[list[str], list[str]]:
    """Expected words that no doubt has, and doubts that were not expected."""
    left = doubts(remarks)
    missing = []
    for words in expected:
        hit = next((message for message in left if words in message), None)
        if hit is None:
            missing.append(words)
        else:
            left.remove(hit)
    return missing, left


def doubts(remarks: list[Remark]) -> list[str]:
    return [remark.message for remark in remarks if remark.kind == "doubt"]


PLAIN = "T1 甲, T1.1 乙 [3], K01 戊, S01 己, O1.1.1 丙, P1.1.1 丁。"
BOTH = (
    "T1 甲, T1.1 乙 [3], K01 戊, S01 己, T1.2 庚 [4], K02 癸, S01 己, "
    "O1.1.1 丙, O1.2.1 辛, P1.1.1 丁。, P1.2.1 壬。"
)


@pytest.mark.parametrize("case", cases("rows"), ids=lambda case: str(case["name"]))
def test_row(case: dict[str, Any]) -> None:
    found, _, remarks = read(standard(*case["rows"]))
    assert entries(found) == case["read"]
    assert doubtful(remarks, case["doubts"]) == ([], [])


def test_row_numbers_are_no_levels() -> None:
    found, _, remarks = read(standard(f"1|{ROW}", f"2|{SECOND}", head=f"序號|{HEAD}"))
    assert entries(found) == BOTH
    assert [message.split()[-3:] for message in doubts(remarks)] == [["序號;", "left", "out"]] * 2


def test_head_may_take_two_lines() -> None:
    above = "主要職責|工作任務|工作產出|行為指標||職能內涵|職能內涵"
    below = "||||職能級別|（K=knowledge知識）|（S=skills技能）"
    found, _, remarks = read(standard(below, ROW, head=above))
    assert (entries(found), remarks) == (PLAIN, [])


def test_table_without_head_is_a_doubt() -> None:
    found, _, remarks = read(standard(ROW, SECOND, head=""))
    assert entries(found) == BOTH
    assert doubts(remarks) == ["the table has no head; its columns are taken to be the usual"]


@pytest.mark.parametrize("case", cases("notes"), ids=lambda case: str(case["name"]))
def test_closing_notes(case: dict[str, Any]) -> None:
    _, graph, remarks = read(standard(ROW, notes=case["notes"]))
    assert texts(graph, "EntryRule") == [case["rule"]] * bool(case["rule"])
    least = [int(str(number)) for number in graph.objects(None, ait.minimumCount)]
    assert least == [case["least"]] * bool(case["least"])
    assert texts(graph, "EntryCondition") == case["conditions"]
    assert texts(graph, "Passage") == case["passages"]
    assert doubtful(remarks, case["doubts"]) == ([], [])


def texts(graph: Graph, kind: str) -> list[str]:
    nodes = graph.subjects(RDF.type, ait[kind])
    found = {str(graph.value(n, ait.sequence)): str(graph.value(n, ait.text)) for n in nodes}
    return [found[number] for number in sorted(found)]


def test_attitudes_in_one_line() -> None:
    found, _, remarks = read(standard(ROW, attitudes="A01 勤：做。 A02 細：看 A99 型。A03耐：等。"))
    names = [(entry.code, entry.text) for entry in found.attitudes]
    assert names == [("A01", "勤：做。"), ("A02", "細：看 A99 型。"), ("A03", "耐：等。")]
    assert remarks == []


def test_only_the_first_colon_parts_name_and_definition() -> None:
    _, graph, _ = read(standard(ROW, attitudes="1. A01 勤: 於 10:30 做：好。"))
    assert "於 10:30 做：好。" in map(str, graph.objects())


VERSIONS = "版本|職能基準代碼|職能基準名稱|狀態|更新說明|發展更新日期"


def test_dates_of_versions_are_checked() -> None:
    rows = f"{VERSIONS}|附註\nV2|TST0001-001v2|乙|新|略||\nV1|TST0001-001v1|甲|舊|略|113年2月30日|"
    found, graph, remarks = read(standard(ROW, versions=rows))
    assert [(v.label, v.date) for v in found.versions] == [("V2", ""), ("V1", "")]
    assert [r.line for r in remarks if "is no date" in r.message] == [3, 4]
    assert not list(graph.subject_objects(DCTERMS.issued))


def test_unlisted_version_and_wrong_code_are_doubts() -> None:
    rows = f"{VERSIONS}\nV3|TST0001-001v3|甲|新|略|113/2/3\nV2|壞碼|甲|舊|略|112/2/3"
    found, _, remarks = read(standard(ROW, versions=rows))
    assert [(v.code, v.date) for v in found.versions] == [("TST0001-001v3", "2024-02-03")]
    assert [m for m in doubts(remarks) if "list" in m or "code" in m] == [
        "the version table does not list TST0001-001v1",
        "row of a version without a code of a standard: '壞碼'; left out",
    ]


def test_what_the_header_lacks_is_a_doubt_each() -> None:
    _, _, remarks = read(standard(ROW, header="職能基準名稱|職類\n|職業"))
    assert [message.split(" in ")[0].split(" is ")[0] for message in doubts(remarks)] == [
        "no 職類別, 職業別 or 行業別",
        "no 工作描述",
        "neither 職業 nor 職類",
        "no 基準級別",
    ]
