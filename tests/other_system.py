"""Run the main verbs as on another system, and tell what went wrong: a script for a process of its own.

What Windows lacks is taken away before the package is imported; the encoding of files is checked,
and every file that is opened for writing is noted.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import signal
import socket
import sys
import types
import warnings
from pathlib import Path
from typing import Any

#: What the standard library, or a package of others, would look for in vain, were it imported later.
_FIRST = (
    *("asyncio", "concurrent.futures.process", "ctypes.util", "multiprocessing.pool", "getpass"),
    *("select", "shutil", "tempfile", "click", "click.testing", "rich.console", "rich.table"),
    *("networkx", "owlrl", "pandas", "polars", "pyoxigraph", "pyshacl"),
    *("rdflib", "starlette.applications", "uvicorn", "mcp", "ibis", "openpyxl", "scipy.sparse"),
    *("jsonschema", "yaml", "opencc", "rapidfuzz", "snowballstemmer", "SPARQLWrapper"),
)
_LACKING = ("fcntl", "grp", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty")
_NAMES = {
    os: ("fork", "forkpty", "geteuid", "getuid", "killpg", "sched_getaffinity", "setsid", "uname"),
    signal: ("SIGALRM", "SIGCHLD", "SIGHUP", "SIGPIPE", "SIGUSR1", "alarm", "setitimer"),
    socket: ("AF_UNIX", "MSG_DONTWAIT", "recv_fds", "send_fds"),
}
VERBS = (
    ("show", "SMS2512-002v1/T1.3"),
    ("query", "retired-certifications", "--format", "csv", "-o", "rows.csv"),
    ("sparql", "ASK {}", "--timeout", "60"),
    ("validate", "--jobs", "2"),
    ("export", "csv", "-o", "tables"),
    ("store", "add", "store"),
    ("info", "--store", "store"),
    ("routes", "資料分析師", "AI 技術主管"),
    ("compare", "SMS2512-002v1", "SET2529-001v2", "--report", "report.html"),
    ("mappings", "--format", "xlsx", "-o", "mappings.xlsx"),
    ("assess", "--template"),
)


def become_windows() -> None:
    """Take away what Windows lacks, and say that this is Windows."""
    for name in _FIRST:
        importlib.import_module(name)
    sys.modules.update(dict.fromkeys(_LACKING))  # type: ignore[arg-type]
    for module, names in _NAMES.items():
        for name in names:
            if hasattr(module, name):
                delattr(module, name)
    locks: Any = types.ModuleType("msvcrt")
    locks.LK_NBLCK, locks.locking = 2, lambda *_: None
    sys.modules["msvcrt"] = locks
    sys.platform = "win32"


def note_writes(written: set[str]) -> None:
    """Note the path of whatever is opened for writing, made, moved or deleted."""

    def hook(event: str, given: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(given[0], str | bytes):
            if given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                written.add(_whole(given[0]))
        elif event in ("os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink"):
            written.update(_whole(p) for p in given[:2] if isinstance(p, str | bytes))

    sys.addaudithook(hook)


def _whole(path: str | bytes) -> str:
    return str(Path(os.fsdecode(path)).absolute())


def main() -> None:
    """Print what came of all verbs as JSON."""
    become_windows()
    warnings.filterwarnings("error", category=EncodingWarning, module="aitalent_kg")
    import aitalent_kg

    broken = []
    for module in pkgutil.walk_packages(aitalent_kg.__path__, "aitalent_kg."):
        try:
            importlib.import_module(module.name)
        except Exception as error:
            broken.append(f"{module.name}: {error!r}")
    from click.testing import CliRunner

    from aitalent_kg.cli import main as command

    written: set[str] = set()
    note_writes(written)
    for verb in VERBS:
        done = CliRunner().invoke(command, list(verb))
        if done.exit_code:
            broken.append(
                f"{' '.join(verb)}: {done.exit_code} {done.output[-200:]} {done.exc_info}"
            )
    home = f"{Path.cwd()}/"
    inside = sorted(path.removeprefix(home) for path in written if path.startswith(home))
    outside = sorted(p for p in written if not p.startswith((home, "/dev/", "/proc/")))
    print(json.dumps({"broken": broken, "inside": inside, "outside": outside}))


if __name__ == "__main__":
    main()
