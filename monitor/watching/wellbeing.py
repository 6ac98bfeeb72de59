"""Wellbeing: reads the signs of whether the work beside the answers goes on, and remembers the last ones."""

from collections.abc import Callable
from datetime import datetime
from typing import get_args

import structlog
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from alerts.sql.canary_store import canaries
from alerts.sql.refused import refused_since
from alerts.sql.waiting import oldest_undelivered, unfinished
from alerts.wishes import Channel
from events.sql.engines import reading
from monitor import metrics
from monitor.watching.beats import last_beats
from monitor.watching.parts import pulses
from monitor.watching.signs import REFUSED_WITHIN, Shape, Signs, canary_age, shape, waits

NOTHING_KNOWN: Shape = {"warnings": [], "parts": [], "undelivered": [], "refused": None, "canary": None}
"""What there is to show before the database has ever been asked."""

_log = structlog.stdlib.get_logger("monitor.watching")


class Wellbeing:
    """How the work beside the answers goes.

    While the database cannot be asked, what was last known goes on ageing: nothing is done without it.
    """

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now
        self._last: Signs | None = None

    def shape(self) -> Shape:
        """The signs as ``/readyz`` shows them."""
        signs = self._signs()
        return shape(signs, self._now()) if signs is not None else NOTHING_KNOWN

    def measure(self) -> None:
        """Bring the figures of ``/metrics`` up to date."""
        signs, now = self._signs(), self._now()
        if signs is not None:
            metrics.work_seen(
                pulses(signs.beats, now),
                {channel: waits(signs, now).get(channel) for channel in signs.waiting},
                signs.unfinished,
                canary_age(signs, now),
                signs.refused.messages,
            )

    def _signs(self) -> Signs | None:
        try:
            with reading(self._engine) as connection:
                self._last = _read(connection, self._now())
        except SQLAlchemyError as error:
            _log.warning("signs_not_read", error=type(error).__name__)
        return self._last


def _read(connection: Connection, now: datetime) -> Signs:
    channels: tuple[Channel, ...] = get_args(Channel)
    return Signs(
        beats=last_beats(connection),
        waiting={channel: oldest_undelivered(connection, channel, now) for channel in channels},
        unfinished=unfinished(connection),
        canaries=canaries(connection),
        refused=refused_since(connection, now - REFUSED_WITHIN),
    )
