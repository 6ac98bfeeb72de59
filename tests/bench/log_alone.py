"""The log without the service around it: what an append costs once it is validated, sealed and encoded."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import orjson
from sqlalchemy import select

from events.log import Log, NewAppend, NewEvent
from events.sql.engines import reading
from events.sql.tables import events as events_table
from monitor.bootstrap import Service
from tests.bench.spent import Spent

_FIRST = datetime(2031, 1, 4, tzinfo=UTC)


def sealed(service: Service, *, through: int) -> list[NewEvent]:
    """The events of a log up to a position, ready to be appended to an empty one."""
    with reading(service.engine) as connection:
        rows = connection.execute(
            select(events_table).where(events_table.c.position <= through).order_by(events_table.c.position)
        ).all()
    return [
        NewEvent(
            position=row.position,
            id=row.id,
            type=row.type,
            leaf=bytes(row.leaf),
            leaf_hash=bytes(row.leaf_hash),
            tags=tuple(orjson.loads(row.tags)),
            words=row.words,
            earliest=row.earliest,
            latest=row.latest,
        )
        for row in rows
    ]


def append(log: Log, events: Sequence[NewEvent], *, size: int) -> Spent:
    """Append events that follow the head in appends of ``size``; the time it took."""
    spent = Spent()
    for start in range(0, len(events), size):
        head = log.head()
        new = NewAppend(
            expected=head,
            number=head.append + 1,
            recorded_at=_FIRST + timedelta(seconds=head.append + 1),
            recorded_by="rm-bench",
            notify=False,
            events=tuple(events[start : start + size]),
        )
        started = Spent.now()
        log.append(new)
        spent += started.since
    return spent
