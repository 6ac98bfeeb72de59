"""What stands still for ten minutes and goes on again has lost nothing and tells nothing twice (statement 35).

The clock is moved on, so nobody waits; in full nothing else differs.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from alerts.dispatching import LEASE
from alerts.sql.claims import Limits, claim
from events.sql.engines import writing
from monitor.watching.parts import PARTS
from tests.builders import stated
from tests.proof.stopped import away, world

pytestmark = pytest.mark.proof

HOURLY = {part.name for part in PARTS if part.every_s >= 3600}
QUICK = {part.name for part in PARTS if part.every_s < 60}
OFTEN = {part.name for part in PARTS} - HOURLY


def test_statement_35_a_scheduler_stops_for_ten_minutes(engine: Engine, tmp_path: Path) -> None:
    with world(engine, tmp_path) as found:
        found.state()
        found.api.clock.at += timedelta(minutes=5)
        assert found.stalled() == QUICK
        found.state()
        found.api.clock.at += timedelta(minutes=5, seconds=1)
        assert found.stalled() == OFTEN
        assert found.ready()["ready"], "whoever reads is not concerned"
        assert found.figure('part_stalled{part="expand"}') == 1
        assert found.figure('part_age_seconds{part="expand"}') >= 600
        found.all_is_well_again()


def test_statement_35_a_worker_dies_and_nobody_takes_its_place_for_ten_minutes(engine: Engine, tmp_path: Path) -> None:
    with world(engine, tmp_path) as found:
        found.state()
        found.keeper.expanding.expand()
        due = now = found.api.clock()
        with writing(engine) as connection:
            assert len(claim(connection, now, now + LEASE, Limits(), 50)) == 2, "what it takes with it"
        found.state()
        found.keeper.expanding.expand()
        found.api.clock.at = due + timedelta(minutes=10, seconds=1)
        assert found.oldest() == {"email": 601, "webhook": 601}
        assert found.stalled() == OFTEN
        assert "email: a message has been waiting for 601 s" in found.ready()["warnings"]
        assert found.figure('oldest_undelivered_seconds{channel="webhook"}') == 601
        found.all_is_well_again()


def test_statement_35_the_mail_server_stops_for_ten_minutes(engine: Engine, tmp_path: Path) -> None:
    with world(engine, tmp_path) as found:
        found.stop_mail()
        found.state()
        found.work()
        due = found.api.clock()
        found.minutes(5)
        found.state()
        found.minutes(6)
        late = round((found.api.clock() - due).total_seconds())
        assert found.oldest() == {"email": late}, "however often it was tried since"
        assert late > 600
        assert (found.ready()["ready"], found.stalled()) == (True, set())
        assert found.ready()["warnings"] == [f"email: a message has been waiting for {late} s"]
        assert found.figure('oldest_undelivered_seconds{channel="email"}') == late
        assert found.posted().total() == len(found.owed), "webhooks go on meanwhile"
        found.start_mail()
        found.api.clock.at += timedelta(minutes=36)
        found.all_is_well_again()


def test_statement_35_postgresql_stops_for_ten_minutes(postgres_engine: Engine, tmp_path: Path) -> None:
    with world(postgres_engine, tmp_path) as found:
        found.recorder.answers["DATA"] = "451 4.3.0 later"
        found.state()
        due = found.api.clock()
        with found.at_work():
            found.settle()
            found.ready()
            with away(postgres_engine):
                found.api.clock.at = due + timedelta(minutes=10, seconds=1)
                failed = {name: found.failures(name) for name in QUICK}
                while any(found.failures(name) <= failed[name] for name in QUICK):
                    pass
                told = found.ready()
                assert (told["status"], told["reasons"]) == (503, ["database: it cannot be reached"])
                assert found.stalled() == OFTEN
                assert found.oldest() == {"email": 601}
                assert found.figure('part_age_seconds{part="send"}') >= 601
                assert found.figure('oldest_undelivered_seconds{channel="email"}') == 601
                assert found.api.send("/v1/events", stated("2021-03-02"), key="not-now").status_code == 503
            found.recorder.answers.clear()
            found.state()
            found.settle()
        found.api.clock.at += timedelta(minutes=36)
        found.all_is_well_again()
