"""The tables that are the service's own, beside those of the log, and how their instants and days are kept."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import BigInteger, Boolean, Dialect, Integer, MetaData, Text, TypeDecorator

from events.sql.tables import NAMING

metadata = MetaData(naming_convention=NAMING)
"""Every table of ``monitor/``; the migrations know of them through this."""

# STRICT tables of SQLite have no BOOLEAN.
Flag = Boolean().with_variant(Integer(), "sqlite")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """A moment, UTC when read: whole microseconds since 1970-01-01T00:00Z, as in the log, exact on both engines."""

    impl = BigInteger().with_variant(Integer(), "sqlite")
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """The microseconds.

        Raises:
            ValueError: the moment has no zone.
        """
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant says its time zone")
        return (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC."""
        del dialect
        return None if value is None else _EPOCH + value * _MICROSECOND


class Day(TypeDecorator[date]):
    """A calendar day: ``YYYY-MM-DD`` as text, as in the log, so that its order is that of the days on both engines."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """The day as text."""
        del dialect
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """The day."""
        del dialect
        return None if value is None else date.fromisoformat(value)
