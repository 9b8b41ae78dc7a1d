"""The words of the generated pages, in both languages."""

from __future__ import annotations

__all__ = ["LANGUAGES", "colon", "say"]

#: Languages of the site, as HTML names them.
LANGUAGES = ("en", "zh-TW")

_ZH = {
    # sections and heads of tables
    "Checked by": "檢查它的規範檔",
    "Checks": "檢查對象",
    "Characters": "字元數",
    "Column": "欄位",
    "Columns": "欄位",
    "Command line": "命令列",
    "Commonest classes": "最常見的類別",
    "Concept schemes": "概念表",
    "Concepts": "所含概念",
    "Constraints": "條件數",
    "Data dictionary": "資料字典",
    "Default": "預設值",
    "Definition": "定義",
    "Demands": "要求",
    "Diagram": "圖",
    "Different values": "相異值",
    "Document": "文件",
    "Documents that state it": "出處文件",
    "Documents that use it": "使用此詞的文件",
    "Errors": "錯誤",
    "Example": "例",
    "Examples": "實例",
    "Field": "欄位",
    "File": "檔案",
    "Filled": "有值列數",
    "First rows": "前幾列",
    "Found by": "搜尋詞",
    "How to ask it": "如何查詢",
    "IRI": "IRI",
    "In Chinese": "中文",
    "In English": "英文",
    "In the graph": "圖中的使用情形",
    "Instances": "個體數",
    "Its properties": "具有的屬性",
    "Kind": "種類",
    "Kind of": "屬於",
    "Kind of value": "值的種類",
    "Label": "名稱",
    "Lines": "行數",
    "Meaning": "意義",
    "Name": "名稱",
    "Named graph": "具名圖",
    "Named graphs": "具名圖",
    "Named in": "提及它的規範檔",
    "Notation": "代碼",
    "Note": "註",
    "Number": "數量",
    "Ontology": "本體",
    "Option": "選項",
    "Parameters": "參數",
    "Path": "路徑",
    "Property": "屬性",
    "Python API": "Python API",
    "Queries": "查詢",
    "Query": "查詢",
    "Question": "問題",
    "Quote": "引文",
    "Reference": "參考",
    "Resource": "資源",
    "Results": "回傳結果",
    "Returns": "回傳",
    "SHA-256": "SHA-256",
    "Severity": "嚴重程度",
    "Shapes": "SHACL 規範",
    "Shapes that others use": "供他處引用的規範",
    "Source texts": "來源文字",
    "Statements": "陳述數",
    "Tables of mappings": "對應表",
    "Text": "內容",
    "Type": "型別",
    "Unit": "單位",
    "Values of each": "每個體的值數",
    "Verb": "指令",
    "What it does": "作用",
    "What it holds": "內容",
    "What it is linked to": "連結的類別",
    "Who has it": "哪些類別具有",
    # terms
    "AnnotationProperty": "註記屬性",
    "AsymmetricProperty": "非對稱",
    "Broader": "上位",
    "Class": "類別",
    "Classes": "類別",
    "Classes in the data": "資料中的類別",
    "Classes without instances of their own": "本身沒有個體的類別",
    "Concept": "概念",
    "ConceptScheme": "概念表",
    "DatatypeProperty": "資料屬性",
    "Domain": "定義域",
    "Domain of": "以此為定義域",
    "FunctionalProperty": "函數性（至多一值）",
    "Inverse of": "反向屬性",
    "InverseFunctionalProperty": "反函數性",
    "IrreflexiveProperty": "非反身",
    "Level": "級別",
    "LevelScale": "級別尺度",
    "NamedIndividual": "具名個體",
    "Narrower": "下位",
    "Narrower than": "上位詞",
    "Never also": "互斥於",
    "ObjectProperty": "物件屬性",
    "Properties between resources": "資源之間的屬性",
    "Properties with values": "帶值的屬性",
    "Annotations": "註記屬性",
    "Range": "值域",
    "Range of": "以此為值域",
    "ReflexiveProperty": "反身",
    "Same as": "等同於",
    "Scheme": "所屬概念表",
    "SymmetricProperty": "對稱",
    "TransitiveProperty": "遞移",
    "Wider than": "下位詞",
    # what shapes apply to
    "every instance of": "下列類別的每個個體：",
    "everything that has": "具有下列屬性者：",
    "every value of": "下列屬性的每個值：",
    "the one resource": "單一資源：",
    "what a query finds:": "查詢所得：",
    # sentences
    "All errors on purpose are `AitalentError`; each is one line that says what to do.": (
        "本套件有意拋出的錯誤都是 `AitalentError`；訊息一行，說明該怎麼做。"
    ),
    "Docstrings are in English.": "說明文字（docstring）為英文。",
    "Everything here is counted in the data when this site is built.": (
        "本頁數字皆於建置網站時由資料計得。"
    ),
    "Exit code 0 is fine, 1 an error of the user in one line, 2 wrong usage, 3 findings.": (
        "結束碼 0 表示正常，1 為使用者的錯誤（訊息一行），2 為用法錯誤，3 表示檢查有所發現。"
    ),
    "For each class: its properties, on how many instances, how many values of each.": (
        "各類別的屬性、具有該屬性的個體數，以及每個體的值數。"
    ),
    "Made from the things themselves when the site is built.": "建置網站時由程式與資料本身產生。",
    "None.": "無。",
    "SSSOM tables in data/mappings; a cell with several values separates them by |.": (
        "data/mappings 中的 SSSOM 表；一格有多個值時以 | 分隔。"
    ),
    "The classes that a reader meets first; an arrow is there when the data has such a link.": (
        "讀者最先遇到的類別；資料中有此連結才畫箭頭。"
    ),
    "The prefix is {prefix}. An IRI here is a name; whether it resolves is not claimed.": (
        "前綴為 {prefix}。此處的 IRI 是名稱，不保證可以連線取得。"
    ),
    "This page is in English only.": "本頁尚無中文版，以下為英文。",
    "What `import aitalent_kg as atk` offers, and the methods of the graph.": (
        "`import aitalent_kg as atk` 所提供的名稱，以及圖譜物件的方法。"
    ),
    "What click says of a verb and its options is in English.": "指令與選項的說明為英文。",
    "What the calls return: frozen dataclasses.": ("各呼叫所回傳的物件，皆為不可變的 dataclass。"),
    "Wider classes, and those that imported frameworks use.": "上位類別，以及匯入的框架才會用到的類別。",
    "Without parameters it has no row.": "不給參數時沒有任何列。",
    "a page for each class, property and concept": "類別、屬性與概念，每項一頁",
    "each question with parameters, columns, text and rows": "每個問題的參數、欄位、內容與結果",
    "each verb with its options": "各指令與選項",
    "files, graphs, columns, classes, counted": "檔案、具名圖、欄位、類別及其數量",
    "functions and methods": "函式與方法",
    "left open": "不限",
    "one of": "下列之一：",
    "what can go wrong, by name": "可能的錯誤，依名稱",
    "what the calls return": "呼叫所回傳的物件",
    "what the data must fulfil, with messages": "資料須符合的條件與訊息",
    "{n} concepts.": "共 {n} 個概念。",
    "{n} constraints in {files} files check the data, and yours (`aitalent-kg validate`).": (
        "{files} 個檔案中的 {n} 項條件檢查本資料，也檢查您的資料（`aitalent-kg validate`）。"
    ),
    "{n} instances.": "共 {n} 個個體。",
    "{n} queries, each a question that is already written, tested and documented.": (
        "{n} 個查詢，每個都是寫好、測過並附說明的問題。"
    ),
    "{n} rows.": "共 {n} 列。",
    "{n} statements lead here.": "共 {n} 項陳述指向此處。",
    "{n} statements.": "共 {n} 項陳述。",
    "{shown} of {all} rows, asked without parameters (names in Chinese).": (
        "不給參數所得 {all} 列中的前 {shown} 列。"
    ),
}


def say(lang: str, english: str) -> str:
    """Words of ours in a language.

    Raises:
        KeyError: nobody has put them into Chinese yet.
    """
    return english if lang == "en" else _ZH[english]


def colon(lang: str, english: str) -> str:
    """Words that name what follows them."""
    return f"{english}: " if lang == "en" else f"{_ZH[english]}："
