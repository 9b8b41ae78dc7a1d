"""A browser for tests: Debian's Chromium, the static site, and a page that is watched."""

from __future__ import annotations

import fcntl
import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from servers import missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = [
    "NARROW",
    "PATIENCE",
    "VIEWS",
    "WIDE",
    "Handler",
    "axe",
    "chromium",
    "go",
    "in_language",
    "opened",
    "page",
    "run",
    "served",
    "serving",
    "settled",
    "shared",
    "static_folder",
    "static_site",
    "wide",
]

_PROGRAM = "/usr/bin/chromium"
#: Milliseconds that a page may take on a busy machine before a test gives up.
PATIENCE = 30_000
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 360, "height": 740}

#: Page -> an address in which it shows something.
VIEWS = {
    "home": "index.html?q=%E6%A9%9F%E5%99%A8%E5%AD%B8%E7%BF%92",
    "resource": "resource.html?id=SMS2512-002v1/T1.3",
    "map": "map.html?from=industry-guide-115v3.0/role/software-hardware-engineer"
    "&to=industry-guide-115v3.0/role/ai-technical-lead",
    "compare": "compare.html?left=civil-service-framework&right=industry-guide-115v3.0",
    "conflicts": "conflicts.html?doc=civil-service-framework",
    "assess": "assess.html",
    "query": "query.html?name=items-of-task&p.task=SMS2512-002v1/T1.3",
    "sources": "sources.html?doc=SMS2512-002v1",
}


@pytest.fixture(scope="module")  # Playwright's event loop runs as long; other files need their own
def chromium() -> Iterator[Browser]:
    """Chromium from Debian, driven by Playwright."""
    if not Path(_PROGRAM).exists():
        missing("Chromium is not installed: apt-get install chromium fonts-noto-cjk")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=_PROGRAM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def static_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The static site of the whole graph, made once for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder = shared / "site"
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            import aitalent_kg as atk
            from aitalent_kg.explorer.site import write_site

            write_site(atk.load(), folder)
    return folder


@pytest.fixture(scope="session")
def static_site(request: pytest.FixtureRequest) -> Iterator[str]:
    """Address of the static site below a path of its own, with a slash at its end.

    AITALENT_KG_SITE may name one that runs already, so that who works on a page need not wait.
    """
    if running := os.environ.get("AITALENT_KG_SITE"):
        yield running
        return
    with served(request.getfixturevalue("static_folder")) as address:
        yield address


def served(folder: Path) -> AbstractContextManager[str]:
    """A folder on a free port of this machine, below the path `/kg/`."""
    return serving(partial(Handler, directory=str(folder)))


@contextmanager
def serving(handler: Callable[..., SimpleHTTPRequestHandler]) -> Iterator[str]:
    """What a handler answers, on a free port of this machine, below the path `/kg/`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/kg/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Handler(SimpleHTTPRequestHandler):
    """`python -m http.server`, below a path, and without a log."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/kg"))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        pass


@contextmanager
def opened(browser: Browser, address: str, expected: str = "^$", **options: Any) -> Iterator[Page]:
    """A page in a profile of its own; whatever goes wrong in it fails the test at the end.

    Args:
        address: what its requests must begin with; all others are stopped and told.
        expected: pattern of messages in the console that are no fault.
        options: of the context, as `color_scheme="dark"` or `bypass_csp=True`.
    """
    context = browser.new_context(**{"viewport": WIDE, **options})
    context.set_default_timeout(PATIENCE)
    wrong: list[str] = []
    origin = "/".join(address.split("/")[:3]) + "/"

    def guard(route: Any) -> None:
        if route.request.url.startswith((origin, "data:", "blob:")):
            route.continue_()
        else:
            wrong.append(f"outside request: {route.request.url}")
            route.abort()

    def dismiss(dialog: Any) -> None:
        wrong.append("a dialog opened")
        dialog.dismiss()

    def heard(kind: str, text: str) -> None:
        if kind == "error" and not re.search(expected, text):
            wrong.append(text)

    context.route("**/*", guard)
    made = context.new_page()
    made.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    made.on("console", lambda told: heard(told.type, told.text))
    made.on("dialog", dismiss)
    try:
        yield made
        assert not wrong, "\n".join(wrong)
    finally:
        context.close()


@pytest.fixture
def page(chromium: Browser, static_site: str) -> Iterator[Page]:
    """A wide page for the static site."""
    with opened(chromium, static_site) as made:
        yield made


@pytest.fixture(scope="module")
def shared(chromium: Browser, static_site: str) -> Iterator[Page]:
    """One page for the claims about functions, so that engine and index are loaded once."""
    with opened(chromium, static_site) as made:
        go(made, static_site + "index.html")
        yield made


def run(page: Page, module: str, body: str, value: Any = None) -> Any:
    """Import a module of ours in the page, and run a function's body with `m` and `value`."""
    return page.evaluate(
        f"""async (value) => {{
            const m = await import(new URL("{module}", document.baseURI).href);
            {body}
        }}""",
        value,
    )


def go(page: Page, address: str) -> None:
    """Open an address, and wait until its script has shown it."""
    page.goto(address)
    page.wait_for_selector("main[data-ready=true]")


def axe(page: Page) -> None:
    """See that axe-core finds nothing serious or critical in our own parts as they stand."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, {"exclude": [[".yasqe"]]}).response["violations"]
    told = [
        f"{rule['id']}: {rule['help']}: {node['html'][:200]}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"][:3]
    ]
    assert not told, "\n".join(told)


def wide(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    scroll = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(scroll))


def in_language(address: str, lang: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}lang={lang}"


def settled(page: Page) -> None:
    """Wait until nothing on the page is still loading."""
    page.wait_for_function("() => !document.querySelector('main .loading')")
