"""How much sets of items have in common: on sets, from the graph, for all pairs at once."""
