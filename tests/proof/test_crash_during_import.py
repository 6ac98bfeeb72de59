"""Whenever the service is killed during an import, starting it again leaves the whole batch or none of it.

Each kill is followed by what an operator does: start again, which catches up, and send the same batch again.
"""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from sqlalchemy import Engine

from events.sql.engines import reading
from monitor.answers.commitments import BoardFilter, board, one_commitment
from monitor.answers.views import Asked, resolve
from monitor.bootstrap import Service
from monitor.readmodel.projector import checkpoint
from monitor.readmodel.rebuilding import rebuild
from tests.proof.importer import BATCH, open_on, put

pytestmark = pytest.mark.proof

MANY = [step / 11 for step in range(12)]
SOME = [0.0, 0.3, 0.6, 0.9]


class Program:
    """An importer, followed line by line."""

    def __init__(self, engine: Engine, *arguments: str) -> None:
        url = engine.url.render_as_string(hide_password=False)
        program = (sys.executable, "-m", "tests.proof.importer", url, *arguments)
        self._process = subprocess.Popen(program, stdout=subprocess.PIPE, text=True)

    def says(self, line: str) -> float:
        """When it says this line; infinite where it ended without."""
        for said in self._process.stdout or ():
            if said == f"{line}\n":
                return time.monotonic()
        return float("inf")

    def kill_after(self, seconds: float) -> None:
        """Kill it (SIGKILL) once so many seconds have passed, unless it ended before."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._process.communicate()


def answers(service: Service) -> list[Any]:
    """What the service answers on three days, as known now, at half of the log and at nothing."""
    head = service.log.head().position
    found: list[Any] = []
    for day in ("2007-12-31", "2016-06-30", "2031-01-01"):
        for known_at in (head, head // 2, 0):
            view = resolve(service.log, Asked(as_of=day, known_at=str(known_at)), service.now())
            found.append(board(service.reader, view, BoardFilter(), limit=500))
        found.append(one_commitment(service.reader, view_of_now(service, day), "pledge-0010"))
    return found


def view_of_now(service: Service, day: str) -> Any:
    return resolve(service.log, Asked(as_of=day), service.now())


def refuse_difference(service: Service) -> None:
    """A rebuild changes no row and no answer."""
    before = answers(service)
    rebuilt = rebuild(service.engine, service.log, service.gather)
    assert rebuilt.differs_at is None
    assert rebuilt.events == service.log.head().position
    assert answers(service) == before


def started_again(engine: Engine, before: int, *, acknowledged: bool) -> Service:
    """A service started after a kill, once it has caught up and its log and answers were looked at."""
    service = open_on(engine.url.render_as_string(hide_password=False))
    head = service.log.head().position
    assert head in ({before + BATCH} if acknowledged else {before, before + BATCH})
    assert [one.position for one in service.log.read(limit=head + 1)] == list(range(1, head + 1))
    with reading(engine) as connection:
        assert checkpoint(connection).position in {before, head}
    service.appending.catch_up()
    with reading(engine) as connection:
        assert checkpoint(connection).position == head
    refuse_difference(service)
    return service


def prepared(engine: Engine) -> Iterator[int]:
    """Numbers of batches to come, on a database that holds the declarations and the first."""
    service = open_on(engine.url.render_as_string(hide_password=False))
    put(service, 0)
    put(service, 1)
    service.engine.dispose()
    yield from range(2, 50)


def kill_imports(engine: Engine, line: str, following: str, fractions: Sequence[float]) -> None:
    """Kill imports between two lines that they say, at these fractions of the time between them."""
    numbers = prepared(engine)
    undisturbed = Program(engine, "import", str(next(numbers)))
    took = -undisturbed.says(line) + undisturbed.says(following)
    undisturbed.kill_after(60)
    for fraction, number in zip(fractions, numbers, strict=False):
        service = open_on(engine.url.render_as_string(hide_password=False))
        before = service.log.head().position
        service.engine.dispose()
        program = Program(engine, "import", str(number))
        program.says(line)
        program.kill_after(fraction * took)
        service = started_again(engine, before, acknowledged=line == "on record")
        stored = service.log.head().position > before
        assert put(service, number).replayed == stored
        assert service.log.head().position == before + BATCH
        service.engine.dispose()
    service = open_on(engine.url.render_as_string(hide_password=False))
    refuse_difference(service)
    service.engine.dispose()


def test_killed_before_the_log_has_it_a_batch_is_there_whole_or_not_at_all(sqlite_engine: Engine) -> None:
    kill_imports(sqlite_engine, "begins", "on record", MANY)


def test_killed_while_it_is_projected_a_batch_on_record_is_caught_up_with(sqlite_engine: Engine) -> None:
    kill_imports(sqlite_engine, "on record", "done", MANY)


def test_killed_before_postgresql_has_it_a_batch_is_there_whole_or_not_at_all(postgres_engine: Engine) -> None:
    kill_imports(postgres_engine, "begins", "on record", SOME)


def test_killed_while_postgresql_projects_it_a_batch_on_record_is_caught_up_with(postgres_engine: Engine) -> None:
    kill_imports(postgres_engine, "on record", "done", SOME)


def test_a_rebuild_that_is_killed_changes_no_answer_and_can_be_repeated(engine: Engine) -> None:
    next(prepared(engine))
    undisturbed = Program(engine, "rebuild")
    took = -undisturbed.says("begins") + undisturbed.says("done")
    undisturbed.kill_after(60)
    service = open_on(engine.url.render_as_string(hide_password=False))
    before = answers(service)
    for fraction in SOME:
        program = Program(engine, "rebuild")
        program.says("begins")
        program.kill_after(fraction * took)
        assert answers(service) == before
    refuse_difference(service)
    service.engine.dispose()
