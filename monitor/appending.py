"""One append from request to answer: on record first, then projected, then told what it changed."""

import threading
import time
from dataclasses import dataclass

from events.appends import AppendRecord, NewAppend
from events.log import Log
from monitor import metrics
from monitor.gather import Gather
from monitor.intake.intake import Intake
from monitor.intake.news import News, news_at
from monitor.intake.request import Request
from monitor.readmodel.projecting import Projected
from monitor.readmodel.projector import Projector
from monitor.waking import Waking


@dataclass(frozen=True, slots=True)
class Outcome:
    """An append on record with what it changed when recorded; ``replayed`` where its key had brought it before."""

    record: AppendRecord
    news: News
    replayed: bool


class Appending:
    """Appends and projects; shared by the threads of a process, whose projector works for one at a time."""

    def __init__(self, log: Log, gather: Gather, intake: Intake, projector: Projector, waking: Waking) -> None:
        self._log, self._gather, self.intake, self._projector = log, gather, intake, projector
        self._waking = waking
        self._projecting = threading.Lock()

    def append(self, request: Request) -> Outcome:
        """Put a request on record; returns once the read model has passed it.

        Raises:
            IntakeRefusal: nothing is stored.
            TooBusy: other writers were always first.
        """
        done = self.intake.append(request)
        projected = self.catch_up()
        if not done.replayed:
            metrics.events_appended(done.record.last_position - done.record.first_position + 1)
        news = next((one.news for one in projected if one.append == done.record.number), None)
        if news is None:
            news = news_at(self._log, self._gather, done.record.number)
        return Outcome(done.record, news, done.replayed)

    def preview(self, request: Request) -> tuple[NewAppend, News]:
        """What a request would append and change, and how many would be told; nothing is stored."""
        self.catch_up()
        return self.intake.preview(request)

    def catch_up(self) -> list[Projected]:
        """Project what has been appended since; harmless to repeat."""
        with self._projecting:
            started = time.perf_counter()
            projected = list(self._projector.catch_up())
            seconds = time.perf_counter() - started
        if projected:
            metrics.projected(len(projected), sum(len(one.records) for one in projected), seconds)
            self._waking.ring()
        return projected
