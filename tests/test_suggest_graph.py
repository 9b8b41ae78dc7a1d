"""Suggestions between documents: sides, what the graph has judged, SSSOM, the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import aitalent_kg as atk
from aitalent_kg.cli.suggesting import suggest_command
from aitalent_kg.errors import AitalentError, AmbiguousName, BadValue, UnknownName
from aitalent_kg.mappings.files import read_set
from aitalent_kg.mappings.find import find
from aitalent_kg.mappings.record import PREDICATES
from aitalent_kg.names import ID
from aitalent_kg.suggest.answer import items_of, suggest
from aitalent_kg.suggest.judged import Crosswalk, read_pairs
from aitalent_kg.suggest.reading import profile_of
from aitalent_kg.suggest.split import PARTS
from aitalent_kg.suggest.sssom import mapping_of
from aitalent_kg.suggest.suggestion import Suggestion

CIVIL, GUIDE = "civil-service-framework", "industry-guide-115v3.0"
SMS, SET = "SMS2512-002v1", "SET2529-001v2"
#: One accepted pair, one that is related at most, one that is no pair at all.
JUDGED = """#curie_map:
#  a: https://w3id.org/aitalent-kg/id/
#mapping_set_id: https://example.org/judged
#license: https://spdx.org/licenses/MIT
subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification
a:SMS2512-002v1/S04\tskos:closeMatch\t\ta:SET2529-001v2/S04\tsemapv:ManualMappingCuration
a:SMS2512-002v1/S06\tskos:closeMatch\tNot\ta:SET2529-001v2/S02\tsemapv:ManualMappingCuration
a:SMS2512-002v1/S05\tskos:relatedMatch\tNot\ta:SET2529-001v2/S03\tsemapv:ManualMappingCuration
"""


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> atk.KnowledgeGraph:
    """The two standards with a user's judgements, and none of ours."""
    path = tmp_path_factory.mktemp("judged") / "judged.sssom.tsv"
    path.write_text(JUDGED, encoding="utf-8")
    graph = atk.load(extra=[path])
    for name in list(graph.store.named_graphs()):
        if "/graph/mappings-" in str(name):
            graph.store.remove_graph(name)
    return graph


def found(kg: atk.KnowledgeGraph, left: str, right: str, **options: object) -> list[Suggestion]:
    return suggest(kg.statements, left, right, **options)  # type: ignore[arg-type]


def of_pair(suggestions: list[Suggestion], left: str, right: str) -> Suggestion | None:
    wanted = (f"{ID}{SMS}/{left}", f"{ID}{SET}/{right}")
    return next((s for s in suggestions if (s.left, s.right) == wanted), None)


@pytest.mark.parametrize(
    ("left", "right", "predicate"),
    [
        (f"{SMS}/S04", f"{SET}/S04", "exact"),  # 需求分析能力 in both
        (f"{SMS}/S06", f"{SET}/S02", None),  # 協調溝通能力, 溝通協調能力
        (f"{SMS}/K01", f"{SET}/K02", None),  # AI 技術基本原理, 人工智慧技術概念
        (f"{SMS}/A04", f"{SET}/A05", "exact"),  # 謹慎細心 with one definition
        (f"{CIVIL}/competency/12", f"{SMS}/K14", "related"),  # 敏捷管理: the kinds differ
        (f"{CIVIL}/competency/04", f"{SMS}/S05", None),  # 問題識別與解決, 問題解決能力
        (f"{GUIDE}/ability-type/ai-tools", f"{SMS}/S10", "close"),  # AI 工具應用
    ],
)
def test_best_counterpart(
    judged: atk.KnowledgeGraph, left: str, right: str, predicate: str | None
) -> None:
    sides = [name.partition("/")[0] for name in (left, right)]
    mine = [s for s in found(judged, *sides, threshold=0.1) if s.left == ID + left]
    assert mine[0].right == ID + right
    assert predicate is None or mine[0].predicate == f"skos:{predicate}Match"


