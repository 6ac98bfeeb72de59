"""Days, months and instants as each language writes them (Unicode CLDR)."""

from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date, format_skeleton

from monitor.languages.speaking import language


def day_in_words(day: date) -> str:
    """``4 March 2021``; of an instant the day that it says."""
    return _day(date(day.year, day.month, day.day), language().locale)


def month_in_words(month: date) -> str:
    """``March 2021``: the month that a day is in."""
    return _month(month.replace(day=1), language().locale)


def instant_in_words(instant: datetime) -> str:
    """``4 March 2021, 12:00 UTC``; the instant is one in UTC."""
    return f"{day_in_words(instant)}, {instant:%H:%M} UTC"


# A page says the same few days again and again, and writing one takes a tenth of a millisecond.
@lru_cache(maxsize=10_000)
def _day(day: date, locale: str) -> str:
    return format_date(day, "long", locale)


@lru_cache(maxsize=1_000)
def _month(month: date, locale: str) -> str:
    return format_skeleton("yMMMM", month, locale=locale)
