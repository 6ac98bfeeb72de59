"""Filling a database through the whole service: validated, on the log, durable, and in the read model."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, islice

import orjson
from sqlalchemy import func, select

from events.sql.engines import reading
from events.strict_json import loads_lines
from monitor.bootstrap import Service
from monitor.intake.reading import read_drafts
from monitor.intake.request import Key, Request
from monitor.readmodel.projector import checkpoint
from monitor.readmodel.tables import REACH, STRANDS
from tests.bench.figure import Bar, Figure
from tests.bench.generated import Event, Shape, declarations, happenings
from tests.bench.spent import Spent

BATCH, LARGEST_BATCH = 500, 10_000
_KEYS = count(1)


@dataclass(frozen=True, slots=True)
class Record:
    """A generated record in a database of an engine."""

    engine: str
    shape: Shape
    url: str

    @property
    def name(self) -> str:
        """What it is called among the records of a run."""
        return f"{self.shape.events}" + (f"_and_{self.shape.upon_one}_upon_one" if self.shape.upon_one else "")

    @property
    def size(self) -> int:
        """Events besides declarations."""
        return self.shape.events + self.shape.upon_one

    def figure(self, name: str, value: float, unit: str, bar: Bar | None = None, **parameters: object) -> Figure:
        """A figure of this record."""
        about = {"commitments": self.shape.commitments, "upon_one": self.shape.upon_one, **parameters}
        return Figure(name, value, unit, self.engine, self.size, about, bar)

    def rate(self, name: str, events: int, spent: Spent, bar: Bar | None = None, **parameters: object) -> Figure:
        """So many events in so much time; beside it what a processor that did nothing else would do in a second."""
        per_cpu_s = round(events / spent.cpu)
        return self.figure(name, events / spent.wall, "events/s", bar, **parameters, per_cpu_second=per_cpu_s)


@dataclass(frozen=True, slots=True)
class Written:
    """Rows of the read model: those that stand or stood, those of them closed since, and reaches of headlines."""

    added: int
    closed: int
    reaches: int

    @property
    def writes(self) -> int:
        """How many rows were inserted or updated."""
        return self.added + self.closed + self.reaches


def put(service: Service, events: Iterable[Event]) -> Spent:
    """Append events in one batch, as a client would send them; the time until the read model had passed it."""
    body = b"\n".join(orjson.dumps(event) for event in events)
    started = Spent.now()
    lines, values = zip(*loads_lines(body), strict=True)
    drafts = tuple(read_drafts(zip(lines, values, strict=True)))
    key = Key("rm-bench", "POST /v1/events/batch", f"bench-{next(_KEYS)}", body)
    service.appending.append(Request(drafts, "rm-bench", notify=False, key=key, lines=lines))
    return started.since


def fill(service: Service, shape: Shape, *, per_append: int) -> Spent:
    """Put a generated record on a database without one; the time its events took, declarations aside."""
    put(service, declarations(shape))
    return sum((put(service, some) for some in batches(happenings(shape), per_append)), Spent())


def batches(events: Iterator[Event], size: int) -> Iterator[list[Event]]:
    """The events in lists of that size; the last may be shorter."""
    while some := list(islice(events, size)):
        yield some


def written(service: Service) -> Written:
    """The rows of the generation that answers."""
    with reading(service.engine) as connection:
        generation = checkpoint(connection).generation
        strands = [table for (_, one), table in STRANDS.items() if one == generation]
        counts = [
            connection.execute(select(func.count(), func.count(table.c.superseded_at))).one() for table in strands
        ]
        reaches = connection.execute(select(func.count()).select_from(REACH[generation])).scalar_one()
    return Written(sum(added for added, _ in counts), sum(closed for _, closed in counts), reaches)
