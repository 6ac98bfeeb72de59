"""The board as it is taken away: every commitment of its filter, not only those of one page."""

from collections.abc import Iterable, Iterator
from typing import Final

from monitor.answers.board_filter import BoardFilter
from monitor.answers.export import STATUS_COLUMNS, clock_cells, item_cells
from monitor.answers.shape import Shape
from monitor.languages.phrases import N_
from monitor.languages.phrases import gettext as _
from monitor.pages.reading.account_shown import accounts_shown
from monitor.pages.reading.answering import Shown
from monitor.pages.reading.asked import filter_pairs
from monitor.pages.reading.board import heading_of
from monitor.pages.reading.dates_in_words import iso_day
from monitor.pages.reading.labels import FLAGS, mark
from monitor.pages.reading.standings import items_of, standings
from monitor.pages.takeaway.citing_events import Footnotes
from monitor.pages.takeaway.selection import Selection
from monitor.pages.takeaway.told_runs import recorded_link
from monitor.takeaway.document import Draft, Run, Text

MOST: Final = 300
"""So many commitments go into a document; more are a table, and tables are for CSV."""

PAGE: Final = 500
"""Commitments put into a table together."""


_NARROWED: Final = {
    "topic": N_("topic %(value)s"),
    "status": N_("status %(value)s"),
    "flag": N_("flag %(value)s"),
    "kind": N_("kind %(value)s"),
    "q": N_("q %(value)s"),
}


def board_selection(shown: Shown, wanted: BoardFilter) -> Selection:
    """The board of a filter."""
    stand = standings(shown.reader, shown.view, wanted)
    pairs = filter_pairs(wanted)
    items = items_of(shown.reader, shown.view, stand.ids[:MOST])
    narrowed = [_(_NARROWED[name], value=value) for name, value in pairs if name != "jurisdiction"]

    def write(draft: Draft, notes: Footnotes) -> None:
        if narrowed:
            draft.say(_("Narrowed to: %(fields)s.", fields="; ".join(narrowed)))
        whole = len(stand.ids) - stand.followed
        draft.heading(_("How many stand where"))
        draft.items(
            [_("%(status)s: %(number)s of %(of)s", status=one.mark.label, number=one.number, of=one.of)]
            for one in stand.counts
        )
        if not stand.ids:
            draft.say(_("No commitment matches in this view."))
        if stand.followed:
            draft.say(
                _(
                    "%(number)s beside these %(whole)s are followed without a promise, and have no status.",
                    number=stand.followed,
                    whole=whole,
                )
            )
        if len(stand.ids) > MOST:
            draft.say(
                _(
                    "The first %(most)s of %(number)s are listed; the CSV of this view has all of them.",
                    most=MOST,
                    number=len(stand.ids),
                )
            )
        draft.heading(_("Where each stands"))
        head = (_("Commitment"), _("Status"), _("Since, and by whom"), _("Accounts"))
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
    yield [recorded_link(item["title"], address), f" ({item['jurisdiction']})"]
    yield [Text(mark(item["status"], certain=item["certain"]).label, strong=True), f"; {flags}" if flags else ""]
    since = _since(shown, item)
    deciding = (one["id"] for one in item["because"]["events"] if one["role"] != "definition")
    yield [since, *notes.on(deciding)]
    accounts = accounts_shown(item["accounts"], shown.name)
    said: list[Run | str] = []
    for one in accounts:
        said += ["; "] if said else []
        words = N_("%(body)s states: %(grade)s") if one.claim else N_("%(body)s: %(grade)s")
        said += [_(words, body=one.who, grade=one.grade), *notes.on([one.event])]
    yield said or [_("No account has graded it.")]


def _since(shown: Shown, item: Shape) -> str:
    if not item["since"]:
        return "–"  # noqa: RUF001 - a dash of its own
    since = iso_day(item["since"])
    if item["by"]:
        since = _("%(day)s, by %(body)s", day=since, body=shown.name(item["by"]["body"]))
    if not item["last_known_on"]:
        return since
    return _("%(since)s; last known on %(day)s", since=since, day=iso_day(item["last_known_on"]))
