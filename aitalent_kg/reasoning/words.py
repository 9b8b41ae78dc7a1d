"""Rules and proofs in words, Chinese and English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Store, Triple

from aitalent_kg.lookup import label
from aitalent_kg.names import curie
from aitalent_kg.reasoning.proofs import ASSERTED, AXIOM, SHORT_FORM, Proof

__all__ = ["RULE_WORDS", "proof_lines", "said"]

#: Name of a rule -> what it says, in words.
RULE_WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "scm-cls": "類別是其自身的子類別",
        "scm-op": "屬性是其自身的子屬性",
        "scm-dp": "屬性是其自身的子屬性",
        "scm-sco": "子類別的子類別也是子類別",
        "scm-eqc1": "等同的類別互為子類別",
        "scm-eqc2": "互為子類別者等同",
        "scm-spo": "子屬性的子屬性也是子屬性",
        "scm-eqp1": "等同的屬性互為子屬性",
        "scm-eqp2": "互為子屬性者等同",
        "scm-dom1": "定義域的上層類別也是定義域",
        "scm-dom2": "子屬性承接屬性的定義域",
        "scm-rng1": "值域的上層類別也是值域",
        "scm-rng2": "子屬性承接屬性的值域",
        "eq-sym": "同一關係雙向成立",
        "eq-trans": "與同一物同一者彼此同一",
        "eq-rep-s": "對一物所述，也適用於與其同一之物",
        "eq-rep-p": "同一的屬性連結同樣的事物",
        "eq-rep-o": "指向一物者，也指向與其同一之物",
        "prp-spo1": "以子屬性相連者，也以其上層屬性相連",
        "prp-eqp1": "等同的屬性連結同樣的事物",
        "prp-eqp2": "等同的屬性連結同樣的事物",
        "prp-inv1": "反向屬性由另一端成立",
        "prp-inv2": "反向屬性由另一端成立",
        "prp-symp": "對稱屬性雙向成立",
        "prp-trp": "遞移屬性可逐步相連",
        "prp-fp": "函數屬性只有一個值，故兩值同一",
        "prp-ifp": "反函數屬性的值只屬於一物，故兩物同一",
        "prp-dom": "具有此屬性者屬於其定義域類別",
        "prp-rng": "此屬性的值屬於其值域類別",
        "cax-sco": "子類別的成員也屬於上層類別",
        "cax-eqc1": "等同的類別成員相同",
        "cax-eqc2": "等同的類別成員相同",
        "cax-dw": "互斥類別不得有共同成員",
        "cls-nothing2": "owl:Nothing 沒有成員",
        "prp-irp": "非自反屬性不得連到自身",
        "prp-asyp": "非對稱屬性不得雙向成立",
        "prp-pdw": "互斥屬性不得連結同樣兩物",
        "eq-diff1": "相異之物不得同一",
        "dt-diff": "函數屬性只有一個值，而兩個字面值不同",
        "dt-not-type": "字面值不屬於其資料型別，或不屬於屬性的值域",
        ASSERTED: "載於 {}",
        AXIOM: "SKOS 公理 {}",
        SHORT_FORM: "由要求或歸屬節點產生的簡式",
        "and": "、",
        "follows": "依 {} 推得：{}",
        "more": "另有 {} 則引文",
        "contradiction": "矛盾（{}）：{}",
    },
    "en": {
        "scm-cls": "a class is a subclass of itself",
        "scm-op": "a property is a subproperty of itself",
        "scm-dp": "a property is a subproperty of itself",
        "scm-sco": "a subclass of a subclass is a subclass",
        "scm-eqc1": "equivalent classes are subclasses of each other",
        "scm-eqc2": "subclasses of each other are equivalent",
        "scm-spo": "a subproperty of a subproperty is a subproperty",
        "scm-eqp1": "equivalent properties are subproperties of each other",
        "scm-eqp2": "subproperties of each other are equivalent",
        "scm-dom1": "a class above the domain is a domain",
        "scm-dom2": "a subproperty has the domain of its property",
        "scm-rng1": "a class above the range is a range",
        "scm-rng2": "a subproperty has the range of its property",
        "eq-sym": "sameness holds both ways",
        "eq-trans": "what is the same as the same thing is the same",
        "eq-rep-s": "what is said of a thing holds of the same thing under its other name",
        "eq-rep-p": "properties that are the same join the same things",
        "eq-rep-o": "what leads to a thing leads to it under its other name",
        "prp-spo1": "what a subproperty joins, the property above it joins",
        "prp-eqp1": "equivalent properties join the same things",
        "prp-eqp2": "equivalent properties join the same things",
        "prp-inv1": "an inverse property holds from the other end",
        "prp-inv2": "an inverse property holds from the other end",
        "prp-symp": "a symmetric property holds both ways",
        "prp-trp": "a transitive property goes on from step to step",
        "prp-fp": "a functional property has one value, so two values are the same",
        "prp-ifp": "a value of an inverse functional property has one owner, so two are the same",
        "prp-dom": "what has the property is of its domain",
        "prp-rng": "a value of the property is of its range",
        "cax-sco": "a member of a subclass is one of the class above",
        "cax-eqc1": "equivalent classes have the same members",
        "cax-eqc2": "equivalent classes have the same members",
        "cax-dw": "disjoint classes have no member in common",
        "cls-nothing2": "owl:Nothing has no member",
        "prp-irp": "an irreflexive property joins nothing to itself",
        "prp-asyp": "an asymmetric property does not hold both ways",
        "prp-pdw": "disjoint properties do not join the same two things",
        "eq-diff1": "things that are different are not the same",
        "dt-diff": "a functional property has one value, and two literals differ",
        "dt-not-type": "a literal is no value of its datatype, or of the range of the property",
        ASSERTED: "asserted in {}",
        AXIOM: "axiom {} of SKOS",
        SHORT_FORM: "short form of a requirement or placement node",
        "and": ", ",
        "follows": "follows by {}: {}",
        "more": "and {} more quotes",
        "contradiction": "contradiction ({}): {}",
    },
}
_MOST_QUOTES = 3


def said(store: Store, triple: Triple, lang: str) -> str:
    """A statement with the names of what it joins."""
    subject, predicate, value = triple
    return f"{_named(store, subject, lang)}  {curie(predicate.value)}  {_named(store, value, lang)}"


def _named(store: Store, term: object, lang: str) -> str:
    if isinstance(term, Literal):
        text = f"「{''.join(c if c.isprintable() else ' ' for c in term.value)}」"
        return f"{text}@{term.language}" if term.language else text
    if not isinstance(term, NamedNode):
        return str(term)
    code, name = curie(term.value), label(store, term.value, lang)
    # A class or property is known by its own name.
    return code if name == code or ":" in code.partition("/")[0] else f"{code}（{name}）"


def proof_lines(store: Store, proof: Proof, lang: str, depth: int = 0) -> Iterator[str]:
    """A proof as indented lines, the statement first, then what it rests on."""
    words, indent = RULE_WORDS[lang], "  " * depth
    yield f"{indent}{said(store, proof.triple, lang)}"
    yield f"{indent}  {_reason(proof, words)}"
    for quote in proof.quotes[:_MOST_QUOTES]:
        yield f"{indent}    {quote}"
    if (more := len(proof.quotes) - _MOST_QUOTES) > 0:
        yield f"{indent}    {words['more'].format(more)}"
    for premise in proof.premises:
        yield from proof_lines(store, premise, lang, depth + 1)


def _reason(proof: Proof, words: Mapping[str, str]) -> str:
    if proof.rule == ASSERTED:
        return words[ASSERTED].format(words["and"].join(proof.graphs))
    if proof.rule == AXIOM:
        return words[AXIOM].format(proof.axiom)
    if proof.rule == SHORT_FORM:
        return words[SHORT_FORM]
    return words["follows"].format(proof.rule, words[proof.rule])
