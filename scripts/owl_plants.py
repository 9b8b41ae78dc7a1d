"""Contradictions to plant into our ontology, each with the axioms that make it one.

Worked out by hand from ontology/aitalent.ttl. Tests plant them, and docs/quality.md counts them.
"""

__all__ = ["PLANTS", "REASONS"]

#: What is wrong -> Turtle, with the prefixes of `owl_checks.py`.
PLANTS = {
    "in two disjoint classes": "x:a a ait:Knowledge , ait:Skill .",
    "a requirer, and yet a role": "x:a a ait:Role ; ait:requirer x:b .",
    "evidence that is an item": "x:a ait:evidence x:b . x:b a ait:Knowledge .",
    "a transition to where it starts": "x:a ait:from x:b ; ait:to x:b .",
    "two quotes that go on from each other": "x:a ait:continues x:b . x:b ait:continues x:a .",
    "a line number in words": 'x:a ait:line "one" .',
    "two line numbers": "x:a ait:line 1 , 2 .",
    "a mapping that is a concept": "x:a ait:mappingStatus x:b ; a skos:Concept .",
}
#: Why each is one: the axioms of the ontology and the statements of the plant, none too many.
REASONS = {
    "in two disjoint classes": {
        "ClassAssertion(ait:Knowledge urn:x:a)",
        "ClassAssertion(ait:Skill urn:x:a)",
        "DisjointClasses(ait:Knowledge ait:Skill)",
    },
    "a requirer, and yet a role": {
        "ClassAssertion(ait:Role urn:x:a)",
        "SubClassOf(ait:Role skos:Concept)",
        "ObjectPropertyAssertion(ait:requirer urn:x:a urn:x:b)",
        "ObjectPropertyDomain(ait:requirer ait:Requirement)",
        "DisjointClasses(skos:Concept ait:Requirement)",
    },
    "evidence that is an item": {
        "ObjectPropertyAssertion(ait:evidence urn:x:a urn:x:b)",
        "ObjectPropertyRange(ait:evidence ait:Quote)",
        "ClassAssertion(ait:Knowledge urn:x:b)",
        "SubClassOf(ait:Knowledge ait:CompetencyItem)",
        "SubClassOf(ait:CompetencyItem skos:Concept)",
        "DisjointClasses(skos:Concept ait:Quote)",
    },
    "a transition to where it starts": {
        "ObjectPropertyAssertion(ait:from urn:x:a urn:x:b)",
        "ObjectPropertyAssertion(ait:to urn:x:a urn:x:b)",
        "DisjointObjectProperties(ait:from ait:to )",
    },
    "two quotes that go on from each other": {
        "ObjectPropertyAssertion(ait:continues urn:x:a urn:x:b)",
        "ObjectPropertyAssertion(ait:continues urn:x:b urn:x:a)",
        "AsymmetricObjectProperty(ait:continues)",
    },
    "a line number in words": {
        'DataPropertyAssertion(ait:line urn:x:a "one")',
        "DataPropertyRange(ait:line xsd:integer)",
    },
    "two line numbers": {
        'DataPropertyAssertion(ait:line urn:x:a "1"^^xsd:integer)',
        'DataPropertyAssertion(ait:line urn:x:a "2"^^xsd:integer)',
        "FunctionalDataProperty(ait:line)",
    },
    "a mapping that is a concept": {
        "ObjectPropertyAssertion(ait:mappingStatus urn:x:a urn:x:b)",
        "ObjectPropertyDomain(ait:mappingStatus ait:Mapping)",
        "ClassAssertion(skos:Concept urn:x:a)",
        "DisjointClasses(skos:Concept ait:Mapping)",
    },
}
