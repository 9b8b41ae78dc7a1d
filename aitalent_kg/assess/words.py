"""Outcomes, proofs and what is missing, in Chinese or English sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import isinf

from aitalent_kg.evidence import evidence_of
from aitalent_kg.lookup import Quads, label, text_in
from aitalent_kg.rules.additions import Lack, Plan
from aitalent_kg.rules.judge import Outcome, Proof
from aitalent_kg.rules.tree import AllOf, AnyOf, Holds, Least, Quantity

__all__ = [
    "CRITERIA",
    "OUTCOMES",
    "in_words",
    "lack_words",
    "least_words",
    "names_in",
    "patterns",
    "plan_words",
    "proof_lines",
]

OUTCOMES: dict[str, dict[Outcome, str]] = {
    "zh": {"met": "符合", "not_met": "不符合", "depends": "視讀法而定", "unknown": "資料不足"},
    "en": {
        "met": "met",
        "not_met": "not met",
        "depends": "depends on the reading",
        "unknown": "unknown",
    },
}
#: So many ways are written out.
_FEW = 2
#: Criterion of a rule -> its name.
CRITERIA = {
    "zh": {"certificates": "證照", "hours": "時數", "entry": "建議條件"},
    "en": {"certificates": "certificates", "hours": "hours", "entry": "recommended conditions"},
}
_MARKS: dict[Outcome, str] = {"met": "✓", "not_met": "✗", "depends": "△", "unknown": "？"}

#: What is counted, and of how many: names, what it is about, had, minimum.
_COUNTED = {
    "zh": {
        "hours": "{of}課程 {have}／{minimum} 小時",
        "single": "{of}單一工具課程 {have}／{minimum} 小時",
        "tools": "{of}課程涵蓋工具 {have}／{minimum} 項",
        "certificates": "{about}{of}證照 {have}／{minimum} 張",
        "kinds": "不同種類工具的{about}{of}證照 {have}／{minimum} 張",
        "products": "不同工具產品的{about}{of}證照 {have}／{minimum} 張",
    },
    "en": {
        "hours": "{of}: {have} of {minimum} course hours",
        "single": "{of}, on one tool: {have} of {minimum} course hours",
        "tools": "{of}: courses on {have} of {minimum} tools",
        "certificates": "{of} certificates{about}: {have} of {minimum}",
        "kinds": "{of} certificates{about} for different kinds of tools: {have} of {minimum}",
        "products": "{of} certificates{about} for different tool products: {have} of {minimum}",
    },
}
_SHORT = {
    "zh": {
        "hours": "再修{of}課程 {short} 小時",
        "single": "同一工具的{of}課程再修 {short} 小時",
        "tools": "{of}課程須涵蓋 {minimum} 項以上工具（現有 {have} 項）",
        "certificates": "再取得{about}{of}證照 {short} 張",
        "kinds": "再取得不同種類工具的{about}{of}證照 {short} 張",
        "products": "再取得不同工具產品的{about}{of}證照 {short} 張",
    },
    "en": {
        "hours": "{short} more course hour{s} of {of}",
        "single": "{short} more course hour{s} of {of} on the same tool",
        "tools": "course hours of {of} on {minimum} tools or more ({have} so far)",
        "certificates": "{short} more {of} certificate{s}{about}",
        "kinds": "{short} more {of} certificate{s}{about}, for different kinds of tools",
        "products": "{short} more {of} certificate{s}{about}, for different tool products",
    },
}
_OR = {"zh": "或", "en": " or "}
_QUOTED = {"zh": "「{}」", "en": "{}"}
_AND = {"zh": "；", "en": "; "}
_ALL = {"zh": "以下皆須具備", "en": "all of"}
_ANY = {"zh": "以下擇一即可", "en": "one of"}
_WAYS = {"zh": "{n} 種方式擇一（見 --proof）", "en": "any one of {n} ways (see --proof)"}
_CONDITIONS = {
    "zh": "{n} 項條件擇一（見 --proof）",
    "en": "any one of {n} conditions (see --proof)",
}
_EITHER = {"zh": "，或", "en": ", or "}
_WITHIN = {
    "zh": "{of}課程中同一工具須達 {minimum} 小時",
    "en": "of the hours of {of} {minimum} on one tool",
}
_OPEN = {
    "zh": "（若補充資料，可能已具備）",
    "en": " (may be there already, if the record said more)",
}
_BY_READING = {"zh": "（採用讀法：{outcome}）", "en": " (recommended: {outcome})"}
_CONDITION = {"zh": "條件：{text}", "en": "condition: {text}"}
_ABOUT = {"zh": "以「{about}」為內容的", "en": " about {about}"}


def in_words(outcome: Outcome | None, lang: str, recommended: Outcome | None = None) -> str:
    """An outcome with its mark, that of the recommended reading too where readings differ.

    A dash stands where there is no such rule.
    """
    if outcome is None:
        return "–"
    words = f"{_MARKS[outcome]} {OUTCOMES[lang][outcome]}"
    if outcome != "depends" or recommended is None:
        return words
    return words + _BY_READING[lang].format(outcome=OUTCOMES[lang][recommended])


def proof_lines(quads: Quads, proof: Proof, lang: str, depth: int = 0) -> Iterator[str]:
    """A proof as an indented tree, one line a part."""
    node = proof.node
    if isinstance(node, AllOf | AnyOf):
        text = (_ALL if isinstance(node, AllOf) else _ANY)[lang]
    else:
        text = _leaf(quads, node, proof.low, proof.high, lang)
    yield f"{'  ' * depth}{_MARKS[proof.outcome]} {text}"
    for part in proof.parts:
        yield from proof_lines(quads, part, lang, depth + 1)


def least_words(quads: Quads, least: Sequence[Plan], lang: str) -> str:
    """The smallest ways to meet a rule, in a line."""
    if len(least) > _FEW:
        conditions = all(plan.conditions == len(plan.lacks) for plan in least)
        return (_CONDITIONS if conditions else _WAYS)[lang].format(n=len(least))
    return _EITHER[lang].join(plan_words(quads, plan, lang) for plan in least)


def plan_words(quads: Quads, plan: Plan, lang: str) -> str:
    """All that a plan adds; hours on one tool are among those of their subject."""
    added = {k.leaf.quantity for k in plan.lacks if isinstance(k.leaf, Least)}
    return _AND[lang].join(
        _within(quads, lack.leaf, lang)
        if isinstance(lack.leaf, Least)
        and lack.leaf.quantity.measure == "single"
        and replace(lack.leaf.quantity, measure="hours") in added
        else lack_words(quads, lack, lang)
        for lack in plan.lacks
    )


def _within(quads: Quads, leaf: Least, lang: str) -> str:
    """Hours on one tool that other hours of the plan may be."""
    return _WITHIN[lang].format(minimum=f"{leaf.minimum:g}", **names_in(quads, leaf.quantity, lang))


def lack_words(quads: Quads, lack: Lack, lang: str) -> str:
    """What would make good one lack."""
    leaf = lack.leaf
    if isinstance(leaf, Holds):
        return _CONDITION[lang].format(text=text_in(quads, leaf.condition, "ait:text", lang))
    names = names_in(quads, leaf.quantity, lang)
    plural = "" if lack.short == 1 else "s"
    numbers = {"short": lack.short, "minimum": leaf.minimum, "have": lack.low}
    form = _SHORT[lang][leaf.quantity.measure]
    text = form.format(s=plural, **{name: f"{n:g}" for name, n in numbers.items()}, **names)
    return text + (_OPEN[lang] if lack.open else "")


def _leaf(quads: Quads, leaf: Least | Holds, low: float, high: float, lang: str) -> str:
    if isinstance(leaf, Holds):
        quotes = evidence_of(quads, leaf.source)
        places = "".join(f" ({quote.source}:{quote.line})" for quote in quotes)
        return text_in(quads, leaf.condition, "ait:text", lang) + places
    have = f"{low:g}" if low == high else f"{low:g}–{'?' if isinf(high) else f'{high:g}'}"
    names = names_in(quads, leaf.quantity, lang)
    form = _COUNTED[lang][leaf.quantity.measure]
    return form.format(have=have, minimum=f"{leaf.minimum:g}", **names)


def names_in(quads: Quads, quantity: Quantity, lang: str) -> dict[str, str]:
    """What is counted (`of`) and what it is to be about, for a sentence."""
    form = _QUOTED[lang] if quantity.measure in ("hours", "single", "tools") else "{}"
    of = _OR[lang].join(form.format(label(quads, iri, lang)) for iri in sorted(quantity.of))
    about = label(quads, quantity.about, lang) if quantity.about else ""
    if about:
        about = _ABOUT[lang].format(about=about)
    return {"of": of, "about": about}


def patterns(lang: str) -> dict[str, dict[str, str]]:
    """The sentences with their gaps, for a page that makes the same ones by itself."""
    single = {
        "or": _OR,
        "and": _AND,
        "quoted": _QUOTED,
        "about": _ABOUT,
        "all": _ALL,
        "any": _ANY,
        "within": _WITHIN,
        "open": _OPEN,
        "condition": _CONDITION,
    }
    return {
        "counted": _COUNTED[lang],
        "short": _SHORT[lang],
        "parts": {name: by_language[lang] for name, by_language in single.items()},
    }
