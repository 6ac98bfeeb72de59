"""The announcer: puts notices on record in the projector's transaction, under its lock."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from alerts.notices import Cause
from alerts.sql import notice_store
from alerts.sql.awaiting import wait
from alerts.sql.sweeps import note, swept_days
from events.jurisdictions import today_in
from events.log import Log
from monitor.announcing.from_append import notices_of
from monitor.announcing.from_time import notices_of_days
from monitor.keys.store import is_trusted_feed
from monitor.readmodel.probing import Probes
from monitor.readmodel.projecting import Projected


class Announcer:
    """Writes the notices of what was projected and of the days that have come.

    Args:
        log: what was projected from.
        delay: how long an append waits before anybody is told of it, unless a trusted feed made it.
    """

    def __init__(self, log: Log, delay: timedelta = timedelta(0)) -> None:
        self._log, self._delay = log, delay

    def announce(self, connection: Connection, projected: Sequence[Projected]) -> None:
        """The notices of appends that were projected in this transaction."""
        days = swept_days(connection) if projected else {}
        for done in projected:
            record = self._log.append_record(done.append)
            silent = record is not None and not record.notify
            if notice_store.write(connection, notices_of(done, silent=silent)) and not silent:
                wait(
                    connection,
                    Cause("append", append=done.append).key,
                    done.recorded_at + self._waits(connection, done),
                )
            for code in {one.definition.jurisdiction for one in done.touched.values() if one.definition} - days.keys():
                # Its first day has no eve to be compared with, and what comes tomorrow is news.
                days[code] = today_in(code, done.recorded_at)
                note(connection, code, days[code])

    def _waits(self, connection: Connection, done: Projected) -> timedelta:
        return timedelta(0) if is_trusted_feed(connection, done.records[0].recorded_by) else self._delay

    def sweep(self, connection: Connection, generation: str, through: int, now: datetime) -> int:
        """The notices of the days that have come since it was last looked, where a jurisdiction has got to a new one.

        Returns:
            How many notices there were.
        """
        probes, told = Probes(connection, generation), 0
        for jurisdiction, last in sorted(swept_days(connection).items()):
            today = today_in(jurisdiction, now)
            if last < today:
                notices = list(notices_of_days(probes, jurisdiction, last, today, through, now))
                told += notice_store.write(connection, notices)
                for key in {one.cause.key for one in notices}:
                    wait(connection, key, now)
                note(connection, jurisdiction, today)
        return told
