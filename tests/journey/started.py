"""The real program in a process of its own, in a folder of its own, followed by what it prints."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

PROGRAM = Path(sys.executable).with_name("reform-monitor")
READY = "Reform Monitor answers on "


class Started:
    """A running ``reform-monitor serve --with-dossier`` on a free port, its data in ``var`` of the folder.

    The record is in a file there, unless the URL of another database is given.
    """

    def __init__(self, folder: Path, database_url: str = "") -> None:
        self.said: list[str] = []
        # Nothing of the settings around the tests; their PATH alone.
        env = {"PATH": os.environ["PATH"], "REFORM_MONITOR_PORT": "0", "DATABASE_URL": database_url}
        self._log = (folder / "serve.log").open("ab")
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--with-dossier"],
            cwd=folder, env=env, stdout=subprocess.PIPE, stderr=self._log, text=True,
        )  # fmt: skip

    def until(self, beginning: str) -> str:
        """The rest of the first line that begins so; empty where the program ended without saying it."""
        for line in self.process.stdout or ():
            self.said.append(line.rstrip("\n"))
            if line.startswith(beginning):
                return line.removeprefix(beginning).strip()
        return ""

    def ready(self) -> httpx.Client:
        """A client, once the service answers."""
        address = self.until(READY)
        assert address, f"it never answered; it said {self.said}"
        return httpx.Client(base_url=address, timeout=30)

    def end(self, number: int) -> int:
        """The exit code after a signal."""
        self.process.send_signal(number)
        rest, _ = self.process.communicate(timeout=30)
        self.said += (rest or "").splitlines()
        return self.process.returncode

    def close(self) -> None:
        """Leave no process behind, whatever happened to the test."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()
        self._log.close()


@contextmanager
def started(folder: Path, database_url: str = "") -> Iterator[Started]:
    """The program, killed at the end where it is still running."""
    program = Started(folder, database_url)
    try:
        yield program
    finally:
        program.close()


@contextmanager
def serving(folder: Path) -> Iterator[tuple[Started, httpx.Client]]:
    """The program once it answers, and a client."""
    with started(folder) as program, program.ready() as client:
        assert client.get("/healthz").status_code == 200
        yield program, client


def read(client: httpx.Client, path: str, **asked: str) -> Any:
    """The JSON of a read that succeeds."""
    response = client.get(path, params=asked)
    assert response.status_code == 200, response.text
    return response.json()


def stop(program: Started) -> int:
    """The exit code after the signal that an operator's tools send."""
    return program.end(signal.SIGTERM)
