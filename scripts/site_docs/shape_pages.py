"""A page for each file of shapes/, and one that lists them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from site_docs.markdown import anchor, code, crumb, esc, fenced, front, marked, ref, table
from site_docs.shape_facts import Constraint, ShapeFile, shape_files, short
from site_docs.words import colon, say

__all__ = ["place", "shape_pages"]

_INDEX = "reference/shapes.md"
_HOW = {
    "targetClass": "every instance of",
    "targetSubjectsOf": "everything that has",
    "targetObjectsOf": "every value of",
    "targetNode": "the one resource",
    "target": "what a query finds:",
}


def shape_pages(lang: str) -> dict[str, str]:
    """Page -> text."""
    pages = {_INDEX: "\n".join(_index(lang))}
    return pages | {place(file): "\n".join(_page(file, lang)) for file in shape_files()}


def place(file: ShapeFile) -> str:
    """The page of a file."""
    return f"reference/shapes/{anchor(file.name)}.md"


def _index(lang: str) -> Iterator[str]:
    number = sum(len(file.constraints) for file in shape_files())
    yield front(say(lang, "Shapes"))
    yield f"# {say(lang, 'Shapes')}\n"
    told = say(
        lang, "{n} constraints in {files} files check the data, and yours (`aitalent-kg validate`)."
    )
    yield told.format(n=number, files=len(shape_files())) + "\n"
    rows = [
        [ref(file.name, _INDEX, place(file)), _targets(file, lang), str(len(file.constraints))]
        for file in shape_files()
    ]
    yield table([say(lang, word) for word in ("File", "Checks", "Constraints")], rows)


def _targets(file: ShapeFile, lang: str) -> str:
    told = [f"{say(lang, _HOW[how])} {code(short(iri))}" for how, iri in file.targets[:4]]
    return ", ".join(told) + (" …" if len(file.targets) > 4 else "")


def _page(file: ShapeFile, lang: str) -> Iterator[str]:
    yield front(f"shapes/{file.name}.ttl", file.about)
    yield crumb(say(lang, "Shapes"), place(file), _INDEX)
    yield f"# {file.name}\n"
    if file.about:
        yield marked(file.about, "en") + "\n"
    yield f"{colon(lang, 'File')}{code(f'shapes/{file.name}.ttl')}\n"
    if file.targets:
        yield f"{colon(lang, 'Checks')}\n"
        yield "\n".join(f"- {say(lang, _HOW[how])} {code(short(iri))}" for how, iri in file.targets)
        yield ""
    for constraint in file.constraints:
        yield from _constraint(constraint, lang)
    if file.helpers:
        yield f"## {say(lang, 'Shapes that others use')}\n"
        yield "\n".join(f"- {code(short(iri))}" for iri in file.helpers)


def _constraint(constraint: Constraint, lang: str) -> Iterator[str]:
    name = constraint.iri.partition("#")[2]
    yield f"## {name}\n"
    order = ["zh-hant", "en"] if lang != "en" else ["en", "zh-hant"]
    messages = {tag.lower(): words for tag, words in constraint.messages.items()}
    for tag in order:
        if tag in messages:
            yield marked(messages[tag], "zh-Hant" if tag != "en" else "en") + "\n"
    rows = [[say(lang, "IRI"), code(constraint.iri)]]
    rows += [[say(lang, "Path"), code(constraint.path)]] if constraint.path else []
    rows += [[say(lang, "Demands"), code(constraint.demand)]] if constraint.demand else []
    rows.append([say(lang, "Severity"), esc(constraint.severity)])
    yield table(["", ""], rows)
    if constraint.query:
        yield fenced(textwrap.dedent(constraint.query).strip(), "sparql")
