"""Foreseeing: how many would be told of an append that is only tried out, by the rules that tell of one on record."""

from collections.abc import Callable
from datetime import datetime
from typing import cast

from sqlalchemy import Engine

from alerts.expanding import Expanding
from alerts.messaging import Messaging
from alerts.notices import Numbered
from alerts.sql import notice_store
from events.appends import NewAppend
from events.log import Log
from events.sql.engines import reading
from monitor.alerting.describing import Describing
from monitor.announcing.from_append import notices_of
from monitor.answers.folds import Folds
from monitor.answers.outlines import Outlines
from monitor.answers.reader import Reader
from monitor.gather import Gather
from monitor.intake.previewing import AsIf
from monitor.readmodel.projecting import Projecting
from monitor.readmodel.projector import checkpoint
from monitor.readmodel.rows import Pending, Rows


class Foreseeing:
    """Counts whom an append would be told, at once or by digest; nothing is stored.

    Args:
        engine: of the record and of who follows it.
        log: of the record.
        messaging: as messages are made; none is.
        now: the clock.
        public_url: as in what is described.
    """

    def __init__(
        self, engine: Engine, log: Log, messaging: Messaging, now: Callable[[], datetime], public_url: str
    ) -> None:
        self._engine, self._log, self._messaging = engine, log, messaging
        self._now, self._public_url = now, public_url

    def told(self, new: NewAppend) -> int:
        """How many addresses and endpoints would be told; 0 of a silent append, and while the read model is behind."""
        if not new.notify:
            return 0
        log = cast("Log", AsIf(self._log, new))
        gather = Gather(log)
        outlines, folds = Outlines(self._engine, log, gather), Folds(log, gather, at_once=1)
        reader = Reader(self._engine, log, gather, self._now, outlines, folds)
        tags = {event.position: event.tags for event in new.events}
        with reading(self._engine) as connection:
            point = checkpoint(connection)
            if point.position != new.expected.position:
                return 0
            projecting = Projecting(log, reader.gather)
            done = projecting.append(Rows(connection, point.generation), Pending(), new.recorded(), tags)
            last = notice_store.head(connection)
            notices = [Numbered(last + n, one) for n, one in enumerate(notices_of(done, silent=False), start=1)]
            record = Describing(reader, self._public_url)
            return Expanding(self._engine, record, self._messaging, self._now).would_tell(connection, notices)
