"""The words of reports, pictures and tables of a comparison, in Chinese and English."""

from __future__ import annotations

__all__ = ["PREDICATE_COLOURS", "PREDICATE_WORDS", "WORDS"]

PREDICATE_WORDS = {
    "zh": {
        "skos:exactMatch": "完全對應", "skos:closeMatch": "近似", "skos:broadMatch": "右方較廣",
        "skos:narrowMatch": "右方較窄", "skos:relatedMatch": "相關",
    },
    "en": {
        "skos:exactMatch": "exact", "skos:closeMatch": "close", "skos:broadMatch": "right is broader",
        "skos:narrowMatch": "right is narrower", "skos:relatedMatch": "related",
    },
}  # fmt: skip
#: Distinct also for those who do not tell red from green, and in grey print.
PREDICATE_COLOURS = {
    "skos:exactMatch": "#1b3a5c", "skos:closeMatch": "#2a6f97", "skos:broadMatch": "#c26a00",
    "skos:narrowMatch": "#8a4f9e", "skos:relatedMatch": "#8c8c8c",
}  # fmt: skip

WORDS = {
    "zh": {
        "title": "{left} 與 {right} 之比較", "summary": "摘要", "coverage": "涵蓋程度", "heat": "類別對照",
        "picture": "對應圖", "pairs": "對應", "alone": "無對應的項目", "differences": "文件說法不同之處",
        "citations": "引文", "unknown": "文件未載明", "group": "類別", "items": "項目", "strict": "完全或近似",
        "lenient": "有對應", "share": "比例", "all": "全部", "by_kind": "依項目種類", "by_category": "依文件類別",
        "way": "「{of}」在「{by}」中的對應", "left": "左", "right": "右", "predicate": "關係", "confidence": "信心",
        "why": "理由", "levels": "級別", "quotes": "引文", "none": "沒有。",
        "only": "僅「{of}」有", "reviewed": "經審查，無對應", "open": "未經審查", "code": "路徑", "label": "項目",
        "kind": "種類", "which": "哪些（粗體為完全或近似）",
        "how": "「有對應」計入任何經審查的對應，「完全或近似」只計完全與近似對應；對應不遞移。級別屬各文件的尺度，不換算。數字皆可點選，連至其項目、對應與引文。",
        "pairs_of": "{row} 與 {column}", "made": "aitalent-kg {version} 產生；對應與理由為本專案所判斷，引文為文件原文。",
    },
    "en": {
        "title": "{left} and {right} compared", "summary": "Summary", "coverage": "Coverage", "heat": "Categories",
        "picture": "Pairs drawn", "pairs": "Pairs", "alone": "Without a counterpart", "differences": "Where the documents differ",
        "citations": "Quotes", "unknown": "Not stated by the documents", "group": "group", "items": "items", "strict": "exact or close",
        "lenient": "any counterpart", "share": "share", "all": "all", "by_kind": "by kind", "by_category": "by category",
        "way": "“{of}”: counterparts in “{by}”", "left": "left", "right": "right", "predicate": "relation", "confidence": "confidence",
        "why": "why", "levels": "levels", "quotes": "quotes", "none": "None.",
        "only": "Only in “{of}”", "reviewed": "reviewed, none found", "open": "not reviewed", "code": "path", "label": "item",
        "kind": "kind", "which": "which (bold: exact or close)",
        "how": "“any counterpart” counts every accepted mapping, “exact or close” only those; mappings are never chained. Levels stand on the scales of their documents and are not converted. Every number leads to its items, pairs and quotes.",
        "pairs_of": "{row} and {column}", "made": "Made by aitalent-kg {version}. Mappings and reasons are this project's judgement, quotes the documents' words.",
    },
}  # fmt: skip
