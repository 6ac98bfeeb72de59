"""What cannot be described keeps nothing else waiting, and is told once it can be."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from typing_extensions import override

from alerts.expanding import PUT_OFF, Expanding
from alerts.messaging import Messaging
from alerts.notices import Numbered
from alerts.sql import message_store
from events.sql.engines import reading
from monitor.alerting.describing import Describing
from monitor.sending import sending
from tests.builders import bears, stated
from tests.integration.api.served import Api
from tests.integration.receiver import receiving
from tests.integration.webhooks.hooked import hooked, subscribe


class Poisoned(Describing):
    """A record in which one append cannot be described."""

    poison: int | None = None

    @override
    def content(self, notices: Sequence[Numbered]) -> Mapping[str, Any]:
        if any(one.notice.cause.append == self.poison for one in notices):
            raise ValueError("unreadable")
        return super().content(notices)


@pytest.fixture
def api(engine: Engine, tmp_path: Path) -> Api:
    """A record with an endpoint that has given its challenge back."""
    with receiving() as receiver:
        found = hooked(engine, tmp_path, receiver)
        subscribe(found, receiver.url)
        with sending(found.service) as send:
            send.send()
    return found


def causes(api: Api) -> set[str]:
    with reading(api.service.engine) as connection:
        return {one.cause for one in message_store.find(connection) if one.seq is not None}


def test_a_cause_that_cannot_be_described_waits_and_no_other_does(api: Api) -> None:
    record = Poisoned(api.service.reader, api.service.settings.public_url)
    messaging = Messaging(record, api.service.keyring, lambda at: f"msg_{at.timestamp():026.0f}"[:30])
    expanding = Expanding(api.service.engine, record, messaging, api.clock)
    first, second = (api.append(stated("2021-03-02", bears_on=[bears("neutral")]))["event"]["append"] for _ in "ab")
    record.poison = first
    api.clock.at += timedelta(seconds=1)
    assert expanding.expand() == 1
    assert causes(api) == {f"append:{second}"}
    record.poison = None
    assert expanding.expand() == 0, "not before its time"
    api.clock.at += PUT_OFF
    assert expanding.expand() == 1
    assert causes(api) == {f"append:{first}", f"append:{second}"}
