"""Constraints written as SPARQL: one query for many focus nodes.

SHACL asks the query once for each focus node, which stands for $this everywhere. Asking it once
for many, with `VALUES ?this` at its start, gives the same where $this is bound in the group
itself and grouped by: `unfit` says why a text is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, QuerySolution, QuerySolutions, Store, Variable

from aitalent_kg.names import PREFIXES
from aitalent_kg.validate.view import Term

__all__ = ["Hit", "Query", "ask", "predicates_named", "unfit"]

#: Strings, IRIs and comments, which hold words that are no keywords.
_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|#[^\n]*')
#: What makes a group that does not see $this, or a result that is not of one node alone.
_REFUSED = re.compile(
    "OPTIONAL|UNION|MINUS|SERVICE|GRAPH|VALUES|LIMIT|OFFSET|FROM|ASK|CONSTRUCT|DESCRIBE|RAND|UUID"
    "|STRUUID|NOW|BNODE|SUM|AVG|SAMPLE|GROUP_CONCAT|REDUCED"
)
_WORD = re.compile(r"(?<![?$:\w])[A-Za-z_]+(?![\w:])")
_NAME = re.compile(r"\b([a-zA-Z][\w-]*):([\w-]+)")
_IRI = re.compile(r"<([^<>\"{}|^`\\\s]+)>")
_PREFIX = re.compile(r"PREFIX\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE)
_ANY_PREDICATE = re.compile(r"[?$]\w+\s+[?$]\w+\s+[?$\w<]|[?$]\w+\s+!(?!=)")
#: Variables side by side that are no statement.
_LISTED = re.compile(r"\bSELECT\b[^{]*|\bGROUP\s+BY(?:\s+[?$]\w+)+", re.IGNORECASE)
_HEAD = re.compile(r"\bSELECT\b[^{]*\{", re.IGNORECASE)
#: pySHACL declares these for every query.
_DECLARED = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("rdf", "rdfs", "owl"))


@dataclass(frozen=True)
class Query:
    """One SPARQL constraint."""

    name: str  #: CURIE of the constraint
    severity: str
    text: str
    messages: tuple[str, ...]  #: in all languages, with {?value} in them
    #: Of filled messages, makes the one in the language asked for.
    choose: Callable[[Iterable[str]], str] = field(compare=False)
    #: Predicates that its text names; None: it may read any statement.
    predicates: frozenset[str] | None = None

    def message(self, hit: Hit) -> str:
        """What a row says, with what it bound in the places of the variables."""
        texts = list(self.messages)
        for name, term in hit.bound:
            places = re.compile(rf"{{[?$]{name}}}")
            texts = [term.value.join(places.split(text)) for text in texts]
        return self.choose(texts)


@dataclass(frozen=True)
class Hit:
    """One row that a query gave: a node that breaks the constraint, and all that was bound."""

    focus: Term
    bound: tuple[tuple[str, Term], ...]


def unfit(text: str) -> str | None:
    """Why a query cannot be asked for many nodes together; None when it can.

    >>> unfit("SELECT $this WHERE { $this <x:p> ?v } LIMIT 1")
    'LIMIT in a query'
    """
    bare = _QUOTED.sub(" ", text)
    words = [word.upper() for word in _WORD.findall(bare)]
    for word in words:
        if _REFUSED.fullmatch(word):
            return f"{word} in a query"
    if not re.search(r"\bSELECT\b[^{]*[$?]this\b", bare, re.IGNORECASE):
        return "a query that does not select $this"
    if re.search(r"\bAS\s+[$?]this\b|\b(?:shapesGraph|currentShape|PATH)\b", bare):
        return "a query with variables of SHACL beside $this"
    if re.search(r"\bCOUNT\s*\(\s*(?!DISTINCT\b)", bare, re.IGNORECASE):
        return "COUNT without DISTINCT in a query"
    return _unfit_groups(bare, words)


def _unfit_groups(bare: str, words: list[str]) -> str | None:
    """Groups of a query that do not see $this as the query itself does."""
    grouped = len(re.findall(r"\bGROUP\s+BY\s+[$?]this\b", bare, re.IGNORECASE))
    inner = words.count("SELECT") - 1
    aggregates = {"COUNT", "MAX", "MIN"} & {*words}
    if grouped < inner or (aggregates and not grouped) or (words.count("GROUP") != grouped):
        return "an aggregate or inner SELECT that is not grouped by $this"
    opened = bare.count("{") - 1
    seen = len(re.findall(r"\bEXISTS\s*\{", bare, re.IGNORECASE))
    if opened != seen + 2 * inner:
        return "a group within a query"
    return None


def predicates_named(text: str) -> frozenset[str] | None:
    """IRIs that a query names; None when it may read statements of any predicate."""
    bare = re.sub(r"#[^\n<>]*$", "", text, flags=re.MULTILINE)
    bare = re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', bare)
    body = _LISTED.sub(" ", _PREFIX.sub("", bare))
    if _ANY_PREDICATE.search(body):
        return None
    spaces = dict(_PREFIX.findall(bare)) | {n: PREFIXES[n] for n in ("rdf", "rdfs", "owl")}
    names = {spaces[p] + rest for p, rest in _NAME.findall(body) if p in spaces}
    types = {PREFIXES["rdf"] + "type"} if re.search(r"[\s;]a\s", body) else set()
    return frozenset({*names, *types, *_IRI.findall(body)})


def ask(store: Store, query: Query, nodes: Sequence[Term]) -> Iterator[Hit]:
    """The rows of a query for some focus nodes, each row of one node once."""
    named = [node for node in nodes if not isinstance(node, BlankNode)]
    if named:
        text = _HEAD.sub(lambda head: head[0] + _values(named), query.text, count=1)
        yield from _hits(store.query(_DECLARED + text, use_default_graph_as_union=True), {})
    for node in nodes:
        if isinstance(node, BlankNode):  # which VALUES cannot name
            rows = store.query(
                _DECLARED + query.text,
                use_default_graph_as_union=True,
                substitutions={Variable("this"): node},
            )
            yield from _hits(rows, {"this": node})


def _values(nodes: Iterable[Term]) -> str:
    return " VALUES ?this { " + " ".join(str(node) for node in nodes) + " } "


def _hits(rows: object, known: dict[str, Term]) -> Iterator[Hit]:
    assert isinstance(rows, QuerySolutions)
    names = [variable.value for variable in rows.variables]
    seen: set[Hit] = set()
    for row in rows:
        bound = known | _bound(row, names)
        hit = Hit(bound["this"], tuple(sorted(bound.items(), key=lambda item: item[0])))
        if hit not in seen:
            seen.add(hit)
            yield hit


def _bound(row: QuerySolution, names: Iterable[str]) -> dict[str, Term]:
    return {name: row[name] for name in names if row[name] is not None}
