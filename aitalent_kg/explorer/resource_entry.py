"""What the page of one resource shows, in both languages.

In: a store and an IRI. Out: plain JSON in which resources are codes and quotes are names; the
shard that holds the entry says once what these are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import cast

from pyoxigraph import Literal, NamedNode

from aitalent_kg.describe import describe
from aitalent_kg.evidence import Evidence, evidence_of
from aitalent_kg.explorer.labels import evidence_json
from aitalent_kg.explorer.resource_edges import EDGES, Row, edges, mappings_of, path
from aitalent_kg.explorer.resource_names import Names, levels_of
from aitalent_kg.explorer.resource_statements import grounds, statements
from aitalent_kg.lookup import Ref, objects, subjects
from aitalent_kg.names import GRAPH, ID, curie, expand

__all__ = ["Shard"]

_TYPE = NamedNode(expand("rdf:type"))
#: Lists of resources that `show` prints -> their names in an entry.
_LISTS = {
    "part_of": "partOf",
    "parts": "parts",
    "rules": "rules",
    "requires": "requires",
    "required_by": "requiredBy",
    "leads_to": "leadsTo",
    "reached_from": "reachedFrom",
    "differences": "differences",
}
_PLACES = ("quotes", "otherQuotes")
_ENDS = ("node", "other", "document")


class Shard:
    """Entries, and what their codes stand for."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.store = names.store
        self.resources: dict[str, object] = {}
        self._named: dict[str, object] = {}
        self._quotes: dict[str, object] = {}

    def add(self, subject: str) -> None:
        """Add the entry of a resource."""
        shown = describe(self.store, subject)
        entry: dict[str, object] = {
            "iri": "" if subject.startswith(ID) else subject,
            "otherNames": shown.other_names,
            "documents": shown.documents,
            "level": shown.level,
            "levels": self._codes(levels_of(self.store, subject)),
            "scales": self._scales(levels_of(self.store, subject)),
            "path": self._codes(path(self.store, subject)),
            "members": shown.members,
            "gaps": self._nodes(subject, "ait:gapIn", None),
            "notes": self._nodes(subject, "ait:about", "EditorialNote"),
            "evidence": self._cited(evidence_of(self.store, subject)),
            "grounds": self._grounds(subject),
            "statements": self._statements(subject),
        }
        for name, key in _LISTS.items():
            entry[key] = self._refs(getattr(shown, name))
        entry |= self._rows(subject) | self._of_kind(subject, shown.kind)
        self.resources[self._code(subject)] = {
            k: v for k, v in entry.items() if v not in ("", [], {})
        }

    def json(self) -> dict[str, object]:
        """Everything: `resources` by code, `names` and `quotes` of what they mention."""
        return {
            "resources": self.resources,
            "names": dict(sorted(self._named.items())),
            "quotes": dict(sorted(self._quotes.items())),
        }

    def _code(self, iri_: str) -> str:
        code = curie(iri_)
        if code not in self._named:
            self._named[code] = self.names.of(iri_)
        return code

    def _codes(self, iris: Iterable[str]) -> list[str]:
        return [self._code(iri_) for iri_ in iris]

    def _scales(self, levels: list[str]) -> dict[str, str]:
        """Level -> the scale it stands on."""
        scales = ((level, objects(self.store, level, "skos:inScheme")) for level in levels)
        return {curie(level): self._code(found[0]) for level, found in scales if found}

    def _refs(self, refs: list[Ref]) -> list[str]:
        return self._codes(ref.iri for ref in refs)

    def _cited(self, quotes: Iterable[Evidence]) -> list[str]:
        found = []
        for quote in quotes:
            found.append(curie(quote.iri))
            self._quotes.setdefault(found[-1], evidence_json(quote))
        return found

    def _nodes(self, subject: str, predicate: str, kind: str | None) -> list[object]:
        """Gaps or notes of a resource; a gap by what is lacking."""
        found: list[object] = []
        for node in subjects(self.store, predicate, subject):
            code = self._code(node)
            if kind in (None, self.names.of(node)["kind"]):
                lacking = self._codes(objects(self.store, node, "ait:gapKind"))
                quotes = self._cited(evidence_of(self.store, node))
                found.append({"code": code, "kinds": lacking, "quotes": quotes})
        return found

    def _rows(self, subject: str) -> dict[str, object]:
        found = {name: edges(self.store, subject, *ends) for name, ends in EDGES.items()}
        found["mappings"] = mappings_of(self.store, subject)
        return {name: [self._row(row) for row in rows] for name, rows in found.items()}

    def _row(self, row: Row) -> dict[str, object]:
        made = dict(row)
        for key in _ENDS:
            if made.get(key):
                made[key] = self._code(str(made[key]))
        for key in _PLACES:
            if key in made:
                made[key] = self._cited(cast(list[Evidence], made[key]))
        return {key: value for key, value in made.items() if value not in ("", [])}

    def _grounds(self, subject: str) -> dict[str, list[str]]:
        found = grounds(self.store, subject).items()
        return {graph.removeprefix(GRAPH): self._cited(quotes) for graph, quotes in found}

    def _statements(self, subject: str) -> dict[str, list[object]]:
        """Graph -> its statements, each a property and an object."""
        found: dict[str, list[object]] = defaultdict(list)
        for said in statements(self.store, subject):
            graph = str(said["graph"]).removeprefix(GRAPH)
            found[graph].append([curie(str(said["property"])), self._object(said)])
        return dict(found)

    def _object(self, said: dict[str, object]) -> dict[str, object]:
        """What a statement says, with its own quotes and the nodes it is made of."""
        value = said["object"]
        if isinstance(value, Literal):
            found: dict[str, object] = {"text": value.value}
            found |= {"lang": value.language} if value.language else _typed(value)
        elif isinstance(value, NamedNode):
            found = self._link(value.value)
        else:
            found = {"text": str(value)}  # a blank node of a user's file has no page
        if "quotes" in said:
            found["quotes"] = self._cited(cast(list[Evidence], said["quotes"]))
        if "via" in said:
            found["via"] = self._codes(cast(list[str], said["via"]))
        return found

    def _link(self, target: str) -> dict[str, object]:
        """A resource; of a quote, which has no name, the quote."""
        if self.names.of(target)["kind"] != "Quote":
            return {"code": self._code(target)}
        place = curie(target)
        return {"quote": place}

    def _of_kind(self, subject: str, kind: str) -> dict[str, object]:
        """What only a quote, a difference or a class has."""
        if kind == "Quote":
            # only codes: `sources/DOC~rests`, which the page reads for the text, has the names
            return {"carries": list(map(curie, subjects(self.store, "ait:evidence", subject)))}
        if kind == "Contradiction":
            return {"readings": self._readings(subject)}
        if kind.startswith("owl:"):
            found = self.store.quads_for_pattern(None, _TYPE, NamedNode(subject), None)
            return {"instances": len({quad.subject for quad in found})}
        return {}

    def _readings(self, subject: str) -> list[dict[str, object]]:
        readings = objects(self.store, subject, "ait:reading")
        return [
            {"code": self._code(node), "quotes": self._cited(evidence_of(self.store, node))}
            for node in readings
        ]


def _typed(value: Literal) -> dict[str, object]:
    type_ = value.datatype.value.rpartition("#")[2]
    return {} if type_ == "string" else {"type": type_}
