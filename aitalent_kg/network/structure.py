"""What the network is like as a whole: where most routes must pass, which nodes belong together."""

from __future__ import annotations

from collections.abc import Iterable

from aitalent_kg.evidence import evidence_of
from aitalent_kg.lookup import Quads, ref
from aitalent_kg.network.graphs import network
from aitalent_kg.routing.structure import bottlenecks as find_bottlenecks
from aitalent_kg.routing.structure import communities as find_communities
from aitalent_kg.routing.structure import crossings
from aitalent_kg.table import Table

__all__ = ["bottlenecks", "communities"]


def bottlenecks(
    store: Quads,
    documents: str | Iterable[str] | None = None,
    kind: str | None = None,
    inferred: bool = True,
    lang: str = "zh",
) -> Table:
    """Nodes that routes cannot do without, or often pass; the most needed first.

    Columns: `lost`, the share of the pairs of nodes with a route that have none without the node;
    `passed`, the mean share of a pair's shortest routes that pass it; both from 0 to 1, exact;
    then `code`, `label`, `kind`, `quotes`. Steps alone count, no memberships.

    Raises:
        UnknownName: no such document or kind of step.
    """
    graph = network(store, documents, kind, inferred)
    lost = dict(find_bottlenecks(graph))
    passed = dict(crossings(graph))
    nodes = {str(node) for node in (*lost, *passed)}
    order = sorted(nodes, key=lambda n: (-lost.get(n, 0.0), -passed.get(n, 0.0), n))
    rows = (
        (lost.get(node, 0.0), passed.get(node, 0.0), *_named(store, node, lang),
         tuple(evidence_of(store, node)))
        for node in order
    )  # fmt: skip
    return Table.of(("lost", "passed", "code", "label", "kind", "quotes"), rows)


def communities(
    store: Quads,
    documents: str | Iterable[str] | None = None,
    kind: str | None = None,
    inferred: bool = True,
    members: bool = False,
    lang: str = "zh",
) -> Table:
    """Groups of nodes with more steps inside than between them, the largest first.

    Columns: `community`, its number from 1; `code`, `label`, `kind`. Found by the method of
    Louvain, the same for the same graph; a group is no statement of a document.

    Args:
        members: let memberships count as steps do.
    Raises:
        UnknownName: no such document or kind of step.
    """
    groups = find_communities(network(store, documents, kind, inferred, members))
    rows = (
        (number, *_named(store, node, lang))
        for number, group in enumerate(groups, 1)
        for node in sorted(map(str, group))
    )
    return Table.of(("community", "code", "label", "kind"), rows)


def _named(store: Quads, node: str, lang: str) -> tuple[str, str, str]:
    found = ref(store, node, lang)
    return found.code, found.label, found.kind
