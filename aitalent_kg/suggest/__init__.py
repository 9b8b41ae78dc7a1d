"""Candidate mappings between items, from their texts alone."""
