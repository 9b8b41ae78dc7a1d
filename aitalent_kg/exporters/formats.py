"""Which formats there are: what each is, and which function writes it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FORMATS", "Format", "format_of"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that the graph can be written in."""

    ending: str  #: of its files, with the dot; "" for a folder
    about: str  #: what it is, in a few words
    module: str  #: below `aitalent_kg.exporters`; has `export_NAME`
    folder: bool = False  #: whether several files are written into a folder


_ALL = {
    "turtle": Format(".ttl", "Turtle: RDF to read, all graphs together", "rdf"),
    "trig": Format(".trig", "TriG: RDF to read, graph by graph", "rdf"),
    "nquads": Format(".nq", "N-Quads: RDF, one statement a line", "rdf"),
    "ntriples": Format(".nt", "N-Triples: RDF, one statement a line, all graphs together", "rdf"),
    "jsonld": Format(".jsonld", "JSON-LD with our context: RDF as JSON, graph by graph", "jsonld"),
    "rdfxml": Format(".rdf", "RDF/XML: RDF for older tools, all graphs together", "rdfxml"),
    "graphml": Format(".graphml", "GraphML: a network for Gephi, yEd, Cytoscape", "graphs"),
    "gexf": Format(".gexf", "GEXF: a network for Gephi", "graphs"),
    "cytoscape": Format(".cyjs", "Cytoscape JSON: a network for Cytoscape(.js)", "graphs"),
    "dot": Format(".dot", "DOT: a network for Graphviz", "graphs"),
    "sssom": Format(".sssom.tsv", "SSSOM: the mappings", "sssom"),
    "csv": Format("", "a folder of CSV files, one a class", "tables", folder=True),
    "parquet": Format("", "a folder of Parquet files, one a class", "columns", folder=True),
    "xlsx": Format(".xlsx", "an Excel workbook, one sheet a class", "sheets"),
    "sqlite": Format(".sqlite", "an SQLite database, a table a class", "databases"),
    "duckdb": Format(".duckdb", "a DuckDB database, a table a class", "databases"),
    "case": Format(".json", "a CASE 1.1 package: one framework", "case"),
    "ctdl-asn": Format(".jsonld", "CTDL-ASN of Credential Engine: one framework", "ctdl_asn"),
    "schema-org": Format(".jsonld", "schema.org: occupations and what they ask for", "schema_org"),
    "rsd-csv": Format(".csv", "rich skill descriptors as OSMT takes them in a batch", "rsd_batch"),
    "rsd": Format(".json", "rich skill descriptors of OSMT: skills", "rsd"),
    "void": Format(".void.ttl", "VoID and DCAT: what is in the graph, counted", "void"),
}  # fmt: skip

#: Format -> what it is.
FORMATS = {name: format_.about for name, format_ in _ALL.items()}


def format_of(name: str) -> Format:
    """A format by name.

    Raises:
        UnknownName: there is none; the nearest is suggested.
    """
    from aitalent_kg.errors import UnknownName

    if name not in _ALL:
        raise UnknownName(name, FORMATS, "format", "")
    return _ALL[name]
