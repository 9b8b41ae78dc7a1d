"""Our SKOS shapes judge the examples of the SKOS Reference as the Reference does.

`skos_examples/` has the structure of examples 2 to 74 of the W3C Recommendation of 18 August 2009 (those
of SKOS itself; from 75 on they are about SKOS-XL), with names of our own. 51 of them carry a verdict,
consistent or not; 22 show what follows, or does not, and `#>` lines say what.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from aitalent_kg.bridge import to_graph
from aitalent_kg.reasoning import reason
from aitalent_kg.resources import folder
from aitalent_kg.validate import Finding, validate_graph, validate_store

HERE = Path(__file__).parent / "skos_examples"
#: The integrity conditions of SKOS; what we ask beyond them is in another file.
SHAPES = [folder("shapes") / "skos.ttl"]
_HEADER = re.compile(r"^# (\w+): (.+)$", re.MULTILINE)
VERDICTS = {"consistent": 35, "not consistent": 16, "entailment": 12, "non-entailment": 10}
#: Which condition each inconsistent example breaks, as the Reference says it.
BROKEN = {
    **{12: "S14", 13: "S13", 14: "S13", 15: "S13"},
    **dict.fromkeys((26, 27, 28, 29, 59, 60, 61), "S27"),
    **dict.fromkeys((45, 46, 47), "S37"),
    **dict.fromkeys((52, 53), "S46"),
}


@dataclass(frozen=True)
class Example:
    """One example of the Reference."""

    number: int
    verdict: str
    condition: str
    text: str

    @property
    def store(self) -> ox.Store:
        store = ox.Store()
        store.load(self.text.encode(), ox.RdfFormat.TURTLE)
        return store


def read(path: Path) -> Example:
    text = path.read_text("utf-8")
    said = dict(_HEADER.findall(text))
    assert path.stem == f"{int(said['example']):02d}"
    return Example(int(said["example"]), said["verdict"], said["condition"], text)


EXAMPLES = {path.stem: read(path) for path in sorted(HERE.glob("*.ttl"))}
JUDGED = [name for name, example in EXAMPLES.items() if "consistent" in example.verdict]


def conditions(findings: tuple[Finding, ...]) -> set[str]:
    """The numbers of the integrity conditions that findings are about."""
    return {match[1] for finding in findings if (match := re.search(r"-(S\d+)", finding.shape))}


def test_all_examples_of_skos_are_here() -> None:
    assert [example.number for example in EXAMPLES.values()] == list(range(2, 75))
    counts = dict.fromkeys(VERDICTS, 0)
    for example in EXAMPLES.values():
        counts[example.verdict] += 1
    assert counts == VERDICTS
    assert len(JUDGED) == 51


@pytest.mark.parametrize("name", JUDGED)
def test_judged_as_the_reference_does(name: str) -> None:
    example = EXAMPLES[name]
    report = validate_store(example.store, SHAPES, jobs=1)
    assert report.conforms is (example.verdict == "consistent")
    expected = BROKEN.get(example.number)
    assert conditions(report.findings) == ({expected} if expected else set())
    if expected:
        assert expected in example.condition.split()


def test_what_is_said_of_entailments_breaks_nothing() -> None:
    """Example 74 would, once owl:sameAs is reasoned with; the graph itself does not."""
    rest = [example for name, example in EXAMPLES.items() if name not in JUDGED]
    assert [e.number for e in rest if not validate_store(e.store, SHAPES, jobs=1).conforms] == []


def test_pyshacl_judges_them_alike() -> None:
    """All in one graph: each example has a namespace of its own."""
    store = ox.Store()
    for example in EXAMPLES.values():
        store.load(example.text.encode(), ox.RdfFormat.TURTLE)
    reference = validate_graph(to_graph(store), SHAPES).findings
    assert reference == validate_store(store, SHAPES, jobs=1).findings
    numbers = {int(finding.focus.split("/")[3]) for finding in reference}
    assert numbers == set(BROKEN)


def test_every_condition_of_the_file_has_its_number() -> None:
    """S9, S13, S14, S27, S37 and S46 are all that the Reference has."""
    text = SHAPES[0].read_text("utf-8")
    named = re.findall(r"^ash:\w+-(S\d+)", text, re.MULTILINE)
    assert set(named) == {"S9", "S13", "S14", "S27", "S37", "S46"}
    messages = re.findall(r'"(\w+)[:：]', text)
    assert set(messages) == set(named)


#: What the rules of OWL 2 RL over lists would take: S36, and the merged lists of example 43.
BEYOND = {42, 43}
#: S14, two preferred names in one language, cannot be said in OWL.
UNSAYABLE = {12}


def told(example: Example) -> set[ox.Triple]:
    """The statements of the `#>` lines."""
    prefixes = re.findall(r"^(?:BASE|PREFIX).*$", example.text, re.MULTILINE)
    lines = re.findall(r"^#> (.+)$", example.text, re.MULTILINE)
    return {quad.triple for quad in ox.parse("\n".join(prefixes + lines), ox.RdfFormat.TURTLE)}


def follows(example: Example) -> set[ox.Triple]:
    """What our reasoning draws, chains of mappings included, and what is stated."""
    closure = reason(example.store, mappings="chain")
    return set(closure.triples) | set(closure.asserted_triples())


@pytest.mark.parametrize("name", [n for n, e in EXAMPLES.items() if "entailment" in e.verdict])
def test_reasoning_draws_what_follows_and_not_what_does_not(name: str) -> None:
    example = EXAMPLES[name]
    assert told(example)
    if example.verdict == "non-entailment":
        assert not told(example) & follows(example)
    else:
        assert (told(example) <= follows(example)) is (example.number not in BEYOND)


def test_reasoning_finds_the_contradictions_that_the_shapes_find() -> None:
    """All in one graph: each example has a namespace of its own."""
    store = ox.Store()
    for name in JUDGED:
        store.load(EXAMPLES[name].text.encode(), ox.RdfFormat.TURTLE)
    clashes = reason(store, mappings="chain").contradictions
    premises = [str(triple) for clash in clashes for triple in clash.premises]
    numbers = {int(number) for text in premises for number in re.findall(r"org/(\d\d)/", text)}
    assert numbers == set(BROKEN) - UNSAYABLE
