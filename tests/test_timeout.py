"""A query with a time limit: stopped when the time is over, and the next one is answered."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import aitalent_kg as atk
from aitalent_kg.errors import BadValue, BrokenQuery, ForbiddenQuery, QueryTimeout

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
TASKS = "SELECT ?t { ?t a ait:Task } ORDER BY ?t"


@pytest.mark.parametrize("engine", ["pyoxigraph", "rdflib"])
def test_an_endless_query_is_stopped(
    engine: str, kg: atk.KnowledgeGraph, on_rdflib: atk.KnowledgeGraph
) -> None:
    asked = {"pyoxigraph": kg, "rdflib": on_rdflib}[engine]
    assert asked.select(TASKS, timeout=60) == kg.select(TASKS)  # starts the process
    start = time.monotonic()
    with pytest.raises(QueryTimeout, match=r"the query took longer than 0\.5 s; narrow it"):
        asked.select(ENDLESS, timeout=0.5)
    assert time.monotonic() - start < 5
    assert asked.select(TASKS, timeout=60) == kg.select(TASKS)


def test_an_interrupted_question_is_not_answered_later() -> None:
    """In a process of its own, since an interrupt is for the whole process."""
    script = f"""
import os, signal, threading
import aitalent_kg as atk
kg = atk.load()
kg.select("{TASKS}", timeout=60)
threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
try:
    kg.select("{ENDLESS}", timeout=60)
except KeyboardInterrupt:
    print(kg.select("SELECT (77 AS ?n) {{}}", timeout=60).column("n"))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True
    )
    assert (done.stdout, done.stderr) == ("[77]\n", "")


def test_nothing_is_left_open(kg: atk.KnowledgeGraph) -> None:
    def stopped() -> int:
        with pytest.raises(QueryTimeout):
            kg.select(ENDLESS, timeout=0.1)
        return len(list(Path("/proc/self/fd").iterdir()))

    assert stopped() == stopped() == stopped()


def test_rdflib_answers_several_threads(on_rdflib: atk.KnowledgeGraph) -> None:
    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(on_rdflib.select, f"{TASKS} LIMIT {n}") for n in range(1, 9)]
    assert [len(answer.result()) for answer in asked] == list(range(1, 9))


def test_a_limit_is_seconds(kg: atk.KnowledgeGraph) -> None:
    for wrong in (0, -1, float("nan"), float("inf"), True):
        with pytest.raises(BadValue, match=r"timeout takes seconds, from 0\.001 to 86400"):
            kg.select(TASKS, timeout=wrong)


def test_answers_with_a_limit_are_those_without(kg: atk.KnowledgeGraph) -> None:
    for name in ("items-of-task", "rule-readings", "documents"):
        assert kg.query(name, timeout=60) == kg.query(name)
    assert kg.sparql("ASK { ?s a ait:Task }", timeout=60) is True
    made = "CONSTRUCT { ?s a ait:Task } WHERE { ?s a ait:Task }"
    assert len(kg.sparql(made, timeout=60)) == 15  # type: ignore[arg-type]


def test_errors_come_through(kg: atk.KnowledgeGraph, on_rdflib: atk.KnowledgeGraph) -> None:
    for asked in (kg, on_rdflib):
        with pytest.raises(BrokenQuery):
            asked.select("SELECT ?s { ?s", timeout=60)
    with pytest.raises(ForbiddenQuery, match="is no graph loaded, and rdflib would fetch it"):
        on_rdflib.select("SELECT ?s FROM <file:///etc/passwd> { ?s ?p ?o }", timeout=60)


def test_rdflib_is_not_let_out(on_rdflib: atk.KnowledgeGraph) -> None:
    for named in ("<file:///etc/passwd>", "NAMED <http://127.0.0.1:9/>", "ait:x"):
        with pytest.raises(ForbiddenQuery, match="no graph loaded"):
            on_rdflib.select(f"SELECT ?s FROM {named} {{ ?s ?p ?o }}")
    ours = "https://w3id.org/aitalent-kg/graph/SMS2512-002v1"
    assert (
        len(on_rdflib.select(f"SELECT ?t FROM <{ours}> {{ ?t a ait:Task }}")) == 10
    )  # T1.1 to T4.2
    deep = "SELECT ?s { " + "{ " * 90 + "?s ?p ?o" + " }" * 90 + " }"
    with pytest.raises(ForbiddenQuery, match="too deep for rdflib"):
        on_rdflib.select(deep)


def test_an_unknown_engine_names_both() -> None:
    with pytest.raises(atk.AitalentError, match="no engine 'jena'; there are: oxigraph, rdflib"):
        atk.load(engine="jena")
