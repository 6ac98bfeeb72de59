"""A record that may send webhooks to a receiver on loopback, and does not wait before it tells."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from tests.integration.api.served import Api, serve
from tests.integration.receiver import Receiver

WISHED = {"change": ["status", "event"]}


def hooked(engine: Engine, folder: Path, receiver: Receiver, **settings: Any) -> Api:
    """A record with one pledge."""
    port = receiver.url.partition("127.0.0.1:")[2].partition("/")[0]
    allowed = {"webhook_allow_cidrs": "127.0.0.0/8", "webhook_allow_http": True, "webhook_ports": port}
    found = serve(engine, folder, **{"send_delay": 0, **allowed, **settings})
    found.with_pledge()
    return found


def subscribe(api: Api, url: str, **more: Any) -> Any:
    """A subscription that was begun; the answer."""
    body = {"channel": "webhook", "to": url, "filter": WISHED, **more}
    response = api.send("/v1/subscriptions", body, key=None, bearer=None)
    assert response.status_code == 202, response.text
    return response.json()
