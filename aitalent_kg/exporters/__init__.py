"""The graph as files of other formats; what a format cannot carry is counted."""
