"""How a commitment stood over time: as a picture, and as the data behind it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from monitor.answers.commitments import periods
from monitor.answers.csv_text import csv_rows, view_line
from monitor.answers.reader import NotOnRecord
from monitor.charts.reading import stretches
from monitor.charts.rendering import svg
from monitor.charts.stretches import Stretch
from monitor.charts.strip import status_strip
from monitor.pages.reading.answering import Shown

COLUMNS: Final = ("id", "from", "to", "status", "certain", "stage", "flags", "rule", "as_of", "through_position")

_BEYOND = timedelta(days=90)
"""So much is shown of the days that are not on record any more, where it has an end."""


def strip_image(shown: Shown, commitment: str, *, dark: bool) -> bytes:
    """The strip as SVG: up to today, or a little past the end of the record where that came before.

    Raises:
        NotOnRecord: it is not on record at that moment.
        Retracted: its making was retracted.
    """
    # Where the record ends shows on a day after that.
    late = shown.view.on(max(shown.view.as_of, shown.today))
    found = stretches(shown.reader, late, commitment)
    if not found:
        raise NotOnRecord("commitment", commitment)
    last = _last_day(found, late.as_of)
    return svg(status_strip(_seen(found, last), min(found[0].since, last), last, dark=dark))


def history_csv(shown: Shown, commitment: str) -> bytes:
    """The periods as CSV, half-open and gap-free, below the line of the view; each row names the view too.

    Raises:
        NotOnRecord: it is not on record at that moment.
        Retracted: its making was retracted.
    """
    view = shown.view
    rows = (
        [commitment, one["from"], one["to"], one["status"], one["certain"], one["stage"], one["flags"],
         one["because"]["rule"], view.as_of.isoformat(), view.through]
        for one in periods(shown.reader, view, commitment)
    )  # fmt: skip
    permanent = shown.permanent(f"/commitments/{commitment}")
    return csv_rows([[view_line(permanent)], COLUMNS, *rows])


def _last_day(found: tuple[Stretch, ...], latest: date) -> date:
    known = [one.last_known for one in found if one.last_known is not None]
    return known[0] + _BEYOND if known else latest


def _seen(found: tuple[Stretch, ...], last: date) -> list[Stretch]:
    """The stretches that have begun by a day; what is to come stands in the table."""
    begun = [one for one in found if one.since <= last]
    return begun or [replace(found[0], since=last)]
