"""Real data of other frameworks, which stay outside the project; tests skip where they are absent."""

from __future__ import annotations

from pathlib import Path

import pytest

__all__ = ["data"]

DATA = Path(__file__).parents[2] / "shared" / "data"


def data(name: str) -> Path:
    """A folder or file below `../shared/data`; the test, or the fixture's tests, skip without."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"needs ../shared/data/{name}, which is not here")
    return path
