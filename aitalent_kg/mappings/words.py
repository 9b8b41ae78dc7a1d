"""The predicates of mappings in words, in Chinese and English."""

from __future__ import annotations

__all__ = ["PREDICATE_WORDS"]

#: What is said of a pair; the subject stands left of the object.
PREDICATE_WORDS = {
    "zh": {
        "skos:exactMatch": "完全對應", "skos:closeMatch": "近似對應", "skos:broadMatch": "右方較廣",
        "skos:narrowMatch": "右方較窄", "skos:relatedMatch": "相關",
        "skos:mappingRelation": "無可對應者",
    },
    "en": {
        "skos:exactMatch": "exact", "skos:closeMatch": "close", "skos:broadMatch": "right is broader",
        "skos:narrowMatch": "right is narrower", "skos:relatedMatch": "related",
        "skos:mappingRelation": "no counterpart",
    },
}  # fmt: skip
