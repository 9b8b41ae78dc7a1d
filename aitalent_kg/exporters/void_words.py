"""The words of the description: titles, what each graph is, formats and the vocabularies of others.

Only words stand here; every number is counted by `void_counts.py`.
"""

from __future__ import annotations

from aitalent_kg.names import ID

__all__ = [
    "ADDITIONS",
    "DESCRIPTION",
    "EXAMPLES",
    "FILES",
    "FORMATS",
    "KEYWORDS",
    "LANGUAGES",
    "OTHERS",
    "RIGHTS",
    "TITLE",
    "UNKNOWN",
]

TITLE = {
    "en": "AI talent of Taiwan: five official documents as one knowledge graph",
    "zh-TW": "臺灣 AI 人才知識圖譜：五份官方文件合為一圖",
}
DESCRIPTION = {
    "en": "What two iCAP occupational competency standards, the guide on AI industry talent, its slide"
    " deck and the AI competency framework for civil servants say: roles, tasks, competencies,"
    " certifications, rules, career steps. Every statement of a document leads to a quote with file and"
    " line; translations, notes, mappings and rules of the project stand in graphs of their own."
    " void:triples of the whole counts a statement once, however many graphs make it.",
    "zh-TW": "兩份 iCAP 職能基準、AI 產業人才認定指引及其簡報、公務人員 AI 職能框架所述的角色、任務、職能、"
    "證照、規則與職涯路徑。文件的每一項陳述都可追溯到引文的檔案與行號；本專案的翻譯、附註、對映與規則另存於各自的圖。"
    "整體的 void:triples 對同一陳述只計一次，不論有幾個圖述及。",
}
RIGHTS = {
    "en": "The licence holds for what this project added: structure, translations, notes, mappings, rules."
    " The words of the five documents, none of which prints a licence, remain their publishers'.",
    "zh-TW": "授權適用於本專案所增加者：結構、翻譯、附註、對映與規則。五份文件均未印有授權條款，其文字仍屬各發布機關。",
}
#: Title of what is not the graph as we publish it: a part, or one with graphs of the user.
UNKNOWN = {"en": "A graph written by aitalent-kg", "zh-TW": "由 aitalent-kg 寫出的圖"}
KEYWORDS = {
    "en": ("AI talent", "competency framework", "iCAP", "Taiwan", "civil service", "crosswalk"),
    "zh-TW": ("AI 人才", "職能基準", "職能框架", "證照", "公務人員", "職涯路徑"),
}
#: Chinese and English, as the Library of Congress identifies them; DCAT asks for these.
LANGUAGES = tuple(f"http://id.loc.gov/vocabulary/iso639-1/{code}" for code in ("zh", "en"))
EXAMPLES = tuple(
    ID + path
    for path in (
        "SMS2512-002v1/T1.3",
        "SET2529-001v2/K01",
        "industry-guide-115v3.0/role/ai-application-planner",
        "civil-service-framework/attitude/experimental",
    )
)
#: Graph -> what it adds, in Chinese; the English stands in `names.OWN_GRAPHS`.
ADDITIONS = {
    "contradictions": "文件之間與文件內的歧異，由本專案描述",
    "furniture": "原文中不含陳述的文字，附本專案的理由",
    "inferred": "本專案由失去的版面讀出的內容",
    "mappings-accepted": "本專案的文件間對映，以及沒有對應者",
    "mappings-candidate": "尚未定案的對映",
    "mappings-outward": "對映到他人詞彙",
    "mappings-rejected": "看似正確而錯誤的對映，附本專案的理由",
    "notes": "本專案對損壞、疑義與取捨的附註",
    "sources": "原文文字檔及其 SHA-256",
    "rules": "文件規則的可執行解讀",
    "translations-en": "本專案的英文翻譯",
}
#: Graphs that are neither a document nor an addition to one.
FILES = {
    "ontology": {"en": "classes and properties", "zh-TW": "類別與屬性"},
    "schemes": {"en": "small vocabularies: levels, kinds, statuses", "zh-TW": "小型詞彙表：等級、種類、狀態"},
    "generated": {
        "en": "short forms of requirements and placements, made when the graph is loaded",
        "zh-TW": "需求與歸屬的簡式，載入時產生",
    },
}  # fmt: skip
#: Format of `aitalent-kg export` -> (media type, the W3C's name of the format; "" where it has none).
FORMATS = {
    "turtle": ("text/turtle", "Turtle"),
    "trig": ("application/trig", "TriG"),
    "nquads": ("application/n-quads", "N-Quads"),
    "jsonld": ("application/ld+json", "JSON-LD"),
    "sssom": ("text/tab-separated-values", ""),
}
#: Where names of others begin -> who they are; the longer ones first.
OTHERS = {
    "http://data.europa.eu/esco/isco/": "ISCO-08, by the IRIs of ESCO",
    "http://data.europa.eu/esco/": "ESCO: European Skills, Competences, Qualifications and Occupations",
}
