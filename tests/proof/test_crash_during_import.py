"""Whenever the service is killed during an import, starting it again leaves the whole batch or none of it.

Each kill is followed by what an operator does: start again, which catches up, and send the same batch again.
"""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from events.sql import make_engine
from events.sql.engines import reading
from monitor.answers.board_filter import BoardFilter
from monitor.answers.commitments import board, one_commitment
from monitor.answers.views import Asked, resolve
from monitor.bootstrap import Service
from monitor.readmodel.projector import checkpoint
from monitor.readmodel.rebuilding import rebuild
from tests.proof.importer import BATCH, open_on, put
from tests.proof.killed import url_for_killing, wait_until_over

pytestmark = pytest.mark.proof

MANY = [step / 9 for step in range(10)]
SOME = [0.0, 0.3, 0.6, 0.9]


LINES = {"import": ("begins", "on record", "done"), "rebuild": ("begins", "done")}
"""What an importer says, in its order."""


def url_of(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


class Program:
    """An importer, followed line by line."""

    def __init__(self, engine: Engine, *arguments: str) -> None:
        self._engine = engine
        program = (sys.executable, "-m", "tests.proof.importer", url_for_killing(engine), *arguments)
        self._process = subprocess.Popen(program, stdout=subprocess.PIPE, text=True)

    def says(self, line: str) -> float:
        """When it says this line; infinite where it ended without."""
        for said in self._process.stdout or ():
            if said == f"{line}\n":
                return time.monotonic()
        return float("inf")

    def kill_after(self, seconds: float) -> None:
        """Kill it (SIGKILL) once so many seconds have passed, unless it ended before; wait for its end."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._process.communicate()
        wait_until_over(self._engine)


def answers(service: Service) -> list[Any]:
    """What the service answers on three days, as known now, at half of the log and at nothing."""
    head = service.log.head().position
    found: list[Any] = []
    for day in ("2007-12-31", "2016-06-30", "2031-01-01"):
        for known_at in (head, head // 2, 0):
            view = resolve(service.log, Asked(as_of=day, known_at=str(known_at)), service.now())
            found.append(board(service.reader, view, BoardFilter(), limit=500))
        known_now = resolve(service.log, Asked(as_of=day), service.now())
        found.append(one_commitment(service.reader, known_now, "pledge-0010"))
    return found


def refuse_difference(service: Service) -> None:
    """A rebuild changes no row and no answer."""
    before = answers(service)
    rebuilt = rebuild(service.engine, service.log, service.gather)
    assert rebuilt.differs_at is None
    assert rebuilt.events == service.log.head().position
    assert answers(service) == before


def started_again(engine: Engine, before: int, *, acknowledged: bool) -> Service:
    """A service started after a kill, once it has caught up and its log and answers were looked at."""
    service = open_on(url_of(engine))
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


def put_first(engine: Engine) -> None:
    """Put on record what the batches to come are about."""
    service = open_on(url_of(engine))
    put(service, 0)
    put(service, 1)
    service.engine.dispose()


def undisturbed(engine: Engine, *arguments: str) -> dict[str, float]:
    """How long an importer takes from saying each line to saying the next, when nobody kills it."""
    program = Program(engine, *arguments)
    said = {line: program.says(line) for line in LINES[arguments[0]]}
    program.kill_after(60)
    return {line: after - said[line] for line, after in zip(said, [*said.values()][1:], strict=False)}


def kill_an_import(engine: Engine, number: int, line: str, seconds: float) -> None:
    """Kill an import some time after it says a line, start again, and send the same batch again."""
    service = open_on(url_of(engine))
    before = service.log.head().position
    program = Program(engine, "import", str(number))
    program.says(line)
    program.kill_after(seconds)
    service.engine.dispose()
    service = started_again(engine, before, acknowledged=line == "on record")
    stored = service.log.head().position > before
    assert put(service, number).replayed == stored
    assert service.log.head().position == before + BATCH
    service.engine.dispose()


@pytest.fixture(scope="module")
def prepared(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("prepared") / "reform-monitor.db"
    shutil.copyfile(sqlite_template, path)
    engine = make_engine(f"sqlite:///{path}")
    put_first(engine)
    engine.dispose()
    return path


@pytest.fixture
def ready(prepared: Path, tmp_path: Path) -> Iterator[Engine]:
    yield from copied(prepared, tmp_path)


@pytest.fixture(scope="module")
def took(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """How long an import takes from one line to the next."""
    (engine,) = copied(prepared, tmp_path_factory.mktemp("undisturbed"))
    return undisturbed(engine, "import", "2")


def copied(prepared: Path, folder: Path) -> Iterator[Engine]:
    path = folder / "reform-monitor.db"
    shutil.copyfile(prepared, path)
    engine = make_engine(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.mark.parametrize("fraction", MANY, ids="{:.0%}".format)
def test_killed_before_the_log_has_it_a_batch_is_there_whole_or_not_at_all(
    ready: Engine, took: dict[str, float], fraction: float
) -> None:
    kill_an_import(ready, 2, "begins", fraction * took["begins"])


@pytest.mark.parametrize("fraction", MANY, ids="{:.0%}".format)
def test_killed_while_it_is_projected_a_batch_on_record_is_caught_up_with(
    ready: Engine, took: dict[str, float], fraction: float
) -> None:
    kill_an_import(ready, 2, "on record", fraction * took["on record"])


@pytest.mark.parametrize("line", ["begins", "on record"])
def test_killed_again_and_again_on_postgresql_batches_are_there_whole_or_not_at_all(
    postgres_engine: Engine, line: str
) -> None:
    put_first(postgres_engine)
    took = undisturbed(postgres_engine, "import", "2")[line]
    for number, fraction in enumerate(SOME, start=3):
        kill_an_import(postgres_engine, number, line, fraction * took)


def test_a_rebuild_that_is_killed_changes_no_answer_and_can_be_repeated(engine: Engine) -> None:
    put_first(engine)
    took = undisturbed(engine, "rebuild")["begins"]
    service = open_on(url_of(engine))
    before = answers(service)
    for fraction in SOME:
        program = Program(engine, "rebuild")
        program.says("begins")
        program.kill_after(fraction * took)
        assert answers(service) == before
    refuse_difference(service)
    service.engine.dispose()
