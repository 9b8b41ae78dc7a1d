"""Routes on networkx graphs, of any framework; nothing here knows RDF."""

from aitalent_kg.routing.costs import Additive, Cost, Gathered
from aitalent_kg.routing.enumeration import TooManyRoutes
from aitalent_kg.routing.pareto import pareto_paths
from aitalent_kg.routing.paths import Edge, Found, Path
from aitalent_kg.routing.prepared import Prepared
from aitalent_kg.routing.reasons import Reason, why_not
from aitalent_kg.routing.shortest import shortest_paths
from aitalent_kg.routing.structure import (
    bottlenecks,
    communities,
    crossings,
    reachable,
    ways_in,
)

__all__ = [
    "Additive",
    "Cost",
    "Edge",
    "Found",
    "Gathered",
    "Path",
    "Prepared",
    "Reason",
    "TooManyRoutes",
    "bottlenecks",
    "communities",
    "crossings",
    "pareto_paths",
    "reachable",
    "shortest_paths",
    "ways_in",
    "why_not",
]
