"""Hours and certificates of steps, by assumption: what table 5 asks for the ability types."""

from __future__ import annotations

from datetime import date
from functools import cache

from aitalent_kg.assess.needs import Price, price_of
from aitalent_kg.assess.person import Assessor
from aitalent_kg.lookup import Quads
from aitalent_kg.persons.record import Person
from aitalent_kg.routes.costs import Pricing

__all__ = ["pricing_of"]


def pricing_of(store: Quads) -> Pricing:
    """Of a person, the least additions by which the rules of some ability types are met.

    A record without a day is judged today.
    """
    assessor = Assessor(store)

    def priced(person: Person) -> Price:
        facts = assessor.facts(person, person.as_of or date.today())
        price = price_of(store, assessor.rules, facts)
        once = cache(lambda types: price(types))  # a search asks often for the same
        return lambda types: once(frozenset(types))

    return priced
