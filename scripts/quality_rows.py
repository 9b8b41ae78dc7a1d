"""The lines of docs/quality.md that need no Java: checks, shapes, audit, reasoning, counts, crosswalk."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from owl_checks import ontology_with
from owl_plants import PLANTS
from pyoxigraph import NamedNode, Quad, QuerySolutions, RdfFormat, Store
from quality_table import Row, Said, both, of_all

from aitalent_kg import KnowledgeGraph
from aitalent_kg.audit import Audit, digest_failures
from aitalent_kg.mappings.agreement import Kappa
from aitalent_kg.names import graph_iri
from aitalent_kg.quality import Outcome, Quality, groups, run_checks
from aitalent_kg.reasoning import reason
from aitalent_kg.resources import folder
from aitalent_kg.validate import shape_files, validate_store

__all__ = [
    "audit_rows",
    "check_rows",
    "count_rows",
    "crosswalk_rows",
    "exemption_lines",
    "reasoning_rows",
    "shape_rows",
    "skos_rows",
    "with_plant",
]

_ROOT = Path(__file__).resolve().parent.parent
_VOID = "http://rdfs.org/ns/void#"
_EVERYTHING = both("everything", "整個圖譜")
_SEVERITY = {"error": "錯誤", "warning": "警告", "information": "資訊"}
_AUDITED = "test_audit.py::test_every_quote_is_exact_and_nothing_is_left_over"
_PAGE = "test_quality_page.py::test_the_page_is_what_the_checks_give"
_TEST = "test_quality.py::test_whole_graph_has_no_findings_but_known_ones"
#: Verdicts of the SKOS Reference; other examples are about what follows.
_JUDGED = ("consistent", "not consistent")
_VERDICT = re.compile(r"^# verdict: (.+)$", re.MULTILINE)
_MEASURES = {"F1": "F1", "average precision": "平均精確率", "recall at 5": "前 5 名召回率"}
_SUGGESTED = re.compile(
    r"^\| (F1|average precision|recall at 5) \| ([^|]+) \|[^|]*\| ([^|]+) \|", re.M
)


def check_rows(kg: KnowledgeGraph) -> dict[str, list[Row]]:
    """Group of SPARQL checks -> a line a check."""
    english, chinese = (run_checks(kg.store, lang=lang) for lang in ("en", "zh"))
    pairs = list(zip(english.outcomes, chinese.outcomes, strict=True))
    return {name: [_checked(*pair) for pair in pairs if pair[0].group == name] for name in groups()}


def _checked(english: Outcome, chinese: Outcome) -> Row:
    number, kept, severity = english.number, len(english.exempt), english.severity
    rest = (f"; {kept} stay, see below", f"；另有 {kept} 項保留，見下文") if kept else ("", "")
    return Row(
        both(f"{english.title} (`{english.name}`)", f"{chinese.title}（`{english.name}`）"),
        both(english.code or "our own", english.code or "本專案自訂"),
        _EVERYTHING,
        both(f"{_many(number, severity)}{rest[0]}", f"{_SEVERITY[severity]} {number} 項{rest[1]}"),
        _TEST,
    )


def _many(number: int, severity: str) -> str:
    word = "note" if severity == "information" else severity
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def exemption_lines(quality: Quality) -> list[str]:
    """What the checks found and what stays, with the reason: a line a reason."""
    found: dict[tuple[str, str], int] = {}
    for outcome in quality.outcomes:
        for entry in outcome.exempt:
            key = (outcome.name, entry.reason)
            found[key] = found.get(key, 0) + 1
    return [f"- `{name}`, {number}: {reason}" for (name, reason), number in found.items()]


def skos_rows() -> list[Row]:
    """The examples of the SKOS Reference that carry a verdict."""
    verdicts = {path: _verdict(path) for path in _examples()}
    judged = {path: verdict for path, verdict in verdicts.items() if verdict in _JUDGED}
    right = sum(_conforms(path) is (verdict == _JUDGED[0]) for path, verdict in judged.items())
    bad = sum(verdict == _JUDGED[1] for verdict in judged.values())
    return [
        Row(
            both("examples of the SKOS Reference judged rightly", "正確判定 SKOS Reference 的範例"),
            both("our SHACL shapes of SKOS", "本專案為 SKOS 所寫的 SHACL 形狀"),
            both("W3C Recommendation of 18 August 2009", "2009 年 8 月 18 日 W3C 建議書"),
            both(
                f"{right} of {len(judged)}, of which {bad} are not consistent",
                f"{of_all(right, len(judged), '正確')}，其中 {bad} 個本應不一致",
            ),
            "test_skos_examples.py::test_judged_as_the_reference_does",
        )
    ]


def _examples() -> list[Path]:
    return sorted((_ROOT / "tests" / "skos_examples").glob("*.ttl"))


def _verdict(path: Path) -> str:
    found = _VERDICT.search(path.read_text(encoding="utf-8"))
    return found[1] if found else ""


def _conforms(path: Path) -> bool:
    """Whether our shapes of SKOS find an example consistent."""
    store = Store()
    store.bulk_load(path=str(path), format=RdfFormat.TURTLE)
    return validate_store(store, [folder("shapes") / "skos.ttl"], jobs=1).conforms


def shape_rows(kg: KnowledgeGraph) -> list[Row]:
    """SHACL."""
    report, files = kg.validate(), list(shape_files())
    cases = tomllib.loads((_ROOT / "tests/shapes/cases.toml").read_text(encoding="utf-8"))
    constraints = sum(map(len, cases.values()))
    return [
        Row(
            both("SHACL shapes", "SHACL 形狀"),
            both("our engine; pySHACL finds the same", "本專案引擎；pySHACL 結果相同"),
            _EVERYTHING,
            both(
                f"{len(report.findings)} findings; {report.checked:,} pairs of a node and a constraint",
                f"{len(report.findings)} 項發現；共 {report.checked:,} 組節點與限制",
            ),
            "test_shapes.py::test_whole_graph_conforms",
        ),
        Row(
            both("every constraint can be broken, alone", "每一條限制都能單獨被違反"),
            both("SHACL"),
            both(f"{len(files)} files of shapes", f"{len(files)} 個形狀檔"),
            both(
                f"{constraints} constraints, a damage each",
                f"{constraints} 條限制，各有一項破壞案例",
            ),
            "test_shapes.py::test_every_constraint_has_a_case_and_every_case_a_constraint",
        ),
    ]


def audit_rows(audit: Audit) -> list[Row]:
    """Quotes, literals, characters, files."""
    failed = {kind: sum(f.kind == kind for f in audit.failed) for kind in ("quote", "literal")}
    rows = [
        _audited(
            both("quotes stand where they say, letter by letter", "引文逐字位於所述位置"),
            audit.quotes_checked, failed["quote"],
        ),
        _audited(
            both("literals of documents are given by their quotes", "文件的字面值皆出自其引文"),
            audit.literals_checked, failed["literal"],
        ),
    ]  # fmt: skip
    rows += [
        Row(
            both(f"characters of {document.source} accounted for", f"{document.source} 的字元去向"),
            both("`audit`"),
            both(f"{document.chars:,} characters", f"{document.chars:,} 個字元"),
            both(
                f"{document.covered:,} quoted, {document.furniture:,} carry no statement,"
                f" {document.left_over} left over",
                f"引用 {document.covered:,}、不含陳述 {document.furniture:,}、未處理 {document.left_over}",
            ),
            _AUDITED,
        )
        for document in audit.documents
    ]
    lines = (_ROOT / "data" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    digests = _audited(
        both("files are those recorded", "檔案與記錄相符"), len(lines), len(digest_failures())
    )
    test = "test_audit.py::test_a_changed_data_file_is_noticed_even_in_our_own_words"
    return [*rows, Row(digests.what, both("SHA-256"), digests.on, digests.result, test)]


def _audited(what: Said, number: int, failed: int) -> Row:
    return Row(
        what, both("`audit`"), both(f"{number:,}"), both(f"{failed} fail", f"{failed} 項不符"),
        _AUDITED,
    )  # fmt: skip


def reasoning_rows(kg: KnowledgeGraph) -> list[Row]:
    """What follows, and contradictions found by rules."""
    closure = reason(kg.store)
    most = [f"{name} {number:,}" for name, number in list(closure.by_predicate.items())[:4]]
    found = sum(bool(reason(with_plant(turtle)).contradictions) for turtle in PLANTS.values())
    by = both("the rules of OWL 2 RL on pyoxigraph", "在 pyoxigraph 上執行的 OWL 2 RL 規則")
    return [
        Row(
            both("statements that follow, none contradicts", "推得的陳述，互不矛盾"), by, _EVERYTHING,
            both(
                f"{len(closure):,} follow ({', '.join(most)} …); {len(closure.contradictions)} contradictions",
                f"推得 {len(closure):,} 項（{'、'.join(most)} …）；矛盾 {len(closure.contradictions)} 項",
            ),
            "test_reasoning.py::test_the_real_graph_does_not_contradict_itself",
        ),
        Row(
            both("the same closure as owlrl", "與 owlrl 的推論閉包相同"), by,
            both("random graphs, and a sample of this one", "隨機產生的圖與本圖譜的樣本"),
            both("equal, with and without chains of mappings", "相同，不論是否串接對應"),
            "test_reasoning_equal.py::test_a_sample_of_the_real_graph_has_the_closure_of_owlrl",
        ),
        Row(
            both("the same contradictions as HermiT", "與 HermiT 發現相同的矛盾"), by,
            both("the ontology with one each", "本體各加入一項"),
            both(f"{found} of {len(PLANTS)}", of_all(found, len(PLANTS), "發現")),
            "test_owl.py::test_the_rules_find_what_hermit_finds",
        ),
    ]  # fmt: skip


def with_plant(turtle: str) -> Store:
    """Our ontology and a plant, together in a graph."""
    store, graph = Store(), NamedNode(graph_iri("user/plant"))
    store.extend(Quad(t.subject, t.predicate, t.object, graph) for t in ontology_with(turtle))
    return store


def count_rows() -> list[Row]:
    """The description in VoID and DCAT."""
    store = Store()
    store.bulk_load(path=str(_ROOT / "data" / "void.ttl"), format=RdfFormat.TURTLE)
    query = f"""PREFIX void: <{_VOID}>
        SELECT (COUNT(DISTINCT ?set) AS ?sets) (COUNT(DISTINCT ?links) AS ?linksets)
            (COUNT(DISTINCT ?part) AS ?parts) {{
          {{ ?root void:subset ?set FILTER NOT EXISTS {{ ?set a void:Linkset }} }}
          UNION {{ ?links a void:Linkset }}
          UNION {{ ?whole void:classPartition|void:propertyPartition ?part }} }}"""
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    [row] = found
    sets, linksets, parts = (int(row[name].value) for name in ("sets", "linksets", "parts"))
    return [
        Row(
            both("counts of the description are true", "描述檔的計數皆屬實"),
            both("VoID, DCAT 3"),
            both("[data/void.ttl](../data/void.ttl)"),
            both(
                f"{sets} graphs, {linksets} linksets, {parts} partitions; all recounted",
                f"{sets} 個圖、{linksets} 個連結集、{parts} 個分割；全部重新計數",
            ),
            "test_description.py",
        )
    ]


def crosswalk_rows(kg: KnowledgeGraph) -> list[Row]:
    """Agreement of the readers, and how well `suggest` finds what they found."""
    readings = _ROOT / "tests" / "crosswalk_readings"
    found = kg.agreement(readings / "first.sssom.tsv", readings / "second.sssom.tsv")
    on = both("two readings of the whole crosswalk", "整份對應表的兩次判讀")
    rows = [
        Row(both("readers agree on the predicate", "兩次判讀的對應關係一致"), both("Cohen's kappa"), on,
            _kappa(found.shared_pairs), _PAGE),
        Row(both("readers agree on the predicate, or that there is none", "兩次判讀的對應關係一致（含判為無對應）"),
            both("Cohen's kappa"), on, _kappa(found.all_pairs), _PAGE),
    ]  # fmt: skip
    page = (_ROOT / "docs" / "crosswalk-quality.md").read_text(encoding="utf-8")
    covered = page.partition("\n## Covered kinds")[2].partition("\n## ")[0]
    rows += [
        Row(
            both(f"`suggest`, {name}", f"`suggest`，{_MEASURES[name]}"),
            both("held-out part", "保留未用於調校的部分"),
            both("covered kinds", "完整涵蓋的種類"),
            both(f"{ours}; names alone {base}", f"{_chinese(ours)}；僅比名稱 {_chinese(base)}"),
            _PAGE,
        )
        for name, ours, base in _SUGGESTED.findall(covered)
    ]
    return rows


def _chinese(figure: str) -> str:
    """A number with its interval."""
    return re.sub(r" \((.+) to (.+)\)", r"（\1 至 \2）", figure.strip())


def _kappa(found: Kappa) -> Said:
    assert found.value is not None
    assert found.interval is not None
    low, high = found.interval
    text = f"{found.value:.2f} ({low:.2f} to {high:.2f})"
    return both(
        f"{text}, {found.n} pairs", f"{found.value:.2f}（{low:.2f} 至 {high:.2f}），{found.n} 對"
    )
