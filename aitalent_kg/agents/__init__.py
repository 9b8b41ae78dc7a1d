"""The graph for AI agents: a server of the Model Context Protocol over the same worker pool."""
