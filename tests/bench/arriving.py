"""From ingest to a webhook that arrived, on a system that does nothing else."""

import http.client
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from events.sql.engines import writing
from monitor.import_plan import plan
from monitor.importing import put_on_record
from monitor.keys.store import create
from tests.bench.databases import open_on
from tests.bench.figure import Bar, Figure, median, p99
from tests.bench.receiver import receiving
from tests.bench.server import serving
from tests.builders import PLEDGE, bears, stated

SAMPLES = 40
WISHES = {"filter": {"commitment": [PLEDGE], "change": ["event"]}, "old_news": 36_500}


def arriving(engine: str, url: str, folder: Path) -> Iterator[Figure]:
    """The median and the 99th percentile of the time between the call that appends and the message received."""
    service = open_on(url)
    for _ in put_on_record(service, plan("kazakhstan")):
        pass
    with writing(service.engine) as connection:
        _, key = create(connection, scopes=["ingest"], now=service.now())
    service.engine.dispose()
    with receiving(says=True) as receiver:
        settings = {"WEBHOOK_ALLOW_CIDRS": "127.0.0.0/8", "WEBHOOK_ALLOW_HTTP": "true", "SEND_DELAY": "0"}
        settings["WEBHOOK_PORTS"] = str(receiver.port)
        os.environ |= {f"REFORM_MONITOR_{name}": value for name, value in settings.items()}
        with serving(url, folder) as address:
            begun = _post(address, "/v1/subscriptions", {"channel": "webhook", "to": receiver.url, **WISHES})
            while _state(address, begun) != "active":
                time.sleep(0.1)
            samples = []
            for number in range(SAMPLES):
                event = stated("2009-03-02", bears_on=[bears("neutral")])
                started = time.perf_counter()
                _post(address, "/v1/events", event, {"Authorization": f"Bearer {key}", "Idempotency-Key": f"b{number}"})
                samples.append((receiver.arrival() - started) * 1000)
                time.sleep(0.05 + number % 10 / 100)
    told = {"samples": SAMPLES, "p99": round(p99(samples), 1)}
    yield Figure("alerts: from ingest to a webhook received", median(samples), "ms", engine, 0, told, Bar(at_most=300))


def _post(address: str, path: str, body: Any, headers: dict[str, str] | None = None) -> Any:
    return _called(address, "POST", path, json.dumps(body), {"Content-Type": "application/json", **(headers or {})})


def _state(address: str, begun: Any) -> str:
    headers = {"Authorization": f"Bearer {begun['manage_token']}"}
    return str(_called(address, "GET", f"/v1/subscriptions/{begun['id']}", None, headers)["state"])


def _called(address: str, method: str, path: str, body: str | None, headers: dict[str, str]) -> Any:
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    if answer.status not in {200, 201, 202}:
        raise RuntimeError(f"{path} answered {answer.status}: {content.decode()[:500]}")
    return json.loads(content)
