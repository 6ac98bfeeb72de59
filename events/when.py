"""When a fact happened, counts and became public, read from the parts of an event that say so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from events.dates import Dating, counting_day, parse_dating


@dataclass(frozen=True, slots=True)
class When:
    """The days a fact can have happened on (both inclusive, ``None`` where open) and the day from which it counts."""

    earliest: date | None
    latest: date | None
    counts_from: date

    @property
    def to_the_day(self) -> bool:
        """Whether it is known to the day."""
        return self.earliest is not None and self.earliest == self.latest


def when(event: Mapping[str, Any]) -> When:
    """When the fact of this event (a draft, an envelope or a replacement, as JSON) happened and counts."""
    dating = parse_dating(event["occurred"])
    reports = [parse_dating(source["published"]) for source in event.get("sources", ()) if source.get("published")]
    counts = counting_day(dating, reported_by=reports, scheduled=bool(event.get("scheduled")))
    return When(dating.earliest, dating.latest, counts)


def first_day_it_can_stand_on(written: str) -> date:
    """The day a dated statement or document counts from: its latest day, or, undated, the first day it can exist."""
    return settled_day(parse_dating(written))


def settled_day(dating: Dating) -> date:
    """The latest day of a dating; of one that is open to the right, the earliest."""
    day = dating.latest or dating.earliest
    if day is None:
        raise ValueError(dating.written)
    return day


def public_day(event: Mapping[str, Any]) -> date | None:
    """The day the fact became public: ``public``, else the first ``published`` of its sources, else unknown."""
    if event.get("public"):
        return first_day_it_can_stand_on(event["public"])
    published = [first_day_it_can_stand_on(s["published"]) for s in event.get("sources", ()) if s.get("published")]
    return min(published, default=None)
