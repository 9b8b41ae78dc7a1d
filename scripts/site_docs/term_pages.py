"""One page for each term of the ontology and each concept, with both languages kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from aitalent_kg.evidence import evidence_of
from aitalent_kg.graph import KnowledgeGraph
from aitalent_kg.lookup import label
from aitalent_kg.names import AIT, PREFIXES, curie
from site_docs.diagrams import neighbours
from site_docs.facts import Facts
from site_docs.markdown import code, crumb, esc, front, link, marked, ref, table
from site_docs.shape_facts import ShapeFile, shape_files, short
from site_docs.shape_pages import place
from site_docs.terms import Term, Terms
from site_docs.words import colon, say

__all__ = ["INDEX", "Book", "term_pages"]

_OWL, _SKOS, _RDFS = PREFIXES["owl"], PREFIXES["skos"], PREFIXES["rdfs"]
INDEX = "reference/ontology.md"
#: Predicate -> what it says of a term, and what it says of the term that it points to.
_RELATIONS = (
    (_RDFS + "subClassOf", "Narrower than", "Wider than"),
    (_RDFS + "subPropertyOf", "Narrower than", "Wider than"),
    (_OWL + "disjointWith", "Never also", "Never also"),
    (_OWL + "propertyDisjointWith", "Never also", "Never also"),
    (_OWL + "inverseOf", "Inverse of", "Inverse of"),
    (_OWL + "equivalentClass", "Same as", "Same as"),
    (_RDFS + "domain", "Domain", "Domain of"),
    (_RDFS + "range", "Range", "Range of"),
    (PREFIXES["dcterms"] + "source", "Documents that use it", ""),
    (_SKOS + "inScheme", "Scheme", "Concepts"),
    (_SKOS + "broader", "Broader", "Narrower"),
)


@dataclass(frozen=True, slots=True)
class Book:
    """All that the pages are made of."""

    kg: KnowledgeGraph
    terms: Terms
    facts: Facts

    def name(self, iri: str, page: str, lang: str) -> str:
        """A resource as a link to its page, where it has one."""
        term = self.terms.all.get(iri)
        if term is None:
            return code(curie(iri))
        return f"{ref(short_name(term), page, term.page)} {esc(term.label(lang))}"


def short_name(term: Term) -> str:
    """A term's CURIE, or the path of a concept."""
    return f"ait:{term.name}" if term.iri.startswith(AIT) else term.name


def term_pages(book: Book, lang: str) -> dict[str, str]:
    """Page -> text."""
    return {term.page: "\n".join(_page(book, term, lang)) for term in book.terms.all.values()}


def _page(book: Book, term: Term, lang: str) -> Iterator[str]:
    title, name = term.label(lang), short_name(term)
    yield front(f"{title} ({name})", " ".join(_defined(term, lang)))
    yield crumb(say(lang, "Ontology"), term.page, INDEX)
    yield f"# {esc(title)}\n"
    yield f"{code(name)} · {say(lang, term.kind)}\n"
    for text in _defined(term, lang):
        yield esc(text) + "\n"
    yield from _notes(term, lang)
    yield f"## {say(lang, 'Definition')}\n"
    yield table(["", ""], _formal(book, term, lang))
    yield from _used(book, term, lang)
    yield from _examples(book, term, lang)
    yield from _shapes(term, lang)
    yield from _other_language(term, lang)


def _defined(term: Term, lang: str) -> list[str]:
    return term.words(_SKOS + "definition", lang) or term.words(
        PREFIXES["dcterms"] + "description", lang
    )


def _notes(term: Term, lang: str) -> Iterator[str]:
    """Examples and notes; those in the other language only are marked."""
    for predicate, title in ((_SKOS + "example", "Example"), (_SKOS + "editorialNote", "Note")):
        own = term.words(predicate, lang)
        others = [] if own else [value for value, _ in term.said.get(predicate, ())]
        tag = "en" if lang != "en" else "zh-Hant"
        told = [esc(value) for value in own] + [marked(value, tag) for value in others]
        for value in told:
            yield f"{colon(lang, title)}{value}\n"


def _formal(book: Book, term: Term, lang: str) -> Iterator[list[str]]:
    yield [say(lang, "IRI"), code(term.iri)]
    if term.marks:
        yield [say(lang, "Type"), ", ".join(say(lang, mark) for mark in term.marks)]
    for predicate, out, back in _RELATIONS:
        for title, iris in _ends(book, term, predicate, out, back):
            if title and iris:
                yield [say(lang, title), _names(book, iris, term.page, lang)]
    if notation := term.said.get(_SKOS + "notation"):
        yield [say(lang, "Notation"), ", ".join(code(value) for value, _ in notation)]


def _ends(
    book: Book, term: Term, predicate: str, out: str, back: str
) -> tuple[tuple[str, list[str]], tuple[str, list[str]]]:
    """What a predicate leads to and from; together, where both say the same."""
    targets = term.links(predicate)
    sources = [iri for iri in term.into.get(predicate, ()) if iri in book.terms.all]
    if out == back:
        return (out, sorted({*targets, *sources})), ("", [])
    return (out, targets), (back, sources)


def _names(book: Book, iris: Iterable[str], page: str, lang: str) -> str:
    return "<br>".join(book.name(iri, page, lang) for iri in iris)


