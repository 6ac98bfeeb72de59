"""The parts of the service: each notes that it is at work, and a failure ends no part and fills no log."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from events.sql import make_engine
from events.sql.engines import reading, writing
from monitor import logs
from monitor.bootstrap import Service
from monitor.intake.reading import read_drafts
from monitor.intake.request import Request
from monitor.keeping import jobs, keep_up_once, kept_up
from monitor.sending import Sending, sending
from monitor.settings import Settings
from monitor.watching.beats import Beats, last_beats
from monitor.watching.looking import Looking
from monitor.watching.parts import PARTS
from tests.builders import made
from tests.integration.api.served import START, Clock
from tests.integration.cli.command import BODIES
from tests.integration.committed import until

NOT_SENDING = Sending(begin=lambda: 0, send=lambda: 0)


@dataclass
class Kept:
    """A database, a clock, and the beats that one process puts there."""

    engine: Engine
    clock: Clock = field(default_factory=Clock)

    def process(self) -> Beats:
        return Beats(self.engine, self.clock)

    def beats(self) -> dict[str, datetime]:
        with reading(self.engine) as connection:
            return dict(last_beats(connection))

    def pass_by(self, seconds: float) -> None:
        self.clock.at += timedelta(seconds=seconds)


@pytest.fixture
def kept(engine: Engine) -> Kept:
    return Kept(engine)


@pytest.fixture
def lines() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What was logged since, a line each, as programs read it."""
    stream, root = io.StringIO(), logging.getLogger()
    level = root.level
    logs.set_up("json", "info", stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    for handler in [each for each in root.handlers if isinstance(each, logs.LogHandler)]:
        root.removeHandler(handler)
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


def test_a_part_beats_at_most_every_ten_seconds_in_each_process(kept: Kept) -> None:
    first, second = kept.process(), kept.process()
    first.note("send")
    kept.pass_by(9)
    first.note("send")
    assert kept.beats() == {"send": START}
    second.note("send")
    assert kept.beats() == {"send": START + timedelta(seconds=9)}
    kept.pass_by(1)
    first.note("send")
    assert kept.beats() == {"send": START + timedelta(seconds=10)}


def test_no_process_sets_back_the_beat_of_another(kept: Kept) -> None:
    kept.process().note("send")
    kept.pass_by(-5)
    kept.process().note("send")
    assert kept.beats() == {"send": START}


def test_a_look_that_fails_is_no_beat_and_the_next_look_goes_on(
    kept: Kept, lines: Callable[[], list[dict[str, Any]]]
) -> None:
    answers: list[Any] = [OSError("the disk\nis full"), 1]

    def look() -> int:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return int(answer)

    looking = Looking("sweep", look, kept.process(), kept.clock)
    looking()
    assert kept.beats() == {}
    kept.pass_by(60)
    looking()
    assert kept.beats() == {"sweep": START + timedelta(seconds=60)}
    failed, recovered = lines()
    assert (failed["event"], failed["part"], failed["level"]) == ("look_failed", "sweep", "error")
    assert "OSError: the disk\nis full" in failed["exception"], "a traceback, in one line of the log"
    assert (recovered["event"], recovered["part"]) == ("look_recovered", "sweep")


def test_a_part_that_goes_on_failing_is_told_once_a_minute(
    kept: Kept, lines: Callable[[], list[dict[str, Any]]]
) -> None:
    def look() -> int:
        raise OSError

    looking = Looking("send", look, kept.process(), kept.clock)
    for _ in range(1200):
        looking()
        kept.pass_by(0.1)
    assert [line["since"] for line in lines()] == [START.isoformat()] * 2


def test_a_part_that_fails_every_other_time_fills_no_log_either(
    kept: Kept, lines: Callable[[], list[dict[str, Any]]]
) -> None:
    looks = count()

    def look() -> int:
        if next(looks) % 2 == 0:
            raise OSError
        return 0

    looking = Looking("send", look, kept.process(), kept.clock)
    for _ in range(600):
        looking()
        kept.pass_by(0.1)
    assert [line["event"] for line in lines()] == ["look_failed", "look_recovered"]


def test_sending_that_cannot_ask_its_database_is_seen_to_fail_and_ends_in_order(tmp_path: Path) -> None:
    nowhere = make_engine(f"sqlite:///{tmp_path}/no/such/folder.db")
    with sending(Service(Settings(data_dir=tmp_path), nowhere)) as send, pytest.raises(OperationalError):
        any(send.begin() for _ in range(1000))


def test_every_part_has_a_job_and_beats_when_everything_is_done_once(engine: Engine, tmp_path: Path) -> None:
    clock = Clock()
    service = Service(Settings(data_dir=tmp_path), engine, clock)
    assert [job.part for job in jobs(service, NOT_SENDING)] == list(PARTS)
    keep_up_once(service)
    assert Kept(engine, clock).beats() == {part.name: START for part in PARTS}


def test_a_process_that_keeps_up_looks_at_everything_at_once(engine: Engine, tmp_path: Path) -> None:
    kept = Kept(engine)
    with kept_up(Service(Settings(data_dir=tmp_path), engine, kept.clock)):
        until(engine, lambda: kept.beats().keys() == {part.name for part in PARTS})


def test_what_is_appended_wakes_who_tells_of_it_and_what_that_makes_wakes_who_sends(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    service = Service(Settings(data_dir=tmp_path), sqlite_engine, Clock())
    rung: list[str] = []
    with service.waking.listening(lambda: rung.append("again")):
        service.appending.append(Request(tuple(read_drafts(enumerate((*BODIES, made()), start=1))), "rm-1"))
        assert rung == ["again"]
        service.appending.catch_up()
    service.waking.ring()
    assert rung == ["again"], "nothing is new, and then nobody listens"


def test_a_look_that_finds_nothing_due_locks_nothing(sqlite_engine: Engine, tmp_path: Path) -> None:
    service = Service(Settings(data_dir=tmp_path), sqlite_engine, Clock())
    looks = {job.part.name: job.look for job in jobs(service, NOT_SENDING)}
    with writing(sqlite_engine):
        assert [looks[part]() for part in ("catch-up", "index", "expand", "send")] == [0, 0, 0, 0]
