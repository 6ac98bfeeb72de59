"""Whatever is killed during an append, the log holds all of it or nothing, and goes on."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest
from sqlalchemy import Engine

from events.log import Log
from events.sql import open_log
from tests.contract.new_appends import put
from tests.proof.killed import url_for_killing, wait_until_over

pytestmark = pytest.mark.proof

SIZE = 5_000


@contextmanager
def service_of(engine: Engine) -> Iterator[subprocess.Popen[str]]:
    """A service that appends batches of ``SIZE`` events; killed at the end of the block."""
    program = (sys.executable, "-m", "tests.proof.writer", url_for_killing(engine), "killed", "100", str(SIZE))
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as service:
        try:
            yield service
        finally:
            service.kill()
    wait_until_over(engine)


def wait_for_append(service: subprocess.Popen[str], number: int) -> None:
    """Return while the service makes its append of this number."""
    output: IO[str] | None = service.stdout
    assert output is not None
    for line in output:
        if line == f"appending {number}\n":
            return


def refuse_half(log: Log) -> int:
    """How many events the log holds, after checking that each append is whole."""
    head = log.head()
    positions: list[int] = []
    while page := log.read(after=len(positions), limit=SIZE):
        positions.extend(recorded.position for recorded in page)
    assert positions == list(range(1, head.position + 1))
    assert head.position % SIZE == 0
    assert len(log.tagged(["writer:killed"])) == head.position
    assert all(
        record is not None and record.last_position == number * SIZE
        for number in range(1, head.append + 1)
        for record in [log.append_record(number)]
    )
    assert log.append_record(head.append + 1) is None
    return head.position


@pytest.mark.parametrize("append", [1, 2, 3])
def test_a_service_killed_in_an_append_leaves_all_of_it_or_nothing(engine: Engine, append: int) -> None:
    with service_of(engine) as service:
        wait_for_append(service, append)
    log = open_log(engine)
    assert refuse_half(log) in {(append - 1) * SIZE, append * SIZE}
    put(log)


@pytest.mark.parametrize("grown", [1, 1_000_000, 2_000_000, 3_000_000])
def test_a_service_killed_while_sqlite_commits_leaves_all_of_it_or_nothing(sqlite_engine: Engine, grown: int) -> None:
    wal = Path(f"{sqlite_engine.url.database}-wal")
    with service_of(sqlite_engine) as service:
        wait_for_append(service, 1)
        while not wal.exists() or wal.stat().st_size < grown:
            assert service.poll() is None
    log = open_log(sqlite_engine)
    refuse_half(log)
    put(log)


def test_an_append_whose_session_postgresql_ends_leaves_all_of_it_or_nothing(postgres_engine: Engine) -> None:
    with service_of(postgres_engine) as service:
        wait_for_append(service, 3)
        with postgres_engine.connect() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND datname = current_database() AND backend_type = 'client backend'"
            )
    log = open_log(postgres_engine)
    assert refuse_half(log) >= 2 * SIZE
    put(log)
