"""Mappings between things of different documents, and the files they come in (SSSOM)."""
