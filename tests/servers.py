"""Real SPARQL servers for tests: Virtuoso from Debian, Oxigraph from PyPI."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

from aitalent_kg.engines.web import Access
from aitalent_kg.push import Target

_INI = """[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
[TempDatabase]
DatabaseFile = {folder}/t.db
TransactionFile = {folder}/t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}
NumberOfBuffers = 40000
MaxDirtyBuffers = 30000
ThreadsPerQuery = 1
CaseMode = 2
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 10000
MaxQueryExecutionTime = 60
"""


@dataclass(frozen=True)
class Server:
    """A server that is running."""

    query_url: str
    target: Target


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    """Virtuoso with an empty database, and its default cap of 10,000 rows."""
    program = shutil.which("virtuoso-t")
    if program is None:
        missing("Virtuoso is not installed: apt-get install virtuoso-opensource")
    sql, http = free_port(), free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(_INI.format(folder=folder, sql=sql, http=http))
    base = f"http://127.0.0.1:{http}"
    crud = Target(f"{base}/sparql-graph-crud-auth", access=Access("dba", "dba", digest=True))
    with running([str(program), "-f", "-c", str(settings)], f"{base}/sparql", folder):
        yield Server(f"{base}/sparql", crud)


@contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    """The Oxigraph server, in memory."""
    program = Path(sys.executable).parent / "oxigraph"
    if not program.exists():
        missing("the Oxigraph server is not installed: pip install oxigraph")
    base = f"http://127.0.0.1:{free_port()}"
    with running([str(program), "serve", "--bind", base[7:]], f"{base}/query", folder):
        yield Server(f"{base}/query", Target(f"{base}/store"))


@contextmanager
def running(command: list[str], url: str, folder: Path) -> Iterator[None]:
    """A process, once it answers at `url`; it is ended afterwards."""
    with (folder / "output").open("w") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, cwd=folder)
        try:
            wait_for(url, process)
            yield
        finally:
            process.kill()
            process.wait()


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, "the server ended at once; see its output"
        try:
            urllib.request.urlopen(f"{url}?query=ASK%7B%7D", timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"{url} did not answer within a minute")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def missing(reason: str) -> NoReturn:
    """Skip; on CI, where root can install everything, fail."""
    if os.environ.get("CI") and not os.environ.get("AITALENT_KG_MAY_SKIP"):
        pytest.fail(reason)
    pytest.skip(reason)
