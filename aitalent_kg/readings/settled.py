"""Findings of the detector in the project's data that are no disagreement, and why.

Everything else that it finds there is a recorded difference; a test compares both lists.
"""

from __future__ import annotations

__all__ = ["SETTLED"]

#: (thing, values) as short IRIs or words -> the reason, by language. Another value of the same
#: thing is another finding, which nobody has looked at.
SETTLED: dict[tuple[str, ...], dict[str, str]] = {
    (
        "industry-guide-deck/section/application-tools",
        "industry-guide-deck/zone/low-code",
        "industry-guide-deck/zone/no-code",
    ): {
        "en": "One page of the deck shows tools of both levels; its heading prints both.",
        "zh": "簡報同一頁列出兩個級別的工具，標題即印有兩者。",
    },
    (
        "tool/scikit-learn",
        "industry-guide-115v3.0/tool-category/machine-learning-libraries",
        "industry-guide-115v3.0/tool-category/model-serving-tools",
    ): {
        "en": "Table 5 names it twice, as a library and for serving models; a tool may do both.",
        "zh": "表 5 在兩處列出：機器學習函式庫與模型部署工具；同一工具可有兩種用途。",
    },
    (
        "industry-guide-115v3.0/certification/ai-103",
        "Microsoft Azure AI Engineer (AI-103)",
        "Microsoft Certified: Azure AI Engineer Associate (AI-103)",
    ): {
        "en": "The deck prints a short form; X-14 names it among those that fit one certification.",
        "zh": "簡報印的是簡稱；X-14 已列為僅對應一項認證的簡稱之一。",
    },
    (
        "industry-guide-115v3.0/certification/ai-901",
        "Microsoft Azure AI Fundamentals (AI-901)",
        "Microsoft Certified: Azure AI Fundamentals (AI-901)",
    ): {
        "en": "The deck prints a short form with the same code.",
        "zh": "簡報印的是簡稱，代碼相同。",
    },
}
