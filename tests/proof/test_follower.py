"""A follower of the log misses nothing, whoever writes at the same time."""

import subprocess
import sys

import pytest
from sqlalchemy import Engine

from events.sql import open_log

pytestmark = pytest.mark.proof

WRITERS, APPENDS, SIZES = 8, 1_000, (1, 2, 3, 4)
EVENTS = WRITERS * APPENDS * sum(SIZES) // len(SIZES)


def test_a_follower_of_eight_services_reads_twenty_thousand_events_without_a_gap(postgres_engine: Engine) -> None:
    url = postgres_engine.url.render_as_string(hide_password=False)
    log = open_log(postgres_engine)
    seen: list[str] = []
    writers = [
        subprocess.Popen(
            (sys.executable, "-m", "tests.proof.writer", url, str(name), str(APPENDS), *map(str, SIZES)),
            stdout=subprocess.DEVNULL,
        )
        for name in range(WRITERS)
    ]
    try:
        while len(seen) < EVENTS:
            running = any(writer.poll() is None for writer in writers)
            page = log.read(after=len(seen), limit=500)
            assert [recorded.position for recorded in page] == list(range(len(seen) + 1, len(seen) + len(page) + 1))
            seen.extend(recorded.id for recorded in page)
            assert page or running, f"the writers ended after {len(seen)} events"
    finally:
        for writer in writers:
            writer.kill()
            writer.wait()
    assert EVENTS == 20_000
    assert len(set(seen)) == EVENTS
    for name in range(WRITERS):
        own = [event for event in seen if event.startswith(f"{name}-")]
        assert own == [f"{name}-{number}" for number in range(EVENTS // WRITERS)]
