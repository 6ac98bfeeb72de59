"""Measures in the shape of the contract: their stages, what they do to commitments, and the events that tell it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from monitor.answers.event_shapes import line_shape
from monitor.answers.shape import Shape
from monitor.status.facts import OPEN_START, Fact
from monitor.status.measure_history import measure_history


def acts_upon(measure: str, facts: Iterable[Fact]) -> list[Fact]:
    """Those of these facts that act upon a measure."""
    return [fact for fact in facts if fact.act is not None and fact.act.measure == measure]


def concerning(measure: str, facts: Sequence[Fact]) -> list[Fact]:
    """Those of these facts that act upon a measure, or end what such an act brought."""
    ids = {fact.id for fact in acts_upon(measure, facts)}
    return [fact for fact in facts if fact.id in ids or not ids.isdisjoint(fact.resolves)]


def heard_of(facts: Iterable[Fact], day: int, scheduled: Collection[int]) -> list[Fact]:
    """Facts that may have happened by the end of a day, and those after it whose position is among the scheduled."""
    return [fact for fact in facts if fact.earliest <= day or fact.position in scheduled]


def effects(acts: Iterable[Fact], day: int) -> list[Shape]:
    """What a measure does to commitments and benchmarks, according to whom: each once, with the event that began it.

    Told by the acts that link a measure and may have happened by the end of the day.
    """
    found: dict[tuple[str, str, str], Shape] = {}
    for fact in acts:
        if fact.act is None or not fact.act.links or fact.earliest > day:
            continue
        for bearing in fact.bearings:
            shape = {
                "commitment": bearing.of.partition(".")[0],
                "of": bearing.of,
                "effect": bearing.effect,
                "according_to": bearing.according_to,
                "event": fact.id,
            }
            found.setdefault((bearing.of, bearing.effect, bearing.according_to), shape)
    return list(found.values())


def stages(measure: str, facts: Sequence[Fact], day: int, scheduled: Collection[int]) -> list[Shape]:
    """The stages a measure has been at by the end of a day, oldest first, and those after it that are scheduled.

    ``from`` is null where the start is open. A stage that is merely possible has ``certain`` false, and comes
    again once it is certain.

    Args:
        measure: its id.
        facts: in the fold's order.
        day: an ordinal.
        scheduled: positions of the facts that were announced for a later day.
    """
    found: list[Shape] = []
    for step in measure_history(measure, facts):
        setter = step.track.set_by
        if setter is None or (step.since > day and setter.position not in scheduled):
            continue
        shape = {
            "stage": step.track.stage,
            "from": date.fromordinal(step.since).isoformat() if step.since > OPEN_START else None,
            "certain": step.certain,
            "event": setter.id,
        }
        if not found or any(found[-1][key] != shape[key] for key in ("stage", "certain", "event")):
            found.append(shape)
    return found


def lines(facts: Iterable[Fact], contents: Mapping[int, Mapping[str, Any]]) -> list[Shape]:
    """Facts in one line each, in the order given; ``contents`` by the position whose content holds."""
    return [
        line_shape(
            contents[fact.position],
            identity=fact.id,
            position=fact.position,
            counts_from=date.fromordinal(fact.counts_from).isoformat(),
        )
        for fact in facts
    ]
