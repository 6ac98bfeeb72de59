"""A follower of the log misses nothing, whoever writes at the same time."""

import os
import subprocess
import sys

import pytest
from sqlalchemy import Engine

from events.sql import open_log

pytestmark = pytest.mark.proof

WRITERS, APPENDS, SIZES = 8, 500, (1, 3, 6, 10)
EVENTS = WRITERS * APPENDS * sum(SIZES) // len(SIZES)


def start(url: str, name: int, tell: int) -> subprocess.Popen[bytes]:
    """A service that writes its share, and tells of each try through a pipe."""
    program = (sys.executable, "-m", "tests.proof.writer", url, str(name), str(APPENDS), *map(str, SIZES))
    return subprocess.Popen(program, stdout=tell)


def test_a_follower_of_eight_services_reads_twenty_thousand_events_without_a_gap(postgres_engine: Engine) -> None:
    url = postgres_engine.url.render_as_string(hide_password=False)
    log = open_log(postgres_engine)
    told, tell = os.pipe()
    writers = [start(url, name, tell) for name in range(WRITERS)]
    os.close(tell)
    seen: list[str] = []

    def follow() -> None:
        while page := log.read(after=len(seen), limit=500):
            assert [recorded.position for recorded in page] == list(range(len(seen) + 1, len(seen) + len(page) + 1))
            seen.extend(recorded.id for recorded in page)

    try:
        while os.read(told, 65_536):
            follow()
        follow()
    finally:
        for writer in writers:
            writer.kill()
            writer.wait()
        os.close(told)
    assert len(seen) == len(set(seen)) == EVENTS == 20_000
    for name in range(WRITERS):
        own = [event for event in seen if event.startswith(f"{name}-")]
        assert own == [f"{name}-{number}" for number in range(EVENTS // WRITERS)]
