"""One pool of workers for all tests of a process that ask it; loading it takes some seconds."""

from __future__ import annotations

import atexit
from functools import cache

from starlette.testclient import TestClient

from aitalent_kg.server.app import app
from aitalent_kg.server.jobs import TARGET
from aitalent_kg.workers.limits import Limits
from aitalent_kg.workers.pool import Pool

#: A query that never ends: 20,000 statements to the third power.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@cache
def pool() -> Pool:
    """The pool, ready; questions may take 5 s, as nobody wants to wait for an endless one."""
    found = Pool(TARGET, {}, Limits(seconds=5), size=2)
    atexit.register(found.close)
    found.wait()
    return found


@cache
def client() -> TestClient:
    """A client of the application over it, in this process."""
    return TestClient(app(pool()))
