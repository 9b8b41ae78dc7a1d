"""`diff`: two versions of a framework, or two whole graphs, in one answer.

In: the graph and two names, files or graphs. Out: a frozen `VersionDiff` in one language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pyoxigraph import Store

from aitalent_kg.errors import BadValue
from aitalent_kg.lookup import label, text_in
from aitalent_kg.names import curie
from aitalent_kg.progress import Progress, silent
from aitalent_kg.versions.answers import AnswerChange, changed_answers
from aitalent_kg.versions.causes import Cause, Causes
from aitalent_kg.versions.changes import FrameworkDiff, diff_framework
from aitalent_kg.versions.reading import frameworks
from aitalent_kg.versions.sides import Side, sides_of, whole_side
from aitalent_kg.versions.sources import (
    Version,
    family_of,
    is_file,
    version_in,
    version_of_file,
)
from aitalent_kg.versions.statements import StatementDiff, diff_statements
from aitalent_kg.versions.words import WORDS

__all__ = ["Graph", "Spec", "VersionDiff", "diff"]


class Graph(Protocol):
    """A graph in memory; `KnowledgeGraph` is one."""

    @property
    def store(self) -> Store:
        """Its statements."""


Spec = str | Path | Graph


@dataclass(frozen=True, slots=True)
class VersionDiff:
    """What two versions differ in; false where in nothing but places in the text."""

    old: str  #: as it was named
    new: str
    frameworks: tuple[FrameworkDiff, ...]
    statements: StatementDiff
    answers: tuple[AnswerChange, ...] | None  #: None where the queries were left out
    causes: dict[str, Cause]  #: IRI -> the thing and the quotes that a row comes from
    remarks: tuple[str, ...]  #: what a reader should know first, in words
    comparable: bool = True  #: false where a version has only a name

    def __bool__(self) -> bool:
        answers = any(answer.only != "places" for answer in self.answers or ())
        return any((any(self.frameworks), self.statements, answers))


def diff(
    base: Graph,
    old: Spec,
    new: Spec,
    queries: bool = True,
    lang: str = "zh",
    progress: Progress = silent,
) -> VersionDiff:
    """Compare two versions.

    Args:
        base: the graph that names are looked up in, and that surrounds the two versions when the
            library is asked.
        old, new: names of frameworks or standards, files (RDF, or the text of an iCAP standard),
            or whole graphs in memory.
        queries: whether to ask the query library on both sides, some seconds.
        progress: told the name of each query before it is asked.
    Raises:
        UnknownName, AmbiguousName, BadValue: no framework has this name, or a whole graph is to be
            compared with a version of one framework.
        MissingFile, UnreadableFile: a file is not there, or cannot be read.
        AitalentError: a graph is on a server.
    """
    store = base.store
    words = WORDS[lang]
    pair = _version(store, old, words["old_graph"]), _version(store, new, words["new_graph"])
    named = [v for v in pair if isinstance(v, Version) and v.root is not None and not v.quads]
    if named:
        return _only_named(store, pair, named, lang)
    sides = _sides(store, *pair)
    statements = diff_statements(*sides, lang)
    causes = Causes(*sides, statements)
    answers = _answers(sides, statements, causes, lang, progress) if queries else None
    used = sorted({iri for a in answers or () for row in a.rows for iri in row.causes})
    return VersionDiff(
        sides[0].version.name,
        sides[1].version.name,
        tuple(_frameworks(*sides, lang)),
        statements,
        answers,
        {iri: causes.cause(iri) for iri in used},
        tuple(_remarks(*sides, lang)),
    )


def _answers(
    sides: tuple[Side, Side],
    statements: StatementDiff,
    causes: Causes,
    lang: str,
    progress: Progress,
) -> tuple[AnswerChange, ...]:
    """The answers that differ; the same statements give the same, and need not be asked."""
    if not statements and not statements.quotes_moved:
        return ()
    return changed_answers(*sides, causes, lang, progress)


def _version(store: Store, spec: Spec, name: str) -> Version | Side:
    """A version, or a whole graph in memory, which is called `name`."""
    if not isinstance(spec, str | Path):
        if not hasattr(spec, "store"):
            raise BadValue(spec, "give a graph, the name of a framework, or a file")
        return whole_side(spec.store, name)
    return version_of_file(spec) if is_file(spec) else version_in(store, str(spec))


def _sides(store: Store, old: Version | Side, new: Version | Side) -> tuple[Side, Side]:
    """Both in their surroundings; a file of whole graphs may meet a graph in memory."""
    if isinstance(old, Version) and isinstance(new, Version):
        return sides_of(store, old, new)
    placed = []
    for version in (old, new):
        if isinstance(version, Version) and version.graph is not None:
            problem = (
                "is a version of one framework, and the other a whole graph; give two of a kind"
            )
            raise BadValue(version.name, problem)
        placed.append(_whole(version) if isinstance(version, Version) else version)
    return placed[0], placed[1]


def _whole(version: Version) -> Side:
    return sides_of(Store(), version, version)[0]


def _only_named(
    store: Store, pair: tuple[Version | Side, ...], named: list[Version], lang: str
) -> VersionDiff:
    """The answer where a version has no content to compare."""
    words, told = WORDS[lang], []
    for version in named:
        assert version.root is not None
        side = Side(store, version, version.root)
        status = text_in(store, version.root, "ait:versionStatus", lang)
        name = label(store, version.root, lang)
        where = "; ".join(f"{q.source}:{q.line}" for q in side.evidence(version.root))
        told.append(
            words["only_named"].format(
                code=version.code, name=name, status=status, where=where or words["no quote"]
            )
        )
    names = [v.name if isinstance(v, Version) else v.version.name for v in pair]
    nothing = StatementDiff((), (), 0, 0, 0)
    return VersionDiff(names[0], names[1], (), nothing, None, {}, tuple(told), comparable=False)


def _frameworks(old: Side, new: Side, lang: str) -> Iterator[FrameworkDiff]:
    """The frameworks that both have, as versions of one another."""
    if old.root is not None and new.root is not None:
        codes = old.version.code, new.version.code
        yield diff_framework(old, new, (old.root, new.root), codes, lang)
        return
    if old.version.graph is not None:
        return  # files that are no framework
    for before, after in _matched(frameworks(old.store), frameworks(new.store)):
        codes = curie(before), curie(after)
        yield diff_framework(old, new, (before, after), codes, lang)


def _matched(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Frameworks of the same IRI, then the one version of a family with the other."""
    yield from ((root, root) for root in old if root in new)
    gone, come = [r for r in old if r not in new], [r for r in new if r not in old]
    for root in gone:
        other = [r for r in come if family_of(r) == family_of(root)]
        alone = sum(family_of(r) == family_of(root) for r in gone) == 1
        if alone and len(other) == 1:
            yield root, other[0]


def _remarks(old: Side, new: Side, lang: str) -> Iterator[str]:
    words, versions = WORDS[lang], (old.version, new.version)
    if versions[0].name == versions[1].name:
        yield words["twice"].format(name=versions[0].name)
    for version in versions:
        if version.doubts:
            yield words["doubts"].format(name=version.name, number=version.doubts)
    if old.root is None or new.root is None:
        for version in versions:
            if version.graph is not None and version.root is None:
                yield words["no_items"].format(name=version.name)
        return
    codes = [version.code for version in versions]
    if family_of(codes[0]) != family_of(codes[1]):
        names = [label(side.store, side.root or "", lang) for side in (old, new)]
        yield words["other_family"].format(
            old=codes[0], old_name=names[0], new=codes[1], new_name=names[1]
        )
