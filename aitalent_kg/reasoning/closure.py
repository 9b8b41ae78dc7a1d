"""All that follows from a graph: in a graph of its own, counted, with what contradicts itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, Store, Triple, serialize

from aitalent_kg.errors import BadValue, UnknownName, UnreadableFile
from aitalent_kg.files import written_whole
from aitalent_kg.lookup import commonest, iri
from aitalent_kg.names import PREFIXES, curie
from aitalent_kg.progress import Progress, silent
from aitalent_kg.reasoning.axioms import axioms, withheld
from aitalent_kg.reasoning.contradictions import Clash, clashes
from aitalent_kg.reasoning.covered import check_constructs, check_covered, check_derived
from aitalent_kg.reasoning.filtering import kept
from aitalent_kg.reasoning.forward import REASONED_GRAPH, Derived, Forward
from aitalent_kg.reasoning.terms import quad, saying, short
from aitalent_kg.store import FORMATS

if TYPE_CHECKING:
    from rdflib import Graph

__all__ = ["ENGINES", "Closure", "reason"]

ENGINES = ("fast", "owlrl")
_WITHHELD = "{} says {}; left out, so that mappings do not chain: mappings='chain' uses it"


@dataclass(frozen=True)
class Closure:
    """What follows from a graph by the rules of OWL 2 RL, its ontology, and the axioms of SKOS."""

    engine: str
    mappings: str  #: "single" or "chain"
    triples: frozenset[Triple] = field(repr=False)  #: what follows and is not asserted
    by_rule: Mapping[str, int]  #: by the rule that gave it first; empty with owlrl
    contradictions: tuple[Clash, ...]
    remarks: tuple[str, ...]
    asserted: Store = field(repr=False, compare=False)
    #: All statements, the axioms and what the filter drops too.
    workings: Store = field(repr=False, compare=False)
    steps: Mapping[Triple, Derived] = field(repr=False, compare=False)

    def __len__(self) -> int:
        """Number of statements that follow."""
        return len(self.triples)

    @cached_property
    def by_predicate(self) -> dict[str, int]:
        """CURIE of a predicate -> how many statements that follow have it, the commonest first."""
        return commonest(Counter(curie(triple.predicate.value) for triple in self.triples))

    @cached_property
    def graph(self) -> Graph:
        """What follows, as an rdflib Graph."""
        from aitalent_kg.bridge import triples_to_graph

        return triples_to_graph(self.triples)

    @cached_property
    def store(self) -> Store:
        """What is asserted, in its graphs, and what follows in a graph of its own."""
        store = Store()
        store.extend(self.asserted)
        store.extend(self.quads())
        return store

    def asserted_triples(self) -> Iterator[Triple]:
        """What is asserted, as often as graphs say it."""
        return (row.triple for row in self.asserted)

    def quads(self) -> list[Quad]:
        """What follows, in its graph, sorted."""
        return [quad(triple, REASONED_GRAPH) for triple in sorted(self.triples, key=str)]

    def write(self, path: Path | str) -> None:
        """Write what follows as RDF; the ending says the format, as in files to load.

        Raises:
            UnreadableFile: an ending that is not known.
            MissingFile: the file cannot be written.
        """
        path = Path(path)
        format_ = FORMATS.get(path.suffix.lower())
        if format_ is None:
            raise UnreadableFile(path, f"unknown ending; give one of {' '.join(FORMATS)}")
        with written_whole(path) as temporary:
            temporary.write_bytes(_serialized(self.quads(), format_))


def reason(
    store: Store,
    engine: str = "fast",
    mappings: str = "single",
    progress: Progress = silent,
) -> Closure:
    """All that follows from the statements of a store.

    Args:
        engine: "fast"; or "owlrl", the reference, which gives the same and takes a hundred times
            as long, and knows lists, restrictions and chains.
        mappings: "single": a mapping is never a step of a chain; "chain": as SKOS allows it.
        progress: told what is being done.
    Raises:
        UnknownName: no such engine, or way with mappings.
        BadValue: the graph uses what the fast engine does not cover.
    """
    if engine not in ENGINES:
        raise UnknownName(engine, ENGINES, "engine", "")
    workings = Store()
    workings.extend(store)
    remarks = _withhold(workings, mappings)
    workings.extend(axioms(mappings))
    progress(engine)
    if engine == "fast":
        steps, triples = _fast(workings)
    else:
        steps, triples, messages = _slow(workings)
        remarks += messages
    _check_unchained(workings, mappings)
    progress("contradictions")
    counts = Counter(steps[triple].rule for triple in triples if triple in steps)
    return Closure(
        engine,
        mappings,
        frozenset(triples),
        commonest(counts),
        clashes(workings),
        tuple(remarks),
        store,
        workings,
        steps,
    )


def _serialized(quads: list[Quad], format_: RdfFormat) -> bytes:
    """Statements in a format, the same bytes each time."""
    named = format_ in (RdfFormat.N_QUADS, RdfFormat.TRIG, RdfFormat.JSON_LD)
    plain = format_ in (RdfFormat.N_QUADS, RdfFormat.N_TRIPLES)
    statements = quads if named else [row.triple for row in quads]
    text = serialize(statements, format=format_, prefixes=None if plain else PREFIXES)
    lines = (text or b"").split(b"\n")
    # Prefixes come in an order that changes from run to run.
    head = sorted(line for line in lines if line.startswith(b"@prefix"))
    return b"\n".join([*head, *lines[len(head) :]])


def _fast(workings: Store) -> tuple[dict[Triple, Derived], set[Triple]]:
    check_covered(workings)
    forward = Forward(workings)
    forward.run()
    check_constructs(workings)
    check_derived(forward.steps, workings)
    return forward.steps, {triple for triple in forward.steps if kept(triple)}


def _slow(workings: Store) -> tuple[dict[Triple, Derived], set[Triple], list[str]]:
    from aitalent_kg.reasoning.reference import by_owlrl

    fresh, messages = by_owlrl(workings)
    workings.extend(quad(triple, REASONED_GRAPH) for triple in fresh)
    return {}, set(filter(kept, fresh)), messages


def _check_unchained(workings: Store, mappings: str) -> None:
    """See that nothing by which mappings chain has followed from what is left.

    Raises:
        BadValue: something has.
    """
    for triple in withheld(mappings):
        if saying(workings, triple):
            problem = "follows from your files, and mappings would chain; use mappings='chain'"
            raise BadValue(short(triple), problem)


def _withhold(workings: Store, mappings: str) -> list[str]:
    """Take out what would chain mappings; say where a file has it."""
    remarks = []
    for triple in withheld(mappings):
        for found in saying(workings, triple):
            workings.remove(found)
            remarks.append(_WITHHELD.format(iri(found.graph_name), short(triple)))
    return remarks
