"""Each quality check finds what one small damage to `quality/base.ttl` makes, and nothing else does.

The findings are worked out by hand in `quality/cases.toml`.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from rdflib import Variable

import aitalent_kg as atk
from aitalent_kg.bridge import to_graph
from aitalent_kg.cli.quality import quality_command
from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.quality import Quality, all_checks, exemptions, groups, run_checks
from aitalent_kg.quality.checks import read_check
from aitalent_kg.quality.exemptions import read_exemptions
from aitalent_kg.quality.report import as_markdown, as_text
from aitalent_kg.resources import folder

HERE = Path(__file__).parent / "quality"
BASE = (HERE / "base.ttl").read_text("utf-8")
PREFIXES = "\n".join(line for line in BASE.splitlines() if line.startswith("PREFIX"))
CASES: dict[str, dict[str, Any]] = tomllib.loads((HERE / "cases.toml").read_text("utf-8"))
PREFIX_VOID = "http://rdfs.org/ns/void#"
SHORT = dict(re.findall(r"PREFIX (\w+): <(.*)>", BASE))


def store_after(update: str) -> ox.Store:
    store = ox.Store()
    store.load(BASE.encode(), ox.RdfFormat.TURTLE)
    if update:
        store.update(f"{PREFIXES}\n{update}")
    return store


def found(quality: Quality) -> dict[str, set[tuple[str, str]]]:
    """Check -> what it found; checks that found nothing are left out."""
    return {
        outcome.name: {(f.resource, f.what) for f in outcome.findings}
        for outcome in quality.outcomes
        if outcome.findings
    }


def full(name: str) -> str:
    """The IRI of a name in a case; other text as it is."""
    prefix, colon, local = name.partition(":")
    return SHORT[prefix] + local if colon and prefix in ("o", "d") else name


def expected(case: dict[str, Any]) -> set[tuple[str, str]]:
    return {(full(resource), full(what)) for resource, what in case["finds"]}


@pytest.fixture(scope="module")
def whole() -> Quality:
    return run_checks(atk.load().store, lang="en")


@pytest.mark.parametrize("name", CASES)
def test_damage_is_found_by_this_check_alone(name: str) -> None:
    case = CASES[name]
    outcome = found(run_checks(store_after(case["update"]), lang="en"))
    for other in case.get("also", ()):
        assert outcome.pop(other)
    assert outcome == {name: expected(case)}


def test_base_graph_has_no_findings() -> None:
    assert found(run_checks(store_after(""))) == {}


def test_every_check_has_a_case_and_every_case_a_check() -> None:
    assert set(CASES) == set(all_checks())


@pytest.mark.parametrize("name", CASES)
def test_rdflib_finds_the_same(name: str) -> None:
    """The files are standard SPARQL: nothing hangs on the engine."""
    graph = to_graph(store_after(CASES[name]["update"]))
    rows = graph.query(all_checks()[name].query).bindings
    assert {str(row[Variable("resource")]) for row in rows} == {r for r, _ in expected(CASES[name])}


def test_headers_are_in_both_languages() -> None:
    for check in all_checks().values():
        chinese = check.title["zh"] + check.why["zh"]
        assert re.search("[一-鿿]", chinese) and not re.search("[一-鿿]", check.title["en"]), check
        assert check.why["en"].endswith("."), check.name
        assert check.why["zh"].endswith("。"), check.name


def test_what_the_project_keeps_is_all_still_there(whole: Quality) -> None:
    """An exemption that nothing needs any more goes."""
    kept = {(o.name, entry.reason) for o in whole.outcomes for entry in o.exempt}
    assert {(entry.check, entry.reason["en"]) for entry in exemptions()} == kept


def test_nothing_of_others_is_exempt() -> None:
    update = 'INSERT DATA { d:scale\\/x a skos:ConceptScheme ; skos:prefLabel "x"@en , "某"@zh }'
    outcome = run_checks(store_after(update), ["vocpub"]).outcome("scheme-creator")
    assert [finding.resource for finding in outcome.findings] == [full("d:scale/x")]
    assert outcome.exempt == ()


def test_whole_graph_has_no_findings_but_known_ones(whole: Quality) -> None:
    assert found(whole) == {}


def test_the_description_of_the_data_set_has_what_a_catalogue_needs() -> None:
    store = ox.Store()
    store.load(path=folder("data") / "void.ttl", format=ox.RdfFormat.TURTLE)
    assert list(store.quads_for_pattern(None, None, ox.NamedNode(PREFIX_VOID + "Dataset")))
    assert found(run_checks(store, "fair")) == {}


def test_groups_and_languages_are_as_asked() -> None:
    quality = run_checks(store_after(""), "fair", "zh")
    assert {outcome.group for outcome in quality.outcomes} == {"fair"}
    assert quality.outcome("ontology-dated").title == "本體缺建立或修改日期"
    assert len({check.group for check in all_checks().values()}) == len(groups())
    with pytest.raises(UnknownName, match="did you mean fair"):
        run_checks(store_after(""), ["fare"])
    with pytest.raises(UnknownName, match="there are: zh, en"):
        run_checks(store_after(""), lang="jp")
    with pytest.raises(UnknownName, match="did you mean ontology-dated"):
        quality.outcome("ontology-date")


def test_information_fails_nothing() -> None:
    quality = run_checks(store_after(CASES["unused-property"]["update"]))
    assert quality.ok
    assert quality.totals == {"information": 1}


def test_command_checks_a_file_of_the_user(tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        <https://example.org/c> skos:altLabel "no tag" ; a skos:Concept .""",
        encoding="utf-8",
    )
    asked = [str(mine), "--group", "qskos", "--lang", "en"]
    result = CliRunner().invoke(quality_command, [*asked, "--format", "json"])
    told = json.loads(result.stdout)
    found_there = {c["name"]: [f["resource"] for f in c["findings"]] for c in told["checks"]}
    assert result.exit_code == 3
    assert told["totals"] == {"error": 1, "warning": 1}
    assert found_there["language-tag"] == found_there["orphan"] == ["https://example.org/c"]
    text = CliRunner().invoke(quality_command, asked).stdout
    assert "error: language-tag (qSKOS): Name without a language" in text
    assert "● https://example.org/c  [no tag]" in text


