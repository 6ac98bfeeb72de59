"""Instants as the tables keep them: whole microseconds since 1970-01-01T00:00Z."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_stored(instant: datetime) -> int:
    """The number an instant is kept as, exact; the instant carries its offset from UTC."""
    return (instant - _EPOCH) // _MICROSECOND


def from_stored(stored: int) -> datetime:
    """The instant, in UTC, that a number stands for."""
    return _EPOCH + timedelta(microseconds=stored)
