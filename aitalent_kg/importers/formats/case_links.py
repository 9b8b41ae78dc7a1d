"""The associations of a CASE package: what each becomes, and what is wrong with them as a whole."""

from __future__ import annotations

from collections import Counter
from graphlib import CycleError, TopologicalSorter

from aitalent_kg.importers.building import Builder
from aitalent_kg.importers.json_fields import Fields
from aitalent_kg.importers.statements import Term, name, number, slug, text

__all__ = ["Links"]

#: Type of an association -> predicate from its origin to its destination.
_PREDICATES = {
    "isChildOf": "skos:broader",
    "isPartOf": "dcterms:isPartOf",
    "isRelatedTo": "skos:related",
    "isPeerOf": "skos:related",
    "exactMatchOf": "skos:exactMatch",
    "precedes": "ait:precedes",
    "replacedBy": "dcterms:isReplacedBy",
    "isTranslationOf": "schema:translationOfWork",
    "exemplar": "rdfs:seeAlso",
    "hasSkillLevel": "ait:level",
}
_BARE = ("identifier", "uri", "lastChangeDateTime", "CFDocumentURI")
_SORT = "CFAssociations"


class Links:
    """The links between the items of a package, and to what lies outside it.

    Attributes:
        listed: item -> its place as the item itself says.
    """

    def __init__(self, builder: Builder, file: str, document: str) -> None:
        self.builder, self.file = builder, file
        self.listed: dict[Term, int] = {}
        self._known: dict[str, Term] = {}
        self._items: set[Term] = set()
        self._ordered: dict[Term, int] = {}
        self._seen: Counter[str] = Counter()
        self._graphs: dict[str, dict[Term, set[Term]]] = {"isChildOf": {}, "precedes": {}}
        self._outside: Counter[str] = Counter()
        self._document = document

    def know(self, identifier: str, published: str, subject: Term) -> None:
        """Remember an item by what associations may call it."""
        self._known.update({key: subject for key in (identifier, published) if key})
        self._items.add(subject)

    def read(self, package: Fields) -> None:
        """Read all associations, and those that items hold themselves are none."""
        document = package.object("CFDocument")
        for key in (document.text("identifier"), document.text("uri")):
            if key:
                self._known[key] = self.builder.framework_term
        count = self.builder.log.count(_SORT)
        for link in package.objects(_SORT):
            count.read += 1
            kept = self._link(link)
            count.kept += kept
            count.refused += not kept

    def _link(self, link: Fields) -> bool:
        log = self.builder.log
        kind = link.text("associationType")
        start, end = (self._node(link, f"{side}NodeURI") for side in ("origin", "destination"))
        if not (kind and start and end):
            lacks = "associationType" if not kind else "origin or destination"
            log.refuse(self.file, None, f"{link.path} has no {lacks}; left out")
            return False
        identifier = link.text("identifier")
        self._seen[identifier] += 1
        if identifier and self._seen[identifier] == 2:
            log.doubt(self.file, None, f"{link.path} has the identifier {identifier} again; kept")
        if kind not in _PREDICATES:
            log.lost[f"association {kind}"] += 1
            log.refuse(self.file, None, f"{link.path} is of type {kind!r}, which has no term here")
            return False
        self._state(link, kind, start, end)
        return True

    def _state(self, link: Fields, kind: str, start: Term, end: Term) -> None:
        builder = self.builder
        top = end == builder.framework_term and kind in ("isChildOf", "isPartOf")
        builder.out.refer(start, name("skos:topConceptOf" if top else _PREDICATES[kind]), end)
        builder.out.referred.setdefault(start, 0)
        builder.out.referred[start] += 1
        if kind == "isPeerOf":
            builder.log.lost["association isPeerOf, kept as related"] += 1
        if kind in self._graphs and not top:
            self._graphs[kind].setdefault(start, set()).add(end)
        if order := link.number("sequenceNumber"):
            self._order(kind, start, order)
        link.skip(*_BARE)
        link.lose_rest()

    def _order(self, kind: str, start: Term, order: int) -> None:
        """The place of an item below the first it is a child of."""
        if kind == "isChildOf" and self._ordered.setdefault(start, order) == order:
            return
        self.builder.log.lost[f"{_SORT}.sequenceNumber"] += 1

    def _node(self, link: Fields, field: str) -> Term:
        """An end of a link: an item, the document, or something outside the package."""
        node = link.object(field)
        identifier, published, title = node.text("identifier"), node.text("uri"), node.text("title")
        found = self._known.get(identifier) or self._known.get(published)
        if found:
            return found
        term = node.as_iri("uri", published) or (
            self.builder.below("outside", identifier) if slug(identifier) else ""
        )
        if term:
            self._outside["starts" if field == "originNodeURI" else "ends"] += 1
            if title:
                label = text(title, self.builder.lang)
                self.builder.out.add(term, name("rdfs:label"), label)
        return term

    def finish(self) -> None:
        """Write places, and tell of links that leave the package or run in a circle."""
        builder, log = self.builder, self.builder.log
        for item in self._items:
            own, placed = self.listed.get(item, 0), self._ordered.get(item, 0)
            if own and placed and own != placed:
                log.lost["CFItems.listEnumeration"] += 1
            if placed or own:
                builder.out.add(item, name("ait:sequence"), number(placed or own))
        for ends, n in sorted(self._outside.items()):
            where = "start" if ends == "starts" else "point"
            log.external(self.file, None, f"{n} associations {where} outside the package")
        for kind, graph in self._graphs.items():
            if circle := _circle(graph):
                shown = " -> ".join(term[1:-1] for term in circle[:6])
                log.doubt(self.file, None, f"{kind} runs in a circle: {shown}; kept as it is")


def _circle(graph: dict[Term, set[Term]]) -> list[Term]:
    """One circle of a graph, its first node also as its last; empty where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []
