"""Facts as a view shows them: what holds of some events on record, cut to what was public or to one account."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from monitor.answers.event_shapes import content_of
from monitor.answers.reader import Reader
from monitor.answers.views import View
from monitor.status.assessors import Bodies
from monitor.status.cases import cut
from monitor.status.facts import Fact
from monitor.status.record import effective


def facts_in_view(reader: Reader, view: View, tags: Collection[str]) -> tuple[Fact, ...]:
    """The facts whose content carries any of these tags, in the fold's order, whatever the day of the view."""
    positions = reader.log.tagged(tags, through=view.through)
    carrying = set(positions)
    # What acts upon them comes along, and so may facts that carry none of the tags.
    held = (fact for fact in effective(reader.gather.closed(positions, view.through)) if fact.position in carrying)
    return cut_to_view(held, view, reader.gather.bodies(view.through))


def cut_to_view(facts: Iterable[Fact], view: View, bodies: Bodies) -> tuple[Fact, ...]:
    """Those of these facts, and of their effects and grades, that ``public_at`` and ``lens`` of a view show."""
    return cut(facts, view.aspect, bodies)[0]


def contents_of(reader: Reader, facts: Iterable[Fact]) -> dict[int, Mapping[str, Any]]:
    """What tells each fact, as recorded: position -> envelope, or the replacement in the correction that holds."""
    records = reader.log.at(sorted({fact.position for fact in facts}))
    return {record.position: content_of(record.envelope) for record in records}
