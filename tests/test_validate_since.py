"""After a change only what it can reach is checked again, and the report is that of a full run."""

from __future__ import annotations

from random import Random

import pyoxigraph as ox
import pytest
from validation import INTEGER, SUBCLASS, damaged, store_of

import aitalent_kg as atk
from aitalent_kg.errors import BadValue
from aitalent_kg.names import AIT, GRAPH, ID
from aitalent_kg.validate import changes, validate_store

PART = ox.NamedNode("http://purl.org/dc/terms/isPartOf")
SEQUENCE = ox.NamedNode(AIT + "sequence")


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return atk.load("SMS2512-002v1").store


@pytest.mark.parametrize("seed", range(8))
def test_report_after_a_small_change_is_that_of_a_full_run(seed: int, store: ox.Store) -> None:
    """The graph of before has findings of its own, some of which the change mends."""
    random = Random(seed)
    sound = frozenset(store)
    before = store_of(damaged(sound, random, 60))
    again = frozenset(damaged(before, random, 5))
    mended = set(random.sample(sorted(sound - frozenset(before), key=str), 5))
    after = store_of(again | mended)
    old = validate_store(before, jobs=1)
    changed = changes(before, after)
    new = validate_store(after, jobs=1, since=old, changed=changed)
    assert new.findings == validate_store(after, jobs=1).findings
    assert new.findings != old.findings


def test_a_change_of_one_number_checks_few_nodes(store: ox.Store) -> None:
    task = ox.NamedNode(ID + "SMS2512-002v1/T1.2")
    [old] = store.quads_for_pattern(task, SEQUENCE, None)
    new = ox.Quad(task, SEQUENCE, ox.Literal("0", datatype=INTEGER), old.graph_name)
    after = store_of({*store, new} - {old})
    whole = validate_store(store, jobs=1)
    report = validate_store(after, jobs=1, since=whole, changed=[old, new])
    found = {(f.focus, f.shape) for f in report.findings}
    assert ("SMS2512-002v1/T1.2", "ash:Ordered-from-one") in found
    assert report.checked < whole.checked / 50


def test_what_hung_on_a_removed_statement_is_checked_again(store: ox.Store) -> None:
    """The duty of a task is not named in any statement that is left of the task."""
    task = ox.NamedNode(ID + "SMS2512-002v1/T1.2")
    outputs = [quad.subject for quad in store.quads_for_pattern(None, PART, task)]
    gone = [quad for output in outputs for quad in store.quads_for_pattern(output, PART, None)]
    after = store_of({*store} - {*gone})
    report = validate_store(after, jobs=1, since=validate_store(store, jobs=1), changed=gone)
    found = {(f.focus, f.shape) for f in report.findings}
    assert ("SMS2512-002v1/T1.2", "ash:Task-outputs") in found


def test_a_change_of_the_class_tree_checks_everything(store: ox.Store) -> None:
    edge = next(iter(store.quads_for_pattern(None, SUBCLASS, None)))
    after = store_of({*store} - {edge})
    old = validate_store(store, jobs=1)
    report = validate_store(after, jobs=1, since=old, changed=[edge])
    full = validate_store(after, jobs=1)
    assert (report.findings, report.checked) == (full.findings, full.checked)


def test_report_and_change_belong_together(store: ox.Store) -> None:
    old = validate_store(store, jobs=1)
    with pytest.raises(BadValue, match="belong together"):
        validate_store(store, since=old)
    with pytest.raises(BadValue, match="'zh'"):
        validate_store(store, lang="en", since=old, changed=[])


def test_what_says_who_needs_no_quotes_is_looked_at_for_all() -> None:
    """The task of a framework that is no longer said to be imported lacks its quotes."""
    graph = ox.NamedNode(f"{GRAPH}user/f")
    text = """
        PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>
        PREFIX prov: <http://www.w3.org/ns/prov#>
        <urn:x:f> a ait:Framework ; prov:wasGeneratedBy <urn:x:import> .
        <urn:x:task> a ait:Task ."""
    before = ox.Store()
    before.load(text.encode(), ox.RdfFormat.TURTLE, to_graph=graph)
    old = validate_store(before, jobs=1)
    for gone in before.quads_for_pattern(ox.NamedNode("urn:x:f"), None, None):
        after = store_of({*before} - {gone})
        new = validate_store(after, jobs=1, since=old, changed=[gone])
        assert "ash:Task-evidence" in {finding.shape for finding in new.findings}
        assert new.findings == validate_store(after, jobs=1).findings
