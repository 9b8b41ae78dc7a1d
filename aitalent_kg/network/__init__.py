"""Careers as a network: who may become what, and what belongs to what, as the documents say."""
