"""One mapping: that a thing of one document means the same as, or is near to, a thing of another.

The words are those of SSSOM, the Simple Standard for Sharing Ontological Mappings
(https://mapping-commons.github.io/sssom/), version 1.0. No file and no graph here.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from aitalent_kg.names import ID

__all__ = ["MANUAL", "NO_COUNTERPART", "NO_TERM", "PREDICATES", "TURNED", "Mapping"]

#: From the strongest; `subject skos:broadMatch object` says that the object is the broader one.
PREDICATES = (
    "skos:exactMatch",
    "skos:closeMatch",
    "skos:broadMatch",
    "skos:narrowMatch",
    "skos:relatedMatch",
)
#: Predicate of a row that says: nothing of the other document stands for this.
NO_COUNTERPART = "skos:mappingRelation"
#: Object of such a row.
NO_TERM = "https://w3id.org/sssom/NoTermFound"
#: Justification of a mapping that somebody judged by reading.
MANUAL = "semapv:ManualMappingCuration"
#: What is said of the object where this is said of the subject; the others are said of both.
TURNED = {"skos:broadMatch": "skos:narrowMatch", "skos:narrowMatch": "skos:broadMatch"}


@dataclass(frozen=True, slots=True)
class Mapping:
    """A row of a mapping set: `subject predicate object`, why, and how sure that is."""

    subject: str  #: IRI
    predicate: str  #: one of `PREDICATES`, or `NO_COUNTERPART`
    object: str  #: IRI; `NO_TERM` where there is no counterpart
    justification: str = MANUAL  #: a term of semapv
    confidence: float | None = None  #: that the row is right: 0.0 to 1.0, no unit
    negated: bool = False  #: the row denies the mapping
    comment: str = ""  #: the reason, in English
    comment_zh: str = ""
    subject_label: str = ""
    object_label: str = ""
    subject_category: str = ""  #: its class, for example "ait:Competency"
    object_category: str = ""
    subject_source: str = ""  #: IRI of its document
    object_source: str = ""
    subject_evidence: tuple[str, ...] = ()  #: IRIs of quotes
    object_evidence: tuple[str, ...] = ()
    more: tuple[tuple[str, str], ...] = ()  #: what else a file says: name of a slot, value

    @property
    def iri(self) -> str:
        """IRI of its node in the graph; two rows that say the same have the same one."""
        modifier = "Not" if self.negated else ""
        parts = (self.subject, self.predicate, modifier, self.object, self.object_source)
        return f"{ID}mapping/{sha256('|'.join(parts).encode()).hexdigest()[:12]}"

    @property
    def key(self) -> tuple[str, str, bool, str, str]:
        """What makes it another mapping: who, what and to whom, denied or not."""
        source = self.object_source if self.object == NO_TERM else ""
        return self.subject, self.predicate, self.negated, self.object, source

    def reason(self, lang: str) -> str:
        """Why, in "zh" or "en"; in the other language where it has none in this one."""
        comments = (self.comment_zh, self.comment)
        return next(filter(None, comments if lang == "zh" else comments[::-1]), "")

    @property
    def sense(self) -> tuple[str, str, str]:
        """The two ends in order of IRI, and the predicate said of the first of them.

        `a narrowMatch b` and `b broadMatch a` have one sense.
        """
        if self.object == NO_TERM or self.subject <= self.object:
            return self.subject, self.object, self.predicate
        return self.object, self.subject, TURNED.get(self.predicate, self.predicate)
