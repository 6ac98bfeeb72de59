"""A comparison as it is taken away: what stands differently on two days, or as known at two moments."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from monitor.answers.board_filter import BoardFilter
from monitor.answers.shape import Shape
from monitor.answers.views import Asked, BadView, View
from monitor.languages.phrases import gettext as _
from monitor.languages.phrases import ngettext
from monitor.pages.reading.answering import Shown
from monitor.pages.reading.compare import DAYS, Side, compare
from monitor.pages.reading.record_words import stage_of
from monitor.pages.reading.view_in_words import view_in_words
from monitor.pages.takeaway.citing_events import Footnotes
from monitor.pages.takeaway.selection import Selection
from monitor.pages.takeaway.told_runs import recorded, recorded_link
from monitor.takeaway.document import Draft, Run, Text

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
        draft.items([[_("Before: %(view)s", view=first)], [_("After: %(view)s", view=last)]])
        whole = number + page["unchanged"]
        draft.say(
            ngettext(
                "%(number)s stands differently, of %(whole)s.",
                "%(number)s stand differently, of %(whole)s.",
                number,
                whole=whole,
            )
        )
        draft.table(
            (_("Commitment"), _("Before"), _("After"), _("What happened in between")),
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
    title = _("Two days compared") if by_day else _("Two states of knowledge compared")
    return Selection(
        title, ("compare", *wanted.jurisdiction, *ends), page["permanent"], tuple(ids), write, COLUMNS, rows,
        unlike=_("%(first)s; compared with: %(last)s", first=first, last=last),
    )  # fmt: skip


def _words(shown: Shown, view: View) -> str:
    held = shown.service.log.append_holding(view.through) if view.through else None
    recorded = held.recorded_at if held else None
    return view_in_words(view.settled(), Asked(known_at=str(view.through)), recorded, shown.name, date.min)


def _cells(shown: Shown, one: Shape, notes: Footnotes) -> Iterator[list[Run | str]]:
    yield [recorded_link(one["title"], shown.permanent(f"/commitments/{one['id']}"))]
    yield _side(one["before"])
    yield _side(one["after"])
    said: list[Run | str] = []
    for event in one["told"]:
        said += ["; "] if said else []
        said += [recorded(event.title, event.language), *notes.on([event.id])]
    yield [*said, f"; {_('and %(number)s more', number=one['more'])}" if one["more"] else ""]


def _side(side: Side | None) -> list[Run | str]:
    if side is None:
        return [_("not made, or not on record")]
    stage = _("stage: %(stage)s", stage=stage_of(side.stage))
    return [Text(side.mark.label, strong=True), f"; {stage}", *(f"; {flag}" for flag in side.flags)]