def test_kinds_bound_the_predicate(kg: atk.KnowledgeGraph) -> None:
    for one in found(kg, CIVIL, SMS, threshold=0.0, limit=50):
        if one.right.split("/")[-1].startswith("K"):
            assert one.predicate == "skos:relatedMatch", one
        if ("/attitude/" in one.left) != one.right.split("/")[-1].startswith("A"):
            assert one.predicate == "skos:relatedMatch", one


def test_items_of_a_document_are_all_its_items(kg: atk.KnowledgeGraph) -> None:
    assert len(items_of(kg.statements, ID + CIVIL)) == 14 + 5
    assert len(items_of(kg.statements, ID + SMS)) == 20 + 20 + 6
    kinds = {profile_of(kg.statements, item).kind for item in items_of(kg.statements, ID + GUIDE)}
    assert {"AbilityItem", "AbilityType", "KeySkill", "SoftSkill"} <= kinds
    assert "Role" not in kinds


def test_items_of_a_task_are_what_it_asks_for(kg: atk.KnowledgeGraph) -> None:
    items = items_of(kg.statements, f"{ID}{SET}/T1.2")
    assert items and {item.split("/")[-1][0] for item in items} == {"K", "S"}


def test_the_copied_text_of_an_attitude_is_left_out(kg: atk.KnowledgeGraph) -> None:
    one = profile_of(kg.statements, f"{ID}{CIVIL}/attitude/experimental")
    assert (one.names, one.english) == (("實驗性",), ("EXPERIMENTAL",))
    assert (one.about, one.about_english, one.usage) == ((), (), ())
    other = profile_of(kg.statements, f"{ID}{CIVIL}/attitude/trust")
    assert other.about and other.about_english


def test_a_profile_holds_scope_parts_and_tasks(kg: atk.KnowledgeGraph) -> None:
    knowledge = profile_of(kg.statements, f"{ID}{SMS}/K10")
    assert knowledge.about == ("( 含倫理、偏見防範等 )",)
    assert "評估應用或發展效益" in knowledge.usage  # T1.3 asks for it
    kind = profile_of(kg.statements, f"{ID}{GUIDE}/ability-type/ai-literacy")
    assert {"AI 治理素養", "道德與倫理", "隱私保護與資訊安全"} <= set(kind.about)


def test_what_is_accepted_is_marked(judged: atk.KnowledgeGraph) -> None:
    one = of_pair(found(judged, SMS, SET), "S04", "S04")
    assert one is not None and one.known == "skos:closeMatch"
    back = next(s for s in found(judged, SET, SMS) if s.left == f"{ID}{SET}/S04")
    assert (back.right, back.known) == (f"{ID}{SMS}/S04", "skos:closeMatch")


def test_what_is_rejected_is_not_suggested_unless_asked_for(judged: atk.KnowledgeGraph) -> None:
    assert of_pair(found(judged, SMS, SET, threshold=0.0, limit=99), "S05", "S03") is None
    asked = of_pair(found(judged, SMS, SET, threshold=0.0, limit=99, known=True), "S05", "S03")
    assert asked is not None and asked.denied == "skos:relatedMatch"


def test_a_denied_predicate_becomes_related(judged: atk.KnowledgeGraph) -> None:
    one = of_pair(found(judged, SMS, SET), "S06", "S02")
    assert one is not None
    assert (one.predicate, one.denied) == ("skos:relatedMatch", "skos:closeMatch")
    asked = of_pair(found(judged, SMS, SET, known=True), "S06", "S02")
    assert asked is not None and asked.predicate == "skos:closeMatch"


def test_our_rejected_pairs_are_not_suggested(kg: atk.KnowledgeGraph) -> None:
    denied = {
        pair
        for row in find(kg.statements, status="rejected")
        if row.predicate == PREDICATES[-1]
        for pair in ((row.subject, row.object), (row.object, row.subject))
    }
    assert denied
    for left, right in ((CIVIL, SMS), (GUIDE, SMS), (SET, SMS)):
        pairs = {(s.left, s.right) for s in found(kg, left, right, threshold=0.0, limit=400)}
        assert pairs and not pairs & denied


