"""What several test files need."""

from __future__ import annotations

import pytest

import aitalent_kg as atk


@pytest.fixture(scope="session")
def kg() -> atk.KnowledgeGraph:
    """The whole graph; a test that changes its store puts it back."""
    return atk.load()
