"""The data dictionary: every source, file, named graph, column and class, as the data has them."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator

from aitalent_kg.files import read_text
from aitalent_kg.lookup import label
from aitalent_kg.names import AIT, DOCUMENTS, GRAPH, ID, OWN_GRAPHS
from site_docs.facts import Use
from site_docs.markdown import code, esc, front, marked, ref, table
from site_docs.shape_facts import short
from site_docs.staging import ROOT
from site_docs.term_pages import Book, short_name
from site_docs.words import say

__all__ = ["INDEX", "dictionary_page"]

INDEX = "reference/data-dictionary.md"
#: What a named graph holds that is no document and no addition to one.
_OTHER_GRAPHS = {
    "generated": "short forms, worked out of the other graphs at loading",
    "ontology": "the classes and properties",
    "schemes": "the concept schemes",
}
_CHINESE = {
    "contradictions": "文件之間及文件內部的差異，由本專案描述",
    "furniture": "來源檔中未轉為陳述的文字，附理由",
    "inferred": "本專案由已佚失版面推得者",
    "mappings-accepted": "本專案所作的文件間對應，及無對應者",
    "mappings-candidate": "尚未裁定的對應",
    "mappings-outward": "本專案所作、與他方詞彙的對應",
    "mappings-rejected": "看似對應而實非者，附理由",
    "notes": "本專案對損壞、疑義與取捨的註記",
    "sources": "文字檔及其 SHA-256",
    "rules": "本專案對文件規則所作的可執行解讀",
    "translations-en": "本專案的英譯",
    "generated": "載入時由其他圖推出的簡式",
    "ontology": "類別與屬性",
    "schemes": "概念表",
}
#: Column of our SSSOM tables -> its meaning.
_COLUMNS = {
    "subject_id": ("what is mapped", "對應的一端"),
    "subject_label": ("its name, as printed", "其名稱（依原文）"),
    "subject_category": ("its class", "其類別"),
    "predicate_id": ("how the two correspond (SKOS)", "兩者如何對應（SKOS）"),
    "predicate_modifier": ("`Not`: the mapping is denied", "`Not`：否定此對應"),
    "object_id": ("what it is mapped to; sssom:NoTermFound where nothing corresponds", "對應的另一端；無對應者為 sssom:NoTermFound"),
    "object_label": ("its name", "其名稱"),
    "object_category": ("its class", "其類別"),
    "mapping_justification": ("how it was judged (SEMAPV)", "判斷方式（SEMAPV）"),
    "subject_source": ("document of the subject", "主體所屬文件"),
    "object_source": ("document or vocabulary of the object", "客體所屬文件或詞彙"),
    "confidence": ("how sure, 0 to 1", "把握程度，0 至 1"),
    "comment": ("the reason, in English", "理由（英文）"),
    "comment_zh": ("the reason, in Chinese", "理由（中文）"),
    "subject_evidence": ("quotes of the subject", "主體所據引文"),
    "object_evidence": ("quotes of the object", "客體所據引文"),
}  # fmt: skip


def dictionary_page(book: Book, lang: str) -> str:
    """The text of the page."""
    return "\n".join(_lines(book, lang))


def _lines(book: Book, lang: str) -> Iterator[str]:
    yield front(say(lang, "Data dictionary"))
    yield f"# {say(lang, 'Data dictionary')}\n"
    yield say(lang, "Everything here is counted in the data when this site is built.") + "\n"
    yield f"## {say(lang, 'Source texts')}\n"
    head = ("File", "Document", "Characters", "Lines", "SHA-256")
    yield table(
        [say(lang, word) for word in head], [_source(book, stem, lang) for stem in DOCUMENTS]
    )
    yield f"## {say(lang, 'Named graphs')}\n"
    head = ("Named graph", "File", "Statements", "What it holds", "Commonest classes")
    graphs = sorted(book.facts.sizes)
    yield table([say(lang, word) for word in head], [_graph(book, g, lang) for g in graphs])
    yield f"## {say(lang, 'Tables of mappings')}\n"
    yield (
        say(lang, "SSSOM tables in data/mappings; a cell with several values separates them by |.")
        + "\n"
    )
    yield from _tables(lang)
    yield f"## {say(lang, 'Classes in the data')}\n"
    yield (
        say(lang, "For each class: its properties, on how many instances, how many values of each.")
        + "\n"
    )
    for kind in sorted(k for k in book.facts.uses if k.startswith(AIT)):
        yield from _class(book, kind, lang)
    yield from _empty(book, lang)


def _source(book: Book, stem: str, lang: str) -> list[str]:
    path = ROOT / "data" / "sources" / f"{stem}.txt"
    text = read_text(path)
    title = label(book.kg.statements, ID + stem, "en" if lang == "en" else "zh")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    lines = str(text.count("\n") + (not text.endswith("\n")))
    return [
        code(f"data/sources/{stem}.txt"),
        esc(title),
        str(len(text)),
        lines,
        code(digest[:16] + "…"),
    ]


def _graph(book: Book, graph: str, lang: str) -> list[str]:
    stem = graph.removeprefix(GRAPH)
    classes = sorted(book.facts.classes_in.get(graph, {}).items(), key=lambda e: (-e[1], e[0]))
    told = ", ".join(f"{code(short(kind))} {n}" for kind, n in classes[:3])
    return [
        code(stem),
        code(_file(stem)),
        str(book.facts.sizes[graph]),
        _holds(book, stem, lang),
        told,
    ]


def _holds(book: Book, stem: str, lang: str) -> str:
    if stem in DOCUMENTS:
        return esc(label(book.kg.statements, ID + stem, "en" if lang == "en" else "zh"))
    english = {**OWN_GRAPHS, **_OTHER_GRAPHS}.get(stem, "")
    return esc(english if lang == "en" else _CHINESE.get(stem, english))


def _file(stem: str) -> str:
    if stem == "generated":
        return "–"
    if stem == "ontology":
        return "ontology/aitalent.ttl"
    if stem == "schemes":
        return "ontology/schemes.ttl"
    if stem.startswith("mappings-"):
        return f"data/mappings/{stem.removeprefix('mappings-')}.sssom.tsv"
    return f"data/ttl/{stem}.ttl"


def _tables(lang: str) -> Iterator[str]:
    for path in sorted((ROOT / "data" / "mappings").glob("*.sssom.tsv")):
        lines = [line for line in read_text(path).splitlines() if not line.startswith("#")]
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
        yield f"### {path.name}\n"
        yield say(lang, "{n} rows.").format(n=len(rows)) + "\n"
        head = ("Column", "Meaning", "Filled", "Different values")
        yield table([say(lang, word) for word in head], _columns(rows, lang))


def _columns(rows: list[dict[str, str]], lang: str) -> Iterator[list[str]]:
    for name in rows[0] if rows else ():
        values = [row[name] for row in rows if row[name]]
        meaning = _COLUMNS[name][lang != "en"] if name in _COLUMNS else ""
        yield [code(name), meaning, str(len(values)), str(len({*values}))]


def _class(book: Book, kind: str, lang: str) -> Iterator[str]:
    term = book.terms.all.get(kind)
    title = f"{short_name(term)} {term.label(lang)}" if term else short(kind)
    yield f"### {esc(title)}\n"
    number = len(book.facts.instances[kind])
    yield say(lang, "{n} instances.").format(n=number)
    if term:
        yield " ".join(esc(text) for text in term.words(_DEFINITION, lang))
        yield ref(short_name(term), INDEX, term.page)
    yield ""
    head = ("Property", "Instances", "Values of each", "Kind of value")
    rows = [_property(book, by, use) for by, use in book.facts.uses[kind].items()]
    yield table([say(lang, word) for word in head], rows)


_DEFINITION = "http://www.w3.org/2004/02/skos/core#definition"


def _property(book: Book, by: str, use: Use) -> list[str]:
    term = book.terms.all.get(by)
    name = ref(short_name(term), INDEX, term.page) if term else code(short(by))
    number = str(use.least) if use.least == use.most else f"{use.least}–{use.most}"
    kinds = [kind if kind.startswith("@") or kind == "IRI" else short(kind) for kind in use.values]
    return [name, str(use.subjects), number, ", ".join(map(code, kinds))]


def _empty(book: Book, lang: str) -> Iterator[str]:
    """Classes without instances of their own: wider classes, and those that imports use."""
    idle = [term for term in book.terms.of("Class") if term.iri not in book.facts.instances]
    yield f"## {say(lang, 'Classes without instances of their own')}\n"
    yield say(lang, "Wider classes, and those that imported frameworks use.") + "\n"
    yield "\n".join(
        f"- {ref(short_name(term), INDEX, term.page)} {marked(term.label(lang), 'en' if lang == 'en' else 'zh-Hant')}"
        for term in idle
    )
