"""What time alone brings: notices of the days that have arrived since it was last looked, from current knowledge."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from alerts.notices import Cause, Notice
from monitor.announcing.changed import whats_of
from monitor.readmodel.probing import Probes
from monitor.readmodel.row_json import core_of
from monitor.status.changes import Core

_A_DAY = timedelta(days=1)


def notices_of_days(
    probes: Probes, jurisdiction: str, swept: date, today: date, through: int, now: datetime
) -> Iterator[Notice]:
    """The notices of each day after the one swept last, up to today, in one jurisdiction.

    Args:
        probes: to the generation that answers.
        jurisdiction: whose commitments are looked at.
        swept: the last day that was looked at.
        today: the day it is there now.
        through: the position up to which the read model has come.
        now: the moment of looking.
    """
    commitments = probes.commitments([jurisdiction])
    day, before = swept, probes.probe("headline", commitments, swept.toordinal(), through)
    while day < today:
        day += _A_DAY
        after = probes.probe("headline", commitments, day.toordinal(), through)
        different = {name: body for name, body in after.items() if _core(before.get(name)) != _core(body)}
        about = probes.probe("definition", list(different), day.toordinal(), through)
        for name in sorted(different):
            for what, was, now_is in whats_of(_core(before.get(name)), _core(after[name])):
                yield Notice(
                    what=what,
                    item=f"commitment:{name}",
                    before=was,
                    after=now_is,
                    since=day,
                    until=None,
                    cause=Cause("time", day=day, jurisdiction=jurisdiction),
                    tags=_tags(name, jurisdiction, about.get(name)),
                    events=tuple(event for event, _, _ in after[name]["events"]),
                    recorded_at=now,
                    counts_from=day,
                    silent=False,
                )
        before = after


def _core(body: Mapping[str, Any] | None) -> Core | None:
    return core_of(body) if body is not None else None


def _tags(commitment: str, jurisdiction: str, definition: Mapping[str, Any] | None) -> tuple[str, ...]:
    topics = definition["topics"] if definition else ()
    return tuple(sorted({f"commitment:{commitment}", f"jurisdiction:{jurisdiction}", *(f"topic:{t}" for t in topics)}))
