"""What the page of a measure shows: its stages as a track, what it does to commitments, its events."""

from collections.abc import Iterable
from typing import Any

from monitor.answers.event_shapes import content_of
from monitor.answers.events import event_shape
from monitor.answers.measures import one_measure
from monitor.answers.shape import Shape
from monitor.languages.phrases import gettext as _
from monitor.pages.reading.answering import Shown
from monitor.pages.reading.citing import cited_as, citing
from monitor.pages.reading.dates_in_words import iso_day
from monitor.pages.reading.linked_data import linked_data, page_shape
from monitor.pages.reading.record_words import stage_of
from monitor.pages.reading.stage_track import stage_track
from monitor.pages.reading.timeline import timeline
from monitor.pages.shown import opening


def measure(shown: Shown, identity: str) -> dict[str, Any]:
    """What the template takes.

    Raises:
        NotOnRecord: it is not heard of at that moment.
    """
    found = one_measure(shown.reader, shown.view, identity)
    title = found["title"] or identity
    path = f"/measures/{identity}"
    permanent = shown.permanent(path)
    about = {"@type": "Legislation", "name": title, "legislationIdentifier": identity, "legislationType": found["kind"]}
    events = _events(shown, [one["id"] for one in found["events"]])
    titles = {line["id"]: line["title"] for line in found["events"]}
    languages = {one["id"]: one["language"] for one in events}
    return {
        "measure": found,
        "stands": _stands(found),
        "title": title,
        "track": stage_track(found["stage"], [one["stage"] for one in found["stages"]]),
        "language": _language(events, found["title"]),
        "stages": [
            {**one, "title": titles.get(one["event"]), "language": languages.get(one["event"])}
            for one in found["stages"]
        ],
        "effects": list(_effects(shown, found["effect_on"])),
        "events": timeline(events, None, shown.name),
        "permanent": permanent,
        "citing": citing(shown, permanent, cited_as(shown, title, identity), title),
        "data": linked_data(page_shape(title, permanent, about, shown.public_url)),
        "feed": shown.to.bare("/feeds/changes.atom", [("measure", identity)]),
        "subscribe": shown.to.bare("/subscribe", [("measure", identity)]),
        "json": shown.to.page(f"/v1{path}"),
    }


def _stands(found: Shape) -> str:
    stage, since = opening(stage_of(found["stage"])), found["since"]
    if found["certain"]:
        if since is None:
            return f"{stage}."
        return _("%(stage)s since %(day)s.", stage=stage, day=iso_day(since))
    if since is None:
        return _(
            "%(stage)s, as far as can be said: that may or may not have happened by that day.",
            stage=stage,
        )
    return _(
        "%(stage)s since %(day)s, as far as can be said: that may or may not have happened by that day.",
        stage=stage,
        day=iso_day(since),
    )


def _language(events: Iterable[Shape], title: str | None) -> str:
    """The language of the event that brought its title; English where none says."""
    contents = [content_of(one) for one in events]
    told = (one["language"] for one in contents if (one["data"].get("measure") or {}).get("title") == title)
    return str(next(told, "en"))


def _events(shown: Shown, ids: list[str]) -> list[Shape]:
    """These events as first recorded, with what the record did to them since."""
    entries = shown.reader.gather.closed(sorted(shown.reader.log.positions_of(ids).values()), shown.view.through)
    wanted = sorted(one.position for one in entries if one.id in ids or one.target in ids)
    return event_shape(shown.reader, shown.reader.log.at(wanted), shown.view.through)


def _effects(shown: Shown, effects: Iterable[Shape]) -> Iterable[dict[str, Any]]:
    """What it does to each commitment, with everybody who says so."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for one in effects:
        grouped.setdefault((one["of"], one["effect"]), []).append(one["according_to"])
    ids = sorted({of.partition(".")[0] for of, _effect in grouped})
    with shown.reader.probes() as probes:
        defined = probes.probe("definition", ids, shown.view.day, shown.view.through)
    for (of, effect), sayers in grouped.items():
        commitment = of.partition(".")[0]
        known = defined.get(commitment)
        yield {
            "commitment": commitment,
            "title": known["content"]["title"] if known else commitment,
            "made": known is not None,
            "of": of if of != commitment else None,
            "effect": effect,
            "by": [shown.name(one) for one in dict.fromkeys(sayers)],
        }
