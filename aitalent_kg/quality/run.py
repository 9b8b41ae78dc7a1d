"""Run the checks on a store: what each finds, and what of it stays, with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store

from aitalent_kg.errors import UnknownName
from aitalent_kg.lookup import label
from aitalent_kg.names import curie
from aitalent_kg.progress import Progress, silent
from aitalent_kg.quality.checks import Check, chosen
from aitalent_kg.quality.exemptions import exemptions

__all__ = ["Exempted", "Finding", "Outcome", "Quality", "run_checks"]

_LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found."""

    resource: str  #: IRI, or `_:…` for a blank node
    what: str  #: what is wrong there, as the check says it: a short IRI, a label; "" if plain
    label: str  #: name of the resource


@dataclass(frozen=True, slots=True)
class Exempted:
    """A finding that stays, and why."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check found."""

    name: str
    group: str
    severity: str  #: error, warning or information
    code: str  #: what others call the check, for example "OOPS! P08"
    title: str
    why: str
    findings: tuple[Finding, ...]
    exempt: tuple[Exempted, ...]

    @property
    def number(self) -> int:
        """Findings that are not exempt."""
        return len(self.findings)


@dataclass(frozen=True, slots=True)
class Quality:
    """The outcome of all checks that ran."""

    outcomes: tuple[Outcome, ...]
    lang: str

    @property
    def ok(self) -> bool:
        """Whether no check found anything but information."""
        return not any(o.findings for o in self.outcomes if o.severity != "information")

    @property
    def totals(self) -> dict[str, int]:
        """Findings by severity; those that have none are left out."""
        counts: Counter[str] = Counter()
        for outcome in self.outcomes:
            counts[outcome.severity] += outcome.number
        return {severity: number for severity, number in counts.items() if number}

    def outcome(self, name: str) -> Outcome:
        """What the check of that name found.

        Raises:
            UnknownName: no check of this name ran.
        """
        by_name = {outcome.name: outcome for outcome in self.outcomes}
        if name not in by_name:
            raise UnknownName(name, by_name, "check", " among those that ran")
        return by_name[name]


def run_checks(
    store: Store,
    groups: Iterable[str] = (),
    lang: str = "zh",
    progress: Progress = silent,
) -> Quality:
    """Run the checks on all graphs of a store together.

    Args:
        groups: `pitfalls`, `fair`, `vocpub`, `qskos`; all when left out.
        lang: language of titles, reasons and names: "zh" or "en".
        progress: told the name of each check before it runs.
    Raises:
        UnknownName: no such group or language.
    """
    if lang not in _LANGUAGES:
        raise UnknownName(lang, _LANGUAGES, "language", "")
    names = (groups,) if isinstance(groups, str) else groups
    outcomes = []
    for check in chosen(names):
        progress(check.name)
        outcomes.append(run_check(store, check, lang))
    return Quality(tuple(outcomes), lang)


def run_check(store: Store, check: Check, lang: str = "zh") -> Outcome:
    """Run one check."""
    open_, kept = [], []
    for finding in _findings(store, check, lang):
        reason = _reason(check, finding, lang)
        if reason is None:
            open_.append(finding)
        else:
            kept.append(Exempted(finding, reason))
    return Outcome(
        check.name,
        check.group,
        check.severity,
        check.code,
        check.title[lang],
        check.why[lang],
        tuple(open_),
        tuple(kept),
    )


def _findings(store: Store, check: Check, lang: str) -> list[Finding]:
    """The rows of a check, each once, in the order of their names."""
    solutions = store.query(check.query, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    with_what = any(variable.value == "what" for variable in solutions.variables)
    rows = {(row["resource"], _shown(row["what"]) if with_what else "") for row in solutions}
    found = [Finding(_name(term), what, _label(store, term, lang)) for term, what in rows]
    return sorted(found, key=lambda finding: (finding.resource, finding.what))


def _reason(check: Check, finding: Finding, lang: str) -> str | None:
    short = curie(finding.resource)
    for entry in exemptions():
        if entry.check == check.name and entry.covers(short, finding.what):
            return entry.reason[lang]
    return None


def _name(term: object) -> str:
    return str(term) if isinstance(term, BlankNode) else str(getattr(term, "value", term))


def _label(store: Store, term: object, lang: str) -> str:
    return label(store, term.value, lang) if isinstance(term, NamedNode) else _name(term)


def _shown(term: object) -> str:
    """What is wrong, in short: an IRI with our prefixes, a text with its language."""
    if isinstance(term, NamedNode):
        return curie(term.value)
    if isinstance(term, Literal):
        return f"{term.value}@{term.language}" if term.language else term.value
    return "" if term is None else str(term)
