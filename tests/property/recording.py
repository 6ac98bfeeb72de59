"""Putting drawn records on record through the real intake, with a clock and ids that are the same each time."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import count

from events.log import Log
from events.recorded import Recorded
from monitor.gather import Gather
from monitor.intake.deciding import Makers, decide
from monitor.intake.reading import read_drafts
from monitor.intake.refusals import InvalidEvents
from monitor.intake.request import Request
from tests.builders import FIRST_APPEND, Event, at

SALT = b"sixteen bytes of"


class Clock:
    """A clock that gives a minute more each time it is asked."""

    def __init__(self) -> None:
        self._asked = 0

    def __call__(self) -> datetime:
        self._asked += 1
        return FIRST_APPEND + timedelta(minutes=self._asked - 1)


def makers() -> Makers:
    """A clock, ids and salts without chance; the ids are far from those that records bring along."""
    numbers = count(900_001)
    return Makers(now=Clock(), new_id=lambda: at(next(numbers)), new_salt=lambda: SALT)


def append(log: Log, makers: Makers, events: Iterable[Event]) -> bool:
    """Whether the intake took these events in as one append; refused, it stored nothing."""
    drafts = read_drafts(enumerate(events, start=1))
    try:
        new = decide(log, Gather(log), makers, Request(tuple(drafts), "rm-1"), log.head())
    except InvalidEvents:
        return False
    log.append(new)
    return True


def record(log: Log, appends: Iterable[Iterable[Event]]) -> list[Recorded]:
    """Everything of these appends that the intake takes in, as recorded."""
    made = makers()
    for events in appends:
        append(log, made, events)
    return log.read(limit=10_000)


def ends(log: Log) -> list[int]:
    """The last position of each append, ascending."""
    found, number = [], 1
    while (one := log.append_record(number)) is not None:
        found.append(one.last_position)
        number += 1
    return found
