"""The version of the package, of the ontology and of the data, in one place."""

VERSION = "0.1.0"
