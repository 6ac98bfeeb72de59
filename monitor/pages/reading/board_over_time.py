"""What the page of the board over time shows: how many stood where on each day; as a chart, a table, and as CSV."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from monitor.answers.board_filter import BoardFilter
from monitor.answers.csv_text import csv_rows
from monitor.charts.board_over_time import board_over_time, counts_in_words
from monitor.charts.lanes import height_of
from monitor.charts.rendering import svg
from monitor.charts.standing_counts import Counted, standing_counts
from monitor.charts.stretches import Stretch
from monitor.pages.reading.answering import Shown
from monitor.pages.reading.asked import filter_pairs
from monitor.pages.reading.board import heading_of
from monitor.pages.reading.labels import STATUS_ORDER, mark
from monitor.pages.reading.remembering import Remembering
from monitor.pages.reading.standings import PAGE, standings, stretches_of
from monitor.pages.reading.strips import span_of

PATH: Final = "/board/over-time"
COLUMNS: Final = ("from", "to", "status", "number", "of", "as_of", "through_position", "public_at", "lens")

MOST_ROWS: Final = 60
"""So many days of change stand in the table; where there are more, the last day of each year."""


@dataclass(frozen=True, slots=True)
class OverTime:
    """Counts from the first day on; ``known`` is the last day on record by that of the view."""

    counts: tuple[Counted, ...]
    known: date
    last: date


_remembered: Remembering[OverTime | None] = Remembering(64)


def over_time(shown: Shown, wanted: BoardFilter) -> OverTime | None:
    """How those that the board shows stood on each day up to that of the view; ``None`` where it shows none.

    Remembered, since the page, its pictures and its data all ask for it.
    """
    asked = (tuple(shown.pinned.items()), wanted, shown.today)
    return _remembered.get(shown.reader.engine, asked, lambda: _over_time(shown, wanted))


def _over_time(shown: Shown, wanted: BoardFilter) -> OverTime | None:
    stand = standings(shown.reader, shown.view, wanted)
    each: list[Sequence[Stretch]] = []
    for start in range(0, len(stand.ids), PAGE):
        each += stretches_of(shown.reader, shown.view, stand.ids[start : start + PAGE]).values()
    if not any(each):
        return None
    known = min(shown.view.as_of, stand.last_day(shown.today))
    span = span_of(each, known)
    # What began on the last day known could not be seen, were it the last day shown.
    last = span.last if known < shown.today else known
    return OverTime(standing_counts(each, span.first, known), known, last)


def over_time_page(shown: Shown, wanted: BoardFilter) -> dict[str, Any]:
    """What the template takes."""
    found, pairs = over_time(shown, wanted), filter_pairs(wanted)
    counts = found.counts if found else ()
    statuses = [one for one in STATUS_ORDER if any(each.numbers.get(one) for each in counts)]
    return {
        "heading": heading_of(wanted),
        "found": found,
        "words": counts_in_words(found.counts, STATUS_ORDER, found.known) if found else None,
        "marks": [(one, mark(one)) for one in statuses],
        "rows": list(_rows(found)) if found else [],
        "by_year": len(counts) > MOST_ROWS,
        "filter": pairs,
        "height": height_of(len(statuses)),
        "picture": shown.to.page(f"{PATH}.svg", pairs),
        "picture_dark": shown.to.page(f"{PATH}.svg", [*pairs, ("dark", "1")]),
        "csv": shown.to.page(f"{PATH}.csv", pairs),
        "board": shown.to.board(pairs),
        "permanent": shown.permanent(PATH, pairs),
    }


def over_time_image(shown: Shown, wanted: BoardFilter, *, dark: bool) -> bytes:
    """The chart as SVG; where nothing is on the board, an empty one."""
    found = over_time(shown, wanted) or OverTime(
        (Counted(shown.view.as_of, {}, 0),), shown.view.as_of, shown.view.as_of
    )
    return svg(board_over_time(found.counts, STATUS_ORDER, found.known, found.last, dark=dark))


def over_time_csv(shown: Shown, wanted: BoardFilter) -> bytes:
    """Every count as CSV: a row for each status that any had, half-open days, each row with the view that it is of."""
    found, view = over_time(shown, wanted), shown.view
    clocks = [view.as_of.isoformat(), view.through, view.public_at.isoformat() if view.public_at else None, view.lens]
    counts = found.counts if found else ()
    ends = [*(one.since.isoformat() for one in counts[1:]), None]
    rows = (
        [one.since.isoformat(), end, status, one.numbers[status], one.of, *clocks]
        for one, end in zip(counts, ends, strict=False)
        for status in STATUS_ORDER
        if one.numbers.get(status)
    )
    return csv_rows([COLUMNS, *rows])


def _rows(found: OverTime) -> Iterator[tuple[date, Counted]]:
    """Each day of change with its counts; of too many the last day of each year, and the last day of all."""
    counts = found.counts
    if len(counts) <= MOST_ROWS:
        yield from ((one.since, one) for one in counts)
        return
    for year in range(counts[0].since.year, found.known.year + 1):
        day = min(date(year, 12, 31), found.known)
        yield day, [one for one in counts if one.since < day + timedelta(days=1)][-1]
