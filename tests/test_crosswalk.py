"""The script that makes our mapping sets: what it takes, and what it refuses."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from pyoxigraph import RdfFormat, Store

from aitalent_kg import KnowledgeGraph
from aitalent_kg.evidence import evidence_of
from aitalent_kg.lookup import words
from aitalent_kg.mappings.files import read_set
from aitalent_kg.mappings.graphs import OWN_SETS
from aitalent_kg.mappings.record import NO_TERM, Mapping
from aitalent_kg.names import AIT, ID
from aitalent_kg.resources import mapping_files

ROOT = Path(__file__).resolve().parent.parent
CIVIL, SMS, SET = "civil-service-framework", "SMS2512-002v1", "SET2529-001v2"
GOOD = {
    "subject": f"{SMS}/A03", "predicate": "close", "denied": "", "object": f"{SET}/A07",
    "confidence": "0.9", "subject_lines": "42", "object_lines": "38", "comment_zh": "同。",
    "comment_en": "Same.", "status": "accepted",
}  # fmt: skip


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("crosswalk", ROOT / "scripts" / "crosswalk.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["crosswalk"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def store(script: ModuleType) -> Store:
    found: Store = script.documents_store()
    return found


def copied(store: Store) -> Store:
    new = Store()
    new.extend(store)
    return new


def read(script: ModuleType, store: Store, path: Path, *rows: dict[str, str]) -> tuple[list, list]:  # type: ignore[type-arg]
    whole = [{**GOOD, **row} for row in rows]
    lines = ["\t".join(GOOD), *("\t".join(row.values()) for row in whole)]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    found, wrong = script.read_all([path], store)
    return found, [*wrong, *script.doubts_of(found, copied(store))]


def test_lines_become_the_quotes_of_the_things(
    script: ModuleType, store: Store, tmp_path: Path
) -> None:
    found, wrong = read(script, store, tmp_path / "rows.tsv", {})
    assert wrong == []
    mapping = found[0].mapping
    assert mapping.subject_evidence == (f"{ID}{SMS}/quote/4226-4282",)
    assert mapping.object_evidence == (f"{ID}{SET}/quote/2524-2574",)
    assert (mapping.subject_label, mapping.subject_category) == ("應對不確定性", "ait:Attitude")


def test_a_line_may_be_of_what_asks_for_a_thing(
    script: ModuleType, store: Store, tmp_path: Path
) -> None:
    """Line 19 goes on with P1.2.1, an indicator of T1.2, which requires K01."""
    row = {"subject": f"{SMS}/K01", "subject_lines": "15;19"}
    found, wrong = read(script, store, tmp_path / "rows.tsv", row)
    assert wrong == []
    assert len(found[0].mapping.subject_evidence) == 2


def quotes_of(store: Store, mapping: Mapping) -> list[tuple[int, str]]:
    quotes = evidence_of(store, mapping.subject)
    texts = {quote.iri: (quote.line, quote.quote) for quote in quotes}
    return [texts[iri] for iri in mapping.subject_evidence]


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        ("241", [(241, "反覆優化")]),  # the line is 「13 反覆優化」
        ("241;47", [(47, "反覆優化")]),  # line 47 says the same, and stands first
        ("241;243", [(241, "反覆優化"), (243, "ITERATIVE OPTIMIZATION")]),
    ],
)
def test_no_code_is_quoted_beside_words_and_no_text_twice(
    script: ModuleType, store: Store, tmp_path: Path, lines: str, kept: list[tuple[int, str]]
) -> None:
    row = {"subject": f"{CIVIL}/competency/13", "subject_lines": lines}
    found, wrong = read(script, store, tmp_path / "rows.tsv", row)
    assert wrong == []
    assert quotes_of(store, found[0].mapping) == kept


def test_a_code_that_is_all_there_is_on_a_line_stays(script: ModuleType) -> None:
    """No line of the documents has only a code quoted, so the graph is made for it."""
    thing, quote = f"{ID}{CIVIL}/competency/13", f"{ID}{CIVIL}/quote/0-2"
    store = Store()
    store.load(
        input=f"""PREFIX ait: <{AIT}> PREFIX oa: <http://www.w3.org/ns/oa#>
        <{thing}> ait:evidence <{quote}> . <{quote}> oa:exact "13" ; ait:line 5 ; oa:start 0 ;
        oa:end 2 ; <http://www.w3.org/ns/prov#wasQuotedFrom> <{ID}source/{CIVIL}> .""".encode(),
        format=RdfFormat.TURTLE,
    )
    quotes = script.Crosswalk(store)._quotes(thing, "5", "subject_lines")
    assert quotes == (quote,)


