"""What a search finds, as answers: commitments, measures and events as known at a moment."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from monitor.answers.reader import Reader
from monitor.answers.shape import Shape
from monitor.answers.snapshots import headlines
from monitor.answers.views import View
from monitor.feeds.telling import tell_ids
from monitor.feeds.told_event import ToldEvent
from monitor.searching.finding import Hit, Wanted, find
from monitor.searching.indexing import bring_up

_LAST_DAY = date.max.toordinal()


def search(
    reader: Reader, view: View, wanted: Wanted, *, after: Hit | None = None, limit: int = 100
) -> tuple[list[Shape], Hit | None]:
    """What was on record by then and has all the words, at most ``limit``, and the last hit where there are more.

    Found by the title before found by other words, then commitments, measures, events, then the newest first. What is
    found by words that were corrected since is shown as it stands. A commitment or measure that is on record no more
    is left out, so that a page may be shorter than its limit.
    """
    bring_up(reader, view.through)
    found = find(reader.engine, wanted, through=view.through, after=after, limit=limit + 1)
    hits = found[:limit]
    shapes = _shapes(reader, view, hits)
    return shapes, hits[-1] if len(found) > limit else None


def _shapes(reader: Reader, view: View, hits: Sequence[Hit]) -> list[Shape]:
    events = tell_ids(reader, _keys(hits, "event"), view.through)
    commitments, measures = _keys(hits, "commitment"), _keys(hits, "measure")
    standing, _ = headlines(reader, view, commitments)
    with reader.probes() as probes:
        defined = probes.probe("definition", commitments, _LAST_DAY, view.through)
        named = probes.probe("measure", measures, _LAST_DAY, view.through)
        moved = probes.probe("measure", measures, view.day, view.through)
    shapes: list[Shape] = []
    for hit in hits:
        match hit.kind:
            case "event" if hit.key in events:
                shapes.append({**_shape(hit), **_event(events[hit.key])})
            case "commitment" if hit.key in defined:
                definition = defined[hit.key]
                told = {"title": definition["content"]["title"], "jurisdiction": definition["jurisdiction"]}
                shapes.append({**_shape(hit), **told, "status": standing.get(hit.key, {}).get("status")})
            case "measure" if hit.key in named:
                title = named[hit.key]["title"] or hit.key
                shapes.append({**_shape(hit), "title": title, "stage": moved.get(hit.key, {}).get("stage")})
            case _:
                continue
    return shapes


def _keys(hits: Sequence[Hit], kind: str) -> list[str]:
    return [hit.key for hit in hits if hit.kind == kind]


def _shape(hit: Hit) -> Shape:
    nothing = dict.fromkeys(("jurisdiction", "status", "stage", "type", "occurred", "state", "language"))
    return {"kind": hit.kind, "id": hit.key, "title": hit.key, "in_title": hit.in_title, **nothing}


def _event(event: ToldEvent) -> Mapping[str, Any]:
    return {
        "title": event.title,
        "jurisdiction": event.jurisdiction,
        "type": event.type,
        "occurred": event.occurred,
        "state": event.state,
        "language": event.language,
    }
