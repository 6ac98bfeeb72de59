"""``python -m tests.bench.structures``: which structure answers best, one JSON line each figure."""

import argparse
import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import orjson
from sqlalchemy import Engine

from events.sql import make_engine
from events.sql.engines import reading, writing
from monitor.bootstrap import Service
from tests.bench.boards import Moment, moments
from tests.bench.databases import ENGINES, databases, open_on
from tests.bench.figure import Figure, median, say
from tests.bench.generated import LAST_DAY, Arrival, Shape
from tests.bench.loading import BATCH, fill
from tests.bench.structures.assertion_rows import AssertionRows
from tests.bench.structures.rectangles import RectanglesInBTree, RectanglesInRTree, RectanglesInSpGist
from tests.bench.structures.steps import steps
from tests.bench.structures.structure import Structure, size_of

ARRIVALS: tuple[Arrival, ...] = ("random", "chronological")
STRUCTURES: dict[str, tuple[Callable[[], Structure], ...]] = {
    "sqlite": (
        lambda: AssertionRows(reach=True),
        lambda: AssertionRows(reach=False),
        RectanglesInBTree,
        RectanglesInRTree,
    ),
    "postgresql": (
        lambda: AssertionRows(reach=True),
        lambda: AssertionRows(reach=False),
        RectanglesInBTree,
        RectanglesInSpGist,
    ),
}
ROUNDS = 20
REPEATS = 5
PAGE = 100


@dataclass(frozen=True, slots=True)
class Measured:
    """A structure filled with the steps of a record."""

    structure: Structure
    engine: Engine
    shape: Shape
    head: int
    keys: tuple[str, ...]

    def figure(self, name: str, value: float, unit: str, **parameters: object) -> Figure:
        """A figure of it."""
        about = {"structure": self.structure.name, "arrival": self.shape.arrival, **parameters}
        return Figure(f"structure_{name}", value, unit, self.engine.dialect.name, self.shape.events, about)

    def timed(self, moment: Moment, keys: Sequence[str]) -> float:
        """Milliseconds of one board of these commitments."""
        with reading(self.engine) as connection:
            started = perf_counter()
            self.structure.values(connection, keys, moment.as_of.toordinal(), moment.known_at)
            return (perf_counter() - started) * 1000

    def values(self, moment: Moment) -> dict[str, Any]:
        """The whole board."""
        with reading(self.engine) as connection:
            return dict(self.structure.values(connection, self.keys, moment.as_of.toordinal(), moment.known_at))


def asked(head: int) -> dict[str, list[Moment]]:
    """The moments at which boards are asked for."""
    return {
        "second_half": moments(head, ROUNDS),
        "head": [Moment(LAST_DAY, head)],
        "now_known_at_10_percent": [Moment(LAST_DAY, head // 10)],
    }


def building(measured: Measured, service: Service) -> Iterator[Figure]:
    """Fills a structure in the transactions that a projector of batches would make."""
    spent, rows, taken = 0.0, 0, 0
    with writing(measured.engine) as connection:
        measured.structure.create(connection)
    for number, step in enumerate(steps(service)):
        if number and number % BATCH == 0:
            seconds, written = _write(measured)
            spent, rows = spent + seconds, rows + written
        measured.structure.take(step)
        taken = number + 1
    seconds, written = _write(measured)
    yield measured.figure("build", spent + seconds, "s", steps=taken, rows_written=rows + written)
    if measured.engine.dialect.name == "postgresql":
        with measured.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
    yield measured.figure("size", size_of(measured.engine) / 1e6, "MB")


def _write(measured: Measured) -> tuple[float, int]:
    started = perf_counter()
    with writing(measured.engine) as connection:
        rows = measured.structure.write(connection)
    return perf_counter() - started, rows


def answering(everything: Sequence[Measured]) -> Iterator[Figure]:
    """Boards of all structures in turns: the best of some tries at each moment, and of these the median.

    In turns, so that whatever else the machine does falls on all of them alike.
    """
    head, keys = everything[0].head, everything[0].keys
    for where, some in asked(head).items():
        for count in (len(keys), PAGE):
            samples: list[list[float]] = [[] for _ in everything]
            for moment in some:
                tries = [[measured.timed(moment, keys[:count]) for measured in everything] for _ in range(REPEATS)]
                for found, times in zip(samples, zip(*tries, strict=True), strict=True):
                    found.append(min(times))
            for measured, found in zip(everything, samples, strict=True):
                yield measured.figure("board", median(found), "ms", at=where, keys=count)


def decoding(measured: Measured) -> Iterator[Figure]:
    """What of a board is the same for all structures: its values read from JSON."""
    bodies = [orjson.dumps(value) for value in measured.values(Moment(LAST_DAY, measured.head)).values()]
    tries = []
    for _ in range(REPEATS):
        started = perf_counter()
        for body in bodies:
            orjson.loads(body)
        tries.append((perf_counter() - started) * 1000)
    yield measured.figure("decoding", min(tries), "ms", at="head", keys=len(bodies))


def refuse_disagreement(everything: Sequence[Measured]) -> None:
    """All structures answer alike.

    Raises:
        RuntimeError: two do not.
    """
    head = everything[0].head
    for moment in [*moments(head, 10, seed=1), Moment(LAST_DAY, head), Moment(LAST_DAY, head // 10)]:
        answers = [measured.values(moment) for measured in everything]
        if any(answer != answers[0] for answer in answers):
            raise RuntimeError(f"the structures disagree at {moment}")


def measure(shape: Shape, folder: Path | None) -> Iterator[Figure]:
    """Every figure of one record."""
    with databases("sqlite", folder) as made:
        service = open_on(made.migrated("source"))
        fill(service, shape, per_append=BATCH)
        for engine in ENGINES:
            yield from comparing(engine, shape, service, folder)


def comparing(engine: str, shape: Shape, service: Service, folder: Path | None) -> Iterator[Figure]:
    """The figures of the structures of one engine, filled with what a service has on record."""
    head = service.log.head().position
    keys = tuple(sorted({step.strand.key for step in steps(service)}))
    with databases(engine, folder) as made:
        everything = []
        for number, make in enumerate(STRUCTURES[engine]):
            measured = Measured(make(), make_engine(made.empty(f"{number}")), shape, head, keys)
            yield from building(measured, service)
            everything.append(measured)
        refuse_disagreement(everything)
        # What was built is left out of garbage collection, which would walk through all of it in every other board.
        gc.collect()
        gc.freeze()
        yield from decoding(everything[0])
        yield from answering(everything)
        gc.unfreeze()
        for measured in everything:
            measured.engine.dispose()


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures that the arguments ask for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.structures", description=__doc__)
    parser.add_argument("--events", type=int, action="append", help="how many; repeat for more (10,000 and 100,000)")
    parser.add_argument("--folder", type=Path, help="where the databases go, besides the folder for temporary files")
    given = parser.parse_args(arguments)
    for events in given.events or (10_000, 100_000):
        for arrival in ARRIVALS:
            for figure in measure(Shape(events, arrival=arrival), given.folder):
                say(figure)


if __name__ == "__main__":
    main()