def test_command_ends_well_where_nothing_is_found() -> None:
    result = CliRunner().invoke(quality_command, ["--group", "qskos", "--lang", "zh"])
    assert result.exit_code == 0
    assert "錯誤：0、警告：0、資訊：0" in result.stdout


def test_reports_count_what_is_found() -> None:
    quality = run_checks(store_after(CASES["valueless-link"]["update"]), "qskos", "en")
    table = [line for line in as_markdown(quality).splitlines() if line.startswith("| qskos |")]
    assert len(table) == sum(check.group == "qskos" for check in all_checks().values())
    assert [line for line in table if line.endswith("| 2 | 0 |")] == [
        "| qskos | valueless-link | information | Related concepts that share their broader one (qSKOS) | 2 | 0 |"
    ]
    assert as_text(quality).endswith("errors: 0, warnings: 0, information: 2; known, and stay: 0")


def test_names_of_strangers_stay_on_their_line() -> None:
    update = r'INSERT DATA { d:oak skos:altLabel "a\u001b[31m\n# b <i>|" . [] a skos:Concept ; skos:broader d:oak }'
    quality = run_checks(store_after(update), "qskos", "en")
    told = as_text(quality)
    assert "  ● https://example.org/data/oak  oak  [a [31m # b <i>|]" in told.splitlines()
    assert "\\[a \\[31m # b &lt;i&gt;\\|\\]" in as_markdown(quality)
    [blank] = quality.outcome("stated-one-way").findings
    assert (blank.resource[:2], blank.label, blank.what[-4:]) == ("_:", blank.resource, "/oak")


def test_broken_check_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "qskos").mkdir()
    path = tmp_path / "qskos" / "mine.rq"
    path.write_text("#+ title: x\nSELECT ?resource {}", encoding="utf-8")
    with pytest.raises(BadValue, match=r"mine\.rq': its header lacks 'severity'"):
        read_check(path)
    header = ("title", "title-zh", "why", "why-zh")
    lines = [*(f"#+ {name}: x" for name in header), "#+ severity: bad"]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(BadValue, match="severity is one of error, warning, information"):
        read_check(path)
    toml = tmp_path / "mine.toml"
    toml.write_text('[[exempt]]\ncheck = "orphan"\nreason = "x"\nreason-zh = "某"', "utf-8")
    with pytest.raises(BadValue, match="orphan': lacks 'resources'"):
        read_exemptions(toml)
