"""What answers each operation: checked parameters in, what the command line prints as JSON out.

No text of a caller is taken for the path of a file: people are sent as records.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from aitalent_kg.errors import BadValue, LimitReached
from aitalent_kg.service.formats import Rows
from aitalent_kg.service.operation import Params

if TYPE_CHECKING:
    from aitalent_kg.graph import KnowledgeGraph
    from aitalent_kg.lookup import Quads
    from aitalent_kg.readings.detect import Finding
    from aitalent_kg.table import Table

__all__ = [
    "assess",
    "compare",
    "conflicts",
    "evidence",
    "findings",
    "gap",
    "info",
    "overlap",
    "queries",
    "query",
    "routes",
    "search",
    "show",
    "sparql",
]


def search(kg: KnowledgeGraph, p: Params) -> object:
    """Things by words."""
    from aitalent_kg.search.index import Hit

    found = kg.search(p["text"], p.get("kind"), p.get("document"), p["limit"], p["lang"])
    return Rows.of(Hit, found)


def show(kg: KnowledgeGraph, p: Params) -> object:
    """One thing."""
    return _read(kg, p).show(p["name"], p["lang"])


def evidence(kg: KnowledgeGraph, p: Params) -> object:
    """The quotes of a thing."""
    from aitalent_kg.evidence import Evidence

    return Rows.of(Evidence, _read(kg, p).evidence(p["name"]))


def info(kg: KnowledgeGraph, p: Params) -> object:
    """What is loaded."""
    return kg.info(p["lang"])


def conflicts(kg: KnowledgeGraph, p: Params) -> object:
    """Recorded differences, or what the detector finds."""
    from aitalent_kg.service.as_json import conflict_json

    topic, document, kind = p.get("topic"), p.get("document"), p.get("kind")
    graph = _read(kg, p)
    if not p["detect"]:
        return [conflict_json(one) for one in graph.conflicts(topic, document, kind, p["lang"])]
    if document or kind:
        raise BadValue("detect", "goes with topic only; leave out document and kind")
    return findings(graph.statements, topic, p["lang"])


def findings(store: Quads, topic: str | None, lang: str) -> list[Finding]:
    """Disagreements in the structure; of a topic those with it in a code, label or record."""
    from aitalent_kg.readings.detect import detect

    found = detect(store, lang)
    if topic is None:
        return found
    wanted = topic.casefold()
    return [one for one in found if any(wanted in name.casefold() for name in _names(one))]


def _names(finding: Finding) -> list[str]:
    things = [word for thing in finding.things for word in (thing.code, thing.label)]
    return [*finding.recorded, *things]


def queries(_: KnowledgeGraph, p: Params) -> object:
    """The library, or some of it."""
    from aitalent_kg.library import find
    from aitalent_kg.library import queries as every
    from aitalent_kg.service.as_json import query_json

    found = find(p["find"]) if "find" in p else every().values()
    return [query_json(entry) for entry in found]


def query(kg: KnowledgeGraph, p: Params) -> object:
    """The rows of a query of the library."""
    from aitalent_kg.asking import ask_library

    graph = _read(kg, p)
    table = ask_library(graph.engine, graph.statements, p["name"], query_values(p))
    return _rows(graph, table, p)


def query_values(p: Params) -> dict[str, Any]:
    """The values for a query's parameters; `lang` too, where the query takes it."""
    from aitalent_kg.library import query as entry_of

    given = dict(p["params"])
    if "lang" in p and any(each.name == "lang" for each in entry_of(p["name"]).parameters):
        given.setdefault("lang", p["lang"])
    return given


def sparql(kg: KnowledgeGraph, p: Params) -> object:
    """The rows of a caller's own query."""
    from aitalent_kg.asking import ask, table_of
    from aitalent_kg.engines.answers import Solutions

    answer = ask(kg.engine, p["text"], {k: _term(v) for k, v in p["bind"].items()})
    if isinstance(answer, Solutions):
        answer = Solutions(answer.columns, islice(answer.rows, p["most_rows"] + 1))
    return _rows(kg, table_of(answer), p)


