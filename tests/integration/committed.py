"""Waiting for threads of this process to bring something about in a database."""

import threading
import time
from collections.abc import Callable

from sqlalchemy import Engine, event

PATIENT_S = 60
"""How long a test waits for what surely comes."""


def until(engine: Engine, holds: Callable[[], bool]) -> None:
    """Wait until something holds; looked at again whenever another thread of this process has done with a connection.

    The event of a commit comes before the database has it: who looked then, and never again, could miss the last one.
    """
    changed, last, own = threading.Event(), time.monotonic() + PATIENT_S, threading.get_ident()

    def note(_connection: object, _record: object) -> None:
        if threading.get_ident() != own:
            changed.set()

    event.listen(engine, "checkin", note)
    try:
        while not holds():
            assert changed.wait(max(last - time.monotonic(), 0)), "it never came"
            changed.clear()
    finally:
        event.remove(engine, "checkin", note)
