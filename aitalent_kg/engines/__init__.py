"""Where a query runs: in this process on pyoxigraph or rdflib, or on a SPARQL server.

Every engine takes the text of one query and gives the same kinds of answer.
"""
