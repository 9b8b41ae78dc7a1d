"""Common slips in queries that an engine refuses, told better than by the engine's parser.

In: the text of a query. Out: what is wrong with it, in words.
"""

from __future__ import annotations

from itertools import pairwise

from aitalent_kg.names import PREFIXES
from aitalent_kg.sparql import Token, meaningful

__all__ = ["why_broken"]


def why_broken(text: str) -> str:
    r"""What is wrong with a query that an engine refuses, where that is a common slip; else "".

    >>> why_broken("SELECT ?l { sms:T1 ?p ?l }")
    "prefix 'sms' is not declared; add PREFIX sms: <...>"
    """
    tokens = meaningful(text)
    return _undeclared(tokens) or _slash(tokens)


def _undeclared(tokens: list[Token]) -> str:
    names = [t for t in tokens if t.lastgroup == "name"]
    declared = {b[0].partition(":")[0] for a, b in pairwise(tokens) if a[0].upper() == "PREFIX"}
    used = {t[0].partition(":")[0] for t in names} - {"_", *PREFIXES}
    return "".join(
        f"prefix {prefix!r} is not declared; add PREFIX {prefix}: <...>"
        for prefix in sorted(used - declared)[:1]
    )


def _slash(tokens: list[Token]) -> str:
    """`a:b/c`, which is read as a path of which the second step is no name."""
    for name, slash, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        kinds = (name.lastgroup, slash[0], after.lastgroup)
        joined = name.end() == slash.start() and slash.end() == after.start()
        if kinds == ("name", "/", "word") and joined and after[0] != "a":
            whole = f"{name[0]}\\/{after[0]}"
            return f"a slash inside a short name; write {whole}, or the whole IRI in <...>"
    return ""
