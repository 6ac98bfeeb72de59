"""A measure as it is taken away: its stages, what it does to commitments, its events."""

from collections.abc import Iterator
from typing import Final

from monitor.pages.reading.answering import Shown
from monitor.pages.reading.dates_in_words import dated, iso_day
from monitor.pages.reading.labels import account_of
from monitor.pages.reading.measure import measure
from monitor.pages.reading.record_words import plain
from monitor.pages.shown import opening
from monitor.pages.takeaway.citing_events import Footnotes
from monitor.pages.takeaway.selection import Selection
from monitor.takeaway.document import Draft, Link, Text

COLUMNS: Final = ("id", "title", "from", "stage", "certain", "event", "as_of", "through_position")

EFFECTS: Final = {"concern": "gives concern about", "neutral": "bears on"}


def measure_selection(shown: Shown, identity: str) -> Selection:
    """One measure; its table is that of its stages.

    Raises:
        NotOnRecord: it is not heard of at that moment.
    """
    page = measure(shown, identity)
    found, title = page["measure"], page["title"]

    def write(draft: Draft, notes: Footnotes) -> None:
        since = f" since {iso_day(found['since'])}" if found["since"] else ""
        certain = "" if found["certain"] else ", as far as can be said: that may or may not have happened by that day"
        draft.say(Text(opening(plain(found["stage"])), strong=True), f"{since}{certain}.", *notes.on([found["event"]]))
        draft.items(
            ["A part of it", f" ({part['scope']})" if part.get("scope") else "", f": {plain(part['stage'])}",
             *notes.on([part["event"]])]
            for part in found["parts"]
        )  # fmt: skip
        draft.heading("What it does to commitments, according to whom")
        draft.items(
            [
                f"{opening(EFFECTS.get(one['effect'], one['effect']))} ",
                Link(one["title"], shown.permanent(f"/commitments/{one['commitment']}")),
                f", according to {', '.join(one['by'])}",
            ]
            for one in page["effects"]
        )
        draft.heading("Stages")
        draft.table(
            ("From", "Stage", "By"),
            (
                [
                    [iso_day(one["from"]) if one["from"] else "an unknown day"],
                    [Text(plain(one["stage"]), strong=True), "" if one["certain"] else " (possibly)"],
                    [one["title"] or "the event", *notes.on([one["event"]])],
                ]
                for one in page["stages"]
            ),
        )
        draft.heading("Events on record")
        draft.items(
            [f"{dated(one.occurred)}: ", Text(one.title, struck=one.retracted), f" ({account_of(one.account)})",
             *notes.on([one.id])]
            for one in page["events"]
        )  # fmt: skip

    def rows() -> Iterator[list[object]]:
        for one in page["stages"]:
            yield [identity, title, one["from"], one["stage"], one["certain"], one["event"], shown.view.as_of,
                   shown.view.through]  # fmt: skip

    ids = [
        *([found["event"]] if found["event"] else []),
        *(part["event"] for part in found["parts"]),
        *(one["event"] for one in page["stages"]),
        *(one.id for one in page["events"]),
    ]
    named = ("measure", identity, shown.view.as_of.isoformat())
    return Selection(title, named, page["permanent"], tuple(dict.fromkeys(ids)), write, COLUMNS, rows)
