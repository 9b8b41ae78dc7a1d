"""Suggestions as a mapping set, for somebody to judge.

In: suggestions and the graph. Out: a `MappingSet` of rows with the score as confidence; whoever
accepts one makes it semapv:ManualMappingCuration.
"""

from __future__ import annotations

from collections.abc import Iterable

from aitalent_kg.lookup import Quads, objects
from aitalent_kg.mappings.record import Mapping
from aitalent_kg.mappings.sets import MappingSet
from aitalent_kg.names import AIT, ID
from aitalent_kg.suggest.profile import Profile
from aitalent_kg.suggest.suggestion import Suggestion
from aitalent_kg.version import VERSION

__all__ = ["mapping_of", "mapping_set"]

#: By names alone, or by names, definitions and topics together.
LEXICAL, COMPOSITE = "semapv:LexicalMatching", "semapv:CompositeMatching"


def mapping_set(store: Quads, found: Iterable[Suggestion], iri: str) -> MappingSet:
    """The set of these suggestions.

    Args:
        iri: what the set calls itself.
    """
    about = {
        "mapping_set_id": (iri,),
        "mapping_set_title": ("Candidate mappings, not judged yet",),
        "license": ("https://spdx.org/licenses/MIT",),
        "mapping_tool": ("aitalent-kg suggest",),
        "mapping_tool_version": (VERSION,),
    }
    return MappingSet(
        tuple(mapping_of(store, one) for one in found), about, {"ait": AIT, "aitalent": ID}
    )


def mapping_of(store: Quads, one: Suggestion) -> Mapping:
    """A suggestion as a mapping; its comments are the reasons."""
    left, right = one.left_profile, one.right_profile
    value = one.features
    context = value.about or value.topics or value.usage or value.embedded
    return Mapping(
        one.left,
        one.predicate,
        one.right,
        justification=COMPOSITE if context else LEXICAL,
        confidence=one.score,
        comment="; ".join(one.reasons("en")),
        comment_zh="；".join(one.reasons("zh")),
        subject_label=left.label,
        object_label=right.label,
        subject_category=_category(left),
        object_category=_category(right),
        subject_source=_source(store, one.left),
        object_source=_source(store, one.right),
    )


def _category(profile: Profile) -> str:
    return f"ait:{profile.kind}" if profile.kind and ":" not in profile.kind else profile.kind


def _source(store: Quads, iri: str) -> str:
    """IRI of the document that an item belongs to, "" where the graph has none."""
    return next(iter(objects(store, iri, "skos:inScheme")), "") if ":" in iri else ""
