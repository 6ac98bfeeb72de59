"""The service as a program of its own, listening on a port, and a connection to it.

``python -m tests.bench.server`` reads the settings as the service does and serves until it is told to end.
"""

import http.client
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from monitor.logs import set_up
from monitor.serving import serve
from monitor.settings import Settings

_ADDRESS = "answers on "


class Connection:
    """One connection that is kept open, as a browser or a program's client would."""

    def __init__(self, address: str) -> None:
        self._http = http.client.HTTPConnection(urlsplit(address).netloc)

    def get(self, target: str) -> bytes:
        """The body of the answer, read to its end.

        Raises:
            RuntimeError: the answer is not 200.
        """
        self._http.request("GET", target)
        answer = self._http.getresponse()
        body = answer.read()
        if answer.status != HTTPStatus.OK:
            raise RuntimeError(f"{target} answered {answer.status}: {body.decode(errors='replace')[:500]}")
        return body


@contextmanager
def serving(url: str, data_dir: Path) -> Iterator[str]:
    """The address of a server on a database, in a process that ends with the block.

    Its index of the search is made before: else it would be made meanwhile, since no server was there for the record.
    """
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "REFORM_MONITOR_DATA_DIR": str(data_dir),
        "REFORM_MONITOR_PORT": "0",
    }
    program = (sys.executable, "-m", "tests.bench.server")
    with subprocess.Popen(
        program, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        try:
            address = _address(server)
            Connection(address).get("/v1/search?q=pledge&limit=1")
            yield address
        finally:
            server.terminate()
            server.communicate()


def _address(server: subprocess.Popen[str]) -> str:
    for line in server.stdout or ():
        if _ADDRESS in line:
            return line.partition(_ADDRESS)[2].strip()
    raise RuntimeError(f"the server ended with {server.wait()} before it answered")


if __name__ == "__main__":
    settings = Settings()
    set_up(settings.log_format, settings.log_level)
    serve(settings, lambda line: print(line, flush=True))  # noqa: T201 - how whoever started this program follows it
