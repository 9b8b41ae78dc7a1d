"""Award and entry rules of the documents, run on a person."""