@pytest.mark.parametrize("name", OWN_SETS)
def test_no_mapping_of_ours_rests_on_a_code_or_says_a_text_twice(
    script: ModuleType, kg: KnowledgeGraph, name: str
) -> None:
    for mapping in read_set(mapping_files()[f"mappings-{name}"]).mappings:
        for end in (mapping.subject_evidence, mapping.object_evidence):
            texts = [words(kg.store, quote, "oa:exact")[0][0].strip() for quote in end]
            assert len({*texts}) == len(texts), mapping
            assert not [text for text in texts if script.CODE.fullmatch(text)], mapping


def test_a_row_without_a_counterpart_names_the_document(
    script: ModuleType, store: Store, tmp_path: Path
) -> None:
    row = {"predicate": "none", "object": SET, "object_lines": ""}
    found, wrong = read(script, store, tmp_path / "rows.tsv", row)
    assert wrong == []
    mapping = found[0].mapping
    assert (mapping.predicate, mapping.object) == ("skos:mappingRelation", NO_TERM)
    assert mapping.object_source == ID + SET


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"subject": f"{SMS}/A33"}, "subject: the graph holds no such thing"),
        ({"subject_lines": "43"}, r"'SMS2512-002v1/A03': subject_lines: no quote of it on line 43"),
        ({"subject_lines": ""}, "subject_lines: is empty"),
        ({"subject_lines": "x"}, "subject_lines: is no line"),
        ({"predicate": "same"}, "no mapping predicate 'same'"),
        ({"predicate": "not"}, "a row is rejected where its predicate is not"),
        ({"denied": "close"}, "`not` names what it denies, and nothing else does"),
        ({"predicate": "not", "status": "rejected"}, "`not` names what it denies"),
        ({"status": "settled"}, "no such set; there are: accepted, candidate"),
        ({"confidence": "2"}, "confidence: is no number from 0 to 1"),
        ({"comment_en": ""}, "comment_en: is empty; give the reason"),
        ({"predicate": "none"}, f"'{SET}/A07': object: no document; there are: {SMS}"),
    ],
)
def test_a_row_that_is_wrong_is_told(
    script: ModuleType, store: Store, tmp_path: Path, change: dict[str, str], message: str
) -> None:
    found, wrong = read(script, store, tmp_path / "rows.tsv", change)
    assert found == []
    assert len(wrong) == 1
    assert wrong[0].startswith(f"{tmp_path}/rows.tsv:2: ")
    with pytest.raises(AssertionError, match=message):
        raise AssertionError(wrong[0])


@pytest.mark.parametrize(
    ("second", "fits"),
    [
        ({"predicate": "related"}, False),  # another relation of the pair
        ({"predicate": "not", "denied": "close", "status": "rejected"}, False),  # what is said
        ({"predicate": "not", "denied": "related", "status": "rejected"}, False),  # any relation
        ({"predicate": "not", "denied": "exact", "status": "rejected"}, True),
        ({"object": f"{SET}/A06", "object_lines": "37"}, True),
    ],
)
def test_rows_that_do_not_go_together_are_told(
    script: ModuleType, store: Store, tmp_path: Path, second: dict[str, str], fits: bool
) -> None:
    _, wrong = read(script, store, tmp_path / "rows.tsv", {}, second)
    assert (wrong == []) == fits


def test_nothing_is_written_where_a_row_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "rows.tsv"
    path.write_text("\t".join(GOOD) + "\n" + "\t".join(["x"] * len(GOOD)) + "\n", encoding="utf-8")
    before = {p: p.read_bytes() for p in (ROOT / "data" / "mappings").iterdir()}
    done = subprocess.run(
        [sys.executable, "scripts/crosswalk.py", path], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, f"{path}:2: " in done.stderr) == (1, True)
    assert before == {p: p.read_bytes() for p in (ROOT / "data" / "mappings").iterdir()}
