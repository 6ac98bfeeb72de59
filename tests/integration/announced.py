"""A record whose days pass as a test says, kept by a projector that puts on record what there is to tell."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy import Engine

from alerts.notices import Notice
from alerts.sql import notice_store
from events.sql import open_log
from events.sql.engines import reading
from monitor.announcing.announcer import Announcer
from monitor.gather import Gather
from monitor.intake.deciding import Makers, decide
from monitor.intake.reading import read_drafts
from monitor.intake.request import Request
from monitor.readmodel.projector import Projector
from tests.builders import Event, at

Told = tuple[str, str, object, object]
"""Kind of change, what it is of, before and after."""


class Telling:
    """A database with its projector, and a clock that stands still until it is set."""

    def __init__(self, engine: Engine, day: str = "2008-01-01") -> None:
        self.engine, self.log = engine, open_log(engine)
        self.gather = Gather(self.log)
        self.now = datetime.now(UTC)
        self.go_to(day)
        numbers = count(900_001)
        self._makers = Makers(now=self._tick, new_id=lambda: at(next(numbers)), new_salt=lambda: b"sixteen bytes of")
        self.restart()

    def _tick(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def restart(self) -> None:
        """Another process takes over."""
        self.projector = Projector(self.engine, self.log, self.gather, announcer=Announcer(self.log))

    def go_to(self, day: str) -> None:
        """It is noon of a day, UTC: the same day in Kazakhstan."""
        self.now = datetime.fromisoformat(f"{day}T12:00:00+00:00")

    def record(self, *events: Event, notify: bool = True) -> None:
        """Put events on record in one append, and project them not yet."""
        drafts = tuple(read_drafts(enumerate(events, start=1)))
        request = Request(drafts, "rm-1", notify=notify)
        self.log.append(decide(self.log, self.gather, self._makers, request, self.log.head()))

    def append(self, *events: Event, notify: bool = True) -> list[Notice]:
        """Put events on record in one append and project it; the notices that came of it."""
        before = self.notices
        self.record(*events, notify=notify)
        list(self.projector.catch_up())
        return self.notices[len(before) :]

    def sweep(self, day: str) -> list[Notice]:
        """Look at noon of a day what time has brought; the notices that came of it."""
        before = self.notices
        self.go_to(day)
        self.projector.sweep(self.now)
        return self.notices[len(before) :]

    @property
    def notices(self) -> list[Notice]:
        """Every notice on record, by number."""
        return list(self._all())

    def _all(self) -> Iterator[Notice]:
        last = 0
        with reading(self.engine) as connection:
            while found := notice_store.after(connection, last, 100):
                yield from (one.notice for one in found)
                last = found[-1].number


def told(notices: list[Notice]) -> list[Told]:
    """What notices say in short."""
    return [(one.what, one.item, one.before, one.after) for one in notices]


def whats(notices: list[Notice]) -> list[str]:
    """Their kinds of change."""
    return [one.what for one in notices]
