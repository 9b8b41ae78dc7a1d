"""What a conversion did to codes and characters is put right, told, and never guessed in silence."""

import random
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, SKOS, Graph, Namespace, URIRef
from test_icap_cases import HEAD, ROW, cases, doubtful, entries, read, standard

from aitalent_kg.errors import AitalentError
from aitalent_kg.importers.formats.icap import Remark, read_standard, to_graph
from aitalent_kg.importers.formats.icap.clean import clean
from aitalent_kg.names import AIT, ID, PREFIXES

ait, oa = Namespace(AIT), Namespace(PREFIXES["oa"])
ROOT = f"{ID}TST0001-001v1/"


def repairs(remarks: list[Remark], expected: list[str]) -> tuple[list[str], list[str]]:
    """Expected words that no repair has, and repairs that were not expected."""
    made = [Remark(r.line, "doubt", r.message) for r in remarks if r.kind == "repair"]
    return doubtful(made, expected)


@pytest.mark.parametrize("case", cases("damage"), ids=lambda case: str(case["name"]))
def test_damaged_row(case: dict[str, Any]) -> None:
    found, _, remarks = read(standard(*case["rows"]))
    assert entries(found) == case["read"]
    assert repairs(remarks, case["repairs"]) == ([], [])
    assert doubtful(remarks, case["doubts"]) == ([], [])


def with_lists(case: dict[str, Any]) -> str:
    text = standard(*case["rows"])
    heading = "職能內涵(A=attitude態度)"
    return text.replace(heading, case["lists"].replace("|", "\t") + f"\n\n{heading}")


@pytest.mark.parametrize("case", cases("lists"), ids=lambda case: str(case["name"]))
def test_items_of_lists(case: dict[str, Any]) -> None:
    _, graph, remarks = read(with_lists(case))
    assert items_of(graph) == case["items"]
    assert tasks_of(graph) == case["tasks"]
    assert repairs(remarks, case["repairs"]) == ([], [])
    assert doubtful(remarks, case["doubts"]) == ([], [])


def items_of(graph: Graph) -> dict[str, str]:
    found = {}
    for kind in ("Knowledge", "Skill"):
        for item in sorted(graph.subjects(RDF.type, ait[kind]), key=str):
            forms = [graph.value(item, SKOS.prefLabel), *graph.objects(item, SKOS.altLabel)]
            found[str(item).removeprefix(ROOT)] = " | ".join(str(f) for f in forms if f)
    return found


def tasks_of(graph: Graph) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for node, task in graph.subject_objects(ait.requirer):
        item = graph.value(node, ait.requiredItem)
        codes = found.setdefault(str(task).removeprefix(ROOT), [])
        codes.append(str(item).removeprefix(ROOT))
    return {task: " ".join(sorted(codes)) for task, codes in sorted(found.items())}


def test_quotes_are_places_in_the_text_as_it_was_given() -> None:
    row = "T 1 甲|T1.1 乙\u200b乙|O1.1.1 丙|P1.1.1 監控\f進度。|3|K01-K02|S01 己"
    text = standard(row)
    _, graph, _ = read(text)
    quotes = list(graph.subjects(RDF.type, ait.Quote))
    exact = [str(graph.value(quote, oa.exact)) for quote in quotes]
    places = [(graph.value(quote, oa.start), graph.value(quote, oa.end)) for quote in quotes]
    assert exact == [text[int(str(start)) : int(str(end))] for start, end in places]
    assert {"T 1 甲", "T1.1 乙\u200b乙", "P1.1.1 監控\f進度。", "K01-K02"} <= set(exact)


def test_both_ends_of_a_range_rest_on_the_range() -> None:
    _, graph, _ = read(standard(ROW.replace("K01 戊", "K01-K02")))
    for code in ("K01", "K02"):
        node = URIRef(f"{ROOT}requirement/T1.1-{code}")
        quote = graph.value(node, ait.evidence)
        assert str(graph.value(quote, oa.exact)) == "K01-K02"


