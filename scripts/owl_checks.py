"""OWL 2 profiles, consistency and why there is none: the OWL API and HermiT, in one Java machine.

    python scripts/owl_checks.py [FILE.ttl …]    # our ontology, with files of yours

Development only: both come with owlready2 as jars, and JPype starts Java once in this process.
In: statements. Out: plain values, and IRIs in short form. Nothing is fetched or written.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import RdfFormat, Store, Triple, serialize

from aitalent_kg.names import curie
from aitalent_kg.resources import folder

__all__ = [
    "PROFILES",
    "Violation",
    "by_kind",
    "explain",
    "is_consistent",
    "loaded",
    "main",
    "ontology_with",
    "planted",
    "smallest",
    "unsatisfiable",
    "version",
    "violations",
]

PROFILES = ("DL", "RL", "EL", "QL")
_PREFIXES = """
PREFIX ait: <https://w3id.org/aitalent-kg/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX x: <urn:x:>
"""
_IRI = re.compile(r"<([^<>\s]+)>")


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """Something that keeps an ontology out of a profile."""

    kind: str  #: what the OWL API calls it: "UseOfIllegalDataRange"
    axiom: str  #: in functional syntax with short IRIs; "" for an annotation of the ontology itself
    what: str  #: its words, without the axiom


@cache
def _java() -> Any:
    """The packages of Java below `org.semanticweb`."""
    import jpype
    import owlready2

    if not jpype.isJVMStarted():
        jars = [str(p) for p in (Path(owlready2.__file__).parent / "hermit").glob("*.jar")]
        jpype.startJVM(classpath=jars)
    return jpype.JPackage("org").semanticweb


def planted(*files: Path, turtle: str = "") -> set[Triple]:
    """The statements of Turtle files, and of Turtle text with our usual prefixes and `x:`."""
    store = Store()
    for path in files:
        store.bulk_load(path=str(path), format=RdfFormat.TURTLE)
    store.load(f"{_PREFIXES}{turtle}".encode(), format=RdfFormat.TURTLE)
    return {quad.triple for quad in store}


def ontology_with(turtle: str, *files: Path) -> set[Triple]:
    """The statements of our ontology, and some more."""
    return planted(*sorted(folder("ontology").glob("*.ttl")), *files, turtle=turtle)


def loaded(triples: Iterable[Triple]) -> Any:
    """Statements as an ontology of the OWL API; any that only repeat another count once."""
    import jpype

    text = serialize(sorted(set(triples), key=str), format=RdfFormat.RDF_XML)
    assert text is not None
    api = _java().owlapi
    manager = api.apibinding.OWLManager.createOWLOntologyManager()
    stream = jpype.JClass("java.io.ByteArrayInputStream")(text)
    return manager.loadOntologyFromOntologyDocument(stream)


def violations(ontology: Any, profile: str = "DL") -> list[Violation]:
    """What keeps an ontology out of a profile, by the checker of the OWL API; [] if nothing does."""
    checker = getattr(_java().owlapi.profiles, f"OWL2{profile}Profile")()
    return sorted(map(_violation, checker.checkOntology(ontology).getViolations()))


def is_consistent(ontology: Any) -> bool:
    """Whether an ontology has a model, by HermiT."""
    return bool(_java().HermiT.Reasoner(ontology).isConsistent())


def unsatisfiable(ontology: Any) -> list[str]:
    """Classes that can have no member, by HermiT; [] is the good answer.

    Raises:
        ValueError: the whole is inconsistent, so that every class is empty.
    """
    reasoner = _java().HermiT.Reasoner(ontology)
    if not reasoner.isConsistent():
        raise ValueError("the ontology is inconsistent; aitalent-kg reason says why")
    empty = (str(name.toStringID()) for name in reasoner.getUnsatisfiableClasses().getEntities())
    return sorted(name for name in empty if not name.endswith("owl#Nothing"))


def explain(ontology: Any) -> list[str]:
    """A smallest set of axioms that contradict each other; without any one of them they do not.

    Found by leaving out (Junker 2004, QuickXplain), with HermiT as the judge.

    Raises:
        ValueError: nothing contradicts.
    """
    axioms = sorted(ontology.getLogicalAxioms(), key=str)
    if not _contradict(axioms):
        raise ValueError("the ontology is consistent, there is nothing to explain")
    return sorted(map(_shown, smallest(axioms, _contradict)))


def smallest(parts: Sequence[Any], wrong: Callable[[Sequence[Any]], bool]) -> list[Any]:
    """A subset of parts that is wrong while each smaller one of it is not."""

    def search(kept: list[Any], added: bool, rest: Sequence[Any]) -> list[Any]:
        if added and wrong(kept):
            return []
        if len(rest) == 1:
            return list(rest)
        half = len(rest) // 2
        left, right = rest[:half], rest[half:]
        second = search([*kept, *left], True, right)
        first = search([*kept, *second], bool(second), left)
        return first + second

    return search([], False, parts)


def _contradict(axioms: Sequence[Any]) -> bool:
    import jpype

    manager = _java().owlapi.apibinding.OWLManager.createOWLOntologyManager()
    return not is_consistent(manager.createOntology(jpype.JClass("java.util.HashSet")(axioms)))


def _violation(found: Any) -> Violation:
    axiom = found.getAxiom()
    words = str(found).split("  [")[0].split(" [in ontology")[0]
    return Violation(
        str(found.getClass().getSimpleName()), "" if axiom is None else _shown(axiom), words
    )


def _shown(axiom: Any) -> str:
    """An axiom with short IRIs."""
    return _IRI.sub(lambda match: curie(match[1]), str(axiom))


def version() -> str:
    """Version of HermiT, as its jar says, which holds the OWL API too."""
    return str(_java().HermiT.Reasoner.class_.getPackage().getImplementationVersion())


def by_kind(found: Iterable[Violation]) -> dict[str, int]:
    """How many violations of each kind, the commonest first."""
    return dict(Counter(violation.kind for violation in found).most_common())


def main(names: Sequence[str]) -> int:
    """Tell what is outside of OWL 2 DL, and what contradicts; 1 where anything does."""
    ontology = loaded(ontology_with("", *map(Path, names)))
    outside = violations(ontology, "DL")
    lines = [f"not OWL 2 DL: {found.what} {found.axiom}" for found in outside]
    if not is_consistent(ontology):
        lines += ["these contradict, all together:", *(f"  {axiom}" for axiom in explain(ontology))]
    else:
        lines += [f"can have no member: {curie(name)}" for name in unsatisfiable(ontology)]
    print("\n".join(lines or ["OWL 2 DL, consistent, every class can have members"]))
    return int(bool(lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
