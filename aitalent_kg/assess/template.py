"""A record to fill in: every field, with what the documents ask, in Chinese or English."""

from __future__ import annotations

from aitalent_kg.assess.rulebook import Rule, rulebook
from aitalent_kg.lookup import Quads, label, text_in
from aitalent_kg.names import curie
from aitalent_kg.rules.tree import Holds, Least, leaves

__all__ = ["template"]

_WORDS = {
    "zh": {
        "head": "# 個人紀錄。名稱可寫中文、英文、代碼或路徑；未填者視為沒有，不清楚者寫 unknown；conditions 未填者視為不清楚。",
        "role": "# 現職，例如：行銷專員",
        "background": "# 背景，例如：商管、資工、設計",
        "certificates": "# 證照名稱或類別（素養類、工具類、專案類），例如：\n#   - iPAS 初級AI應用規劃師能力鑑定\n#   - {name: AI-900, earned: 2025-03-01}\n#   - {class: 工具類, tool_kind: 文書應用, product: ChatGPT}",
        "hours": "# 已修課程時數；工具課程可分列，例如：{ChatGPT: 12, Canva: 6, other: 2}；other 為未載明工具的時數",
        "tools": "# 使用中的工具",
        "items": "# 已具備的知識、技能、態度，例如：SMS2512-002v1/S07",
        "conditions": "# true、false 或 unknown",
    },
    "en": {
        "head": "# A person's record. Names in Chinese or English, codes or paths; what is left out the person has not, `unknown` says that nobody knows; conditions left out are not known.",
        "role": "# present role, for example: Marketing specialist",
        "background": "# background, for example: Business and management, Design",
        "certificates": "# names of certificates, or their class, for example:\n#   - AWS Certified AI Practitioner\n#   - {name: AI-900, earned: 2025-03-01}\n#   - {class: 工具類, tool_kind: 文書應用, product: ChatGPT}",
        "hours": "# completed course hours; those on tools may be told apart: {ChatGPT: 12, Canva: 6, other: 2}; other: hours on tools that are not named",
        "tools": "# tools in use",
        "items": "# knowledge, skills and attitudes that the person has, for example: SMS2512-002v1/S07",
        "conditions": "# true, false or unknown",
    },
}


def template(quads: Quads, lang: str = "zh") -> str:
    """A record in YAML with all fields and no content; it is one that can be assessed."""
    say = _WORDS[lang]
    rules = rulebook(quads)
    lines = [say["head"], "name:", "department:", "as_of:", say["role"], "role:"]
    lines += [say["background"], "background: []", say["certificates"], "certificates: []"]
    lines += [say["hours"], "hours:"]
    lines += [f"  {label(quads, subject, lang)}: 0" for subject in _subjects(rules)]
    lines += [say["tools"], "tools: []", say["items"], "items: []"]
    lines += [say["conditions"], "conditions:"]
    for rule in rules:
        for leaf in leaves(rule.chosen.tree):
            if isinstance(leaf, Holds):
                text = text_in(quads, leaf.condition, "ait:text", lang)
                lines.append(f"  {curie(leaf.condition)}: unknown  # {text}")
    return "\n".join(lines) + "\n"


def _subjects(rules: list[Rule]) -> list[str]:
    """The ability types whose hours rules ask for, in the order of the rules."""
    found: dict[str, None] = {}
    for rule in rules:
        for leaf in leaves(rule.chosen.tree):
            if isinstance(leaf, Least) and leaf.quantity.measure in ("hours", "single"):
                found.update(dict.fromkeys(sorted(leaf.quantity.of)))
    return list(found)
