"""The composition root: the one place that reads settings and makes engines, clocks and everything that uses them."""

import gc
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine, make_url
from uuid_utils import uuid7

from events.log import Log
from events.sql import make_engine, open_log
from migrations.upgrade import migrate
from monitor.announcing.announcer import Announcer
from monitor.answers.reader import Reader
from monitor.appending import Appending
from monitor.gather import Gather
from monitor.intake.deciding import Makers
from monitor.intake.intake import Intake
from monitor.readmodel.projector import Projector
from monitor.settings import Settings

SALT_BYTES = 16


def utc_now() -> datetime:
    """The clock of the service."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Service:
    """Everything a process needs, made once and shared between its threads."""

    settings: Settings
    engine: Engine
    now: Callable[[], datetime] = utc_now

    @cached_property
    def log(self) -> Log:
        """The log."""
        return open_log(self.engine)

    @cached_property
    def gather(self) -> Gather:
        """Entries of the log, decoded once."""
        return Gather(self.log)

    @cached_property
    def reader(self) -> Reader:
        """What answers read from."""
        return Reader(self.engine, self.log, self.gather, self.now)

    @cached_property
    def projector(self) -> Projector:
        """Keeps the generation that answers."""
        return Projector(self.engine, self.log, self.gather, announcer=Announcer(self.log))

    @cached_property
    def appending(self) -> Appending:
        """Appends, and answers once the read model has passed them."""
        makers = Makers(now=self.now, new_id=lambda: str(uuid7()), new_salt=lambda: secrets.token_bytes(SALT_BYTES))
        return Appending(self.log, self.gather, Intake(self.log, self.gather, makers), self.projector)

    def migrate(self) -> None:
        """Bring the database to the newest revision; processes that start together wait for the first."""
        migrate(self.engine)


def calm_garbage_collector() -> None:
    """Let the collector look for cycles less often: decoded entries are many, live long and hold none.

    With the default thresholds a batch of 10,000 events spends a quarter of its time in vain searches.
    """
    gc.set_threshold(200_000, 50, 100)


def open_service(settings: Settings, now: Callable[[], datetime] = utc_now) -> Service:
    """A service on the database of these settings; nothing is connected to until it is used."""
    calm_garbage_collector()
    file = make_url(settings.database_url).database
    if settings.database_url.startswith("sqlite") and file:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    return Service(settings, make_engine(settings.database_url), now)
