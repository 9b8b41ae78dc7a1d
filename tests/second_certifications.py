"""Table 6 of the guide typed by hand, with the names that figure 3 and the deck use.

AI-900 and AI-102 stand with what replaces them, since each pair counts as one. The two names of
the deck that fit two certifications stand in the class that both share.
"""

__all__ = ["CERTIFICATIONS", "LITERACY", "PROJECT", "TOOL", "certification"]

LITERACY, TOOL, PROJECT = "素養類", "工具類", "專案類"

#: class -> its certifications in table 6, each with its names in figure 3 and in the deck
CERTIFICATIONS: dict[str, tuple[tuple[str, ...], ...]] = {
    LITERACY: (
        ("iPAS 初級AI應用規劃師能力鑑定", "iPAS 初級 AI 應用規劃師"),
        ("生成式 AI 能力認證",),
        ("人工智慧工程素養認證(AIELC)", "人工智慧工程素養認證", "AIELC"),
        ("AI+行銷科技專業人員", "AI 行銷科技專業人員"),
        ("AI 素養級認證(AIATCL)", "AI 素養級認證", "AIATCL"),
        ("AI 工程級認證：LLM 的行政任務應用",),
        (
            "TQC生成式AI應用與技術 (實用/進階/專業)",
            "TQC生成式AI應用與技術",
            "生成式 AI 應用與技術 (實用 / 進階 / 專業)",
        ),
        ("TQC人工智慧應用與技術 (實用/進階/專業)", "TQC人工智慧應用與技術"),
        ("EEC企業電子化人工智慧應用師",),
        (
            "Microsoft Certified: Azure AI Fundamentals (AI-901)",
            "AI-901: Azure AI Fundamentals",
            "Microsoft Azure AI Fundamentals (AI-901)",
            "AI-901",
            "AI-900",
        ),
        ("AWS Certified AI Practitioner",),
        ("台灣人工智慧學校認證",),
    ),
    TOOL: (
        ("iPAS 中級AI應用規劃師能力鑑定", "iPAS 中級 AI 應用規劃師"),
        (
            "生成式AI美術設計能力認證(初級/中級)",
            "生成式AI美術設計能力認證(初級)",
            "生成式AI美術設計能力認證(中級)",
            "生成式AI美術設計能力認證",
        ),
        (
            "生成式AI辦公室應用能力認證",
            "生成式 AI 辦公應用能力認證",
            "資策會生成式 AI 辦公室應用",
        ),
        ("TQC+ GenAI輔助資料擷取與分析Python",),
        ("NVIDIA Certified Associate: Generative AI & LLMs",),
        ("NVIDIA Certified Associate: Multimodal Generative AI",),
    ),
    PROJECT: (
        ("TQC+人工智慧：機器學習", "TQC+ 人工智慧"),
        ("AWS Certified Machine Learning Engineer (Associate)",),
        ("AWS Certified Machine Learning (Specialty)",),
        (
            "AWS Certified Generative AI Developer – Professional (AIP-C01)",
            "AWS Certified Generative AI Developer - Professional",
            "AIP-C01",
        ),
        ("IBM AI Engineering Professional Certificate", "IBM AI Engineering"),
        (
            "Google Cloud Professional Machine Learning Engineer",
            "Google Cloud Professional ML Engineer",
        ),
        (
            "Microsoft Certified: Azure AI Engineer Associate (AI-103)",
            "AI-103: Azure AI Engineer Associate",
            "Microsoft Azure AI Engineer (AI-103)",
            "AI-103",
            "AI-102",
        ),
        ("AWS Certified Machine Learning",),
    ),
}


def _squeezed(name: str) -> str:
    return "".join(name.split())


#: name without spaces -> class and one name for all names of the certification
_BY_NAME = {
    _squeezed(name): (group, names[0])
    for group, certifications in CERTIFICATIONS.items()
    for names in certifications
    for name in names
}


def certification(name: str) -> tuple[str, str]:
    """Class of a certification, and the one name that stands for all its names."""
    return _BY_NAME[_squeezed(name)]
