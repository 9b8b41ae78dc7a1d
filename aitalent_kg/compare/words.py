"""The words of reports, pictures and tables of a comparison, in Chinese and English."""

from __future__ import annotations

__all__ = ["BAR_COLOURS", "GROUPS", "PREDICATE_COLOURS", "STATES", "WORDS"]

#: Distinct also for those who do not tell red from green, and in grey print.
PREDICATE_COLOURS = {
    "skos:exactMatch": "#1b3a5c", "skos:closeMatch": "#2a6f97", "skos:broadMatch": "#c26a00",
    "skos:narrowMatch": "#8a4f9e", "skos:relatedMatch": "#8c8c8c",
}  # fmt: skip

#: What the best counterpart of an item is, as its list and its part of a bar are called.
GROUPS = ("strict", "part", "related", "without")
#: The same as colours of a bar, from the strongest.
BAR_COLOURS = {"strict": "#1f5f8b", "part": "#d98a2b", "related": "#c3ccd4"}

STATES = {
    "zh": {"pair": "對應", "left only": "僅左有", "right only": "僅右有", "open": "未經審查"},
    "en": {
        "pair": "pair", "left only": "left only", "right only": "right only", "open": "not reviewed",
    },
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
        "kind": "種類", "which": "哪些", "part": "較廣或較窄", "related": "僅相關", "without": "無對應",
        "stop": "、", "colon": "：", "numbers": "完全或近似 / 較廣或較窄 / 僅相關 / 全部項目", "count": "對應數",
        "follow": "可採用此說：", "all_alike": "全部 {term}", "cells": "各格的對應",
        "beside": "粗線以外各欄列（{names}）不是類別，而是清單以外的種類；格中為對應筆數，不是涵蓋的項目數。", "contents": "類別的一格也計入該類別所含的其他內容，例如能力關鍵內涵。",
        "how": "每個項目依其最強的對應計一次：完全或近似、較廣或較窄、僅相關；「有對應」為三者之和。僅相關者不能互相取代；對應不遞移。級別屬各文件的尺度，不換算。", "clicks": "數字皆可點選，連至其項目、對應與引文。",
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
        "kind": "kind", "which": "which", "part": "broader or narrower", "related": "only related", "without": "none",
        "stop": ", ", "colon": ": ", "numbers": "exact or close / broader or narrower / only related / all items", "count": "pairs",
        "follow": "can be followed: ", "all_alike": "all {term}", "cells": "Pairs of each cell",
        "beside": "Beyond the line ({names}) stand no categories, but kinds of things outside the counted list: counted as pairs, not as items.", "contents": "A cell of a category also counts what else belongs to the category, such as key contents.",
        "how": "Each item counts once, by its strongest counterpart: exact or close, broader or narrower, only related; “any counterpart” is all three. Items that are only related cannot stand for one another; mappings are never chained. Levels stand on the scales of their documents and are not converted.", "clicks": " Every number leads to its items, pairs and quotes.",
        "pairs_of": "{row} and {column}", "made": "Made by aitalent-kg {version}. Mappings and reasons are this project's judgement, quotes the documents' words.",
    },
}  # fmt: skip
