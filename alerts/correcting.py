"""Correcting: who was told what a correction or a retraction makes wrong. Exactly they are told again."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from alerts.describing import Corrected, Describes
from alerts.notices import Notice, Numbered, cause_of
from alerts.sql import message_store, notice_store

ACTS = frozenset({"correction", "retraction"})
"""Kinds of change that follow the wrong message, whoever's filter asks for them."""

Followed = dict[str, list[tuple[Corrected, str]]]
"""Destination -> each message that was wrong, with a subscription that it was for and that has not ended."""


def is_act(notice: Notice) -> bool:
    """Whether a notice is of a correction, a retraction or a reinstatement."""
    return notice.what in ACTS


def followed(connection: Connection, acts: Iterable[Numbered], record: Describes) -> Followed:
    """Who was told what these acts make read otherwise, unless they left; an act that changes nothing printed is not.

    Of several messages to one destination about one event, the latest is named.
    """
    found: Followed = {}
    for act in acts:
        upon = record.upon(act.notice)
        if upon is None or not upon.texts:
            continue
        told = [one.number for one in notice_store.of_cause(connection, upon.cause) if upon.event in one.notice.events]
        latest: dict[str, list[message_store.Told]] = {}
        for one in message_store.told(connection, told):
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


def withdraws(corrected: Sequence[Corrected]) -> bool:
    """Whether nothing stands in the place of anything that was told."""
    return all(text.new is None for one in corrected for text in one.upon.texts)