def _used(book: Book, term: Term, lang: str) -> Iterator[str]:
    """How often, in which graphs, and for a class with which properties."""
    yield f"## {say(lang, 'In the graph')}\n"
    facts = book.facts
    if term.kind == "Class":
        number = len(facts.instances.get(term.iri, ()))
        yield say(lang, "{n} instances.").format(n=number) + "\n"
    elif term.kind in ("Concept", "ConceptScheme"):
        yield from _pointed_at(book, term, lang)
        return
    else:
        number = facts.statements.get(term.iri, 0)
        yield say(lang, "{n} statements.").format(n=number) + "\n"
    graphs = facts.graphs.get(term.iri)
    if graphs:
        rows = [[code(g.rpartition("/")[2]), str(n)] for g, n in sorted(graphs.items())]
        yield table([say(lang, "Named graph"), say(lang, "Number")], rows)
    if term.kind == "Class" and facts.uses.get(term.iri):
        yield from _properties(book, term, lang)
        if drawn := neighbours(term.iri, book.facts):
            yield f"### {say(lang, 'What it is linked to')}\n"
            yield drawn
    else:
        yield from _by_class(book, term, lang)


def _pointed_at(book: Book, term: Term, lang: str) -> Iterator[str]:
    """Which properties lead to a concept, how often."""
    if term.kind == "ConceptScheme":
        yield say(lang, "{n} concepts.").format(n=len(term.into.get(_SKOS + "inScheme", ()))) + "\n"
        return
    seen = {
        (quad.subject, quad.predicate.value)
        for quad in book.kg.store.quads_for_pattern(None, None, ox.NamedNode(term.iri))
        if not quad.predicate.value.startswith(_SKOS)
    }
    counts = sorted({by: sum(p == by for _, p in seen) for _, by in seen}.items())
    yield say(lang, "{n} statements lead here.").format(n=len(seen)) + "\n"
    if counts:
        rows = [[book.name(by, term.page, lang), str(n)] for by, n in counts]
        yield table([say(lang, "Property"), say(lang, "Number")], rows)


def _properties(book: Book, term: Term, lang: str) -> Iterator[str]:
    head = ("Property", "Instances", "Values of each", "Kind of value")
    rows = [
        [
            book.name(by, term.page, lang),
            str(use.subjects),
            str(use.least) if use.least == use.most else f"{use.least}–{use.most}",
            ", ".join(code(_kind(value)) for value in use.values[:6])
            + (" …" if len(use.values) > 6 else ""),
        ]
        for by, use in book.facts.uses[term.iri].items()
    ]
    yield f"### {say(lang, 'Its properties')}\n"
    yield table([say(lang, word) for word in head], rows)


def _kind(value: str) -> str:
    return value if value.startswith("@") or value == "IRI" else short(value)


def _by_class(book: Book, term: Term, lang: str) -> Iterator[str]:
    """Which classes use a property."""
    rows = [
        [book.name(kind, term.page, lang), str(uses[term.iri].subjects)]
        for kind, uses in book.facts.uses.items()
        if term.iri in uses
    ]
    if rows:
        yield f"### {say(lang, 'Who has it')}\n"
        yield table([say(lang, "Class"), say(lang, "Instances")], rows)


def _examples(book: Book, term: Term, lang: str) -> Iterator[str]:
    """A few uses, with the quote that each rests on."""
    rows = list(_example_rows(book, term, lang))
    if rows:
        yield f"## {say(lang, 'Examples')}\n"
        yield table([say(lang, "Resource"), say(lang, "Quote")], rows)


def _example_rows(book: Book, term: Term, lang: str) -> Iterator[list[str]]:
    if term.kind == "Class":
        subjects = [(iri, "") for iri in _spread(book.facts.instances.get(term.iri, ()))]
    else:
        subjects = [(subject, value) for subject, value in book.facts.sample.get(term.iri, ())]
    for subject, value in subjects:
        statements = book.kg.statements
        named = label(statements, subject, "en" if lang == "en" else "zh")
        told = code(curie(subject)) + (f"<br>{esc(named)}" if named != curie(subject) else "")
        told += f"<br>→ {_value(value)}" if value else ""
        quotes = [str(quote) for quote in evidence_of(statements, subject)[:1]]
        yield [told, "<br>".join(marked(_cut(quote), "zh-Hant") for quote in quotes)]


def _spread(those: tuple[str, ...]) -> list[str]:
    """The first, one from the middle, the last."""
    return sorted({those[0], those[len(those) // 2], those[-1]}) if those else []


def _value(value: str) -> str:
    if value.startswith("<"):
        return code(curie(value[1:-1]))
    return code(_cut(value))


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 140 else text[:140] + " …"


def _shapes(term: Term, lang: str) -> Iterator[str]:
    """The files of shapes that check it."""
    own = [file for file in shape_files() if any(iri == term.iri for _, iri in file.targets)]
    paths = [file for file in shape_files() if term.iri in file.paths and file not in own]
    if own or paths:
        yield f"## {say(lang, 'Shapes')}\n"
    for title, files in (("Checked by", own), ("Named in", paths)):
        if files:
            yield f"{colon(lang, title)}" + ", ".join(_file(file, term) for file in files) + "\n"


def _file(file: ShapeFile, term: Term) -> str:
    return link(code(file.name), term.page, place(file))


def _other_language(term: Term, lang: str) -> Iterator[str]:
    """Label and definition in the other language, at the end and marked."""
    other, tag = ("zh-TW", "zh-Hant") if lang == "en" else ("en", "en")
    yield f"## {say(lang, 'In Chinese' if lang == 'en' else 'In English')}\n"
    yield f'<p lang="{tag}"><strong>{esc(term.label(other))}</strong></p>\n'
    for text in _defined(term, other):
        yield f'<p lang="{tag}">{esc(text)}</p>\n'
