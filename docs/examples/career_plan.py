"""Tell what stands between a person and a goal: career_plan.py PERSON.yaml GOAL STANDARD."""

from __future__ import annotations

import sys

import aitalent_kg as atk


def ways(kg: atk.KnowledgeGraph, person: str, goal: str) -> list[str]:
    """A line for each step of the best routes, with a quote; or why there is no route."""
    found = kg.routes(person, goal, lang="en")
    if found.reason:
        return [f"no route: {found.reason.says}"]
    return [
        f"{step.to.label}  {step.quotes[-1] if step.quotes else ''}".rstrip()
        for route in found.routes
        for step in route.steps
    ]


def lacks(kg: atk.KnowledgeGraph, person: str, standard: str) -> list[str]:
    """How much of the standard is missing, and what the standard itself leaves open."""
    found = kg.gap(person, standard, lang="en")
    open_points = [f"not stated: {one.code}: {one.says}" for one in found.unknown]
    return [f"{len(found.missing)} items of {standard} missing", *open_points]


def awards(kg: atk.KnowledgeGraph, person: str) -> list[str]:
    """The outcome of each rule on hours, as of the day that the person's file gives."""
    rows = [row for row in kg.assess(person, lang="en").rows if "hours" in row.rules]
    return [
        f"{row.target.label} {row.level.label if row.level else ''}".rstrip()
        + f": {row.outcome('hours')}"
        for row in rows
    ]


def main(arguments: list[str]) -> int:
    """Print the three parts; 2 for wrong use, 1 for an error of the input."""
    if len(arguments) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    person, goal, standard = arguments
    try:
        kg = atk.load()
        parts = {
            "Routes": ways(kg, person, goal),
            "Gap": lacks(kg, person, standard),
            "Course hours": awards(kg, person),
        }
    except atk.AitalentError as error:
        print(f"career_plan: {error}", file=sys.stderr)
        return 1
    for title, lines in parts.items():
        print(title, *(f"  {line}" for line in lines), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
