"""A table to fill in: a header, and a person as an example."""

from __future__ import annotations

from aitalent_kg.assess.rulebook import rulebook
from aitalent_kg.exports import csv_text
from aitalent_kg.lookup import Quads, label, objects
from aitalent_kg.names import curie
from aitalent_kg.population.columns import asked_for

__all__ = ["template"]

_HEAD = {"zh": ("編號", "姓名", "部門"), "en": ("person", "name", "department")}
_WHO = {"zh": ("A001", "王小明", "行銷部"), "en": ("A001", "Ming Wang", "Marketing")}
_CERTIFICATES = {"zh": "證照", "en": "certificates"}
_TIME = {"zh": "時數", "en": " hours"}
_HELD = "AI-900@2025-03-01; 工具類#文書應用"
#: Of one ability type, hours told apart by tool.
_SPREAD = "ChatGPT:12; Canva:6; other:2"


def template(quads: Quads, lang: str) -> str:
    """CSV with every column that rules look at."""
    rules = rulebook(quads)
    wanted = asked_for(rules)
    hours = [f"{label(quads, iri, lang)}{_TIME[lang]}" for iri in wanted.subjects]
    by_tool = {iri for iri in wanted.subjects if iri in wanted.by_tool}
    told = [_SPREAD if iri in by_tool else "18" for iri in wanted.subjects]
    printed = [(objects(quads, iri, "ait:holds") or [iri])[0] for iri in wanted.conditions]
    conditions = list(dict.fromkeys(map(curie, printed)))
    header = (*_HEAD[lang], *hours, _CERTIFICATES[lang], *conditions)
    row = (*_WHO[lang], *told, _HELD, *("unknown" for _ in conditions))
    return csv_text(header, [row])
