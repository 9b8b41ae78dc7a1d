"""Values bound into the text of a query, as terms.

In and out: SPARQL text. A parameter of the library has a line of its own for this; here any
variable of any query is bound, by VALUES blocks in its groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.sparql import Token, end_of_group, form_token, meaningful
from aitalent_kg.values import to_term, written

__all__ = ["bound", "values_line"]


def values_line(variable: str, value: object) -> str:
    """A VALUES block that binds a variable to a value, or to each of several.

    >>> values_line("code", "K01")
    'VALUES ?code { "K01" }'
    """
    if isinstance(value, list | tuple | set | frozenset):
        terms = " ".join(sorted(written(to_term(one)) for one in value))
    else:
        terms = written(to_term(value))
    return f"VALUES ?{variable} {{ {terms} }}"


def bound(text: str, values: Mapping[str, object]) -> str:
    """The query with variables bound to values, as terms.

    The values stand in the WHERE group, in each branch of a UNION, and in each other group that
    mentions the variable, since what is bound outside a sub-select is not seen inside it.

    Raises:
        UnknownName: the query has no such variable.
        BadValue: no RDF term stands for a value, or the query computes the variable itself.
    """
    text = _in_full(text)
    tokens = meaningful(text)
    known = dict.fromkeys(t[0][1:] for t in tokens if t.lastgroup == "variable")
    computed = {b[0][1:] for a, b in pairwise(tokens) if a[0].upper() == "AS"}
    for name, value in values.items():
        if name not in known:
            raise UnknownName(name, known, "variable", " in the query")
        if name in computed:
            raise BadValue(value, f"the query computes ?{name}; bind another variable")
    lines = {name: values_line(name, value) for name, value in values.items()}
    inserts = [
        (group.start, " " + " ".join(here) + " ")
        for group in _groups(tokens)
        if (here := [line for name, line in lines.items() if group.whole or name in group.names])
    ]
    return _with_inserts(text, inserts)


def _in_full(text: str) -> str:
    """A query that has a group to bind values in: short forms written out."""
    start = form_token(text)
    tokens = [t for t in meaningful(text) if t.start() >= start.end()]
    kind = start[0].upper()
    if kind == "DESCRIBE" and not any(t[0] == "{" for t in tokens):
        return f"{text}\nWHERE {{ }}"
    if kind == "CONSTRUCT" and tokens and tokens[0][0].upper() == "WHERE":
        begin, end = tokens[1].start(), end_of_group(tokens[1:])
        return f"{text[: start.end()]} {text[begin:end]}{text[start.end() :]}"
    return text


class _Group(NamedTuple):
    """A group of patterns."""

    start: int  #: behind its brace
    names: set[str]  #: variables that stand directly in it; of the WHERE, also in its modifiers
    whole: bool  #: the WHERE of the query, or a branch of a UNION in it


def _groups(tokens: list[Token]) -> list[_Group]:
    """The groups of patterns of a query."""
    open_: list[tuple[int, set[str]]] = [(-1, set())]
    found: list[_Group] = []
    outermost = True
    for place, token in enumerate(tokens):
        if token[0] == "{":
            where = _is_where(tokens, place)
            open_.append((place, open_[-1][1] if where else set()))
            if _holds_patterns(tokens, place):
                whole = (where and outermost) or _is_branch(tokens, place)
                outermost = outermost and not where
                found.append(_Group(token.end(), open_[-1][1], whole))
        elif token[0] == "}" and len(open_) > 1:
            open_.pop()
        elif token.lastgroup == "variable":
            open_[-1][1].add(token[0][1:])
    return found


def _is_branch(tokens: list[Token], place: int) -> bool:
    """Whether `{` opens a branch of a UNION; Virtuoso drops branches where a value is not bound."""
    end = end_of_group(tokens[place:])
    near = [t[0].upper() for t in tokens[place:] if t.start() >= end][:1]
    near += [t[0].upper() for t in tokens[:place][-1:]]
    return "UNION" in near


def _holds_patterns(tokens: list[Token], place: int) -> bool:
    """Whether `{` opens patterns: no template, data of VALUES, sub-select or annotation."""
    before = [t[0].upper() for t in tokens[max(0, place - 2) : place]]
    after = tokens[place + 1][0].upper() if place + 1 < len(tokens) else ""
    if after in ("SELECT", "|") or before[-1:] == ["CONSTRUCT"] or "VALUES" in before:
        return False
    return not (before[-1:] == [")"] and _values_of_several(tokens, place))


def _values_of_several(tokens: list[Token], place: int) -> bool:
    """Whether `( … ) {` is the head of a VALUES block with several variables."""
    at = place - 2
    while at >= 0 and tokens[at].lastgroup == "variable":
        at -= 1
    return at >= 1 and tokens[at][0] == "(" and tokens[at - 1][0].upper() == "VALUES"


def _is_where(tokens: list[Token], place: int) -> bool:
    """Whether `{` opens the WHERE of a query or sub-select, so that its modifiers belong to it."""
    if place and tokens[place - 1][0].upper() == "WHERE":
        return True
    depth = 0
    for token in reversed(tokens[:place]):
        depth += {")": 1, "(": -1}.get(token[0], 0)
        if depth < 0 or token[0] in ("{", "}"):
            return False
        if token[0].upper() in ("SELECT", "ASK", "DESCRIBE"):
            return True
    return False


def _with_inserts(text: str, inserts: Iterable[tuple[int, str]]) -> str:
    for place, words in sorted(inserts, reverse=True):
        text = text[:place] + words + text[place:]
    return text