def test_what_is_measured_is_what_is_suggested(judged: atk.KnowledgeGraph) -> None:
    none = Crosswalk({}, {})
    measured = {
        (a.iri, b.iri): (round(float(score), 4), predicate)
        for part in PARTS
        for pairs in [read_pairs(judged.statements, part, none)]
        for a, b, score, predicate in zip(
            pairs.left, pairs.right, pairs.score, pairs.predicted, strict=True
        )
    }
    suggested = found(judged, CIVIL, GUIDE, threshold=0.0, limit=400)
    assert len(suggested) > 2000
    for one in suggested:
        score, predicate = measured[one.left, one.right]
        assert one.score == pytest.approx(score, abs=2e-4)
        assert one.predicate == predicate


def test_names_of_the_caller_meet_items_of_the_graph(kg: atk.KnowledgeGraph) -> None:
    mine = {"urn:1": "Data visualization", "urn:2": "水電維修"}
    best = suggest(kg.statements, mine, SMS, limit=1)
    assert (best[0].left, best[0].right) == ("urn:1", f"{ID}{SMS}/S09")
    assert best[0].predicate == "skos:closeMatch"


def test_both_sides_the_same_are_named(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(BadValue, match="left and right are the same"):
        found(kg, SMS, ID + SMS)


def test_a_side_without_items_is_named(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(BadValue, match="has no items"):
        found(kg, f"{GUIDE}/role-type/value-adding", SMS)
    with pytest.raises(BadValue, match="has no items"):
        suggest(kg.statements, {}, SMS)


def test_a_name_that_fits_nothing_or_several_is_named(kg: atk.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match="SMS2512-002v1"):
        found(kg, "SMS2512", SET)
    with pytest.raises(AmbiguousName):
        found(kg, "AI 應用規劃師", SET)


def test_a_suggestion_as_a_mapping(judged: atk.KnowledgeGraph) -> None:
    one = next(s for s in found(judged, CIVIL, SMS) if s.right == f"{ID}{SMS}/K14")
    row = mapping_of(judged.statements, one)
    assert (row.subject_category, row.object_category) == ("ait:Competency", "ait:Knowledge")
    assert (row.subject_source, row.object_source) == (ID + CIVIL, ID + SMS)
    assert row.justification == "semapv:CompositeMatching"
    assert row.confidence == one.score
    assert "敏捷" in row.comment_zh and "names share" in row.comment


def run(*arguments: str) -> Result:
    return CliRunner().invoke(suggest_command, arguments)


def test_the_command_prints_candidates_and_counts_them() -> None:
    done = run(SMS, SET, "--limit", "1", "--lang", "en", "--format", "csv")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[0].startswith("score,left,item,mapping,right")
    assert "candidate mappings" in done.stderr
    assert "Requirements analysis" in done.stdout


def test_json_has_the_reasons_and_the_measures() -> None:
    rows = json.loads(run(SMS, SET, "--limit", "1", "--format", "json").stdout)
    assert rows[0].keys() >= {"left", "right", "score", "predicate", "reasons", "features", "known"}
    assert [row["score"] for row in rows] == sorted((r["score"] for r in rows), reverse=True)


def test_the_file_of_candidates_is_sssom(tmp_path: Path) -> None:
    path = tmp_path / "candidates.sssom.tsv"
    done = run(SMS, SET, "--limit", "1", "--format", "json", "--sssom", str(path))
    rows = json.loads(done.stdout)
    written = read_set(path)
    assert len(written.mappings) == len(rows) > 10
    assert {(m.subject, m.object, m.confidence) for m in written.mappings} == {
        (row["left"], row["right"], row["score"]) for row in rows
    }
    sssom = pytest.importorskip("sssom.parsers")
    assert len(sssom.parse_sssom_table(str(path)).df) == len(rows)


def test_nothing_above_the_threshold_is_said() -> None:
    done = run(SMS, SET, "--threshold", "1")
    assert (done.exit_code, done.stdout.count("skos:")) == (0, 0)
    assert "沒有達到門檻" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        (SMS, SMS),
        (SMS, SET, "--threshold", "1.2"),
        (SMS, SET, "--limit", "0"),
        (SMS, "nothing of this name"),
        (SMS, SET, "--sssom", "candidates.txt"),
    ],
)
def test_bad_input_is_an_error_of_ours(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert isinstance(done.exception, AitalentError)
    assert "\n" not in str(done.exception)
