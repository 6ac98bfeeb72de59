"""What goes by the day of the last record about a commitment: dormancy, and how far past its coverage it is known."""

from collections.abc import Iterable, Iterator, Sequence

from monitor.status.flags import NO_RECENT_RECORD_DAYS


def quiet_from(last_record: int, covers_to: int | None) -> int | None:
    """The day from which there is no recent record, unless one comes; ``None`` where the coverage ends before it."""
    day = last_record + NO_RECENT_RECORD_DAYS
    return day if covers_to is None or day <= covers_to else None


def is_quiet(day: int, last_record: int, covers_to: int | None) -> bool:
    """Whether there is no recent record on a day; what has no status is never said to be quiet."""
    quiet = quiet_from(last_record, covers_to)
    return quiet is not None and day >= quiet


def moved_to(last_record: int, covers_to: int | None) -> int | None:
    """The day of the last record, where that is later than the coverage."""
    return last_record if covers_to is not None and last_record > covers_to else None


def turning_points(records: Sequence[int], covers_to: int | None) -> Iterator[int]:
    """The days on which what goes by the last record becomes different.

    Args:
        records: the days on which something was on record, ascending.
        covers_to: the last day covered; ``None`` where there is none.
    """
    following: Iterable[int | None] = [*records[1:], None]
    for day, until in zip(records, following, strict=False):
        quiet = quiet_from(day, covers_to)
        if quiet is not None and (until is None or quiet < until):
            yield quiet
            if until is not None:
                yield until
        elif until is not None and moved_to(until, covers_to) is not None:
            yield until
