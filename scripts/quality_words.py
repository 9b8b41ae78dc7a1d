"""The words of docs/quality.md and its Chinese page around the tables."""

__all__ = ["GROUPS", "INTRO", "KEPT", "NOT_REACHED", "SECTIONS"]

INTRO = {
    "en": """# Quality, as measured

Every line is a check: what, by which tool or standard, on what, with what result, and the test that holds it. `make quality` writes this
page (`scripts/quality_page.py`), nothing in it is typed in by hand; `--check` compares it with what the code gives, and a test does that.
Ratios of speed are in [benchmarks.md](benchmarks.md), tests and mutations in [testing.md](testing.md), what the graph
does not tell you in [limits.md](limits.md).
""",
    "zh": """# 實測品質

每一行是一項檢查：檢查什麼、以何種工具或標準、對象、結果，以及維持此結果的測試。本頁由 `make quality`（`scripts/quality_page.py`）產生，
沒有手動填入的數字；`--check` 比對本頁與程式算出的結果，測試會執行。速度比值見 [benchmarks.md](benchmarks.md)，測試與變異測試見
[testing.md](testing.md)，本圖譜不能告訴你的事見 [limits.zh-TW.md](limits.zh-TW.md)。
""",
}

#: Section -> title and an introduction, in each language; the order of the page.
SECTIONS = {
    "owl": {
        "en": ("OWL", "本體", "The ontology with all data is OWL 2 DL. What keeps it out of RL are dates: OWL 2 has no `xsd:date`, so"
               " dates are annotations, on which no reasoner works. They stay dates, since `xsd:dateTime` would say an hour that no"
               " document prints, and a plain text could not be compared."),
        "zh": ("OWL", "本體", "本體連同全部資料屬於 OWL 2 DL。不屬於 RL 之處只有日期：OWL 2 沒有 `xsd:date`，故日期為註記屬性，推論用不到。"
               "日期維持原型別：`xsd:dateTime` 會寫出文件未印的時刻，純文字則無法比較。"),
    },
    "pitfalls": {
        "en": ("Pitfalls", "常見缺失", "After the catalogue of OOPS! (Poveda-Villalón and others), written as SPARQL of our own."),
        "zh": ("Pitfalls", "常見缺失", "依 OOPS! 目錄（Poveda-Villalón 等人），以本專案自行撰寫的 SPARQL 檢查。"),
    },
    "fair": {
        "en": ("Metadata", "後設資料", "What FAIR asks of an ontology and of a dataset."),
        "zh": ("Metadata", "後設資料", "FAIR 原則對本體與資料集的要求。"),
    },
    "vocpub": {
        "en": ("Schemes", "概念體系", "After VocPub, a profile of SKOS for vocabularies that are published."),
        "zh": ("Schemes", "概念體系", "依 VocPub，供發布詞彙表使用的 SKOS 應用規範（profile）。"),
    },
    "qskos": {
        "en": ("SKOS", "SKOS 規則", "After qSKOS (Mader, Haslhofer and Isaac), and the SKOS Reference."),
        "zh": ("SKOS", "SKOS 規則", "依 qSKOS（Mader、Haslhofer、Isaac）與 SKOS Reference。"),
    },
    "shapes": {
        "en": ("Shapes and audit", "圖形驗證與稽核", "Shapes say what a statement needs; the audit holds every quote, literal and character against the sources."),
        "zh": ("Shapes and audit", "SHACL 驗證與稽核", "SHACL 形狀（shape）規定陳述須具備什麼；稽核以原文核對每一則引文、字面值與字元。"),
    },
    "reasoning": {
        "en": ("Reasoning and counts", "推論與計數", "What is inferred, and what not: [reasoning.md](reasoning.md). Speed against owlrl: [benchmarks.md](benchmarks.md)."),
        "zh": ("Reasoning and counts", "推論與計數", "推得什麼、不推得什麼見 [reasoning.md](reasoning.md)；與 owlrl 的速度比較見 [benchmarks.md](benchmarks.md)。"),
    },
    "crosswalk": {
        "en": ("Crosswalk", "對照", "How it was made: [crosswalk.md](crosswalk.md). How well `suggest` does: [crosswalk-quality.md](crosswalk-quality.md). Brackets are 95 % intervals."),
        "zh": ("Crosswalk", "對應表", "製作方式見[對應表](crosswalk.zh-TW.md)；`suggest` 的表現見 [crosswalk-quality.md](crosswalk-quality.md)。括號為 95 % 區間。"),
    },
}  # fmt: skip
#: Sections of SPARQL checks, in the order of the page.
GROUPS = ("pitfalls", "fair", "vocpub", "qskos")

KEPT = {
    "en": "## What stays, and why · 保留的發現及理由\n\nFindings of the checks above that are no mistake or not ours to mend. Each is an entry of"
    " `aitalent_kg/quality/exemptions.toml`; `aitalent-kg quality` counts them.\n",
    "zh": "## 保留的發現及理由\n\n上述檢查的發現中，並非錯誤或不應由本專案更動者。各為 `aitalent_kg/quality/exemptions.toml`"
    " 的一項，`aitalent-kg quality` 會計入。\n",
}

NOT_REACHED = {
    "en": """## What is not reached · 尚未達到

- **No IRI is claimed to resolve**, ours below `https://w3id.org/aitalent-kg/` as little as those of the sources, which are named by the titles
  that they print; the texts print no address that leads to themselves.
- **No OWL 2 RL, EL or QL in full**, by the lines above. EL and QL are no aim: each lacks some of the functional, asymmetric and
  disjoint properties by which contradictions are found.
- **Tools of others were not run.** OOPS!, FOOPS!, qSKOS and the VocPub validator are services or programs of their own; the checks are
  ours, after what they publish. They may count otherwise than we do.
- **The crosswalk was read by AI agents of this project only**, two of them apart from each other under the same rules. Their agreement is
  an upper bound; no human expert, and none of the publishers, has judged it.
- **`suggest` is no judge.** Its ranking beats names alone; its yes-or-no decision does not for certain.
- **HermiT reads the graphs together.** What only one graph says is not checked alone, and names of graphs mean nothing to it.
- **The description names no download.** Files are listed with their formats; where they will be published is not settled.
""",
    "zh": """## 尚未達到

- **不宣稱任何 IRI 可以解析**，無論是本專案位於 `https://w3id.org/aitalent-kg/` 之下者，或來源文件的位址。來源以其所印的正式名稱指稱；原文沒有印出通往自身的網址。
- **未完全符合 OWL 2 RL、EL、QL**，見上表。EL 與 QL 並非目標：兩者各缺少函數、反對稱或互斥屬性中的一部分，而矛盾正是靠這些屬性發現。
- **沒有執行他人的工具。** OOPS!、FOOPS!、qSKOS 與 VocPub 驗證器是獨立的服務或程式；此處的檢查由本專案依其公開內容撰寫，計法可能不同。
- **對應表只由本專案的 AI 代理判讀**，兩位各自獨立、規則相同；一致程度是上限，沒有人類專家或發布機關判讀過。
- **`suggest` 不能代替判斷。** 排序勝過僅比名稱；是或否的判定則不一定。
- **HermiT 將各圖合併處理。** 不單獨檢查某一圖的內容，圖名對它沒有意義。
- **描述檔沒有下載位址。** 檔案只列格式；發布位置未定。
""",
}
