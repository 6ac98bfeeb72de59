"""The projector: reads the log from its checkpoint on and keeps a generation of the read model, one at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection, Engine, select, update

from events.log import Log, Recorded
from events.sql.engines import writing
from monitor.gather import Gather
from monitor.readmodel.projecting import Projected, Projecting
from monitor.readmodel.rows import Pending, Rows
from monitor.readmodel.tables import PROJECTION, SHAPE

PAGE = 1_000
"""Events projected in one transaction, or one append if it holds more; long ones pin SQLite's write-ahead log."""

_QUARTER_S = 900


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far a generation has read the log, whether it is the one that answers, and the shape of its rows."""

    generation: str
    position: int
    append: int
    answers: bool
    shape: int


class Announces(Protocol):
    """Puts on record what there is to tell, in the transaction of the projector."""

    def announce(self, connection: Connection, projected: Sequence[Projected]) -> None:
        """What appends changed that were projected in this transaction."""

    def sweep(self, connection: Connection, generation: str, through: int, now: datetime) -> int:
        """What the days have brought that came since it was last asked; how much there was."""


class GenerationBeingCleared(RuntimeError):
    """Another rebuild is clearing this generation; start again once it is done."""


class OutdatedShape(RuntimeError):
    """The rows of this generation are of another version of the service; migrating builds them anew."""


def checkpoint(connection: Connection, *, answering: bool = True, lock: bool = False) -> Checkpoint:
    """The checkpoint of the generation that answers, or of the other one; locked, nobody else projects into it."""
    statement = select(PROJECTION).where(PROJECTION.c.answers == int(answering))
    statement = statement.with_for_update() if lock else statement
    # Whoever waited for the lock while another generation was switched in finds none that answers, and looks again.
    row = connection.execute(statement).one_or_none() or connection.execute(statement).one()
    return Checkpoint(row.generation, row.position, row.append, bool(row.answers), row.shape)


class Projector:
    """Keeps one generation. Several may run in several processes: the lock on the checkpoint lets one work at a time.

    That beside the one that answers never goes past it: what was not told yet is told by whoever keeps that one.
    An error in the fold is not swallowed: the projector stops at that append, and the service says so.
    """

    def __init__(
        self, engine: Engine, log: Log, gather: Gather, *, answering: bool = True, announcer: Announces | None = None
    ) -> None:
        self._engine, self._log, self._answering, self._announcer = engine, log, answering, announcer
        self._projecting = Projecting(log, gather)
        self._left_at: tuple[str, int] | None = None

    def catch_up(self) -> Iterator[Projected]:
        """Project every append past the checkpoint, a page in a transaction; a crash anywhere repeats harmlessly."""
        more = True
        while more:
            with writing(self._engine) as connection:
                done, more = self._page(connection)
            yield from done

    def catch_up_within(self, connection: Connection) -> Iterator[Projected]:
        """The same in one transaction of the caller's."""
        more = True
        while more:
            done, more = self._page(connection)
            yield from done

    def _page(self, connection: Connection) -> tuple[list[Projected], bool]:
        """Project a page of appends and tell of it; whether there are more."""
        point = checkpoint(connection, answering=self._answering, lock=True)
        through = None if self._answering else checkpoint(connection).position
        records, more = self._next(max(point.position, 0), through)
        if self._announcer is None:
            return self.project(connection, point, records), more
        now = _of_one_quarter(records)
        if now:
            # The days that had come by then are told as known before, and never again.
            self._announcer.sweep(connection, point.generation, point.position, now[0].recorded_at)
        done = self.project(connection, point, now)
        self._announcer.announce(connection, done)
        return done, more or len(now) < len(records)

    def sweep(self, now: datetime) -> int:
        """Tell what the days have brought that came since it was last looked; how much there was.

        Does nothing while appends are waiting to be projected: they come first.
        """
        with writing(self._engine) as connection:
            point = checkpoint(connection, answering=self._answering, lock=True)
            if self._announcer is None or point.position < self._log.head().position:
                return 0
            return self._announcer.sweep(connection, point.generation, point.position, now)

    def project(self, connection: Connection, point: Checkpoint, records: Sequence[Recorded]) -> list[Projected]:
        """Project whole appends that follow a locked checkpoint, in the transaction of ``connection``."""
        if point.position < 0:
            raise GenerationBeingCleared(point.generation)
        if point.shape != SHAPE:
            raise OutdatedShape(f"generation {point.generation} is of shape {point.shape}, not {SHAPE}")
        if not records:
            return []
        remembered = self._projecting.remembered
        if self._left_at != (point.generation, point.position):
            remembered.forget()
        remembered.forget_some()
        self._left_at = None
        rows, pending = Rows(connection, point.generation), Pending()
        tags = self._log.tags_of([record.position for record in records])
        done = [self._projecting.append(rows, pending, append, tags) for append in _appends(records)]
        rows.write(pending)
        last = records[-1]
        connection.execute(
            update(PROJECTION)
            .where(PROJECTION.c.generation == point.generation)
            .values(position=last.position, append=last.append)
        )
        self._left_at = (point.generation, last.position)
        return done

    def _next(self, position: int, through: int | None) -> tuple[list[Recorded], bool]:
        """The next events up to a position at which an append ends, whole appends only; whether there may be more."""
        records = self._log.read(after=position, through=through, limit=PAGE)
        if len(records) < PAGE:
            return records, False
        last = records[-1].append
        held = self._log.append_record(last)
        if held is None or held.last_position == records[-1].position:
            return records, True
        whole = [record for record in records if record.append != last]
        return whole or self._log.read(after=position, through=held.last_position, limit=held.last_position), True


def _of_one_quarter(records: Sequence[Recorded]) -> Sequence[Recorded]:
    """The first of these, as far as they were recorded within one quarter of an hour: days begin nowhere between."""
    slots = [int(record.recorded_at.timestamp()) // _QUARTER_S for record in records]
    return [record for record, slot in zip(records, slots, strict=True) if slot == slots[0]]


def _appends(records: Sequence[Recorded]) -> Iterator[list[Recorded]]:
    append: list[Recorded] = []
    for record in records:
        if append and append[-1].append != record.append:
            yield append
            append = []
        append.append(record)
    if append:
        yield append
