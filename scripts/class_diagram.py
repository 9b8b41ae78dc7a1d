"""Draw the class diagram of `docs/model.md` from the data: which class leads to which, by what.

`--check` changes nothing and exits with 1 where the drawing is out of date.
"""

from __future__ import annotations

import sys
from pathlib import Path

from aitalent_kg import load
from aitalent_kg.files import write_text

PAGE = Path(__file__).resolve().parent.parent / "docs" / "model.md"
BEGIN, END = "<!-- diagram: made by scripts/class_diagram.py -->", "<!-- end of diagram -->"
#: What the diagram shows; the rest of the ontology hangs below or beside these.
SHOWN = [
    "OccupationalStandard",
    "Occupation",
    "Duty",
    "Task",
    "Output",
    "BehaviourIndicator",
    "Knowledge",
    "Skill",
    "Attitude",
    "Requirement",
    "Gap",
    "TalentCategory",
    "RoleType",
    "Role",
    "AbilityType",
    "AbilityItem",
    "KeyContent",
    "CertificationClass",
    "Certification",
    "Organisation",
    "AwardRule",
    "Reading",
    "Expression",
    "Placement",
    "Transition",
    "CareerPath",
    "Competency",
    "CompetencyCategory",
    "Quote",
    "SourceFile",
    "Contradiction",
]
QUERY = """
SELECT ?from ?by ?to (COUNT(*) AS ?times) WHERE {
  GRAPH ?g { ?a ?p ?b }
  FILTER(?g != <https://w3id.org/aitalent-kg/graph/generated>)
  ?a a ?A . ?b a ?B .
  FILTER(STRSTARTS(STR(?A), STR(ait:)) && STRSTARTS(STR(?B), STR(ait:)))
  BIND(STRAFTER(STR(?A), "#") AS ?from) BIND(STRAFTER(STR(?B), "#") AS ?to)
  BIND(REPLACE(STR(?p), "^.*[/#]", "") AS ?by)
} GROUP BY ?from ?by ?to ORDER BY ?from ?by ?to"""


def diagram() -> str:
    """The diagram as a Mermaid block. Evidence is drawn once: everything has it."""
    lines = ["```mermaid", "classDiagram", "  direction LR"]
    for row in load().select(QUERY).values():
        start, by, end = row["from"], row["by"], row["to"]
        if start in SHOWN and end in SHOWN and by not in {"evidence", "about", "continues"}:
            lines.append(f"  {start} --> {end} : {by}")
    return "\n".join([*lines, "  Requirement --> Quote : evidence", "```"])


def main() -> int:
    """Draw or check; the exit code."""
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    fresh = f"{before}{BEGIN}\n{diagram()}\n{END}{after}"
    if fresh == page:
        return 0
    if "--check" in sys.argv[1:]:
        print("docs/model.md: the class diagram is out of date; run make format")
        return 1
    write_text(PAGE, fresh)
    return 0


if __name__ == "__main__":
    sys.exit(main())
