"""``python -m tests.bench``: figures for this machine, one JSON line each."""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.bench.alerting import alerting
from tests.bench.appends import alone, filling, later
from tests.bench.boards import as_query, over_http
from tests.bench.databases import ENGINES, databases
from tests.bench.figure import Figure, say
from tests.bench.generated import Shape
from tests.bench.loading import Record
from tests.bench.machine import machine
from tests.bench.rebuilds import rebuilding
from tests.bench.the_one import folded
from tests.bench.views import through_lenses


@dataclass(frozen=True, slots=True)
class Run:
    """Which records are measured and how often each question is asked."""

    shapes: tuple[Shape, ...]
    rounds: int


WHOLE = Run((Shape(10_000), Shape(100_000), Shape(10_000, upon_one=10_000)), rounds=400)
_SMALL = Shape(500, commitments=200)
QUICK = Run((_SMALL, replace(_SMALL, events=2_000), replace(_SMALL, upon_one=500)), rounds=50)


def measure(engine: str, run: Run, folder: Path | None) -> Iterator[Figure]:
    """Every figure of one engine."""
    with databases(engine, folder) as made, tempfile.TemporaryDirectory(prefix="rm", dir=folder) as data:
        records = [Record(engine, shape, made.migrated(f"record_{number}")) for number, shape in enumerate(run.shapes)]
        for record in records:
            yield from filling(record)
            yield from rebuilding(record)
        yield from as_query(records, run.rounds)
        yield from over_http(records, run.rounds, Path(data))
        for record in records:
            yield from through_lenses(record, run.rounds)
            if record.shape.upon_one:
                yield from folded(record, rounds=10)
            yield from later(record)
        yield from alone(records[0], made)
        yield from alerting(engine, made, Path(data))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures that the arguments ask for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small records: whether it runs, not how fast")
    parser.add_argument("--engine", choices=ENGINES, action="append", help="this one alone; repeat for more")
    parser.add_argument("--alerts", action="store_true", help="what is measured of alerts alone")
    parser.add_argument("--folder", type=Path, help="where the databases go, besides the folder for temporary files")
    asked = parser.parse_args(arguments)
    say(machine(asked.folder))
    for engine in asked.engine or ENGINES:
        run = QUICK if asked.quick else WHOLE
        for figure in _alerts(engine, asked.folder) if asked.alerts else measure(engine, run, asked.folder):
            say(figure)


def _alerts(engine: str, folder: Path | None) -> Iterator[Figure]:
    with databases(engine, folder) as made, tempfile.TemporaryDirectory(prefix="rm", dir=folder) as data:
        yield from alerting(engine, made, Path(data))


if __name__ == "__main__":
    main()
