"""Checks of quality as SPARQL queries: pitfalls, FAIR metadata, schemes, SKOS.

A check is a file of `checks/` whose rows are its findings; what is known and stays is in
`exemptions.toml`, with the reason. Shapes say what is wrong; these say what could be better.
"""

from __future__ import annotations

from aitalent_kg.quality.checks import Check, all_checks, groups
from aitalent_kg.quality.exemptions import Exemption, exemptions
from aitalent_kg.quality.run import Exempted, Finding, Outcome, Quality, run_checks

__all__ = [
    "Check",
    "Exempted",
    "Exemption",
    "Finding",
    "Outcome",
    "Quality",
    "all_checks",
    "exemptions",
    "groups",
    "run_checks",
]
