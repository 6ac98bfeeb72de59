"""The board as it is taken away: every commitment of its filter, not only those of one page."""

from collections.abc import Iterable, Iterator
from typing import Final

from monitor.answers.commitments import BoardFilter
from monitor.answers.export import STATUS_COLUMNS, clock_cells, item_cells
from monitor.answers.items import Shape
from monitor.pages.reading.account_shown import accounts_shown
from monitor.pages.reading.answering import Shown
from monitor.pages.reading.asked import filter_pairs
from monitor.pages.reading.board import heading_of
from monitor.pages.reading.dates_in_words import iso_day
from monitor.pages.reading.labels import FLAGS, mark
from monitor.pages.reading.standings import items_of, standings
from monitor.pages.takeaway.citing_events import Footnotes
from monitor.pages.takeaway.selection import Selection
from monitor.takeaway.document import Draft, Link, Run, Text

MOST: Final = 300
"""So many commitments go into a document; more are a table, and tables are for CSV."""

PAGE: Final = 500
"""Commitments put into a table together."""


def board_selection(shown: Shown, wanted: BoardFilter) -> Selection:
    """The board of a filter."""
    stand = standings(shown.reader, shown.view, wanted)
    pairs = filter_pairs(wanted)
    items = items_of(shown.reader, shown.view, stand.ids[:MOST])
    narrowed = [f"{name} {value}" for name, value in pairs if name != "jurisdiction"]

    def write(draft: Draft, notes: Footnotes) -> None:
        if narrowed:
            draft.say(f"Narrowed to: {'; '.join(narrowed)}.")
        whole = len(stand.ids) - stand.followed
        draft.heading("How many stand where")
        draft.items([f"{one.mark.label}: {one.number} of {one.of}"] for one in stand.counts)
        if not stand.ids:
            draft.say("No commitment matches in this view.")
        if stand.followed:
            draft.say(f"{stand.followed} beside these {whole} are followed without a promise, and have no status.")
        if len(stand.ids) > MOST:
            draft.say(f"The first {MOST} of {len(stand.ids)} are listed; the CSV of this view has all of them.")
        draft.heading("Where each stands")
        head = ("Commitment", "Status", "Since, and by whom", "Accounts")
        draft.table(head, ([*_cells(shown, one, notes)] for one in items))

    def rows() -> Iterator[list[object]]:
        clocks = clock_cells(shown.view)
        for start in range(0, len(stand.ids), PAGE):
            for one in items_of(shown.reader, shown.view, stand.ids[start : start + PAGE]):
                cells = {**item_cells(one), **clocks}
                yield [cells.get(column) for column in STATUS_COLUMNS]

    ids = dict.fromkeys(event for one in items for event in _events(one))
    named = ("board", *(value for _, value in pairs), shown.view.as_of.isoformat())
    permanent = shown.permanent("/board", pairs)
    return Selection(heading_of(wanted), named, permanent, tuple(ids), write, STATUS_COLUMNS, rows)


def _events(item: Shape) -> Iterable[str]:
    """What its status rests on: the deciding events but the promise itself, and every grade that is shown."""
    yield from (one["id"] for one in item["because"]["events"] if one["role"] != "definition")
    yield from (one["event"] for one in item["accounts"])


def _cells(shown: Shown, item: Shape, notes: Footnotes) -> Iterable[list[Run | str]]:
    address = shown.permanent(f"/commitments/{item['id']}")
    flags = "; ".join(FLAGS[flag] for flag in item["flags"])
    yield [Link(item["title"], address), f" ({item['jurisdiction']})"]
    yield [Text(mark(item["status"], certain=item["certain"]).label, strong=True), f"; {flags}" if flags else ""]
    by = f", by {shown.name(item['by']['body'])}" if item["by"] else ""
    known = f"; last known on {iso_day(item['last_known_on'])}" if item["last_known_on"] else ""
    since = f"{iso_day(item['since'])}{by}{known}" if item["since"] else "–"  # noqa: RUF001 - a dash of its own
    deciding = (one["id"] for one in item["because"]["events"] if one["role"] != "definition")
    yield [since, *notes.on(deciding)]
    accounts = accounts_shown(item["accounts"], shown.name)
    said: list[Run | str] = []
    for one in accounts:
        said += ["; "] if said else []
        said += [f"{one.who}{' states' if one.claim else ''}: {one.grade}", *notes.on([one.event])]
    yield said or ["No account has graded it."]
