"""Figures of appending: durable, validated and in the read model; and the log alone."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from events.sql import open_log
from monitor.bootstrap import Service
from tests.bench import log_alone
from tests.bench.databases import Databases, open_on
from tests.bench.figure import Bar, Figure
from tests.bench.generated import Event, declarations, happenings
from tests.bench.loading import BATCH, LARGEST_BATCH, Record, batches, put, written
from tests.bench.spent import Spent

SINGLES = 300
SINGLES_UPON_ONE = 20

_WHOLE = Bar(at_least=5_000)
_ROWS = Bar(at_most=5)


def filling(record: Record) -> Iterator[Figure]:
    """Fills the record's database in batches; how fast, and how many rows of the read model each event took."""
    service = open_on(record.url)
    put(service, declarations(record.shape))
    before = written(service)
    spent = sum((put(service, some) for some in batches(happenings(record.shape), BATCH)), Spent())
    after = written(service)
    bar = _WHOLE if record.engine == "sqlite" else None
    yield record.rate("batch_append", record.size, spent, bar, per_append=BATCH)
    yield record.figure(
        "rows_written_per_event",
        (after.writes - before.writes) / record.size,
        "rows",
        _ROWS,
        per_append=BATCH,
        added=round((after.added - before.added) / record.size, 3),
        closed=round((after.closed - before.closed) / record.size, 3),
        reaches=round((after.reaches - before.reaches) / record.size, 3),
    )
    service.engine.dispose()


def later(record: Record) -> Iterator[Figure]:
    """Appends to a record that is there: one event at a time, and the largest batch that is taken."""
    service = open_on(record.url)
    more = happenings(replace(record.shape, events=SINGLES + LARGEST_BATCH, upon_one=0, seed=record.shape.seed + 2))
    singles = [next(more) for _ in range(SINGLES)]
    yield record.rate("single_append", SINGLES, _one_by_one(service, singles), per_append=1)
    if record.shape.upon_one:
        upon = list(happenings(replace(record.shape, events=0, upon_one=SINGLES_UPON_ONE, seed=record.shape.seed + 3)))
        yield record.rate("single_append_upon_the_one", SINGLES_UPON_ONE, _one_by_one(service, upon), per_append=1)
    bar = _WHOLE if record.engine == "sqlite" else None
    yield record.rate("batch_append", LARGEST_BATCH, put(service, more), bar, per_append=LARGEST_BATCH)
    service.engine.dispose()


def alone(record: Record, made: Databases) -> Iterator[Figure]:
    """The same events appended to the log of another database, without the service."""
    service = open_on(record.url)
    declared = len(declarations(record.shape))
    events = log_alone.sealed(service, through=declared + min(record.size, LARGEST_BATCH) + SINGLES)
    service.engine.dispose()
    for size in (1, BATCH, LARGEST_BATCH):
        other = open_on(made.migrated(f"alone_{record.name}_{size}"))
        log = open_log(other.engine)
        log_alone.append(log, events[:declared], size=declared)
        some = events[declared:][: SINGLES if size == 1 else LARGEST_BATCH]
        spent = log_alone.append(log, some, size=size)
        yield record.rate("log_append", len(some), spent, per_append=size)
        other.engine.dispose()


def _one_by_one(service: Service, events: Sequence[Event]) -> Spent:
    put(service, events[:1])
    return sum((put(service, [event]) for event in events), Spent())
