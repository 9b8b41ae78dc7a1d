"""What pyoxigraph gives as the object of a statement; it has no name for it."""

from __future__ import annotations

import pyoxigraph as ox

__all__ = ["Value"]

Value = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
