"""What a validation found: single findings, their totals, the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

__all__ = ["Finding", "Report", "Total", "report_of"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that breaks a shape."""

    focus: str
    path: str
    severity: str  #: Violation, Warning or Info
    message: str
    shape: str


@dataclass(frozen=True, slots=True)
class Total:
    """How often one constraint is broken."""

    shape: str
    severity: str  #: Violation, Warning or Info
    count: int
    message: str  #: of its first finding


@dataclass(frozen=True)
class Report:
    """The outcome of a validation; findings are sorted by focus, path, shape and message."""

    conforms: bool
    findings: tuple[Finding, ...]
    #: Pairs of a node and a constraint that this run looked at: less after a small change.
    checked: int = field(default=0, compare=False)
    #: "fast", "pyshacl", or both where some files of shapes needed the second.
    engine: str = field(default="pyshacl", compare=False)
    #: Why something ran other than was asked for; empty when nothing did.
    remarks: tuple[str, ...] = field(default=(), compare=False)
    lang: str = field(default="zh", compare=False)

    @property
    def totals(self) -> tuple[Total, ...]:
        """Findings counted by constraint, the most frequent first."""
        counts = Counter(finding.shape for finding in self.findings)
        first = {finding.shape: finding for finding in reversed(self.findings)}
        totals = [
            Total(shape, first[shape].severity, count, first[shape].message)
            for shape, count in counts.items()
        ]
        return tuple(sorted(totals, key=lambda total: (-total.count, total.shape)))

    def listed(self, most: int) -> tuple[Finding, ...]:
        """The findings, of each constraint the first `most`."""
        seen = Counter[str]()
        listed = []
        for finding in self.findings:
            seen[finding.shape] += 1
            if seen[finding.shape] <= most:
                listed.append(finding)
        return tuple(listed)


def report_of(
    findings: Iterable[Finding],
    checked: int,
    engine: str,
    remarks: Iterable[str] = (),
    lang: str = "zh",
) -> Report:
    """A report, in the order that every engine keeps."""
    order = sorted(findings, key=lambda f: (f.focus, f.path, f.shape, f.message))
    return Report(not order, tuple(order), checked, engine, tuple(remarks), lang)
