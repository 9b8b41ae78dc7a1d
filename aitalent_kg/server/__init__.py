"""The graph over HTTP: a SPARQL 1.1 endpoint, a page for every resource, the explorer, an API.

The process that speaks HTTP holds no graph. What a request asks for is worked out in a worker
process, which has no network and can be stopped.
"""
