"""The words of an answer about versions, in Chinese and English. No graph here."""

from __future__ import annotations

__all__ = ["STATE_WORDS", "WORDS"]

WORDS = {
    "zh": {
        "only_named": "{code}（{name}，{status}）在圖譜中只有名稱，沒有內容，無法比較；載於 {where}",
        "no quote": "（無引文）",
        "twice": "兩邊都是「{name}」",
        "no_items": "{name} 不是單一架構，也沒有項目；只比較敘述",
        "other_family": (
            "{old}（{old_name}）與 {new}（{new_name}）不是同一份文件的兩個版本，而是不同的基準或架構；"
            "要比較不同的架構，請用 compare"
        ),
        "doubts": "匯入 {name} 時有 {number} 處存疑，請先執行 aitalent-kg import icap 查看",
        "old_graph": "舊圖譜",
        "new_graph": "新圖譜",
        "same": "「{old}」與「{new}」沒有差異",
        "moved_quotes": "有 {number} 段引文文字不變、位置不同",
        "framework": "{old} → {new}：{counts}",
        "no_change": "項目沒有變動",
        "statements": "敘述：{graphs}",
        "graph": "{name} 移除 {removed}、新增 {added}",
        "quotes": "引文：移除 {removed}、新增 {added}",
        "answers": "查詢庫：{all} 個查詢中，{number} 個的答案改變",
        "places": "另有 {number} 個只是出處位置不同：{names}",
        "order": "另有 {number} 個只是列的順序不同：{names}",
        "more": "……另有 {number} 列",
        "more_quotes": "……另有 {number} 處",
        "graphs": "（圖 {graph}）",
        "separator": "、",
        "join": "；",
        "colon": "：",
        "item": "項目",
        "thing": "敘述",
        "answer": "答案",
    },
    "en": {
        "only_named": (
            "{code} ({name}, {status}) has only a name in the graph and no content, so there is nothing "
            "to compare; it is named in {where}"
        ),
        "no quote": "(no quote)",
        "twice": "both sides are {name}",
        "no_items": "{name} is no single framework and has no items; only statements are compared",
        "other_family": (
            "{old} ({old_name}) and {new} ({new_name}) are not two versions of one document but different "
            "standards or frameworks; to compare those, use compare"
        ),
        "doubts": "{number} doubts in {name}; aitalent-kg import icap shows them",
        "old_graph": "the old graph",
        "new_graph": "the new graph",
        "same": "{old} and {new} do not differ",
        "moved_quotes": "{number} quotes have the same words at another place",
        "framework": "{old} -> {new}: {counts}",
        "no_change": "the items are the same",
        "statements": "Statements: {graphs}",
        "graph": "{name} {removed} removed, {added} added",
        "quotes": "quotes: {removed} removed, {added} added",
        "answers": "Query library: of {all} queries {number} answer otherwise",
        "places": "{number} more differ only in where something stands: {names}",
        "order": "{number} more differ only in the order of rows: {names}",
        "more": "... and {number} rows more",
        "more_quotes": "... and {number} places more",
        "graphs": "(graph {graph})",
        "separator": ", ",
        "join": "; ",
        "colon": ": ",
        "item": "item",
        "thing": "statement",
        "answer": "answer",
    },
}  # fmt: skip

#: What became of an item or a row.
STATE_WORDS = {
    "zh": {
        "removed": "移除",
        "added": "新增",
        "reworded": "改寫",
        "renumbered": "改號",
        "kind": "改類",
        "level": "級別變動",
        "moved": "改隸",
        "asked": "要求者變動",
        "reordered": "改序",
        "changed": "變動",
    },
    "en": {
        "removed": "removed",
        "added": "added",
        "reworded": "reworded",
        "renumbered": "renumbered",
        "kind": "other kind",
        "level": "other level",
        "moved": "moved",
        "asked": "other requirers",
        "reordered": "reordered",
        "changed": "changed",
    },
}
