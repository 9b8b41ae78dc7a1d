"""Compare two frameworks, standards or roles by their mappings."""
