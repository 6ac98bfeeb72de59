"""Everything that is measured of alerts, on one engine."""

from collections.abc import Iterator
from pathlib import Path

from monitor.import_plan import plan
from monitor.importing import put_on_record
from tests.bench.arriving import arriving
from tests.bench.databases import Databases, open_on
from tests.bench.fanning_out import fanning_out
from tests.bench.figure import Figure
from tests.bench.following import digests, matching


def alerting(engine: str, made: Databases, folder: Path) -> Iterator[Figure]:
    """Matching, fan-out, digests, and from ingest to arrival; each on a database of its own."""
    for name, measured in (("matching", matching), ("digests", digests)):
        service = open_on(made.migrated(name))
        for _ in put_on_record(service, plan("kazakhstan")):
            pass
        yield from measured(engine, service)
        service.engine.dispose()
    service = open_on(made.migrated("fan_out"))
    yield from fanning_out(engine, service.engine)
    service.engine.dispose()
    yield from arriving(engine, made.migrated("arriving"), folder)
