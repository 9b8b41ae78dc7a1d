"""The sentences of a comparison's story, in Chinese and English."""

from __future__ import annotations

__all__ = ["STORY"]

STORY = {
    "zh": {
        "same side": "兩側為同一份內容，所有項目皆相同。",
        "empty": "文件未在「{of}」名下列出項目，故無從計數，也無比例；並非全無或全有。",
        "none of kind": "「{of}」的項目中沒有 {kinds}；有的是：{there}。",
        "covered": "「{of}」的 {all} 個項目中，{lenient} 個（{lenient_share}）在「{by}」有對應：完全或近似 {strict} 個（{strict_share}），僅較廣或較窄 {part} 個，僅相關 {related} 個。",
        "no other": "「{by}」沒有可計的項目，故「{of}」的 {all} 個項目無從對照，不計比例。",
        "unlooked": "「{of}」的 {all} 個項目在「{by}」有無對應皆未經審查，未必真無對應，故不計比例。",
        "uncovered": "「{of}」的 {all} 個項目在「{by}」未見對應。",
        "related": "僅相關者不能互相取代。",
        "categories": "對應比例最高的類別：{most}；最低：{least}。", "even": "各類別的對應比例相同。", "of": "（{n}/{all}）",
        "alone": "在「{by}」未見對應者：{names}。", "unreviewed": "在「{by}」未見對應的 {all} 個項目中，{n} 個未經審查，未必真無對應。",
        "closest": "最接近的對應：{pairs}。", "none closer": "沒有完全或近似的對應；其餘皆為部分或相關。",
        "shared": "兩側共有的項目：{names}。",
        "differ": "兩份文件說法不同之處，已收錄 {n} 條：{ids}。",
        "levels": "級別各依其文件的尺度，並列而不相互換算：{scales}。",
        "more": "等共 {all} 個", "stop": "、", "bracket": "「{label}」", "relation": "（{relation}）",
    },
    "en": {
        "same side": "Both sides are the same; every item is its own counterpart.",
        "empty": "The documents list no items under the name of “{of}”, so that nothing can be counted and no share be given; that means neither none nor all.",
        "none of kind": "No item of kind {kinds} is among those of “{of}”; there are: {there}.",
        "covered": "Of the {all} items of “{of}”, {lenient} ({lenient_share}) have a counterpart in “{by}”: {strict} ({strict_share}) an exact or close one, {part} no better than a broader or narrower one, {related} only related ones.",
        "no other": "“{by}” has no items to count, so that the {all} items of “{of}” can be held against nothing; no share is given.",
        "unlooked": "Nobody has reviewed whether the {all} items of “{of}” have counterparts in “{by}”; there may be some, so that no share is given.",
        "uncovered": "No counterpart in “{by}” is recorded for the {all} items of “{of}”.",
        "related": "Items that are only related cannot stand for one another.",
        "categories": "Highest share by category: {most}; lowest: {least}.", "even": "All categories have the same share.", "of": " ({n} of {all})",
        "alone": "Without a known counterpart in “{by}”: {names}.", "unreviewed": "Of the {all} items without a known counterpart in “{by}”, {n} nobody has reviewed; there may be one.",
        "closest": "The closest pairs: {pairs}.", "none closer": "No pair is exact or close; all are partial or related.",
        "shared": "Items of both sides: {names}.",
        "differ": "Where the two documents differ: {n} recorded differences, {ids}.",
        "levels": "Levels stand on the scales of their documents, side by side and never converted: {scales}.",
        "more": " and {n} more", "stop": ", ", "bracket": "“{label}”", "relation": " ({relation})",
    },
}  # fmt: skip
