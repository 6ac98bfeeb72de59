"""Endings: which facts end which others, and which of those were over before they count."""

from collections.abc import Iterable, Mapping

from monitor.status.facts import Fact

Endings = Mapping[str, Fact]
"""By the id of an event that was ended, the first fact that ended it."""


def endings(facts: Iterable[Fact]) -> Endings:
    """What was ended by any of these facts, which are in the fold's order."""
    found: dict[str, Fact] = {}
    for fact in facts:
        for event in fact.resolves:
            found.setdefault(event, fact)
    return found


def ended_before(known: Endings, event: str, key: tuple[int, int, int]) -> Fact | None:
    """What had ended an event by the place from which it counts: known to the month only, it may be over by then."""
    by = known.get(event)
    return by if by is not None and by.key < key else None
