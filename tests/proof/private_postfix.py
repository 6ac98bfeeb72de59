"""A Postfix of the test's own: the system's configuration and queue stay as they are, and afterwards it is gone."""

import os
import shlex
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.proof.strangers.installed import program

_HOST = "relay.example.org"

# What is not said here is as Postfix has it by default, so that letters are treated as they are anywhere.
_MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = {host}
mydestination =
alias_maps =
alias_database =
mynetworks = 127.0.0.0/8
smtpd_peername_lookup = no
relayhost = [127.0.0.1]:{relay}
"""

# The services of a relay: type, private, unprivileged, chroot, wakeup, process limit, command.
_MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
pickup    unix  n - n 60    1 pickup
cleanup   unix  n - n -     0 cleanup
qmgr      unix  n - n 300   1 qmgr
rewrite   unix  - - n -     - trivial-rewrite
bounce    unix  - - n -     0 bounce
defer     unix  - - n -     0 bounce
trace     unix  - - n -     0 bounce
proxymap  unix  - - n -     - proxymap
proxywrite unix - - n -     1 proxymap
tlsmgr    unix  - - n 1000? 1 tlsmgr
smtp      unix  - - n -     - smtp
error     unix  - - n -     - error
retry     unix  - - n -     - error
anvil     unix  - - n -     1 anvil
scache    unix  - - n -     1 scache
postlog   unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True)
class Postfix:
    """A relay on loopback; ``port`` is where it takes letters."""

    port: int
    folder: Path

    @property
    def log(self) -> str:
        """What it wrote so far, to be read where a letter does not arrive."""
        path = self.folder / "log"
        return path.read_text("utf-8") if path.exists() else ""


@contextmanager
def private_postfix(relay_port: int, *, main: str = "", master: str = "") -> Iterator[Postfix]:
    """A Postfix that hands all mail to that port on loopback and runs as long as the block.

    It starts as root alone, through sudo where the tests run as somebody else.

    Args:
        relay_port: of an SMTP server.
        main: lines of main.cf besides.
        master: lines of master.cf besides.
    """
    postfix = program("postfix")
    _as_root("true")
    # Its services run as the user postfix, which cannot look into pytest's folder.
    folder = Path(tempfile.mkdtemp(prefix="postfix"))
    folder.chmod(0o755)
    port = _free_port()
    try:
        conf = folder / "conf"
        conf.mkdir(mode=0o755)
        settings = _MAIN.format(folder=folder, host=_HOST, relay=relay_port)
        _write(conf / "main.cf", settings + main)
        _write(conf / "master.cf", _MASTER.format(port=port) + master)
        _as_root("install", "-d", "-o", "root", str(folder / "queue"))
        _as_root("install", "-d", "-o", "postfix", str(folder / "data"))
        running = Postfix(port, folder)
        try:
            _as_root(postfix, "-c", str(conf), "start")
            yield running
        finally:
            _as_root(postfix, "-c", str(conf), "stop", succeeds=False)
    finally:
        _as_root("rm", "-rf", str(folder))


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    path.chmod(0o644)


def _as_root(*command: str, succeeds: bool = True) -> None:
    prefix = () if os.geteuid() == 0 else ("sudo", "-n")
    if prefix and shutil.which(prefix[0]) is None:
        pytest.fail("Postfix starts as root alone: run the proofs as root, or install sudo")
    # Not through pipes: what it starts goes on holding them, and reading would never end.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            [*prefix, *command], stdin=subprocess.DEVNULL, stdout=said, stderr=said, check=False, timeout=60
        )
        said.seek(0)
        told = said.read().decode("utf-8", "replace")
    if succeeds and done.returncode:
        pytest.fail(f"as root, which Postfix starts as alone, `{shlex.join(command)}` did not work: {told}")
