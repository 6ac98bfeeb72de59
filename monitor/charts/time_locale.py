"""The names of months on the axis of a chart, as Vega wants them (d3-time-format)."""

from functools import cache
from typing import Any

from babel.dates import get_day_names, get_month_names

from monitor.languages.language import ENGLISH
from monitor.languages.speaking import language


def time_locale() -> dict[str, Any]:
    """What the ``config`` of a chart takes for the language that is spoken: nothing for English, which Vega speaks."""
    return {} if language() == ENGLISH else {"locale": {"time": _names(language().locale)}}


@cache
def _names(locale: str) -> dict[str, Any]:
    # Babel counts days from Monday, d3 from Sunday.
    days, short = (
        [get_day_names(width, "stand-alone", locale)[(day - 1) % 7] for day in range(7)]
        for width in ("wide", "abbreviated")
    )
    months = {width: list(get_month_names(width, "stand-alone", locale).values()) for width in ("wide", "abbreviated")}
    return {
        "dateTime": "%x, %X",
        "date": "%d.%m.%Y",
        "time": "%H:%M:%S",
        "periods": ["AM", "PM"],
        "days": days,
        "shortDays": short,
        "months": months["wide"],
        "shortMonths": months["abbreviated"],
    }
