"""Pictures of the network and of routes: SVG, PNG, PDF, Graphviz DOT, Mermaid."""
