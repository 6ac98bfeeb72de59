"""What cannot be described keeps nothing else waiting, in a digest or in an append, and is told once it can be."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from typing_extensions import override

from alerts.describing import Collected, Corrected
from alerts.digest_calendar import Cadence
from alerts.notices import Numbered
from monitor.alerting.describing import Describing
from monitor.bootstrap import Service
from monitor.settings import Settings
from tests.integration.api.served import Api, Clock
from tests.integration.mail.lettered import ANNA, BORIS, MAIL, Letter, Mailing, mailing_of
from tests.integration.receiver import Receiver
from tests.integration.webhooks.hooked import subscribe

STAFF = "staff@monitor.example"
EVERY: dict[str, Any] = {"filter": {"change": ["event"]}}
DAILY: dict[str, Any] = {**EVERY, "cadence": "daily", "hour": 8, "timezone": "UTC"}
FRIDAY, SATURDAY, SUNDAY = (f"2021-03-0{day}T08:00:00+00:00" for day in (5, 6, 7))


class Unwritten(Describing):
    """A record of which letters cannot tell what comes under some titles; endpoints are told."""

    poison: frozenset[str] = frozenset()

    @override
    def letter(self, notices: Sequence[Numbered], corrected: Sequence[Corrected]) -> Mapping[str, Any]:
        self._refuse(notices)
        return super().letter(notices, corrected)

    @override
    def digest(self, collected: Sequence[Collected], kind: Cadence, day: date) -> Mapping[str, Any]:
        for one in collected:
            self._refuse(one.notices)
        return super().digest(collected, kind, day)

    def _refuse(self, notices: Sequence[Numbered]) -> None:
        if any(event["title"] in self.poison for event in self.content(notices)["cause"]["events"]):
            raise ValueError("unreadable")


class Poisoned(Service):
    """A service that describes by such a record."""

    @cached_property
    def describing(self) -> Unwritten:
        return Unwritten(self.reader, self.settings.public_url)


@pytest.fixture
def mail(engine: Engine, tmp_path: Path, receiver: Receiver) -> Iterator[Mailing]:
    """A record that mails and sends webhooks, on each engine in turn."""
    port = receiver.url.partition("127.0.0.1:")[2].partition("/")[0]
    allowed = {"webhook_allow_cidrs": "127.0.0.0/8", "webhook_allow_http": True, "webhook_ports": port}
    clock = Clock()
    api = Api(Poisoned(Settings(**{"data_dir": tmp_path, **MAIL, **allowed}), engine, clock), clock)
    api.with_pledge()
    with mailing_of(api) as found:
        yield found


@pytest.fixture
def record(mail: Mailing) -> Unwritten:
    """The record as letters read it."""
    found = mail.api.service.describing
    assert isinstance(found, Unwritten)
    return found


def told(letters: list[Letter]) -> dict[str, list[str]]:
    """Who is told what, staff left out."""
    return {one.to: [title for title in one.sections if "==" not in title] for one in letters if one.to != STAFF}


def to_staff(letters: list[Letter]) -> list[str]:
    return [one.subject for one in letters if one.to == STAFF]


def test_a_digest_tells_everything_else_and_what_is_set_aside_comes_with_a_later_one(
    mail: Mailing, record: Unwritten
) -> None:
    mail.subscribe(**DAILY)
    for title in ("First", "Unreadable", "Last"):
        mail.state(title=title)
    record.poison = frozenset({"Unreadable"})
    friday = mail.digests(FRIDAY)
    assert told(friday) == {ANNA: ["First", "Last"]}
    assert to_staff(friday) == ["A change could not be told"]
    assert mail.digests(SATURDAY) == [], "it waits, and staff have been told of it"
    record.poison = frozenset()
    mail.state(title="Another")
    assert told(mail.digests(SUNDAY)) == {ANNA: ["Unreadable", "Another"]}


def test_nobody_is_told_that_nothing_changed_where_something_could_not_be_told(
    mail: Mailing, record: Unwritten
) -> None:
    mail.subscribe(**{**EVERY, "cadence": "weekly", "hour": 8, "weekday": 4, "timezone": "UTC"}, heartbeat=True)
    mail.state(title="Unreadable")
    record.poison = frozenset({"Unreadable"})
    assert told(mail.digests(FRIDAY)) == {}


def test_an_append_is_told_to_everybody_to_whom_it_can_be_described_and_to_the_others_once_it_can_be(
    mail: Mailing, record: Unwritten, receiver: Receiver
) -> None:
    mail.subscribe(ANNA, **EVERY)
    mail.subscribe(BORIS, **DAILY)
    subscribe(mail.api, receiver.url, **EVERY)
    mail.send()
    receiver.received.clear()
    record.poison = frozenset({"Unreadable"})
    mail.state(title="Unreadable")
    letters = mail.send()
    assert receiver.types == ["event.recorded"]
    assert (told(letters), to_staff(letters)) == ({}, ["A change could not be told"])
    record.poison = frozenset()
    assert told(mail.digests(FRIDAY)) == {ANNA: ["Unreadable"], BORIS: ["Unreadable"]}
    assert receiver.types == ["event.recorded"], "nobody is told twice"


def test_what_a_digest_has_told_is_not_told_again_when_the_rest_of_an_append_is(
    mail: Mailing, record: Unwritten
) -> None:
    mail.subscribe(ANNA, **EVERY)
    mail.subscribe(BORIS, **DAILY)
    mail.state(title="Unreadable")
    record.poison = frozenset({"Unreadable"})
    mail.send()
    record.poison = frozenset()
    mail.api.clock.at = datetime.fromisoformat(FRIDAY)
    mail.api.service.digesting.make()
    assert told(mail.send()) == {ANNA: ["Unreadable"], BORIS: ["Unreadable"]}
    assert told(mail.digests(SATURDAY)) == {}
