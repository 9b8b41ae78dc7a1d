"""Short and full IRIs by the prefixes that a mapping file declares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache

from aitalent_kg.errors import BadValue
from aitalent_kg.mappings.slots import BUILT_IN
from aitalent_kg.names import ID, PREFIXES

__all__ = ["OURS", "checked_iri", "checked_prefixes", "full", "short", "used"]

#: Prefixes that our own files declare; what belongs to a document has the path that `show` takes.
OURS = {"ait": PREFIXES["ait"], "aitalent": ID, "esco": "http://data.europa.eu/esco/"}
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\x7f]+")
_PREFIX = re.compile(r"[A-Za-z](?:[\w-]|\.(?=\w))*", re.ASCII)
#: Beginnings of what stands in a file as a full IRI.
_SCHEMES = ("http://", "https://", "urn:")


def full(text: str, prefixes: Mapping[str, str]) -> str:
    """The IRI that a CURIE stands for.

    SSSOM wants CURIEs in tables; an IRI of the web, or a URN, is taken too.

    Raises:
        BadValue: it is no CURIE, its prefix is not declared, or the IRI holds what no IRI may.
    """
    if text.startswith(_SCHEMES):
        return checked_iri(text)
    prefix, colon, local = text.partition(":")
    if not colon:
        raise BadValue(text, "is no CURIE; write prefix:name, as skos:exactMatch")
    space = prefixes.get(prefix) or BUILT_IN.get(prefix)
    if space is None:
        raise BadValue(text, _undeclared(prefix, {**prefixes, **BUILT_IN}))
    return checked_iri(space + local)


def _undeclared(prefix: str, known: Mapping[str, str]) -> str:
    near = get_close_matches(prefix, known, n=1)
    hint = f"did you mean {near[0]}?" if near else "add it to the curie_map"
    if prefix in OURS:
        hint = f"add the line #  {prefix}: {OURS[prefix]}"
    return f"the prefix {prefix!r} is not declared; {hint}"


@lru_cache(maxsize=4096)
def checked_iri(iri: str) -> str:
    """The IRI itself.

    Raises:
        BadValue: it is none, or holds a blank or another character that no IRI may hold.
    """
    if _IRI.fullmatch(iri):
        return iri
    if re.search(r"\s", iri):
        raise BadValue(iri, "holds a blank, which no IRI may; write %20, or mend the cell")
    raise BadValue(iri, "is no IRI; mend the cell")


def checked_prefixes(declared: Mapping[str, str]) -> dict[str, str]:
    """The prefixes of a file.

    Raises:
        BadValue: a name is no prefix, it stands for no IRI, or SSSOM has another IRI for it.
    """
    for prefix, iri in declared.items():
        if not _PREFIX.fullmatch(prefix):
            raise BadValue(
                prefix, "is no prefix; begin with a letter, go on with letters, digits, _"
            )
        checked_iri(iri)
        if BUILT_IN.get(prefix, iri) != iri:
            raise BadValue(prefix, f"stands for {BUILT_IN[prefix]} in SSSOM; choose another prefix")
    return dict(declared)


def short(iri: str, prefixes: Mapping[str, str]) -> str:
    """The CURIE of an IRI by the longest namespace that fits, or the IRI."""
    known = {**BUILT_IN, **prefixes}
    fitting = [(space, name) for name, space in known.items() if iri.startswith(space)]
    if not fitting:
        return iri
    space, name = max(fitting)
    return f"{name}:{iri[len(space) :]}"


def used(prefixes: Mapping[str, str], iris: Iterable[str]) -> dict[str, str]:
    """Those of the prefixes that shorten one of the IRIs, and that a file has to declare."""
    names = {short(iri, prefixes).partition(":")[0] for iri in iris}
    kept = {name: space for name, space in prefixes.items() if name in names}
    return {name: kept[name] for name in sorted(kept) if name not in BUILT_IN}
