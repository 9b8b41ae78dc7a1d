"""What a route costs, by each measure a caller may name, and where the figure comes from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from aitalent_kg.assess.needs import Price
from aitalent_kg.errors import AitalentError, BadValue, UnknownName
from aitalent_kg.lookup import Quads, kind_of
from aitalent_kg.network.links import Link
from aitalent_kg.network.requirements import demands
from aitalent_kg.persons.record import Person
from aitalent_kg.routes.answers import Cost
from aitalent_kg.routes.plan import Loads, chains, enters, is_step, weight_of
from aitalent_kg.routing.costs import Additive, Gathered

__all__ = ["MEASURES", "NEEDS_LOADS", "Having", "Measure", "Pricing", "loads_of", "measures"]

#: Of a person: what ability types take beyond what the person has.
Pricing = Callable[[Person], Price]

#: name -> source of the figure, in Chinese and English.
MEASURES = {
    "steps": ("由本專案依路網計數", "counted by us from the network"),
    "conditions": ("文件所載條件，計數", "stated in a document, counted"),
    "weight": (
        "文件所載步驟之權重，相加；未載權重之步驟計為 1",
        "weights of steps as stated, added up; a step without one counts 1",
    ),
    "missing": ("文件所載要求，計數", "stated in a document, counted"),
    "hours": (
        "假設：進入某人才類別即需其能力類型的課程時數（表 5 採用讀法；AI 工具應用以初階計）",
        "assumed: entering a talent category takes the course hours of its ability types"
        " (table 5, recommended readings; AI tool application at Basic)",
    ),
    "certificates": (
        "假設：進入某人才類別即需其能力類型的證照（表 5 採用讀法；AI 工具應用以初階計）",
        "assumed: entering a talent category takes the certificates of its ability types"
        " (table 5, recommended readings; AI tool application at Basic)",
    ),
}
#: In the order of a price.
_ASSUMED = ("hours", "certificates")
#: Costs that rest on what each node asks for, which takes a while to read from a large graph.
NEEDS_LOADS = frozenset({"missing", *_ASSUMED})


@dataclass(frozen=True, slots=True)
class Having:
    """What somebody has before the first step."""

    person: Person = field(default_factory=Person)
    items: frozenset[str] = frozenset()  #: IRIs of items held
    here: tuple[str, ...] = ()  #: where one stands: ability types of its categories do not count


@dataclass(frozen=True, slots=True)
class Measure:
    """One cost: as the search takes it, and line by line for the answer."""

    name: str
    source: str
    cost: Additive | Gathered
    loads: Loads
    held: frozenset[str] = frozenset()  #: items, or ability types, that do not count

    def values(self, lines: Iterable[Link]) -> list[float]:
        """What each line of a route adds."""
        if isinstance(self.cost, Additive):
            return [self._weight(line) for line in lines]
        seen: frozenset[str] = frozenset()
        before, found = 0.0, []
        for line in lines:
            seen |= self.asked(line) - self.held
            total = float(self.cost.value(seen))
            found.append(total - before)
            before = total
        return found

    def asked(self, line: Link) -> frozenset[str]:
        """What a line asks for, of what this measure gathers."""
        return self.loads.items_of(line) if self.name == "missing" else self.loads.types_of(line)

    def unstated(self, lines: Iterable[Link]) -> list[bool]:
        """Whether each line enters a place, not entered before, of which no items are known."""
        seen: set[str] = set()
        found = []
        for line in lines:
            counts = self.name == "missing" and enters(line) and line.end not in seen
            found.append(counts and line.end not in self.loads.items)
            seen.add(line.end)
        return found

    def shown(self, value: float, unstated: int = 0) -> Cost:
        """A value of it as an answer shows it."""
        whole = int(value) if value == int(value) else value
        return Cost(self.name, whole, self.source, unstated)

    def _weight(self, line: Link) -> float:
        if self.name == "weight":
            return weight_of(line)
        return float(is_step(line) if self.name == "steps" else bool(line.conditions[0]))


def measures(
    names: Iterable[str],
    loads: Loads,
    having: Having,
    pricing: Pricing | None = None,
    lang: str = "zh",
) -> list[Measure]:
    """The measures named.

    Args:
        pricing: what ability types take; None where nothing is to be assumed.
    Raises:
        UnknownName: no such cost.
        BadValue: none is named, or one twice.
        AitalentError: it can only be assumed.
    """
    wanted = list(names)
    if not wanted or len({*wanted}) < len(wanted):
        raise BadValue(tuple(wanted), f"name each cost once, of: {', '.join(MEASURES)}")
    for name in wanted:
        _check(name, pricing is not None)
    price = pricing(having.person) if pricing else None
    types = frozenset[str]().union(*(loads.types.get(node, ()) for node in having.here))
    held = {"missing": having.items} | dict.fromkeys(_ASSUMED, types)
    return [_measure(name, loads, held.get(name, frozenset()), price, lang) for name in wanted]


def _measure(
    name: str, loads: Loads, held: frozenset[str], price: Price | None, lang: str
) -> Measure:
    return Measure(name, MEASURES[name][lang == "en"], _cost(name, held, price), loads, held)


def _check(name: str, assume: bool) -> None:
    if name not in MEASURES:
        raise UnknownName(name, tuple(MEASURES), "cost", "")
    if name in _ASSUMED and not assume:
        raise AitalentError(
            f"no document says the {name} of a step; with assume they are taken from table 5"
        )


def _cost(name: str, held: frozenset[str], price: Price | None) -> Additive | Gathered:
    if name == "missing":
        return Gathered(name, "items", had=held)
    if price is None or name not in _ASSUMED:
        return Additive(name, name)
    return Gathered(name, "types", value=_part(price, _ASSUMED.index(name)), had=held)


def _part(price: Price, place: int) -> Callable[[frozenset[str]], float]:
    return lambda types: price(types)[place]


def loads_of(
    store: Quads, members: Iterable[Link], documents: Collection[str] | None = None
) -> Loads:
    """What each node asks of everybody, and the ability types that its talent categories ask for.

    The latter is an assumption: that who enters a role needs what its category needs, of several
    categories all. What is only helpful, or asked on a condition, does not count, but is not unstated either.
    """
    items: dict[str, set[str]] = {}
    for demand in demands(store, documents):
        found = items.setdefault(demand.role, set())
        if demand.firm:
            found.add(demand.item)
    asked = {node: frozenset(of) for node, of in items.items()}
    types = {
        node: frozenset(item for item in found if kind_of(store, item) == "AbilityType")
        for node, found in asked.items()
        if kind_of(store, node) == "TalentCategory"
    }
    spread = {node: {*found} for node, found in types.items()}
    for member, group in chains(members):
        spread.setdefault(member, set()).update(types.get(group, ()))
    return Loads(asked, {node: frozenset(found) for node, found in spread.items()})
