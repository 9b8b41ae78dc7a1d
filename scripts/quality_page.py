"""Write docs/quality.md and its Chinese page: every check with its result; `--check` compares.

Comparing, and writing with `--quick`, takes the lines that need Java as they stand; a test holds those.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import quality_rows as rows_of
from quality_owl import figures, owl_rows, plants_explained, plants_found
from quality_table import LANGUAGES, Row, table
from quality_words import INTRO, KEPT, NOT_REACHED, SECTIONS

import aitalent_kg as atk
from aitalent_kg import KnowledgeGraph
from aitalent_kg.files import read_text, write_text
from aitalent_kg.quality import run_checks

_DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = {"en": _DOCS / "quality.md", "zh": _DOCS / "quality.zh-TW.md"}


def sections(kg: KnowledgeGraph, java: bool) -> dict[str, list[Row]]:
    """Section -> its lines; those that need Java have no result where it is not to be started."""
    owl = owl_rows(None)
    if java:
        triples = {quad.triple for quad in kg.store}
        owl = owl_rows(figures(triples), plants_found(), plants_explained())
    checks = rows_of.check_rows(kg)
    checks["qskos"] += rows_of.skos_rows()
    return {
        "owl": owl,
        **checks,
        "shapes": rows_of.shape_rows(kg) + rows_of.audit_rows(kg.audit()),
        "reasoning": rows_of.reasoning_rows(kg) + rows_of.count_rows(),
        "crosswalk": rows_of.crosswalk_rows(kg),
    }


def page(
    found: Mapping[str, Sequence[Row]], kept: Sequence[str], lang: str, known: str | None
) -> str:
    """A page as Markdown."""
    parts = [INTRO[lang]]
    for number, (name, said) in enumerate(SECTIONS.items(), 1):
        title, chinese, words = said[lang]
        head = f"{title} · {chinese}" if lang == "en" else chinese
        parts.append(f"## {number}. {head}\n\n{words}\n")
        parts.append(table(found[name], lang, known) + "\n")
    parts += [KEPT[lang], "\n".join(kept) + "\n", NOT_REACHED[lang]]
    return "\n".join(parts)


def pages(java: bool) -> dict[str, str]:
    """Language -> its page."""
    kg = atk.load()
    found = sections(kg, java)
    return {
        lang: page(
            found,
            rows_of.exemption_lines(run_checks(kg.store, lang=lang)),
            lang,
            None if java else _standing(lang),
        )
        for lang in LANGUAGES
    }


def _standing(lang: str) -> str:
    return read_text(PAGES[lang]) if PAGES[lang].exists() else ""


def main() -> int:
    """Write, or compare."""
    if "--check" not in sys.argv:
        java = "--quick" not in sys.argv and shutil.which("java") is not None
        for lang, text in pages(java).items():
            write_text(PAGES[lang], text)
        return 0
    made = pages(java=False)
    wrong = [PAGES[lang].name for lang in LANGUAGES if _standing(lang) != made[lang]]
    for name in wrong:
        print(f"docs/{name} is not what the checks give; run make quality")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
