"""How a stream ends: the listener leaves, takes nothing, may no longer read; the service stops."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from sqlalchemy import Engine
from structlog.testing import capture_logs

from events.log import Log
from events.recorded import Recorded
from events.sql.engines import writing
from monitor.bootstrap import Service
from monitor.keys.store import find, revoke
from tests.builders import stated
from tests.integration.api.listened import BEATING, PATH, PATIENT_S, QUICK, Listener, listened, messages
from tests.integration.api.served import Api, serve

pytestmark = pytest.mark.proof

PROGRAM = Path(sys.executable).with_name("reform-monitor")
READY = "Reform Monitor answers on "


class Counting:
    """A log that counts how many events were found in it."""

    def __init__(self, log: Log) -> None:
        self._log, self.found = log, 0

    def find(self, *asked: Any, **more: Any) -> list[Recorded]:
        found = self._log.find(*asked, **more)
        self.found += len(found)
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._log, name)


class Counted(Service):
    """A service whose log counts."""

    @cached_property
    def log(self) -> Log:
        return cast("Log", Counting(super().log))


def long_events(api: Api, number: int) -> None:
    """So many events on record, of some 20 kB each, after three others."""
    api.with_pledge()
    api.batch(*(stated("2009-01-01", summary="Қ" * 10_000) for _ in range(number)))


@contextmanager
def unread(address: str) -> Iterator[socket.socket]:
    """Somebody who asks for all events and takes nothing."""
    host, port = address.removeprefix("http://").split(":")
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(PATIENT_S)
        connection.connect((host, int(port)))
        connection.sendall(f"GET {PATH}?after=0 HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        yield connection


def rest(connection: socket.socket) -> bytes:
    """What is still to be had of a connection that the other side has left."""
    found = b""
    with suppress(ConnectionResetError):
        while chunk := connection.recv(65_536):
            found += chunk
    return found


def test_nobody_is_left_behind_when_a_listener_leaves(sqlite_api: Api) -> None:
    sqlite_api.with_pledge()
    with listened(sqlite_api.service, BEATING) as server:
        idle = server.tasks()
        for number in range(3):
            with server.listening(f"?after=0&q={number}"), server.listening("?after=0") as listener:
                listener.events(3)
                assert server.counted("stream_listeners") == 2
            assert {server.left.get(timeout=PATIENT_S) for _ in range(2)} == {f"after=0&q={number}", "after=0"}
        assert server.counted("stream_listeners") == 0
        assert server.tasks() == idle


def test_more_listeners_than_the_process_bears_are_told_to_come_back(sqlite_api: Api) -> None:
    with listened(sqlite_api.service, replace(QUICK, listeners=1)) as server:
        with server.listening():
            refused = server.get(PATH)
            assert (refused.status_code, refused.json()["type"]) == (503, "/problems/unavailable")
            assert int(refused.headers["retry-after"]) > 0
        server.left.get(timeout=PATIENT_S)
        server.left.get(timeout=PATIENT_S)
        with server.listening():
            pass


@pytest.fixture
def private(engine: Engine, tmp_path: Path) -> Api:
    """A record that only those with a key may read."""
    api = serve(engine, tmp_path, reads_public=False)
    api.with_pledge()
    return api


def test_where_reads_need_a_key_listening_needs_it_until_the_end(private: Api) -> None:
    secret = private.new_key("read")
    bearer = {"Authorization": f"Bearer {secret}"}
    with listened(private.service) as server:
        assert server.get(PATH).status_code == 401
        assert server.get(PATH, Authorization=f"Bearer {private.key}").status_code == 403
        with server.listening("?after=0", **bearer) as listener:
            assert len(listener.events(3)) == 3
            with writing(private.service.engine) as connection:
                key = find(connection, secret, private.clock())
                assert key is not None
                revoke(connection, key.id, private.clock())
            private.append(stated("2009-01-01"))
            assert list(listener.said) == []


def test_who_takes_nothing_is_cut_and_no_more_is_read_for_it_than_fits(engine: Engine, tmp_path: Path) -> None:
    api = serve(engine, tmp_path)
    long_events(api, 60)
    service = Counted(api.service.settings, engine, api.clock)
    pace = replace(QUICK, page=5, patience_s=0.1)
    with listened(service, pace, send_buffer=4096) as server, capture_logs() as lines:
        cut = server.counted("stream_listeners_cut_total")
        with unread(server.address) as connection:
            server.left.get(timeout=PATIENT_S)
            assert server.server_state.connections == set()
            got = rest(connection)
        assert server.counted("stream_listeners_cut_total") == cut + 1
        assert server.counted("stream_listeners") == 0
    assert b"id: 4\n" in got
    assert not got.endswith(b"0\r\n\r\n")
    # 64 KiB in the server, some in the kernel, and the page that is under way: a quarter of what there is.
    assert cast("Counting", service.log).found < 20
    assert [line["event"] for line in lines if line.get("path") in {None, PATH}] == ["listener_cut", "request_served"]


@contextmanager
def program(engine: Engine, folder: Path) -> Iterator[tuple[subprocess.Popen[str], str, Path]]:
    """The program on a database, the address that it answers on, and its log."""
    settings = {"DATABASE_URL": str(engine.url), "REFORM_MONITOR_DATA_DIR": str(folder), "REFORM_MONITOR_PORT": "0"}
    env = {"PATH": os.environ["PATH"], "REFORM_MONITOR_LOG_FORMAT": "json", **settings}
    log = folder / "serve.log"
    with (
        log.open("wb") as written,
        subprocess.Popen(
            [PROGRAM, "serve"], cwd=folder, env=env, stdout=subprocess.PIPE, stderr=written, text=True
        ) as running,
    ):
        try:
            said = next(line for line in running.stdout or () if line.startswith(READY))
            yield running, said.removeprefix(READY).strip(), log
        finally:
            running.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_service_stops_in_order_whoever_listens(sqlite_api: Api, tmp_path: Path, number: signal.Signals) -> None:
    long_events(sqlite_api, 200)
    with (
        program(sqlite_api.service.engine, tmp_path) as (running, address, log),
        unread(address),
        httpx.Client(timeout=PATIENT_S) as client,
        client.stream("GET", f"{address}{PATH}?after=0") as response,
    ):
        listener = Listener(response, messages(response))
        assert [one.position for one in listener.events(203)] == list(range(1, 204))
        assert re.search(r"stream_listeners 2", client.get(f"{address}/metrics").text)
        running.send_signal(number)
        assert list(listener.said) == []
        assert running.wait(PATIENT_S) == 0
    told = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    # The server would wait ten seconds for whoever is left, then give up and say so.
    assert [line for line in told if line["level"] in {"error", "critical"}] == []
    assert [line["status"] for line in told if line.get("path") == PATH] == [200, 200]
