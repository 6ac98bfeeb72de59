"""A service with everything around it, each part of which can be stopped for a while and started again."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes, policy
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Engine, text

from events.sql.engines import reading
from events.sql.instants import to_stored
from monitor.bootstrap import Service
from monitor.keeping import kept_up
from monitor.settings import Settings
from tests.builders import PLEDGE, bears, stated
from tests.integration.alerts.mail.servers import Recorder
from tests.integration.api.listened import listened
from tests.integration.api.served import Api
from tests.integration.committed import until
from tests.integration.mail_server import mail_server
from tests.integration.private_pages.mailed import post
from tests.integration.receiver import Receiver, receiving
from tests.integration.webhooks.hooked import hooked, subscribe

READER = "anna@post.example.org"
WANTED = {"change": ["event"]}


@dataclass
class World:
    """A served record with a pledge, an endpoint and a reader who are told of every event, and a mail server."""

    api: Api
    keeper: Service
    receiver: Receiver
    recorder: Recorder
    mail_url: str
    owed: set[str] = field(default_factory=set)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _mail: ExitStack = field(default_factory=ExitStack)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """A scheduler and a worker, until the end of the block."""
        with kept_up(self.keeper):
            yield

    def start_mail(self) -> None:
        self._mail.enter_context(mail_server(self.recorder, int(self.mail_url.rpartition(":")[2])))

    def stop_mail(self) -> None:
        self._mail.close()

    def state(self) -> None:
        """Somebody says something about the pledge, of which everybody is to be told."""
        self.owed.add(title := f"Statement {next(self.numbers)}")
        event = stated("2021-03-02", title=title, bears_on=[bears("neutral", PLEDGE)])
        self.until_taken("/v1/events", event, key=title.replace(" ", "-"))
        # No two appends are recorded at one instant, so the last may be ahead of a clock that stands still.
        self.api.clock.at += timedelta(seconds=1)

    def until_taken(self, path: str, body: Any, key: str) -> None:
        """Append as a client does: again, with the same key, where the service is away for a moment."""
        answers = (self.api.send(path, body, key=key) for _ in range(100))
        taken = next(answer for answer in answers if answer.status_code != 503)
        assert taken.status_code in {200, 201}, taken.text

    def work(self) -> None:
        """Let every part look, and everything be done that is due."""
        with self.at_work():
            self.settle()
            until(self.api.service.engine, lambda: not self.stalled())
            self.settle()

    def minutes(self, number: int) -> None:
        """Let minutes pass in which a scheduler and a worker are at work."""
        for _ in range(number):
            self.api.clock.at += timedelta(minutes=1)
            self.work()

    def settle(self) -> None:
        """Wait until nothing is due."""
        until(self.api.service.engine, lambda: not self._due())

    def _due(self) -> int:
        now = {"now": to_stored(self.api.clock())}
        due = "SELECT (SELECT count(*) FROM messages WHERE due_at <= :now)"
        untold = "(SELECT count(*) FROM awaiting WHERE sendable_at <= :now)"
        with reading(self.api.service.engine) as connection:
            return int(connection.execute(text(f"{due} + {untold}"), now).scalar_one())

    def posted(self) -> Counter[str]:
        """How often the endpoint was told of each event."""
        found = (one.json for one in self.receiver.received)
        return Counter(one["data"]["cause"]["events"][0]["title"] for one in found if one["type"] == "event.recorded")

    def mailed(self) -> Counter[str]:
        """How often the reader was told of each event."""
        letters = (self._letter(number) for number in range(len(self.recorder.letters)))
        return Counter(title for letter in letters for title in set(re.findall(r"Statement \d+", letter)))

    def _letter(self, number: int) -> str:
        content = self.recorder.letters[number].content
        assert isinstance(content, bytes)
        body = message_from_bytes(content, policy=policy.default).get_body(("plain",))
        assert body is not None
        return str(body.get_content())

    def ready(self) -> Any:
        """What /readyz says, whether it is ready or not."""
        return self.api.get("/readyz").json()

    def oldest(self) -> dict[str, int]:
        """How long the longest waiting message of each channel has waited, where one does."""
        return {one["channel"]: one["oldest_s"] for one in self.ready()["undelivered"] if one["oldest_s"] is not None}

    def stalled(self) -> set[str]:
        return {one["part"] for one in self.ready()["parts"] if one["stalled"]}

    def figure(self, name: str) -> float:
        """A figure of /metrics, by its name and labels."""
        found = re.search(rf"^reform_monitor_{re.escape(name)} (\S+)$", self.api.get("/metrics").text, re.MULTILINE)
        return float(found[1]) if found else 0.0

    def failures(self, part: str) -> float:
        """How often a part has failed."""
        return self.figure(f'look_failures_total{{part="{part}"}}')

    def all_is_well_again(self) -> None:
        """Everybody is told of everything once, nothing is late, and an hour later a canary arrives."""
        self.work()
        once = Counter(self.owed)
        assert (self.posted(), self.mailed()) == (once, once)
        self.api.clock.at += timedelta(hours=1)
        self.work()
        found = self.ready()
        assert (found["ready"], found["warnings"], self.oldest()) == (True, [], {})
        assert found["canary"]["age_s"] == 0


@contextmanager
def world(engine: Engine, folder: Path) -> Iterator[World]:
    """Everything at its place; nobody is at work yet."""
    recorder = Recorder()
    with receiving() as receiver, ExitStack() as mail:
        url = mail.enter_context(mail_server(recorder))
        mailing = {"smtp_url": url, "mail_from": "alerts@monitor.example"}
        api = hooked(engine, folder, receiver, **mailing)
        with listened(api.service) as server:
            own = {**api.service.settings.model_dump(exclude={"database_url"}), "public_url": server.address}
            keeper = Service(Settings(**own), engine, api.clock)
            found = World(api, keeper, receiver, recorder, url, _mail=mail)
            _subscribed(found)
            yield found


def _subscribed(found: World) -> None:
    """The endpoint and the reader have confirmed, and have been told of one event."""
    api = found.api
    subscribe(api, found.receiver.url, filter=WANTED)
    asked = {"channel": "email", "to": READER, "filter": WANTED}
    assert api.send("/v1/subscriptions", asked, key=None, bearer=None).status_code == 202
    with found.at_work():
        found.settle()
        (letter,) = (found._letter(number) for number in range(len(found.recorder.letters)))  # noqa: SLF001 - its own
        link = re.search(r"(/confirm/[\w-]+)", letter)
        assert link is not None
        assert post(api, link[1]).status_code == 200
        found.state()
        found.settle()
    assert (found.posted(), found.mailed()) == (Counter(found.owed), Counter(found.owed))


@contextmanager
def away(engine: Engine) -> Iterator[None]:
    """A PostgreSQL database that drops everybody and lets nobody in, until the end of the block."""
    name = engine.url.database
    assert name is not None
    elsewhere = engine.url.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
    with psycopg.connect(elsewhere, autocommit=True) as connection:
        allow = "ALTER DATABASE {} ALLOW_CONNECTIONS {}"
        connection.execute(sql.SQL(allow).format(sql.Identifier(name), sql.SQL("false")))
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
        try:
            yield
        finally:
            connection.execute(sql.SQL(allow).format(sql.Identifier(name), sql.SQL("true")))
