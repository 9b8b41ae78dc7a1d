"""What SKOS asks for and a thesaurus lacks, told one by one."""

from __future__ import annotations

import pyoxigraph as ox

from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.formats.loops import loops
from aitalent_kg.importers.formats.skos.terms import LABELS, SKOS
from aitalent_kg.importers.formats.skos.thesaurus import Thesaurus
from aitalent_kg.importers.report import Log

__all__ = ["report_faults"]


def report_faults(builder: Builder, thesaurus: Thesaurus, lang: str) -> None:
    """Tell of labels, schemes, places in the hierarchy and links that are missing or wrong."""
    file, log = builder.bundle.entries[0].name, builder.log
    uppers = {upper for above in thesaurus.above.values() for upper in above}
    for concept in thesaurus.concepts:
        _labels(thesaurus, concept, lang, log, file)
        if not thesaurus.schemes_of(concept):
            log.repair(file, None, f"<{concept}> is in no scheme; put into the framework")
            log.count("concepts").repaired += 1
        if concept not in thesaurus.above and concept not in uppers and thesaurus.above:
            log.doubt(file, None, f"<{concept}> has nothing broader and nothing narrower")
    for ring in loops(thesaurus.above):
        shown = " > ".join(f"<{concept}>" for concept in [*ring, ring[0]][:6])
        log.doubt(file, None, f"is broader than itself in a ring of {len(ring)}: {shown}")
    known = {*thesaurus.concepts, *thesaurus.schemes, *thesaurus.collections}
    for name in ("broader", "narrower", "related", "member", "hasTopConcept", "inScheme"):
        for subject, value in sorted(thesaurus.source.pairs(f"{SKOS}{name}")):
            if value not in known or value not in thesaurus.described:
                log.external(file, None, f"<{subject}> skos:{name} <{value}>, not described")


def _labels(thesaurus: Thesaurus, concept: str, lang: str, log: Log, file: str) -> None:
    node, store = ox.NamedNode(concept), thesaurus.source.store
    plain = ox.NamedNode(f"{SKOS}prefLabel")
    found = [q.object for q in store.quads_for_pattern(node, plain, None)]
    if any(isinstance(label, ox.Literal) and not label.language for label in found):
        problem = f"<{concept}> has a label without language"
        if lang:
            log.repair(file, None, f"{problem}; it was given {lang!r}")
        else:
            log.doubt(file, None, f"{problem}; --text-lang gives one")
    if not found and not any(thesaurus.source.objects(node, xl) for xl in LABELS):
        log.doubt(file, None, f"<{concept}> has no skos:prefLabel")
