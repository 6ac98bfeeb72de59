"""Correcting: who was told what a correction or a retraction makes wrong. Exactly they are told again."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import Connection

from alerts.describing import Corrected, Describes
from alerts.notices import Notice, Numbered, cause_of
from alerts.sql import digest_store, message_store, notice_store

ACTS = frozenset({"correction", "retraction"})
"""Kinds of change that follow the wrong message, whoever's filter asks for them."""

WRITTEN_WITH_IT = timedelta(minutes=1)
"""A message that was written so long after an act was recorded says what holds by it; none takes as long to arrive."""

Followed = dict[str, list[tuple[Corrected, str]]]
"""Destination -> each message that was wrong, with a subscription that it was for and that has not ended."""


def is_act(notice: Notice) -> bool:
    """Whether a notice is of a correction, a retraction or a reinstatement."""
    return notice.what in ACTS


def followed(connection: Connection, acts: Iterable[Numbered], record: Describes) -> Followed:
    """Who was told what these acts make read otherwise, unless they left; an act that changes nothing printed is not.

    Whoever was told of an event only once the act upon it was known was told nothing that was wrong. Of several
    messages to one destination about one event, the latest is named.
    """
    found: Followed = {}
    for act in acts:
        upon = record.upon(act.notice)
        if upon is None or not upon.texts:
            continue
        told = [
            one.number
            for event, cause in upon.told_in
            for one in notice_store.of_cause(connection, cause)
            if event in one.notice.events
        ]
        latest: dict[str, list[message_store.Told]] = {}
        for one in message_store.told(connection, told):
            if one.made_at > act.notice.recorded_at + WRITTEN_WITH_IT:
                continue
            known = latest.setdefault(one.destination, [])
            if known and known[0].message != one.message:
                known.clear()
            known.append(one)
        for destination, every in latest.items():
            corrected = Corrected(every[0].message, every[0].made_at, act, upon)
            found.setdefault(destination, []).extend((corrected, one.subscription) for one in every)
    return found


def is_of_the_untold(connection: Connection, act: Notice, record: Describes) -> bool:
    """Whether an act is upon what was retracted before anybody was told: then nobody is told of either."""
    upon = record.upon(act)
    if upon is None or record.holds(cause_of(upon.cause)):
        return False
    notices = notice_store.of_cause(connection, upon.cause)
    if any(one.notice.silent for one in notices):
        return False
    return not message_store.told(connection, [one.number for one in notices])


def of_the_awaited(connection: Connection, acts: Iterable[Notice], record: Describes) -> dict[str, set[str]]:
    """Subscription -> the acts upon what still waits for its digest, from which they have struck it.

    It is replaced, not followed: such a subscription is told neither of it nor of the acts.
    """
    found: dict[str, set[str]] = {}
    for act in acts:
        upon = record.upon(act)
        if upon is None or record.holds(cause_of(upon.cause)):
            continue
        numbers = [one.number for one in notice_store.of_cause(connection, upon.cause)]
        for name in digest_store.waiting_for(connection, numbers):
            found.setdefault(name, set()).update(act.events)
    return found


def withdraws(corrected: Sequence[Corrected]) -> bool:
    """Whether nothing stands in the place of anything that was told."""
    return all(text.new is None for one in corrected for text in one.upon.texts)
