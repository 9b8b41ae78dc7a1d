"""Why a statement holds, asked by names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from aitalent_kg.errors import BadValue, UnknownName
from aitalent_kg.lookup import described, label
from aitalent_kg.names import AIT, PREFIXES, curie, expand
from aitalent_kg.reasoning.contradictions import Clash
from aitalent_kg.reasoning.proofs import ASSERTED, Proof, clash_proofs, prove
from aitalent_kg.reasoning.terms import rows, short
from aitalent_kg.reasoning.words import RULE_WORDS, proof_lines
from aitalent_kg.resolve import resolve
from aitalent_kg.text import folded

if TYPE_CHECKING:
    from aitalent_kg.reasoning.closure import Closure

__all__ = ["Explanation", "clash_lines", "explain", "proof_json"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A statement that holds, and why; printed, it is the proof in words."""

    proof: Proof
    lang: str
    text: str = field(repr=False)

    @property
    def asserted(self) -> bool:
        """Whether the graph says it; else it follows."""
        return self.proof.rule == ASSERTED

    @property
    def rests_on(self) -> tuple[Proof, ...]:
        """The asserted statements and axioms at the bottom of the proof."""
        return self.proof.leaves

    def as_json(self) -> dict[str, Any]:
        """The proof as nested objects."""
        return proof_json(self.proof)

    def __str__(self) -> str:
        return self.text


def explain(
    closure: Closure, subject: str, predicate: str, object_: str, lang: str = "zh"
) -> Explanation:
    """Why a statement holds: rules, down to asserted statements with their quotes.

    Args:
        closure: of the fast engine.
        subject, object_: a code, path, IRI, CURIE or label; of a class its name; the object may be
            the text of a literal.
        predicate: a CURIE, IRI, label, or a name of our ontology or of SKOS; "a" for rdf:type.
        lang: language of the words: "zh" or "en".
    Raises:
        UnknownName: nothing has such a name; or the statement neither is asserted nor follows,
            and the nearest that do are given.
        AmbiguousName: a name fits several things.
        BadValue: the closure is one of owlrl, which keeps no steps.
    """
    if closure.engine != "fast":
        raise BadValue(closure.engine, "keeps no steps to explain; reason with engine='fast'")
    if lang not in RULE_WORDS:
        raise UnknownName(lang, sorted(RULE_WORDS), "language", "")
    store = closure.workings
    start = NamedNode(_thing(store, subject))
    link = NamedNode(_predicate(store, predicate))
    end = _end(store, start, link, object_)
    proof = prove(closure, Triple(start, link, end)) if end is not None else None
    if proof is None:
        raise _not_following(store, start, link, end, object_)
    return Explanation(proof, lang, "\n".join(proof_lines(closure.asserted, proof, lang)))


def clash_lines(closure: Closure, clash: Clash, lang: str) -> Iterator[str]:
    """A contradiction in words, each premise with its proof."""
    words = RULE_WORDS[lang]
    yield words["contradiction"].format(clash.rule, words[clash.rule])
    for proof in clash_proofs(closure, clash):
        yield from proof_lines(closure.asserted, proof, lang, 1)


def proof_json(proof: Proof) -> dict[str, Any]:
    """A proof as nested objects; IRIs in full."""
    subject, predicate, value = proof.triple
    return {
        "subject": subject.value,
        "predicate": predicate.value,
        "object": str(value) if isinstance(value, Literal) else value.value,
        "rule": proof.rule,
        "axiom": proof.axiom,
        "graphs": proof.graphs,
        "documents": proof.documents,
        "quotes": proof.quotes,
        "premises": [proof_json(premise) for premise in proof.premises],
    }


def _thing(store: Store, name: str) -> str:
    """The IRI of a thing or of a class."""
    if described(store, AIT + name):
        return AIT + name
    return resolve(store, name)


def _predicate(store: Store, name: str) -> str:
    """The IRI of a predicate that the graph, or what follows from it, uses."""
    short = "rdf:type" if name == "a" else name
    spaces = (AIT, *(space for space in PREFIXES.values() if space != AIT))
    for iri in (expand(short), *(space + short for space in spaces)):
        with suppress(ValueError):  # no IRI
            if any(store.quads_for_pattern(None, NamedNode(iri), None, None)):
                return iri
    used: list[str] = [row["p"].value for row in rows(store, "SELECT DISTINCT ?p { ?s ?p ?o }")]
    wanted = folded(name)
    named = {p for p in used for lang in RULE_WORDS if folded(label(store, p, lang)) == wanted}
    if len(named) == 1:
        return named.pop()
    raise UnknownName(name, sorted(map(curie, used)), "predicate")


def _end(
    store: Store, start: NamedNode, link: NamedNode, name: str
) -> NamedNode | BlankNode | Literal | None:
    """What a name means as the object; None for a text that no such statement has."""
    ends = [quad.object for quad in store.quads_for_pattern(start, link, None, None)]
    for end in ends:
        if not isinstance(end, Triple) and name in (end.value, curie(end.value)):
            return end
    try:
        return NamedNode(_thing(store, name))
    except UnknownName:
        if any(isinstance(end, Literal) for end in ends):
            return None
        raise


def _not_following(
    store: Store,
    start: NamedNode,
    link: NamedNode,
    end: NamedNode | BlankNode | Literal | None,
    name: str,
) -> UnknownName:
    """The error, with the nearest statements that hold: two of three parts the same."""
    patterns: list[tuple[Any, Any, Any]] = [(start, link, None)]
    if end is not None:
        patterns += [(start, None, end), (None, link, end)]
    if isinstance(end, NamedNode):
        patterns.append((end, link, start))
    near = [
        short(quad.triple)
        for pattern in patterns
        for quad in store.quads_for_pattern(*pattern, None)
    ]
    last = name if end is None else curie(end.value)
    wanted = " ".join((curie(start.value), curie(link.value), last))
    return UnknownName(wanted, list(dict.fromkeys(near)), "statement", " is asserted or follows")
