"""What the page of an event shows: the full record of it, its sources, its hash, and what it changed."""

from typing import Any, Final

from alerts.notices import Cause, Notice
from alerts.sql import notice_store
from events.codec import base_type
from events.sql.engines import reading
from monitor.answers.events import event_shape, one_event
from monitor.answers.shape import Shape
from monitor.feeds.reading_changes import Changes
from monitor.feeds.telling import tell_ids
from monitor.languages.phrases import N_, Words, gettext
from monitor.pages.reading.answering import Shown
from monitor.pages.reading.changes_told import change_told
from monitor.pages.reading.citing import citing
from monitor.pages.reading.figure_shown import figure_in_words, indicator_of
from monitor.pages.reading.linked_data import linked_data, page_shape
from monitor.pages.reading.record_data import record_data
from monitor.pages.reading.source_shown import sources_shown
from monitor.pages.reading.timeline import ACTS, EventShown, act_shown, timeline

MOST_CHANGES = 50
"""So many changes are shown of those that an event brought."""

_STATES: Final = Words(
    {
        "corrected": N_("This event is corrected. What it said first stays on record below."),
        "retracted": N_("This event is retracted. What it said first stays on record below."),
        "withheld-in-part": N_("This event is withheld in part. What it said first stays on record below."),
    }
)


def event(shown: Shown, identity: str) -> dict[str, Any]:
    """What the template takes.

    Raises:
        NotOnRecord: it is not on record at that moment.
    """
    found = one_event(shown.reader, identity, shown.view.through)
    acts = _acts_upon(shown, found)
    path = f"/events/{found['id']}"
    permanent = f"{shown.public_url}{path}?known_at={shown.view.through}"
    about = {"@type": "Event", "name": found["title"], "identifier": found["id"], "startDate": found["earliest"]}
    about = {key: value for key, value in about.items() if value is not None}
    changes, more = _changed(shown, found)
    target = tell_ids(shown.reader, [found["data"]["target"]], shown.view.through) if "target" in found["data"] else {}
    return {
        "event": found,
        "now": _now(shown, found, acts),
        "acts": [act_shown(one) for one in acts],
        "target": next(iter(target.values()), None),
        "sources": sources_shown(found.get("sources", ())),
        "state": _STATES.get(found["state"]),
        "facts": record_data(found["data"], shown.name),
        "effects": [{**one, "by": shown.name(one["according_to"])} for one in found["bears_on"]],
        "grades": _grades(shown, found),
        "figures": [(indicator_of(one), figure_in_words(one, shown.name)) for one in found["figures"]],
        "touches": _titles(shown, found["touches"]),
        "changes": changes,
        "changes_more": more,
        "permanent": permanent,
        "citing": citing(
            shown,
            permanent,
            _cited(found, shown.view.through),
            found["title"],
        ),
        "data": linked_data(page_shape(found["title"], permanent, about, shown.public_url)),
        "json": shown.to.page(f"/v1{path}"),
        "leaf": shown.to.bare(f"/v1/log/leaf/{found['position']}"),
    }


def _cited(found: Shape, through: int) -> str:
    named = {name: found[name] for name in ("title", "position", "id")}
    return gettext(
        "Reform Monitor, “%(title)s”, event %(position)s (%(id)s), as known at position %(through)s",
        through=through,
        **named,
    )


def _acts_upon(shown: Shown, found: Shape) -> list[Shape]:
    """The acts of the record upon an event, oldest first."""
    entries = shown.reader.gather.closed([found["position"]], shown.view.through)
    positions = sorted(one.position for one in entries if one.target == found["id"] and base_type(one.type) in ACTS)
    return event_shape(shown.reader, shown.reader.log.at(positions), shown.view.through)


def _now(shown: Shown, found: Shape, acts: list[Shape]) -> EventShown | None:
    """How it reads now, where that is not how it was recorded; ``None`` for an act of the record."""
    return next(iter(timeline([found, *acts], None, shown.name)), None)


def _grades(shown: Shown, found: Shape) -> list[dict[str, Any]]:
    now = timeline([{**found, "assessments": [one]} for one in found["assessments"]], None, shown.name)
    told = [line for one in now for line in one.grades]
    return [
        {**one, "words": words, "coder_note": one.get("coder_note")}
        for one, words in zip(found["assessments"], told, strict=False)
    ]


def _titles(shown: Shown, ids: list[str]) -> list[tuple[str, str]]:
    with shown.reader.probes() as probes:
        defined = probes.probe("definition", ids, shown.view.day, shown.view.through)
    return [(one, defined[one]["content"]["title"] if one in defined else one) for one in ids]


def _changed(shown: Shown, found: Shape) -> tuple[list[tuple[str, str]], int]:
    """What it changed when it was recorded, each with what that is a change of, and how much more."""
    with reading(shown.reader.engine) as connection:
        told = notice_store.of_event(connection, Cause("append", append=found["append"]).key, found["id"])
    own = [one.notice for one in told if one.notice.what != "event"]
    changes = Changes(shown.reader, shown.view.through, shown.public_url)
    names = changes.names(own[:MOST_CHANGES])

    def in_words(notice: Notice) -> tuple[str, str]:
        return names.title(notice.item), change_told(notice, names.bodies)

    return [in_words(one) for one in own[:MOST_CHANGES]], len(own[MOST_CHANGES:])
