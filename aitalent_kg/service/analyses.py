"""Operations that work something out: routes, gaps, overlaps, comparisons, assessments."""

from __future__ import annotations

from aitalent_kg.gaps.sets import STRENGTHS
from aitalent_kg.overlap.measures import MEASURES
from aitalent_kg.service import answers, results
from aitalent_kg.service.operation import Operation
from aitalent_kg.service.parameters import (
    LANG,
    QUERIED,
    READING,
    choice,
    flag,
    listed,
    name,
    names,
    number,
    one_of,
    record,
    text,
)

__all__ = ["ANALYSES"]

_KINDS = text(
    "Items to count: letters (KSA, T for tasks) or classes, such as Competency,SoftSkill.", 500
)
_THING = "A role, standard, framework or task"
_SIDE = one_of(
    f"{_THING}, a record, or items.", name("A name."), record("A record."), names("Items.", 1000, 1)
)

_ROUTES = Operation(
    "routes",
    {
        "zh": "由一角色到另一角色的路線：成本、條件、引文",
        "en": "Routes from a role to another: costs, conditions, quotes",
    },
    {
        "start": name(
            "A role, category or background (資工, 商管, 文史哲); left out, the person's."
        ),
        "goal": name("A role, role type, talent category, gate or stage."),
        "person": record("Who goes: what the record holds does not count as missing."),
        "minimise": text(
            "steps, conditions, weight, missing; with assume also hours, certificates.", 100
        )
        | {"default": "steps"},
        "k": number("The k cheapest routes, and all that tie.", 1, 50, 1),
        "via": listed(names("Pass these.")),
        "avoid": listed(names("Do not touch these.")),
        "document": listed(names("Only what these documents say.", 5)),
        "printed": flag("Only what documents print, not what we read from layout."),
        "assume": flag("Take hours and certificates of steps from table 5, as no document does."),
        **LANG,
        **READING,
        **QUERIED,
    },
    ("goal",),
    results.routes,
    answers.routes,
)
_GAP = Operation(
    "gap",
    {
        "zh": "對目標尚缺、已具備、由對應項目涵蓋，與文件未載明者",
        "en": "What is missing for a goal, held, covered by a mapping, or not stated",
    },
    {
        "have": one_of(
            "Who goes: a role, a standard, a record; none for nothing.",
            name("A name."),
            record("A record."),
        ),
        "goal": name("A role, standard, framework, ability type, task, career path or gate."),
        "person": {
            "type": "array",
            "title": "a list of 1 to 50 records",
            "description": "People; several are a team.",
            "items": record("A person's record."),
            "maxItems": 50,
            "default": [],
        },
        "mapped": choice("The weakest mapping by which another item counts.", STRENGTHS, "close"),
        "unconditional": flag("Leave out tasks that a condition limits."),
        **LANG,
        **READING,
        **QUERIED,
    },
    ("goal",),
    results.gap,
    answers.gap,
)
_OVERLAP = Operation(
    "overlap",
    {
        "zh": "兩者或多者的共同項目，與其確定程度",
        "en": "What things have in common, and how sure that is",
    },
    {
        "left": _SIDE,
        "right": _SIDE,
        "more": listed(names("More things; each pair is compared.", 8)),
        "measure": choice("How to count.", MEASURES, "jaccard"),
        "idf": flag("Rare items weigh more than frequent ones."),
        "kinds": _KINDS,
        "mapped": choice("The weakest mapping that counts.", STRENGTHS, "related"),
        **LANG,
        **READING,
        **QUERIED,
    },
    ("left", "right"),
    results.overlap,
    answers.overlap,
)
_COMPARE = Operation(
    "compare",
    {
        "zh": "兩個框架、職能基準或角色的逐項對應",
        "en": "Two frameworks, standards or roles, pair by pair",
    },
    {
        "left": name(f"{_THING}, or an ability type."),
        "right": name(f"{_THING}, or an ability type."),
        "kinds": _KINDS,
        **LANG,
        **READING,
        **QUERIED,
    },
    ("left", "right"),
    results.compare,
    answers.compare,
)
_ASSESS = Operation(
    "assess",
    {
        "zh": "以認列與進入規則評估一個人的紀錄",
        "en": "Run the award and entry rules on a person's record",
    },
    {
        "record": record("The person's record: certificates, hours, tools, items, conditions."),
        "as_of": text(
            "Day to judge on, such as 2026-06-30; left out, the record's, else today.", 10
        )
        | {"format": "date", "title": "a date such as 2026-06-30", "pattern": r"^\d{4}-\d\d-\d\d$"},
        "reading": listed(names("Readings that count instead, as C4-and or X-02:2.", 20)),
        "retired": choice(
            "Whether a certificate counts after its examination has ended.",
            ("unknown", "counts", "ends"),
            "unknown",
        ),
        "join": flag("Also ask for certificates and hours together."),
        **LANG,
        **QUERIED,
    },
    ("record",),
    results.assess,
    answers.assess,
    by_address=False,
)
ANALYSES = (_ROUTES, _GAP, _OVERLAP, _COMPARE, _ASSESS)
