"""What three people who met the project for the first time stumbled over."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import aitalent_kg as atk
from aitalent_kg.cli import main
from aitalent_kg.errors import BadValue, BrokenQuery, UnknownName, UnreadableFile
from aitalent_kg.gaps.answer import GapAnswer
from aitalent_kg.importers.formats.table import import_table

EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"
TABLES = [EXAMPLES / name for name in ("roles.csv", "skills.csv", "levels.csv")]
GUIDE = "industry-guide-115v3.0"
LITERACY = f"{GUIDE}/ability-type/ai-literacy"


@pytest.fixture(scope="module")
def company() -> atk.KnowledgeGraph:
    return atk.load(extra=[import_table(TABLES, EXAMPLES / "company.toml")])


@pytest.fixture(scope="module")
def found(company: atk.KnowledgeGraph) -> GapAnswer:
    return company.gap("R1", "R2", lang="en")


def test_a_gap_gives_the_levels_of_a_table_of_ones_own(found: GapAnswer) -> None:
    """The row of R2 in levels.csv: C01 at 2, C02 at 1, C03 and C04 at 3."""
    assert [(item.label, item.level) for item in found.missing] == [("Database querying", "3")]
    assert {item.code[-3:]: item.level for item in found.covered} == {
        "C01": "2",
        "C02": "1",
        "C03": "3",
    }
    assert [where.level for where in found.missing[0].required_in] == ["3"]


def test_a_gap_says_where_levels_are_not_compared(
    company: atk.KnowledgeGraph, found: GapAnswer, tmp_path: Path
) -> None:
    """R1 has C03 at 2, and R2 asks for 3. The levels of the standards are those of tasks."""
    assert found.levels_apart
    assert not company.gap("SMS2512-002v1", "SET2529-001v2").levels_apart
    assert not company.gap("none", "R2").levels_apart  # there is nothing to compare
    file = tmp_path / "company.ttl"
    import_table(TABLES, EXAMPLES / "company.toml").write(file)
    result = CliRunner().invoke(main, ["gap", "R1", "R2", "--with", str(file), "--lang", "en"])
    assert "levels are shown, not compared" in result.stderr


def test_answers_are_shown_in_a_line(kg: atk.KnowledgeGraph, found: GapAnswer) -> None:
    assert repr(found) == (
        "<GapAnswer AI 導入專員 -> 資料分析師: "
        "missing 1, covered 3, mapped 0, presupposed 0, unknown 0>"
    )
    routes = repr(kg.routes("資料分析師", "AI 技術主管"))
    assert routes == "<Routes 資料分析師 -> AI 技術主管: 2 routes; first: steps 3>"  # they tie
    assessed = repr(kg.assess({"name": "甲", "hours": {"AI 應用素養": 17}}, as_of="2026-06-01"))
    assert assessed.startswith("<Assessment of 甲 on 2026-06-01: 8 rows; met 0, ")
    assert "\n" not in assessed
    assert len(assessed) < 120


def test_what_is_missing_has_words(kg: atk.KnowledgeGraph) -> None:
    """18 hours are asked for; the words are those of the command line."""
    record = {"hours": {"AI 應用素養": 17}}
    plan = kg.assess(record, as_of="2026-06-01").rows[0].rules["hours"].plans[0]
    assert str(plan) == plan.says == "再修「AI 應用素養」課程 1 小時"
    english = kg.assess({"hours": {"AI 應用素養": 18}}, as_of="2026-06-01", lang="en")
    assert str(english.rows[0].rules["hours"].plans[0]) == "nothing more"


def test_an_unknown_criterion_is_an_error(kg: atk.KnowledgeGraph) -> None:
    row = kg.assess({}, as_of="2026-06-01").rows[0]
    for ask in (row.outcome, row.recommended):
        with pytest.raises(UnknownName, match="no criterion 'hour'; did you mean hours"):
            ask("hour")
    assert row.outcome("entry") is None  # table 5 has no such rule


def test_a_wrong_record_gives_the_nearest_names_and_all_problems(
    kg: atk.KnowledgeGraph, tmp_path: Path
) -> None:
    record = {"role": "資料分折師", "certificates": ["AI-900", "AI-9000"]}
    with pytest.raises(BadValue, match="and 1 more") as caught:
        kg.person(record)
    assert caught.value.near[0] == "資料分析師"
    assert [problem.partition(":")[0] for problem in caught.value.problems] == [
        "role",
        "certificates / 2",
    ]
    file = tmp_path / "one.yaml"
    file.write_text("role: 資料分折師\n", encoding="utf-8")
    with pytest.raises(UnreadableFile) as read:
        kg.person(file)
    assert read.value.near[0] == "資料分析師"
    assert len(read.value.problems) == 1


def test_an_empty_cell_of_a_data_frame_is_explained(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(BadValue, match="an empty cell of a data frame is NaN: leave the field out"):
        kg.person({"hours": {"AI 應用素養": float("nan")}})


@pytest.mark.parametrize("name", ["AI 900", "AI900", "ai‑900"])
def test_a_code_may_lack_its_hyphen(kg: atk.KnowledgeGraph, name: str) -> None:
    assert kg.person({"certificates": [name]}) == kg.person({"certificates": ["AI-900"]})


def test_differences_about_the_rules_of_an_ability_type_are_about_it_too(
    kg: atk.KnowledgeGraph,
) -> None:
    """G-14 and G-15 (guide, 321 and 325) are about its award rules; G-12 about those of another."""
    asked = {row.code for row in kg.query("contradictions-about", about=LITERACY)}
    shown = {ref.code.rpartition("/")[2] for ref in kg.show(LITERACY).differences}
    assert {"G-14", "G-15"} <= asked
    assert "G-12" not in asked
    assert asked == shown


def test_what_has_no_counterpart_can_be_asked_by_its_own_document(kg: atk.KnowledgeGraph) -> None:
    civil = "civil-service-framework"
    table = kg.query("unmatched", of=civil)
    assert table
    assert all(code.startswith(f"{civil}/") for code, *_ in table.curies())
    every = kg.query("unmatched").curies()
    assert len(table) == sum(code.startswith(f"{civil}/") for code, *_ in every)


def test_show_gives_a_mapping_at_both_of_its_ends(kg: atk.KnowledgeGraph) -> None:
    """The accepted set says: competency 04 skos:closeMatch problem-solving."""
    skill, competency = (
        f"{GUIDE}/soft-skill/problem-solving",
        "civil-service-framework/competency/04",
    )
    for one, other in ((skill, competency), (competency, skill)):
        shown = kg.show(one)
        links = [(name, ref.code) for name, ref in (*shown.links, *shown.mapped_from)]
        assert links.count(("近似對應", other)) == 1
    wider = [name for name, ref in kg.show("SET2529-001v2/S03").mapped_from if ref.code == skill]
    assert wider == ["對應至較廣者"]  # the set says: problem-solving skos:narrowMatch S03


def test_a_difference_counts_the_quotes_of_its_readings(kg: atk.KnowledgeGraph) -> None:
    assert kg.show("contradiction/X-42").quotes == len(kg.evidence("contradiction/X-42")) > 0


def test_differences_of_two_documents_quote_both(kg: atk.KnowledgeGraph) -> None:
    pair = ("SMS2512-002v1", "SET2529-001v2")
    both = {one.id for one in kg.conflicts(document=pair)}
    first, second = ({one.id for one in kg.conflicts(document=name)} for name in pair)
    assert both == first & second != set()
    options = [part for name in pair for part in ("--document", name)]
    printed = CliRunner().invoke(main, ["conflicts", *options, "--format", "tsv"]).stdout
    assert {line.partition("\t")[0] for line in printed.splitlines()[1:]} == both
    with pytest.raises(UnknownName, match="did you mean SMS2512-002v1"):
        kg.conflicts(document=("SMS2512", "SET2529-001v2"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT ?l { sms:T1 ?p ?l }", r"prefix 'sms' is not declared; add PREFIX sms: <\.\.\.>"),
        (
            "PREFIX s: <urn:s> SELECT ?l { s:a/b ?p ?l }",
            r"slash inside a short name; write s:a\\/b",
        ),
        ("SELECT ?l { ?x skos:prefLabel/b ?l }", "slash inside a short name"),
        ("SELECT ?l { ?x ?p }", "error at 1:"),
    ],
)
def test_a_common_slip_in_a_query_is_named(kg: atk.KnowledgeGraph, text: str, said: str) -> None:
    with pytest.raises(BrokenQuery, match=rf"^not SPARQL: .*{said}"):
        kg.sparql(text)


def test_a_property_without_its_prefix_is_suggested_with_it(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match="did you mean ait:offersLevel") as caught:
        kg.query("terms", term="offersLevel")
    assert caught.value.near == ["ait:offersLevel"]
