"""Making digests and messages beside others who change the same destinations."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from alerts.sql import subscription_store
from events.sql.engines import reading, writing
from tests.integration.mail.lettered import ANNA, BORIS, Mailing, mailing
from tests.integration.waiting_for_locks import waits

EVERY: dict[str, Any] = {"change": ["event"]}
DAILY: dict[str, Any] = {"cadence": "daily", "hour": 8, "timezone": "UTC", "filter": EVERY}
FRIDAY = "2021-03-05T08:00:00+00:00"


@pytest.fixture
def mail(postgres_engine: Engine, tmp_path: Path) -> Iterator[Mailing]:
    """On PostgreSQL; on SQLite writers take turns."""
    with mailing(postgres_engine, tmp_path) as found:
        yield found


def destinations(mail: Mailing) -> list[str]:
    """Their ids, the oldest first."""
    with reading(mail.api.service.engine) as connection:
        return list(connection.execute(text("SELECT id FROM destinations ORDER BY id")).scalars())


def test_a_destination_that_somebody_is_changing_is_left_for_the_next_look(mail: Mailing) -> None:
    mail.subscribe(ANNA, **DAILY)
    mail.subscribe(BORIS, **DAILY)
    mail.state(title="First")
    mail.api.service.expanding.expand()
    first, _ = destinations(mail)
    with writing(mail.api.service.engine) as connection:
        subscription_store.destination(connection, first, lock=True)
        assert [letter.to for letter in mail.digests(FRIDAY)] == [BORIS]
    assert [letter.to for letter in mail.digests()] == [ANNA]


def test_destinations_are_told_in_one_order_whether_at_once_or_later(mail: Mailing) -> None:
    mail.subscribe(ANNA, filter=EVERY)
    mail.subscribe(BORIS, **DAILY)
    mail.state(title="First")
    first, second = destinations(mail)
    expanding = threading.Thread(target=mail.api.service.expanding.expand)
    with writing(mail.api.service.engine) as connection:
        subscription_store.destination(connection, first, lock=True)
        expanding.start()
        with reading(mail.api.service.engine) as watching:
            while not waits(watching):
                pass
        connection.execute(text("SELECT 1 FROM destinations WHERE id = :id FOR UPDATE NOWAIT"), {"id": second})
    expanding.join()
    assert [letter.to for letter in mail.send()] == [ANNA]
    assert [letter.to for letter in mail.digests(FRIDAY)] == [BORIS]
