"""The rules of OWL 2 RL that need neither lists nor restrictions, each a pattern and its conclusion.

A rule is data: SPARQL is made of it to run it forwards, and to find what a statement rests on.
Names are those of the W3C's tables 4 to 9 (OWL 2 Profiles, section 4.3).
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["RULES", "Pattern", "Rule", "construct", "text_of"]

#: Subject, predicate, object: variables as `?x`, terms as CURIEs.
Pattern = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """If all patterns fit, the conclusion holds."""

    name: str
    given: tuple[Pattern, ...]  #: patterns of the schema; few statements fit them
    where: tuple[Pattern, ...]  #: patterns of the data
    then: Pattern
    test: str = ""  #: a condition on the variables, as SPARQL writes it

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """All premises."""
        return self.given + self.where


def _rule(name: str, given: str, where: str, then: str, test: str = "") -> Rule:
    """A rule from text; patterns are divided by full stops."""
    [conclusion] = _patterns(then)
    return Rule(name, _patterns(given), _patterns(where), conclusion, test)


def _patterns(text: str) -> tuple[Pattern, ...]:
    found = []
    for part in filter(None, map(str.split, text.split(" . "))):
        subject, predicate, value = part
        found.append((subject, predicate, value))
    return tuple(found)


_A, _SUB, _SUBP = "rdf:type", "rdfs:subClassOf", "rdfs:subPropertyOf"
_EQC, _EQP, _SAME = "owl:equivalentClass", "owl:equivalentProperty", "owl:sameAs"
_PREDICATE = "!isLiteral(?q) && !isBlank(?q)"  # what else may be equal to a predicate

#: In the order in which they run; those of the schema come first.
RULES = (
    _rule("scm-cls", "", f"?c {_A} owl:Class", f"?c {_SUB} ?c"),
    _rule("scm-cls", "", f"?c {_A} owl:Class", f"?c {_EQC} ?c"),
    _rule("scm-op", "", f"?p {_A} owl:ObjectProperty", f"?p {_SUBP} ?p"),
    _rule("scm-op", "", f"?p {_A} owl:ObjectProperty", f"?p {_EQP} ?p"),
    _rule("scm-dp", "", f"?p {_A} owl:DatatypeProperty", f"?p {_SUBP} ?p"),
    _rule("scm-dp", "", f"?p {_A} owl:DatatypeProperty", f"?p {_EQP} ?p"),
    # owlrl takes rdf:Property like these; the W3C's table does not name it.
    _rule("scm-op", "", f"?p {_A} rdf:Property", f"?p {_SUBP} ?p"),
    _rule("scm-op", "", f"?p {_A} rdf:Property", f"?p {_EQP} ?p"),
    _rule("scm-sco", "", f"?c {_SUB} ?d . ?d {_SUB} ?e", f"?c {_SUB} ?e"),
    _rule("scm-eqc1", "", f"?c {_EQC} ?d", f"?c {_SUB} ?d"),
    _rule("scm-eqc1", "", f"?c {_EQC} ?d", f"?d {_SUB} ?c"),
    _rule("scm-eqc2", "", f"?c {_SUB} ?d . ?d {_SUB} ?c", f"?c {_EQC} ?d"),
    _rule("scm-spo", "", f"?p {_SUBP} ?q . ?q {_SUBP} ?r", f"?p {_SUBP} ?r"),
    _rule("scm-eqp1", "", f"?p {_EQP} ?q", f"?p {_SUBP} ?q"),
    _rule("scm-eqp1", "", f"?p {_EQP} ?q", f"?q {_SUBP} ?p"),
    _rule("scm-eqp2", "", f"?p {_SUBP} ?q . ?q {_SUBP} ?p", f"?p {_EQP} ?q"),
    _rule("scm-dom1", "", f"?p rdfs:domain ?c . ?c {_SUB} ?d", "?p rdfs:domain ?d"),
    _rule("scm-dom2", "", f"?q rdfs:domain ?c . ?p {_SUBP} ?q", "?p rdfs:domain ?c"),
    _rule("scm-rng1", "", f"?p rdfs:range ?c . ?c {_SUB} ?d", "?p rdfs:range ?d"),
    _rule("scm-rng2", "", f"?q rdfs:range ?c . ?p {_SUBP} ?q", "?p rdfs:range ?c"),
    _rule("eq-sym", "", f"?x {_SAME} ?y", f"?y {_SAME} ?x"),
    _rule("eq-trans", "", f"?x {_SAME} ?y . ?y {_SAME} ?z", f"?x {_SAME} ?z"),
    _rule("eq-rep-s", f"?x {_SAME} ?y", "?x ?p ?o", "?y ?p ?o"),
    _rule("eq-rep-p", f"?p {_SAME} ?q", "?s ?p ?o", "?s ?q ?o", _PREDICATE),
    _rule("eq-rep-o", f"?x {_SAME} ?y", "?s ?p ?y", "?s ?p ?x"),
    _rule("prp-spo1", f"?p {_SUBP} ?q", "?x ?p ?y", "?x ?q ?y", _PREDICATE),
    _rule("prp-eqp1", f"?p {_EQP} ?q", "?x ?p ?y", "?x ?q ?y", _PREDICATE),
    _rule("prp-eqp2", f"?q {_EQP} ?p", "?x ?p ?y", "?x ?q ?y", _PREDICATE),
    _rule("prp-inv1", "?p owl:inverseOf ?q", "?x ?p ?y", "?y ?q ?x"),
    _rule("prp-inv2", "?q owl:inverseOf ?p", "?x ?p ?y", "?y ?q ?x"),
    _rule("prp-symp", f"?p {_A} owl:SymmetricProperty", "?x ?p ?y", "?y ?p ?x"),
    _rule("prp-trp", f"?p {_A} owl:TransitiveProperty", "?x ?p ?y . ?y ?p ?z", "?x ?p ?z"),
    _rule(
        "prp-fp",
        f"?p {_A} owl:FunctionalProperty",
        "?x ?p ?y . ?x ?p ?z",
        f"?y {_SAME} ?z",
        "!sameTerm(?y, ?z)",
    ),
    _rule(
        "prp-ifp",
        f"?p {_A} owl:InverseFunctionalProperty",
        "?x ?p ?y . ?z ?p ?y",
        f"?x {_SAME} ?z",
        "!sameTerm(?x, ?z)",
    ),
    _rule("cax-sco", f"?c {_SUB} ?d", f"?x {_A} ?c", f"?x {_A} ?d"),
    _rule("cax-eqc1", f"?c {_EQC} ?d", f"?x {_A} ?c", f"?x {_A} ?d"),
    _rule("cax-eqc2", f"?c {_EQC} ?d", f"?x {_A} ?d", f"?x {_A} ?c"),
    _rule("prp-dom", "?p rdfs:domain ?c", "?x ?p ?y", f"?x {_A} ?c"),
    _rule("prp-rng", "?p rdfs:range ?c", "?x ?p ?y", f"?y {_A} ?c", "!isLiteral(?y)"),
)


def text_of(patterns: tuple[Pattern, ...], test: str = "") -> str:
    """Patterns as the inside of a SPARQL group."""
    body = " . ".join(" ".join(pattern) for pattern in patterns)
    return f"{body} FILTER({test})" if test else body


def construct(rule: Rule) -> str:
    """The rule as SPARQL that runs anywhere.

    >>> construct(RULES[-5])
    'CONSTRUCT { ?x rdf:type ?d } WHERE { ?c rdfs:subClassOf ?d . ?x rdf:type ?c }'
    """
    body = text_of(rule.patterns, rule.test)
    return f"CONSTRUCT {{ {text_of((rule.then,))} }} WHERE {{ {body} }}"
