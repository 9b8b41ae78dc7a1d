"""The 49 differences between the documents, by kind, severity and documents: a hand-kept list."""

from __future__ import annotations

import pytest
from test_counts import CIVIL, DECK, GUIDE, SET, SMS, column, firsts, how_many, rows, table

from aitalent_kg.graph import KnowledgeGraph

DOCUMENTS = {"SMS": SMS, "SET": SET, "GUIDE": GUIDE, "DECK": DECK, "CIVIL": CIVIL}
CONFLICTS = table("""
X-01 | contradiction | high   | DECK GUIDE
X-02 | contradiction | high   | DECK GUIDE
X-03 | contradiction | high   | DECK GUIDE
X-04 | contradiction | high   | DECK GUIDE
X-05 | difference    | medium | DECK GUIDE SET
X-06 | trap          | medium | DECK GUIDE
X-07 | difference    | high   | DECK GUIDE SMS
X-08 | contradiction | high   | DECK GUIDE SMS
X-09 | difference    | high   | GUIDE SMS
X-10 | trap          | high   | DECK GUIDE SMS
X-11 | contradiction | high   | DECK GUIDE
X-12 | contradiction | medium | DECK GUIDE
X-13 | damage        | high   | DECK GUIDE
X-14 | ambiguity     | medium | DECK GUIDE
X-15 | granularity   | low    | DECK GUIDE
X-16 | difference    | medium | DECK GUIDE
X-17 | difference    | medium | DECK GUIDE
X-18 | difference    | medium | DECK GUIDE
X-19 | contradiction | high   | DECK GUIDE
X-20 | difference    | medium | DECK GUIDE
X-21 | damage        | medium | DECK GUIDE
X-22 | trap          | medium | DECK GUIDE
X-23 | granularity   | low    | DECK GUIDE
X-24 | difference    | medium | DECK GUIDE
X-25 | difference    | medium | DECK GUIDE
X-26 | difference    | medium | DECK GUIDE
X-27 | difference    | medium | DECK GUIDE
X-28 | granularity   | medium | DECK GUIDE
X-29 | damage        | medium | GUIDE
X-30 | contradiction | high   | DECK GUIDE
X-31 | contradiction | medium | DECK GUIDE
X-32 | ambiguity     | low    | DECK GUIDE
X-33 | difference    | medium | DECK GUIDE
X-34 | granularity   | high   | CIVIL GUIDE SMS
X-35 | difference    | high   | CIVIL GUIDE SET SMS
X-36 | trap          | high   | CIVIL DECK GUIDE SET SMS
X-37 | trap          | high   | SET SMS
X-38 | difference    | low    | SET SMS
X-39 | trap          | medium | DECK GUIDE SMS
X-40 | granularity   | medium | SET SMS
X-41 | difference    | low    | GUIDE SET SMS
X-42 | damage        | high   | CIVIL
X-43 | difference    | medium | CIVIL
X-44 | difference    | medium | CIVIL DECK GUIDE
X-45 | trap          | medium | CIVIL GUIDE SET SMS
X-46 | ambiguity     | low    | DECK GUIDE
X-47 | contradiction | medium | DECK GUIDE
X-48 | granularity   | low    | CIVIL GUIDE SMS
X-49 | difference    | medium | DECK GUIDE
""")
CONFLICT = "?x a ait:Contradiction ; skos:notation ?n FILTER(STRSTARTS(?n, 'X-')) "


@pytest.mark.parametrize("row", CONFLICTS, ids=firsts(CONFLICTS))
def test_kind_and_severity(kg: KnowledgeGraph, row: tuple[str, ...]) -> None:
    where = CONFLICT + f'?x ait:conflictKind ?k ; ait:severity ?s FILTER(?n = "{row[0]}")'
    expected = [(f"scheme/conflict-kind/{row[1]}", row[2])]
    assert rows(kg, "?k ?s", where) == expected


@pytest.mark.parametrize("row", CONFLICTS, ids=firsts(CONFLICTS))
def test_documents_quoted(kg: KnowledgeGraph, row: tuple[str, ...]) -> None:
    where = f'{CONFLICT} ?x ait:reading/ait:evidence/prov:wasQuotedFrom ?f FILTER(?n = "{row[0]}")'
    expected = sorted(f"source/{DOCUMENTS[name]}" for name in row[3].split())
    assert column(kg, "f", where) == expected


def test_forty_nine_between_the_documents(kg: KnowledgeGraph) -> None:
    assert column(kg, "n", CONFLICT) == firsts(CONFLICTS)


KINDS = table("""
difference    | 18
contradiction | 11
trap          | 7
granularity   | 6
damage        | 4
ambiguity     | 3
""")
SEVERITIES = table("""
medium | 25
high   | 17
low    | 7
""")


@pytest.mark.parametrize(("kind", "count"), KINDS, ids=firsts(KINDS))
def test_number_of_a_kind(kg: KnowledgeGraph, kind: str, count: str) -> None:
    where = f"{CONFLICT} ?x ait:conflictKind ?k FILTER(STRENDS(STR(?k), '/{kind}'))"
    assert how_many(kg, where) == int(count)


@pytest.mark.parametrize(("severity", "count"), SEVERITIES, ids=firsts(SEVERITIES))
def test_number_of_a_severity(kg: KnowledgeGraph, severity: str, count: str) -> None:
    assert how_many(kg, f'{CONFLICT} ?x ait:severity "{severity}"') == int(count)


def test_every_difference_has_two_readings_or_more(kg: KnowledgeGraph) -> None:
    readings = [number for number, _ in rows(kg, "?n ?r", f"{CONFLICT} ?x ait:reading ?r")]
    assert [number for number in set(readings) if readings.count(number) < 2] == []
