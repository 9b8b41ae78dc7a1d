"""Make the mapping sets of data/mappings from settled rows: scripts/crosswalk.py ROWS.tsv ...

Columns: subject predicate denied object confidence subject_lines object_lines comment_zh
comment_en status. Ends are paths below the project's resources, or IRIs of others; predicates are
exact, close, broad, narrow, related; `not`, with the denied one in `denied`; `none`, with a
document for object. Lines, as `122;130-132`, become the quotes on them of the thing, or of what
belongs to it or asks for it; no code beside words on its line, no text twice. All that is wrong is
told, and nothing is written.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from aitalent_kg.errors import AitalentError, BadValue
from aitalent_kg.evidence import Evidence, evidence_of
from aitalent_kg.lookup import kind_of, objects, subjects
from aitalent_kg.mappings.curies import OURS
from aitalent_kg.mappings.doubts import report
from aitalent_kg.mappings.export import about_own
from aitalent_kg.mappings.files import write_set
from aitalent_kg.mappings.find import named, predicate_named
from aitalent_kg.mappings.graphs import OWN_SETS, quads_of
from aitalent_kg.mappings.record import NO_COUNTERPART, NO_TERM, Mapping
from aitalent_kg.mappings.sets import MappingSet
from aitalent_kg.names import DOCUMENTS, ID, curie, graph_iri
from aitalent_kg.resources import data_files
from aitalent_kg.shortcuts import shortcuts
from aitalent_kg.store import read_into

TARGET = Path(__file__).resolve().parent.parent / "data" / "mappings"
COLUMNS = (
    "subject", "predicate", "denied", "object", "confidence", "subject_lines", "object_lines",
    "comment_zh", "comment_en", "status",
)  # fmt: skip
#: A quote that only numbers a thing: 04, K01, P1.2.1, 五, C.
CODE = re.compile(r"[A-Za-z]?\d+(\.\d+)*|[A-Za-z]|[一二三四五六七八九十]+")
#: What belongs to a thing points to it by these.
BELONGING = (
    "dcterms:isPartOf", "skos:broader", "ait:inGroup", "ait:competencyCategory", "ait:occupation",
)  # fmt: skip
#: What states something of a thing points to it by these,
STATING = (
    "ait:requirer",
    "ait:requiredItem",
    "ait:placed",
    "ait:placedUnder",
    "ait:from",
    "ait:to",
)
#: and leads on by these to what else it speaks of; a standard, to how its occupation is classed.
ENDS = ("ait:requirer", "ait:requiredItem", "ait:placed", "ait:classifiedAs")


@dataclass(frozen=True, slots=True)
class Settled:
    """A row that is a mapping."""

    place: str
    status: str
    mapping: Mapping


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Makes mappings from rows, with the quotes of one graph."""

    store: Store

    def mapping(self, row: dict[str, str]) -> Mapping:
        """The mapping of a row.

        Raises:
            BadValue: a cell cannot stand where it is.
        """
        predicate, negated, status = _relation(row)
        subject = self._thing(row["subject"], "subject")
        none = predicate == NO_COUNTERPART
        object_ = NO_TERM if none else self._thing(row["object"], "object", status == "outward")
        source = ID + _framework(row["object"]) if none else _source(object_)
        mapping = Mapping(
            subject=subject,
            predicate=predicate,
            object=object_,
            confidence=_confidence(row["confidence"]),
            negated=negated,
            comment=_said(row, "comment_en"),
            comment_zh=_said(row, "comment_zh"),
            subject_source=_source(subject),
            object_source=source,
            subject_evidence=self._quotes(subject, row["subject_lines"], "subject_lines"),
            object_evidence=()
            if none
            else self._quotes(object_, row["object_lines"], "object_lines"),
        )
        return named(self.store, mapping, "zh")

    def _thing(self, path: str, column: str, outside: bool = False) -> str:
        iri = path if path.startswith(("http://", "https://")) else ID + path
        if not outside and not kind_of(self.store, iri):
            raise BadValue(path, f"{column}: the graph holds no such thing; correct the path")
        return iri

    def _quotes(self, iri: str, lines: str, column: str) -> tuple[str, ...]:
        """IRIs of the quotes on these lines of the thing's document."""
        found: list[Evidence] = []
        for line in _numbers(lines, column):
            hits = self._quotes_on(iri, line)
            if not hits:
                raise BadValue(curie(iri), f"{column}: no quote of it on line {line}")
            found += hits
        if not found and iri.startswith(ID):
            raise BadValue(
                curie(iri), f"{column}: is empty; give the lines that the judgement rests on"
            )
        return _each_text_once(found)

    def _quotes_on(self, iri: str, line: int) -> list[Evidence]:
        """Quotes on a line, of the thing or else of what stands nearest to it; codes if alone."""
        source = f"{_document(curie(iri))}.txt"
        for layer in _layers(self.store, iri):
            hits = [
                quote
                for thing in layer
                for quote in evidence_of(self.store, thing)
                if quote.source == source and _covers(quote, line)
            ]
            if hits:
                return [q for q in hits if not CODE.fullmatch(q.quote.strip())] or hits
        return []


def _each_text_once(quotes: Sequence[Evidence]) -> tuple[str, ...]:
    """IRIs of the quotes in the order of the document; of those with one text the first."""
    found: dict[str, str] = {}
    for quote in sorted(quotes, key=lambda q: (q.start, q.end)):
        found.setdefault(" ".join(quote.quote.split()), quote.iri)
    return tuple(found.values())


