"""The service that is visited: the Kazakhstan dossier on loopback, a mail server, and a clock that a test moves."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Engine

from events.sql import make_engine
from monitor.import_plan import plan
from monitor.importing import put_on_record
from monitor.sending import Sending, sending
from tests.builders import Event
from tests.integration.alerts.mail.servers import Recorder
from tests.integration.api.listened import free_port, listened
from tests.integration.api.served import Api, serve
from tests.integration.mail.lettered import Letter
from tests.integration.mail_server import mail_server

SENDER = "alerts@monitor.example"


@dataclass
class Site:
    """A service that answers at ``address``; its letters go to a mail server of ours and are kept."""

    address: str
    api: Api
    recorder: Recorder
    sending: Sending
    client: httpx.Client
    _read: int = field(default=0)

    def append(self, event: Event) -> Any:
        """Put an event on record over HTTP, as a program of staff does; the answer."""
        self.api.clock.at += timedelta(seconds=1)
        key = f"browser-{self.api.clock.at.timestamp()}"
        headers = {"Authorization": f"Bearer {self.api.key}", "Idempotency-Key": key}
        answer = self.client.post("/v1/events", json=event, headers=headers)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def read(self, path: str, **asked: str) -> Any:
        """The JSON of a read."""
        answer = self.client.get(path, params=asked)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def letters(self) -> list[Letter]:
        """Send what is due; the letters that the mail server took since this was asked last."""
        self.api.clock.at += timedelta(seconds=1)
        self.api.service.expanding.expand()
        self.sending.send()
        new = self.recorder.letters[self._read :]
        self._read += len(new)
        return [Letter(bytes(one.content)) for one in new if isinstance(one.content, bytes)]

    def link(self, letter: Letter, page: str) -> str:
        """The address of the last link of a letter to ``confirm``, ``u`` or ``manage``; that of ``u`` leaves all."""
        found = re.findall(rf"{re.escape(self.address)}/{page}/[\w-]+", letter.text)
        assert found, letter.text
        return str(found[-1])


def put_kazakhstan_on_record(engine: Engine, folder: Path) -> None:
    """The dossier, in a migrated and empty database."""
    for _ in put_on_record(serve(engine, folder).service, plan("kazakhstan")):
        pass


@contextmanager
def site(record: Path, folder: Path) -> Iterator[Site]:
    """A service on a copy of an SQLite file, until the end of the block."""
    file = folder / "reform-monitor.db"
    shutil.copyfile(record, file)
    engine = make_engine(f"sqlite:///{file}")
    recorder = Recorder()
    with free_port() as listening, mail_server(recorder) as smtp_url:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        mailing = {"smtp_url": smtp_url, "mail_from": SENDER, "send_delay": 0, "digest_spread": 0}
        api = serve(engine, folder, public_url=address, **mailing)
        with (
            listened(api.service, on=listening),
            sending(api.service) as posting,
            httpx.Client(base_url=address, timeout=30) as client,
        ):
            yield Site(address, api, recorder, posting, client)
    engine.dispose()
