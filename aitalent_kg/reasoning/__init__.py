"""What follows from the graph by the rules of OWL 2 RL, and why; the parts that callers use.

The fast engine runs the rules as SPARQL; owlrl is the reference, and gives the same. Axioms are
those of our ontology and of SKOS. A mapping is never a step of a chain unless that is asked for.
"""

from __future__ import annotations

from aitalent_kg.reasoning.closure import ENGINES, Closure, reason
from aitalent_kg.reasoning.contradictions import Clash
from aitalent_kg.reasoning.explaining import Explanation, explain
from aitalent_kg.reasoning.proofs import Proof
from aitalent_kg.reasoning.rules import RULES, Rule, construct

__all__ = [
    "ENGINES",
    "RULES",
    "Clash",
    "Closure",
    "Explanation",
    "Proof",
    "Rule",
    "construct",
    "explain",
    "reason",
]
