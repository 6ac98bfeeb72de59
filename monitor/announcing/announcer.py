"""The announcer: puts notices on record in the projector's transaction, under its lock."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from alerts.sql import notice_store
from alerts.sql.sweeps import note, swept_days
from events.jurisdictions import today_in
from events.log import Log
from monitor.announcing.from_append import notices_of
from monitor.announcing.from_time import notices_of_days
from monitor.readmodel.probing import Probes
from monitor.readmodel.projecting import Projected


class Announcer:
    """Writes the notices of what was projected and of the days that have come."""

    def __init__(self, log: Log) -> None:
        self._log = log

    def announce(self, connection: Connection, projected: Sequence[Projected]) -> None:
        """The notices of appends that were projected in this transaction."""
        days = swept_days(connection) if projected else {}
        for done in projected:
            record = self._log.append_record(done.append)
            silent = record is not None and not record.notify
            notice_store.write(connection, notices_of(done, silent=silent))
            for code in {one.definition.jurisdiction for one in done.touched.values() if one.definition} - days.keys():
                # Its first day has no eve to be compared with, and what comes tomorrow is news.
                days[code] = today_in(code, done.recorded_at)
                note(connection, code, days[code])

    def sweep(self, connection: Connection, generation: str, through: int, now: datetime) -> int:
        """The notices of the days that have come since it was last looked, where a jurisdiction has got to a new one.

        Returns:
            How many notices there were.
        """
        probes, days, told = Probes(connection, generation), swept_days(connection), 0
        for jurisdiction in probes.jurisdictions():
            today, last = today_in(jurisdiction, now), days.get(jurisdiction)
            if last is not None and last < today:
                notices = notices_of_days(probes, jurisdiction, last, today, through, now)
                told += notice_store.write(connection, list(notices))
                note(connection, jurisdiction, today)
        return told
