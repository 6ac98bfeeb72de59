"""What cannot be told: it is set aside, so that nothing else waits for it, and staff hear of it."""

from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection


class TellsStaff(Protocol):
    """Writes to staff."""

    def untold(self, connection: Connection, cause: str, now: datetime) -> None:
        """A cause could not be described to somebody whom it is to be told; said once of each."""
