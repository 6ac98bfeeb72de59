"""Looking: what the scheduler calls for each part, again and again, whatever became of it the last time."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from monitor import metrics
from monitor.watching.beats import Beats

SAID_EVERY = timedelta(seconds=60)
"""How often the log says that a part fails: while a database is away, parts fail several times a second."""

_log = structlog.stdlib.get_logger("monitor.keeping")


class Looking:
    """Lets one part look, and notes that it did; what fails is said in one line of the log, and is no beat.

    Args:
        part: its name.
        look: does what there is to do.
        beats: where it is noted.
        now: the clock.
    """

    def __init__(self, part: str, look: Callable[[], int], beats: Beats, now: Callable[[], datetime]) -> None:
        self._part, self._look, self._beats, self._now = part, look, beats, now
        self._failing_since: datetime | None = None
        self._said_at: datetime | None = None
        self._said = False

    def __call__(self) -> None:
        """Look once; the next look is for the scheduler to make."""
        try:
            self._look()
            self._beats.note(self._part)
        except Exception:  # noqa: BLE001 - logged; no failure may end the looks
            self._failed()
        else:
            self._succeeded()

    def _failed(self) -> None:
        now = self._now()
        metrics.look_failed(self._part)
        self._failing_since = self._failing_since or now
        if self._said_at is None or not self._said_at <= now < self._said_at + SAID_EVERY:
            self._said_at, self._said = now, True
            _log.exception("look_failed", part=self._part, since=self._failing_since.isoformat())

    def _succeeded(self) -> None:
        if self._failing_since is not None and self._said:
            _log.info("look_recovered", part=self._part, failed_since=self._failing_since.isoformat())
        self._failing_since, self._said = None, False
