"""Operations that look something up: things, quotes, differences, rows of queries."""

from __future__ import annotations

from aitalent_kg.service import answers, results
from aitalent_kg.service.operation import Operation
from aitalent_kg.service.parameters import (
    LANG,
    QUERIED,
    READING,
    ROWS,
    TABLE,
    choice,
    flag,
    name,
    number,
    object_of,
    text,
)

__all__ = ["LOOKUPS"]

_EVIDENCE = flag("Add the quotes behind each row.")
_CURIES = flag("Short IRIs, such as SMS2512-002v1/T1.3.")

_SEARCH = Operation(
    "search",
    {
        "zh": "以字詞、代碼或引文片段尋找事物",
        "en": "Find things by words, a code or a part of a quote",
    },
    {
        "text": text("What to look for, in Chinese or English."),
        "kind": name("Only things of this class, for example Task."),
        "document": name("Only things that this document describes, for example SMS2512-002v1."),
        "limit": number("How many at most.", 1, 1000, 10),
        **LANG,
        **TABLE,
    },
    ("text",),
    results.search,
    answers.search,
)
_SHOW = Operation(
    "show",
    {"zh": "圖譜對一項事物的全部陳述", "en": "Everything the graph says of one thing"},
    {"name": name("A code, path, IRI or label of a thing."), **LANG, **READING, **QUERIED},
    ("name",),
    results.show,
    answers.show,
)
_EVIDENCE_OF = Operation(
    "evidence",
    {"zh": "一項事物的陳述所依據的引文", "en": "The quotes that what is said of a thing rests on"},
    {"name": name("A code, path, IRI or label of a thing."), **READING, **ROWS},
    ("name",),
    results.evidence,
    answers.evidence,
)
_CONFLICTS = Operation(
    "conflicts",
    {
        "zh": "文件之間與文件內部的歧異，各讀法與引文",
        "en": "Where documents differ: readings with quotes",
    },
    {
        "topic": text("An id such as X-02, or words of the topic.", 500),
        "document": name("Only those that quote this document."),
        "kind": name("contradiction, difference, granularity, ambiguity, trap or damage."),
        "detect": flag("Look for disagreements in the structure instead."),
        **LANG,
        **READING,
        **QUERIED,
    },
    (),
    results.conflicts,
    answers.conflicts,
)
_INFO = Operation(
    "info",
    {"zh": "圖譜的內容與數量", "en": "What the graph holds, by document"},
    LANG,
    (),
    results.info,
    answers.info,
)
_QUERIES = Operation(
    "queries",
    {
        "zh": "查詢庫的清單：各查詢的問題、參數與欄位",
        "en": "The query library: questions, parameters, columns",
    },
    {"find": text("Only queries whose name, tags or words hold all these words.", 500)},
    (),
    results.queries,
    answers.queries,
)
_QUERY = Operation(
    "query",
    {"zh": "執行查詢庫中的一項查詢", "en": "Ask a query of the library"},
    {
        "name": name("Name of the query; `queries` lists them."),
        "params": object_of("Parameter -> value, or a list of values.", "an object of parameters"),
        "evidence": _EVIDENCE,
        "curies": _CURIES,
        "lang": choice("Language, where the query takes one.", ("zh", "en")),
        **READING,
        **ROWS,
    },
    ("name",),
    results.rows,
    answers.query,
)
_SPARQL = Operation(
    "sparql",
    {"zh": "執行自訂的 SPARQL 查詢", "en": "Run a SPARQL query; our prefixes need not be declared"},
    {
        "text": text("A SPARQL 1.1 query.", 65_536) | {"pattern": r"\S"},
        "bind": object_of("Variable -> text, or <an IRI>, or a list.", "an object of variables"),
        "evidence": _EVIDENCE,
        "curies": _CURIES,
        **ROWS,
    },
    ("text",),
    results.rows,
    answers.sparql,
)
LOOKUPS = (_SEARCH, _SHOW, _EVIDENCE_OF, _QUERIES, _QUERY, _SPARQL, _CONFLICTS, _INFO)