def _term(value: object) -> object:
    """A text, or in angle brackets an IRI; a list of them where several are given."""
    from aitalent_kg.values import Iri

    if isinstance(value, list):
        return [_term(each) for each in value]
    is_iri = isinstance(value, str) and value.startswith("<") and value.endswith(">")
    return Iri(value[1:-1]) if is_iri and isinstance(value, str) else value


def _rows(kg: KnowledgeGraph, table: Table, p: Params) -> Rows:
    """Rows as objects.

    Raises:
        LimitReached: there are too many.
    """
    from aitalent_kg.asking import with_evidence

    if len(table) > p["most_rows"]:
        raise LimitReached("rows", p["most_rows"])
    if p["evidence"]:
        table = with_evidence(table, kg.statements)
    table = table.curies() if p["curies"] else table
    return Rows(table.columns, table.values())


def routes(kg: KnowledgeGraph, p: Params) -> object:
    """Routes between roles."""
    from aitalent_kg.service.routes_json import routes_json

    start, person = p.get("start"), p.get("person")
    if start is None:
        start, person = person, None
    if start is None:
        raise BadValue("routes", "needs start, the name of a role, or person, a record")
    found = _read(kg, p).routes(
        _thing(start),
        _thing(p["goal"]),
        minimise=[cost.strip() for cost in p["minimise"].split(",")],
        k=p["k"],
        via=p["via"],
        avoid=p["avoid"],
        documents=p["document"] or None,
        inferred=not p["printed"],
        assume=p["assume"],
        person=person,
        lang=p["lang"],
    )
    return routes_json(found)


def gap(kg: KnowledgeGraph, p: Params) -> object:
    """What somebody or something lacks for a goal; of several what the team lacks."""
    graph, how = _read(kg, p), {"mapped": p["mapped"], "lang": p["lang"]}
    have = [*([p["have"]] if "have" in p else []), *p["person"]]
    if not have:
        raise BadValue("gap", "needs have, a name or a record, none for nothing; or person")
    conditional, people = not p["unconditional"], [_thing(each) for each in have]
    if len(people) > 1:
        return graph.team_gap(people, _thing(p["goal"]), conditional=conditional, **how)
    return graph.gap(people[0], _thing(p["goal"]), conditional=conditional, **how)


def overlap(kg: KnowledgeGraph, p: Params) -> object:
    """What two things have in common, or each two of several."""
    sides = [_thing(side) for side in (p["left"], p["right"], *p["more"])]
    how = {name: p[name] for name in ("measure", "idf", "mapped", "lang")}
    return _read(kg, p).overlap(*sides, kinds=p.get("kinds"), **how)


def compare(kg: KnowledgeGraph, p: Params) -> object:
    """Two frameworks pair by pair."""
    from aitalent_kg.service.as_json import comparison_json

    return comparison_json(
        _read(kg, p).compare(p["left"], p["right"], p.get("kinds"), (), p["lang"])
    )


def assess(kg: KnowledgeGraph, p: Params) -> object:
    """The award and entry rules on a person's record."""
    from aitalent_kg.names import DOCUMENTS
    from aitalent_kg.service.as_json import assessment_json

    followed = [name for name in p["reading"] if ":" in name or name in DOCUMENTS]
    graph = _read(kg, {"reading": followed})
    found = graph.assess(
        p["record"],
        as_of=p.get("as_of"),
        readings=[name for name in p["reading"] if name not in followed],
        retired=p["retired"],
        joined=p["join"],
        lang=p["lang"],
    )
    return assessment_json(graph.statements, found, p["lang"])


def _read(kg: KnowledgeGraph, p: Params) -> KnowledgeGraph:
    """The graph with the readings followed that are asked for."""
    names: Sequence[str] = p["reading"]
    return kg.reading(*names) if names else kg


def _thing(value: Any) -> Any:
    """A name or a record; never the path of a file.

    Raises:
        BadValue: it looks like one.
    """
    from aitalent_kg.persons.reader import looks_like_record

    if isinstance(value, str) and looks_like_record(value):
        raise BadValue(value, "no file is read here; send the person's record itself")
    return value
