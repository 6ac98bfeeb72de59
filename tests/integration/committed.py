"""Waiting for threads of this process to bring something about in a database."""

import threading
import time
from collections.abc import Callable

from sqlalchemy import Engine, event

PATIENT_S = 60
"""How long a test waits for what surely comes."""


def until(engine: Engine, holds: Callable[[], bool]) -> None:
    """Wait until something holds; looked at again whenever this process commits something."""
    changed, last = threading.Event(), time.monotonic() + PATIENT_S

    def note(_connection: object) -> None:
        changed.set()

    event.listen(engine, "commit", note)
    try:
        while not holds():
            assert changed.wait(max(last - time.monotonic(), 0)), "it never came"
            changed.clear()
    finally:
        event.remove(engine, "commit", note)
