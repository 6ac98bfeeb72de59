"""Export: all events, or where every commitment stands, as a stream that needs no more memory than one page."""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

import orjson

from monitor.answers.board_filter import EVERYTHING
from monitor.answers.commitments import board
from monitor.answers.csv_text import csv_rows
from monitor.answers.events import event_shape
from monitor.answers.reader import Reader
from monitor.answers.shape import Shape
from monitor.answers.views import View

Format = Literal["ndjson", "csv"]

PAGE = 500
"""Events or commitments read together, and written as one chunk."""

EVENT_COLUMNS = (
    "position", "id", "append", "type", "title", "summary", "occurred", "earliest", "latest", "counts_from",
    "jurisdiction", "account", "topics", "touches", "source_titles", "source_urls", "state", "corrected_by",
    "retracted_by", "recorded_at", "recorded_by", "leaf_hash",
)  # fmt: skip
STATUS_COLUMNS = (
    "id", "title", "kind", "origin", "jurisdiction", "topics", "duty_bearers", "made", "due", "due_by", "status",
    "label", "by", "given", "graded_by", "certain", "since", "stage", "flags", "last_known_on", "rule", "as_of",
    "through_position",
)  # fmt: skip


def export_events(reader: Reader, through: int, fmt: Format, *, page: int = PAGE) -> Iterator[bytes]:
    """Every event up to a position, ascending, as known there: a chunk of whole lines for each page.

    NDJSON has the contract's **event** on each line; CSV begins with the names of its columns.
    """
    return _written(_events(reader, through, page), fmt, EVENT_COLUMNS, event_cells)


def export_statuses(reader: Reader, view: View, fmt: Format, *, page: int = PAGE) -> Iterator[bytes]:
    """Every item on the board of a view by id: a chunk of whole lines for each page."""
    return _written(
        _items(reader, view, page), fmt, STATUS_COLUMNS, lambda item: {**item_cells(item), **clock_cells(view)}
    )


def _written(
    pages: Iterable[list[Shape]], fmt: Format, columns: tuple[str, ...], cells: Callable[[Shape], Shape]
) -> Iterator[bytes]:
    if fmt == "csv":
        yield csv_rows([columns])
    for shapes in pages:
        if fmt == "csv":
            yield csv_rows([row.get(column) for column in columns] for row in map(cells, shapes))
        else:
            yield b"".join(orjson.dumps(shape, option=orjson.OPT_APPEND_NEWLINE) for shape in shapes)


def _events(reader: Reader, through: int, page: int) -> Iterator[list[Shape]]:
    after = 0
    while records := reader.log.read(after=after, through=through, limit=page):
        yield event_shape(reader, records, through)
        after = records[-1].position


def _items(reader: Reader, view: View, page: int) -> Iterator[list[Shape]]:
    after, more = "", True
    while more:
        items, more = board(reader, view, EVERYTHING, after=after, limit=page)
        if items:
            yield items
            after = items[-1]["id"]


def event_cells(event: Shape) -> Shape:
    """An event as cells by ``EVENT_COLUMNS``."""
    sources = event.get("sources", ())
    return {
        **event,
        "source_titles": "; ".join(source["title"] for source in sources),
        "source_urls": [source["url"] for source in sources if source.get("url")],
    }


def item_cells(item: Shape) -> Shape:
    """An item as cells by ``STATUS_COLUMNS``, without those of the view."""
    by = item["by"] or {}
    told = {"by": by.get("body"), "given": by.get("given"), "graded_by": by.get("graded_by")}
    return {**item, **told, "rule": item["because"]["rule"]}


def clock_cells(view: View) -> Shape:
    """The cells that say in each row which view it is of."""
    return {"as_of": view.as_of.isoformat(), "through_position": view.through}