def _layers(store: Store, thing: str) -> Iterator[set[str]]:
    """The thing; its parts and what states it; who asks for it or is asked for; their parts."""
    yield {thing}
    own = _parts(store, {thing})
    said = {node for name in STATING for node in subjects(store, name, thing)}
    yield own | said
    ends = {end for node in said | own for name in ENDS for end in objects(store, node, name)}
    yield ends - {thing}
    yield _parts(store, ends - {thing})


def _parts(store: Store, things: set[str]) -> set[str]:
    """What belongs to things, and what belongs to that."""
    found: set[str] = set()
    layer = things
    while layer:
        near = {part for one in layer for name in BELONGING for part in subjects(store, name, one)}
        layer = near - found - things
        found |= layer
    return found


def _covers(quote: Evidence, line: int) -> bool:
    return quote.line <= line <= quote.line + quote.quote.count("\n")


def _relation(row: dict[str, str]) -> tuple[str, bool, str]:
    """Predicate, whether it is denied, and the set that the row belongs to."""
    name, status = row["predicate"], row["status"] or "accepted"
    if status not in OWN_SETS:
        raise BadValue(status, f"status: no such set; there are: {', '.join(OWN_SETS)}")
    if (name == "not") != (status == "rejected"):
        raise BadValue(f"{name} {status}", "status: a row is rejected where its predicate is not")
    if name == "none" and status != "accepted":
        raise BadValue(status, "status: what has no counterpart is accepted")
    if bool(row["denied"]) != (name == "not"):
        raise BadValue(row["denied"], "denied: `not` names what it denies, and nothing else does")
    return predicate_named(row["denied"] or name), name == "not", status


def _document(path: str) -> str:
    return path.partition("/")[0]


def _framework(name: str) -> str:
    if name not in DOCUMENTS:
        raise BadValue(name, f"object: no document; there are: {', '.join(DOCUMENTS)}")
    return name


def _source(iri: str) -> str:
    """IRI of the document of ours that a thing belongs to, "" for what is others'."""
    return ID + curie(iri).partition("/")[0] if iri.startswith(ID) else ""


def _confidence(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise BadValue(text, "confidence: is no number from 0 to 1")
    return number


def _said(row: dict[str, str], column: str) -> str:
    if not row[column].strip():
        raise BadValue("", f"{column}: is empty; give the reason")
    return row[column].strip()


def _numbers(lines: str, column: str) -> Iterator[int]:
    for part in filter(None, (p.strip() for p in lines.replace(",", ";").split(";"))):
        first, _, last = part.partition("-")
        if not (first.isdecimal() and (last or first).isdecimal()):
            raise BadValue(part, f"{column}: is no line; write numbers as 122;130-132")
        yield from range(int(first), int(last or first) + 1)


def read_rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row with its place."""
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, delimiter="\t")
        lacking = {*COLUMNS} - {*(reader.fieldnames or ())}
        if lacking:
            raise AitalentError(f"{path}: no columns {', '.join(sorted(lacking))}")
        for row in reader:
            yield f"{path}:{reader.line_num}", {name: (row[name] or "").strip() for name in COLUMNS}


def read_all(paths: Sequence[Path], store: Store) -> tuple[list[Settled], list[str]]:
    """The mappings of all rows, and what is wrong with the others."""
    crosswalk, wrong = Crosswalk(store), []
    found: dict[object, Settled] = {}
    for path in paths:
        for place, row in read_rows(path):
            try:
                entry = Settled(place, row["status"] or "accepted", crosswalk.mapping(row))
            except AitalentError as error:
                wrong.append(f"{place}: {error}")
                continue
            before = found.setdefault(entry.mapping.key, entry)
            if before is not entry:
                wrong.append(f"{place}: the same mapping as {before.place}")
    return list(found.values()), wrong


def doubts_of(found: Sequence[Settled], store: Store) -> Iterator[str]:
    """What the mappings say that does not fit together; candidates are held to it too."""
    for status, graph in (
        ("rejected", "rejected"),
        ("accepted", "accepted"),
        ("candidate", "accepted"),
    ):
        chosen = (entry.mapping for entry in found if entry.status == status)
        store.extend(quads_of(chosen, graph_iri(f"mappings-{graph}")))
    for doubt in report(store):
        said = (f"{'not ' * m.negated}{curie(m.predicate)}" for m in doubt.mappings)
        yield f"{doubt.kind}: {' '.join(map(curie, doubt.things))}: {', '.join(said)}"


def documents_store() -> Store:
    """The graph without its mappings, so that a broken set can be made anew."""
    store = Store()
    for name, path in data_files().items():
        read_into(store, path, graph_iri(name))
    store.extend(shortcuts(store))
    return store


def main() -> int:
    """Write the sets; 1 where a row is wrong."""
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    store = documents_store()
    found, wrong = read_all([Path(name) for name in sys.argv[1:]], store)
    wrong += doubts_of(found, store)
    for problem in wrong:
        print(problem, file=sys.stderr)
    if wrong:
        return 1
    TARGET.mkdir(exist_ok=True)
    for name in OWN_SETS:
        mappings = tuple(entry.mapping for entry in found if entry.status == name)
        write_set(MappingSet(mappings, about_own(name), OURS), TARGET / f"{name}.sssom.tsv")
        print(f"data/mappings/{name}.sssom.tsv: {len(mappings)} mappings")
    return 0


if __name__ == "__main__":
    sys.exit(main())
