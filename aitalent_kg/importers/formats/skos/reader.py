"""SKOS of others as a framework: concepts keep their IRIs and all that is said of them.

What SKOS asks for and the file lacks is reported. What is said of other things is counted as
lost, but for blank nodes and labels of SKOS-XL that concepts lead to.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from aitalent_kg.errors import UnreadableFile
from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.formats.skos.concepts import Concepts
from aitalent_kg.importers.formats.skos.faults import report_faults
from aitalent_kg.importers.formats.skos.kinds import Kinds
from aitalent_kg.importers.formats.skos.source import read_rdf
from aitalent_kg.importers.formats.skos.terms import best_label
from aitalent_kg.importers.formats.skos.thesaurus import Thesaurus
from aitalent_kg.importers.result import ImportResult, run
from aitalent_kg.importers.statements import slug
from aitalent_kg.names import ID
from aitalent_kg.progress import Progress, silent

__all__ = ["import_skos"]


def import_skos(
    paths: Path | str | Iterable[Path | str],
    progress: Progress = silent,
    lang: str = "",
    kind: str | Iterable[str] = "CompetencyItem",
    title: str = "",
    name: str = "",
) -> ImportResult:
    """Import SKOS.

    Args:
        paths: files .ttl .nt .nq .trig .rdf .jsonld, folders or zip archives of them.
        lang: of labels that have no language; left out, they stay without and are told.
        kind: our class of the concepts, or several of `IRI=CLASS`, where the IRI is an rdf:type,
            a collection, a scheme or a concept above.
        title: of the framework, where the input has none, or several schemes.
        name: what the framework's IRI ends in, where the input has not one scheme.
    Raises:
        MissingFile, UnreadableFile: with the line; BadValue: a kind that is none, or fits nothing.
    """
    kinds = Kinds(kind)
    return run("skos", partial(_read, kinds, title, name, lang), paths, progress, lang or "en")


def _read(
    kinds: Kinds, title: str, stem: str, lang: str, builder: Builder, progress: Progress
) -> None:
    given = builder.bundle.paths[0]
    stem = slug(stem or given.name.partition(".")[0]) or "skos"
    with tempfile.TemporaryDirectory(prefix="aitalent-kg-") as folder:
        progress(given.name)
        source = read_rdf(builder.bundle, builder.log, f"{ID}{stem}/node", Path(folder))
        thesaurus = Thesaurus(source)
        if not thesaurus.concepts:
            problem = "holds no SKOS concept (a skos:Concept, or what has a skos:inScheme)"
            raise UnreadableFile(", ".join(map(str, builder.bundle.paths)), problem)
        _frame(builder, thesaurus, stem, title)
        progress("concepts")
        concepts = Concepts(builder, thesaurus, kinds, lang)
        concepts.write()
        kinds.check()
        report_faults(builder, thesaurus, lang)
        concepts.tell_lost()


def _frame(builder: Builder, thesaurus: Thesaurus, stem: str, title: str) -> None:
    """Describe the framework: the one scheme by its IRI, else what the input is called."""
    schemes = [s for s in thesaurus.schemes if s in thesaurus.described]
    only = schemes[0] if len(schemes) == 1 else ""
    found = best_label(thesaurus.source, only, builder.lang) if only else ("", "")
    tag, builder.lang = builder.lang, (found[1] or builder.lang) if not title else builder.lang
    builder.framework(stem, title or found[0] or stem, thesaurus.version(only), published=only)
    builder.lang = tag
