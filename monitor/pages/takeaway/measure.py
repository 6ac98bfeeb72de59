"""A measure as it is taken away: its stages, what it does to commitments, its events."""

from collections.abc import Iterator
from typing import Final

from monitor.answers.shape import Shape
from monitor.languages.phrases import N_
from monitor.languages.phrases import gettext as _
from monitor.languages.possibly import possibly
from monitor.pages.reading.answering import Shown
from monitor.pages.reading.dates_in_words import dated, iso_day
from monitor.pages.reading.labels import account_of
from monitor.pages.reading.measure import measure
from monitor.pages.reading.record_words import stage_of
from monitor.pages.reading.timeline import EventShown
from monitor.pages.shown import opening
from monitor.pages.takeaway.citing_events import Footnotes
from monitor.pages.takeaway.selection import Selection
from monitor.pages.takeaway.told_runs import Runs, recorded, recorded_link, told
from monitor.takeaway.document import Draft, Text

COLUMNS: Final = ("id", "title", "from", "stage", "certain", "event", "as_of", "through_position")

EFFECTS: Final = {
    "advances": N_("Advances %(commitment)s, according to %(bodies)s"),
    "hinders": N_("Hinders %(commitment)s, according to %(bodies)s"),
    "concern": N_("Gives concern about %(commitment)s, according to %(bodies)s"),
    "neutral": N_("Bears on %(commitment)s, according to %(bodies)s"),
}


def measure_selection(shown: Shown, identity: str) -> Selection:
    """One measure; its table is that of its stages.

    Raises:
        NotOnRecord: it is not heard of at that moment.
    """
    page = measure(shown, identity)
    found, title = page["measure"], page["title"]

    def write(draft: Draft, notes: Footnotes) -> None:
        draft.say(*_stands(found), *notes.on([found["event"]]))
        draft.items([*_part(part), *notes.on([part["event"]])] for part in found["parts"])
        draft.heading(_("What it does to commitments, according to whom"))
        draft.items(
            told(
                EFFECTS[one["effect"]],
                commitment=recorded_link(one["title"], shown.permanent(f"/commitments/{one['commitment']}")),
                bodies=", ".join(one["by"]),
            )
            for one in page["effects"]
        )
        draft.heading(_("Stages"))
        draft.table((_("From"), _("Stage"), _("By")), ([*_stage(one, notes)] for one in page["stages"]))
        draft.heading(_("Events on record"))
        draft.items([*_event(one), *notes.on([one.id])] for one in page["events"])

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


def _stands(found: Shape) -> Runs:
    stage = Text(opening(stage_of(found["stage"])), strong=True)
    day = iso_day(found["since"]) if found["since"] else ""
    if found["certain"]:
        return told(N_("%(stage)s since %(day)s."), stage=stage, day=day) if day else [stage, "."]
    if not day:
        return told(
            N_("%(stage)s, as far as can be said: that may or may not have happened by that day."),
            stage=stage,
        )
    return told(
        N_("%(stage)s since %(day)s, as far as can be said: that may or may not have happened by that day."),
        stage=stage,
        day=day,
    )


def _part(part: Shape) -> Runs:
    stage = stage_of(part["stage"])
    if not part.get("scope"):
        return told(N_("A part of it: %(stage)s"), stage=stage)
    return told(N_("A part of it (%(scope)s): %(stage)s"), scope=recorded(part["scope"]), stage=stage)


def _stage(one: Shape, notes: Footnotes) -> Iterator[Runs]:
    stage = Text(possibly(stage_of(one["stage"]), certain=one["certain"]), strong=True)
    yield [iso_day(one["from"]) if one["from"] else _("an unknown day")]
    yield [stage]
    yield [recorded(one["title"], one["language"]) if one["title"] else _("the event"), *notes.on([one["event"]])]


def _event(one: EventShown) -> Runs:
    return told(
        N_("%(day)s: %(title)s (%(account)s)"),
        day=dated(one.occurred),
        title=recorded(one.title, one.language, struck=one.retracted),
        account=account_of(one.account),
    )
