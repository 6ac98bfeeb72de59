"""A service with its application, a client and a key, on a clock that stands still until it is moved."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import orjson
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import Engine

from events.sql.engines import writing
from monitor.api.app import make_app
from monitor.bootstrap import Service
from monitor.keys.key import Scope
from monitor.keys.store import create
from monitor.settings import Settings
from tests.builders import GOVERNMENT, REVIEWER, Event, described, made

START = datetime(2021, 3, 4, 12, 0, tzinfo=UTC)
BODIES = (described(GOVERNMENT, "government"), described(REVIEWER, "osce"))
JSON = "application/json"
LINES = "application/x-ndjson"

_keys = count(1)


@dataclass
class Clock:
    """What the service takes for the time."""

    at: datetime = START

    def __call__(self) -> datetime:
        return self.at


@dataclass
class Api:
    """A served record, empty at first."""

    service: Service
    clock: Clock
    client: TestClient = field(init=False)
    key: str = field(init=False)

    def __post_init__(self) -> None:
        self.client = TestClient(make_app(self.service), raise_server_exceptions=False)
        self.key = self.new_key("ingest")

    def new_key(self, *scopes: Scope, expires: Any = None) -> str:
        with writing(self.service.engine) as connection:
            return create(connection, scopes=scopes, now=self.clock(), expires=expires)[1]

    def get(self, path: str, **headers: str) -> Response:
        return self.client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def read(self, path: str) -> Any:
        """The JSON of a read that succeeds."""
        response = self.get(path)
        assert response.status_code == 200, response.text
        return response.json()

    def send(
        self,
        path: str,
        body: bytes | object,
        key: str | None = "",
        media_type: str | None = JSON,
        bearer: str | None = "",
        **headers: str,
    ) -> Response:
        """A POST. The idempotency key is a new one unless given, None sends none; the same for the API key."""
        content = body if isinstance(body, bytes) else orjson.dumps(body)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if key is not None:
            sent["Idempotency-Key"] = key or f"test-{next(_keys)}"
        if media_type is not None:
            sent["Content-Type"] = media_type
        if bearer is not None:
            sent["Authorization"] = f"Bearer {bearer or self.key}"
        return self.client.post(path, content=content, headers=sent)

    def append(self, event: Event) -> Any:
        """One event on record; the answer."""
        response = self.send("/v1/events", event)
        assert response.status_code == 201, response.text
        return response.json()

    def batch(self, *events: Event, path: str = "/v1/events/batch") -> Any:
        """A batch on record; the answer."""
        response = self.send(path, list(events))
        assert response.status_code == 201, response.text
        return response.json()

    def with_bodies(self, *more: Event) -> Any:
        """The two bodies that most events name, and what else is given, in one append."""
        return self.batch(*BODIES, *more)

    def with_pledge(self, **more: Any) -> Any:
        """The bodies and a commitment, in one append of three events."""
        return self.with_bodies(made(**more))


def serve(engine: Engine, folder: Path, **settings: Any) -> Api:
    """A service on a migrated database."""
    clock = Clock()
    return Api(Service(Settings(data_dir=folder, **settings), engine, clock), clock)


def problem(response: Response, status: int, slug: str) -> Any:
    """The problem document in a refusal, held against what all of them have."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    found = response.json()
    assert found["type"] == f"/problems/{slug}"
    assert (found["status"], found["instance"]) == (status, response.request.url.path)
    assert found["title"]
    assert found["detail"]
    return found


def places(found: Any) -> Sequence[Any]:
    """Where and what is wrong: pointer or parameter, code, and the line in a batch."""
    return [
        (one.get("pointer", one.get("parameter")), one["code"], *([one["line"]] if "line" in one else []))
        for one in found["errors"]
    ]
