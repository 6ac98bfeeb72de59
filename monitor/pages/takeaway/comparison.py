"""A comparison as it is taken away: what stands differently on two days, or as known at two moments."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from monitor.answers.commitments import BoardFilter
from monitor.answers.items import Shape
from monitor.answers.views import Asked, BadView, View
from monitor.pages.reading.answering import Shown
from monitor.pages.reading.compare import DAYS, Side, compare
from monitor.pages.reading.record_words import plain
from monitor.pages.reading.view_in_words import view_in_words
from monitor.pages.takeaway.citing_events import Footnotes
from monitor.pages.takeaway.selection import Selection
from monitor.takeaway.document import Draft, Link, Run, Text

COLUMNS: Final = (
    "id", "title", "status_before", "status_after", "certain_before", "certain_after", "stage_before", "stage_after",
    "flags_before", "flags_after", "from_day", "from_position", "to_day", "to_position",
)  # fmt: skip


def comparison_selection(shown: Shown, views: tuple[View, View] | None, wanted: BoardFilter) -> Selection:
    """What differs between two views.

    Raises:
        BadView: nothing is asked to be compared.
    """
    if views is None:
        raise BadView(DAYS[0], f"two are compared: give {' and '.join(DAYS)}")
    page = compare(shown, views, wanted)
    first, last = (_words(shown, view) for view in views)

    def write(draft: Draft, notes: Footnotes) -> None:
        number = len(page["items"])
        draft.items([["Before: ", first], ["After: ", last]])
        draft.say(f"{number} stand{'s' if number == 1 else ''} differently, of {number + page['unchanged']}.")
        draft.table(
            ("Commitment", "Before", "After", "What happened in between"),
            ([*_cells(shown, one, notes)] for one in page["items"]),
        )

    def rows() -> Iterator[list[object]]:
        ends = [end for view in views for end in (view.as_of, view.through)]
        for one in page["differing"]:
            before, after = one["before"] or {}, one["after"] or {}
            pairs = [side.get(key) for key in ("status", "certain", "stage", "flags") for side in (before, after)]
            yield [one["id"], one["title"], *pairs, *ends]

    ids = dict.fromkeys(event.id for one in page["items"] for event in one["told"])
    by_day = views[0].as_of != views[1].as_of
    ends = [view.as_of.isoformat() if by_day else str(view.through) for view in views]
    title = "Two days compared" if by_day else "Two states of knowledge compared"
    return Selection(
        title, ("compare", *wanted.jurisdiction, *ends), page["permanent"], tuple(ids), write, COLUMNS, rows,
        unlike=f"{first}; compared with: {last}",
    )  # fmt: skip


def _words(shown: Shown, view: View) -> str:
    held = shown.service.log.append_holding(view.through) if view.through else None
    recorded = held.recorded_at if held else None
    return view_in_words(view.settled(), Asked(known_at=str(view.through)), recorded, shown.name, date.min)


def _cells(shown: Shown, one: Shape, notes: Footnotes) -> Iterator[list[Run | str]]:
    yield [Link(one["title"], shown.permanent(f"/commitments/{one['id']}"))]
    yield _side(one["before"])
    yield _side(one["after"])
    said: list[Run | str] = []
    for event in one["told"]:
        said += ["; "] if said else []
        said += [event.title, *notes.on([event.id])]
    yield [*said, f"; and {one['more']} more" if one["more"] else ""]


def _side(side: Side | None) -> list[Run | str]:
    if side is None:
        return ["not made, or not on record"]
    return [Text(side.mark.label, strong=True), f"; stage: {plain(side.stage)}", *(f"; {flag}" for flag in side.flags)]
