"""Signs: what tells, from the database alone, whether the work beside the answers goes on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from alerts.canaries import Canaries
from alerts.refusals import Refusals
from alerts.wishes import Channel
from monitor.instants import written_instant
from monitor.watching.parts import Pulse, pulses

REFUSED_WITHIN: Final = timedelta(days=7)
"""How long a letter that was refused for good is worth a warning, if nobody has it sent again."""

LATE_AFTER: Final = timedelta(minutes=10)
"""How long a message may wait for us before it is worth a warning: longer than a mail server takes to be restarted."""

NONE_REFUSED: Final = Refusals()

Shape = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Signs:
    """What was found.

    ``beats`` says when each part last ended a look well; ``waiting``, for each channel, since when its longest waiting
    message could have been delivered; ``unfinished`` how many messages are in each state that is not an end;
    ``refused`` the letters of the last days that were refused for good.
    """

    beats: Mapping[str, datetime]
    waiting: Mapping[Channel, datetime | None]
    unfinished: Mapping[str, int]
    canaries: Canaries
    refused: Refusals = NONE_REFUSED


def waits(signs: Signs, now: datetime) -> Mapping[Channel, timedelta]:
    """For each channel, how long its longest waiting message has waited; nothing where none waits."""
    return {channel: _since(since, now) for channel, since in signs.waiting.items() if since is not None}


def canary_age(signs: Signs, now: datetime) -> timedelta | None:
    """How long ago the last canary arrived; ``None`` if never."""
    return _since(signs.canaries.arrived_at, now) if signs.canaries.arrived_at is not None else None


def warnings(signs: Signs, now: datetime) -> list[str]:
    """What is not well with the work beside the answers, a sentence each. Answers do not suffer from any of it."""
    parts, messages, canaries = _of_parts(pulses(signs.beats, now)), _of_messages(signs, now), _of_canaries(signs, now)
    return [*parts, *messages, *_of_refused(signs), *canaries]


def shape(signs: Signs, now: datetime) -> Shape:
    """The signs as ``/readyz`` shows them; ages in whole seconds."""
    arrived = signs.canaries.arrived_at
    return {
        "warnings": warnings(signs, now),
        "parts": [
            {"part": one.part, "last": _written(one.last), "age_s": _seconds(one.age), "stalled": one.stalled}
            for one in pulses(signs.beats, now)
        ],
        "undelivered": [
            {"channel": channel, "oldest_s": _seconds(wait)}
            for channel in signs.waiting
            for wait in [waits(signs, now).get(channel)]
        ],
        "refused": {"messages": signs.refused.messages, "answer": signs.refused.answer},
        "canary": {
            "last": _written(arrived),
            "age_s": _seconds(canary_age(signs, now)),
            "overdue": signs.canaries.overdue(now),
        },
    }


def _of_parts(found: Sequence[Pulse]) -> list[str]:
    if not all(one.stalled for one in found):
        return [f"{one.part}: stalled, {_last(one)}" for one in found if one.stalled]
    lately = [one.age for one in found if one.age is not None]
    last = f"the last one did {_seconds(min(lately))} s ago" if lately else "none ever did"
    return [f"worker: no process does the work beside the answers, {last}; start `reform-monitor worker`"]


def _of_messages(signs: Signs, now: datetime) -> list[str]:
    late = {channel: wait for channel, wait in waits(signs, now).items() if wait > LATE_AFTER}
    return [f"{channel}: a message has been waiting for {_seconds(wait)} s" for channel, wait in late.items()]


def _of_refused(signs: Signs) -> list[str]:
    many, answer = signs.refused.messages, signs.refused.answer
    if not many:
        return []
    return [
        f"email: letters refused for good in the last {REFUSED_WITHIN.days} days: {many}, the last with {answer or '-'}"
    ]


def _of_canaries(signs: Signs, now: datetime) -> list[str]:
    if not signs.canaries.overdue(now):
        return []
    age = canary_age(signs, now)
    return [f"canary: none has arrived for {_seconds(age)} s" if age is not None else "canary: none has ever arrived"]


def _last(one: Pulse) -> str:
    return f"its last good look ended {_seconds(one.age)} s ago" if one.age is not None else "it never had a good look"


def _since(instant: datetime, now: datetime) -> timedelta:
    return max(now - instant, timedelta(0))


def _seconds(span: timedelta | None) -> int | None:
    return round(span.total_seconds()) if span is not None else None


def _written(instant: datetime | None) -> str | None:
    return written_instant(instant) if instant is not None else None
