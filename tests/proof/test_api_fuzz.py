"""Requests made from the OpenAPI document, sound and unsound, against a real server: it keeps to what it documents."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from sqlalchemy import Engine
from typing_extensions import override

from monitor.api.app import make_app
from monitor.bootstrap import Service
from monitor.import_plan import plan
from monitor.importing import put_on_record
from monitor.settings import Settings
from tests.integration.api.served import Api, Clock

SECONDS = 75
SEED = "20091119"

# Some of what is wrong no schema can say: a moment in the future, a cursor that nobody gave out, a commitment that is
# not on record, a missing key where it is no dry run.
CONFIG = """
[generation]
allow-x00 = true

[checks.positive_data_acceptance]
expected-statuses = ["2xx", "304", "400", "401", "403", "404", "409", "410", "422"]
"""

LEFT_OUT = ("/v1/events/stream", "/v1/bounces")
"""The one never ends; of the other's media type nothing can be made up."""

pytestmark = pytest.mark.proof


class _Server(uvicorn.Server):
    """Tells when it takes requests."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@contextmanager
def listening(service: Service) -> Iterator[str]:
    """The service behind a socket of its own, and its address."""
    server = _Server(uvicorn.Config(make_app(service), port=0, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    assert server.ready.wait(30)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def test_every_answer_is_one_that_is_documented(engine: Engine, tmp_path: Path) -> None:
    service = Service(Settings(data_dir=tmp_path), engine)
    for _ in put_on_record(service, plan("kazakhstan")):
        pass
    key = Api(service, Clock()).key
    (tmp_path / "schemathesis.toml").write_text(CONFIG, "utf-8")
    program = [str(Path(sys.executable).with_name("schemathesis")), "run"]
    options = ["--checks", "all", "--seed", SEED, "--max-time", str(SECONDS), "--continue-on-failure", "--no-color"]
    options += [part for path in LEFT_OUT for part in ("--exclude-path", path)]
    # A subscription is there for whoever has its token, which for an address is mailed.
    options += ["--exclude-checks", "ensure_resource_availability"]
    with listening(service) as address:
        done = subprocess.run(
            [*program, f"{address}/openapi.json", "-H", f"Authorization: Bearer {key}", *options],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=SECONDS * 3,
            check=False,
        )
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-2_000:]
    assert f"Tested: {len(operations(service)) - len(LEFT_OUT)}" in done.stdout


def operations(service: Service) -> list[str]:
    """Every call that is documented."""
    return [method for path in make_app(service).openapi()["paths"].values() for method in path]
