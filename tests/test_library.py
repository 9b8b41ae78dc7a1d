"""The query library: headers that tell the truth, and golden rows; on other engines: see test_library_*."""

from __future__ import annotations

import re
from collections import Counter
from keyword import iskeyword

from library_rows import QUERIES, ROOT, as_golden, every_query, first_values, golden, rows_of
from rdflib.plugins.sparql import prepareQuery

import aitalent_kg as atk
from aitalent_kg.names import DOCUMENTS, ID, LANGUAGES, curie

#: Queries about the names of one language, whose rows are other ones in another.
ABOUT_A_LANGUAGE = {"missing-names", "same-name-resources"}


def test_there_are_at_least_fifty_queries() -> None:
    assert len(QUERIES) >= 50


def test_pages_say_how_many_there_are() -> None:
    for page in ("README.md", "docs/queries.md", "CHANGELOG.md"):
        assert f"{len(QUERIES)} queries" in (ROOT / page).read_text(encoding="utf-8")
    assert f"{len(QUERIES)} 個查詢" in (ROOT / "README.zh-TW.md").read_text(encoding="utf-8")


def test_names_are_unique_over_topics() -> None:
    stems = Counter(path.stem for path in (ROOT / "queries").glob("*/*.rq"))
    assert {name: n for name, n in stems.items() if n > 1} == {}
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in stems)


def test_every_golden_file_belongs_to_a_query() -> None:
    assert {path.stem for path in (ROOT / "tests" / "golden").glob("*.tsv")} == QUERIES.keys()


@every_query
def test_the_header_is_complete(name: str) -> None:
    entry = QUERIES[name]
    for words in (entry.summary, entry.question):
        assert re.search(r"[\u4e00-\u9fff]", words["zh"])
        assert words["en"].isascii() or not re.search(r"^[\u4e00-\u9fff]+$", words["en"])
    assert entry.question["en"].endswith("?")
    assert entry.question["zh"].endswith("？")
    assert entry.tags
    assert entry.documents == ("all",) or set(entry.documents) <= set(DOCUMENTS)
    assert all(column.meaning for column in entry.columns)


@every_query
def test_each_parameter_is_one_line_that_holds_its_default(name: str) -> None:
    entry = QUERIES[name]
    lines = re.findall(r"^ *VALUES \?(\w+) \{ (.*) \}  # param$", entry.text, re.MULTILINE)
    assert [line[0] for line in lines] == [p.name for p in entry.parameters] or sorted(
        line[0] for line in lines
    ) == sorted(p.name for p in entry.parameters)
    held = dict(lines)
    for parameter in entry.parameters:
        value = parameter.default
        if value is None:
            assert held[parameter.name] == "UNDEF"
        elif parameter.kind == "int" or ":" in value:
            assert held[parameter.name] == value
        else:
            assert held[parameter.name] == f'"{value}"'
        assert (parameter.kind == "choice") == bool(parameter.choices)
        if parameter.kind == "lang":
            assert value in LANGUAGES


@every_query
def test_every_name_can_be_written_in_python(name: str) -> None:
    entry = QUERIES[name]
    names = {p.name for p in entry.parameters} | {c.name for c in entry.columns}
    assert {n for n in names if iskeyword(n) or not n.isidentifier() or n.startswith("_")} == set()
    assert not names & {"evidence", "timeout"}  # what `query` takes besides


@every_query
def test_the_columns_are_those_declared_and_a_selection_has_no_star(name: str) -> None:
    entry = QUERIES[name]
    parsed = prepareQuery(entry.text)
    assert [str(variable) for variable in parsed.algebra.PV] == [c.name for c in entry.columns]
    assert not re.search(r"SELECT\s+(DISTINCT\s+)?\*", entry.text)
    assert "ORDER BY" in entry.text


@every_query
def test_columns_hold_what_they_declare(name: str, kg: atk.KnowledgeGraph) -> None:
    kinds = {"iri": atk.Iri, "text": str, "int": int, "bool": bool, "date": str}
    raw = kg.select(QUERIES[name].text)
    for column, cells in zip(QUERIES[name].columns, zip(*raw, strict=True), strict=False):
        wanted = kinds[column.kind]
        assert {type(cell) for cell in cells} - {type(None)} <= {wanted}, column.name


@every_query
def test_rows_are_the_golden_ones(name: str, kg: atk.KnowledgeGraph) -> None:
    columns, rows = golden(name)
    found = rows_of(kg, name)
    assert found.columns == columns
    assert as_golden(found) == rows


@every_query
def test_bound_parameters_keep_the_rows_that_have_the_values(
    name: str, kg: atk.KnowledgeGraph
) -> None:
    values = first_values(name, kg)
    kept = [
        row for row in rows_of(kg, name) if all(getattr(row, k) == v for k, v in values.items())
    ]
    assert list(kg.query(name, **values)) == kept


@every_query
def test_the_order_is_total(name: str, kg: atk.KnowledgeGraph) -> None:
    """Rows of the same sort keys could change places; so no two rows may be equal in all."""
    rows = list(rows_of(kg, name))
    assert len(set(rows)) == len(rows)


@every_query
def test_a_query_with_names_gives_them_in_english_too(name: str, kg: atk.KnowledgeGraph) -> None:
    if name not in ABOUT_A_LANGUAGE and any(
        parameter.name == "lang" for parameter in QUERIES[name].parameters
    ):
        zh, en = rows_of(kg, name), kg.query(name, lang="en")
        assert len(zh) == len(en)


def test_every_class_with_instances_is_in_some_answer(kg: atk.KnowledgeGraph) -> None:
    """A class is asked for when a query returns one of its instances, or names it."""
    text = "SELECT ?thing ?class { ?thing a ?class FILTER(STRSTARTS(STR(?thing), ?base)) }"
    classes: dict[str, set[str]] = {}
    for thing, class_ in kg.select(text, base=ID):
        classes.setdefault(class_, set()).add(thing)
    answered = {
        str(cell)
        for name in QUERIES
        for row in rows_of(kg, name)
        for cell in row
        if isinstance(cell, atk.Iri)
    }
    named = {curie for entry in QUERIES.values() for curie in re.findall(r"\b\w+:\w+", entry.text)}
    unasked = {
        class_
        for class_, things in classes.items()
        if not things & answered and curie(class_) not in named
    }
    assert unasked == set()
