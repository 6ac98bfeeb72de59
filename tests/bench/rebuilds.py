"""Figures of a rebuild: every event read from the log anew, folded, written, compared, and switched in."""

from collections.abc import Iterator

from monitor.readmodel.rebuilding import rebuild
from tests.bench.databases import open_on, tidy
from tests.bench.figure import Figure
from tests.bench.loading import Record
from tests.bench.spent import Spent


def rebuilding(record: Record) -> Iterator[Figure]:
    """Rebuilds the read model of a record; how fast.

    Raises:
        RuntimeError: the rebuilt one differs from the one that was kept.
    """
    service = open_on(record.url)
    started = Spent.now()
    rebuilt = rebuild(service.engine, service.log, service.gather)
    spent = started.since
    if rebuilt.differs_at is not None:
        raise RuntimeError(f"the rebuilt read model differs at {rebuilt.differs_at}")
    yield record.rate("rebuild", rebuilt.events, spent, events_read=rebuilt.events)
    tidy(service)
    service.engine.dispose()