def test_line_of_a_remark_is_that_of_the_text_as_it_was_given() -> None:
    rows = [
        "T1 甲|T1.1 乙|O1.1.1 丙|P1.1.1 丁。|3|K01 戊|S01 己\f|T1.2 庚|O1.2.1 辛|P1.2.1 壬。|4|K01 戊"
    ]
    rows += ["|T1.3 癸|O1.3.1 子|P1.3.1 丑。|4|K 01 戊|S01 己"]
    text = standard(*rows)
    _, _, remarks = read(text)
    lines = dict(enumerate(text.split("\n"), 1))
    told = {r.message: r.line for r in remarks}
    assert "T1.3" in lines[told["'K 01' read as K01"]]
    assert "T1.2" in lines[told["T1.2: no skills (S) in the text; recorded as a gap"]]


def test_a_text_without_damage_is_read_as_it_is() -> None:
    text = standard(ROW)
    source = clean(text)
    assert (source.text, source.remarks, source.first) == (text, (), ())


def test_old_mac_line_ends() -> None:
    text = standard(ROW)
    assert entries(read_standard(text.replace("\n", "\r"))) == entries(read_standard(text))


@pytest.mark.parametrize(
    "printed",
    ["TST0001－001v1", "TST0001-001V1", "TST 0001 - 001 v1", "TSTOOO1-00lv1", "tst0001–001v1"],
)
def test_damaged_code_of_a_standard(printed: str) -> None:
    text = standard(ROW).replace("TST0001-001v1", printed)
    found = read_standard(text)
    assert found.code == "TST0001-001v1"
    wide = printed == "TST0001－001v1"  # another width is no damage
    assert [r.message.split(" ")[0] for r in found.remarks] == [] if wide else ["code"]


def test_a_label_and_its_value_may_share_a_cell() -> None:
    text = (
        standard(ROW)
        .replace("職能基準代碼\t", "職能基準代碼：")
        .replace("基準級別\t", "基準級別：")
    )
    found = read_standard(text)
    assert (found.code, found.fields["level"].text) == ("TST0001-001v1", "3")


def test_values_may_stand_below_their_labels() -> None:
    header = "職業|職類別|職類別代碼|基準級別\n試作員|甲|TST|3\n\n工作描述|做。"
    found, _, remarks = read(standard(ROW, header=header))
    fields = {name: field.text for name, field in found.fields.items()}
    assert fields == {
        "code": "TST0001-001v1",
        "occupation": "試作員",
        "job-category": "甲",
        "job-category-code": "TST",
        "level": "3",
        "description": "做。",
    }
    assert remarks == []


@pytest.mark.parametrize(
    "head",
    [
        HEAD.replace("主要職責", "職責").replace("工作任務", "任務").replace("職能級別", "級別"),
        "主要職責(T)|工作任務(T)|工作產出(O)|行為指標(P)|職能級別|知識(K)|技能(S)",
        "主要職責|工作任務|工作產出|行為指標|職能級別|K|S",
        "主要職責|工作任務|工作產出|行為指標|職能級別|職能內涵（知識）|職能內涵（技能）",
        "主要職責|工作任務|工作產出|行為指標|職能級別|職能內涵(K)|職能內涵(S)",
    ],
)
def test_heads_by_other_words(head: str) -> None:
    found, _, remarks = read(standard(ROW, head=head))
    assert entries(found) == "T1 甲, T1.1 乙 [3], K01 戊, S01 己, O1.1.1 丙, P1.1.1 丁。"
    assert remarks == []


HERE = Path(__file__).parent / "icap"
STRANGE = ["\t", "\n", "\r", "\f", "\u200b", "K0", "K01-K09", "S", "T1.", "<br>", "&lt;", "- 2 -"]
STRANGE += [
    "第 3 頁，共 4 頁",
    "職能內涵(K=knowledge知識)",
    "說明與補充事項",
    "A01：",
    "4",
    "01.1.1",
]


@pytest.mark.parametrize("seed", range(40))
def test_whatever_happens_to_a_text_every_quote_stands_in_it(seed: int) -> None:
    chance = random.Random(seed)
    texts = sorted(HERE.glob("*.txt"))
    text = texts[seed % len(texts)].read_text(encoding="utf-8")
    for _ in range(8):
        at = chance.randrange(len(text))
        end = at + chance.choice([0, 0, 1, 20])
        text = text[:at] + chance.choice(["", *STRANGE]) + text[end:]
    try:
        graph, _ = to_graph(text, read_standard(text))
    except AitalentError as error:
        assert "\n" not in str(error)
        return
    exact = [str(words) for words in graph.objects(None, oa.exact)]
    assert exact
    assert [words for words in exact if words not in text] == []
