"""How the service is: how fresh each record is, how delivery goes, where the log ends, what is not well."""

from dataclasses import asdict
from importlib.metadata import version

from alerts.sql.delivery_counts import delivery_counts
from events.sql.engines import reading
from monitor.answers.jurisdictions import jurisdictions
from monitor.answers.shape import Shape
from monitor.answers.views import View
from monitor.bootstrap import Service
from monitor.instants import written_instant
from monitor.readmodel.projector import checkpoint
from monitor.watching.signs import LATE_AFTER
from monitor.watching.source import source_shape


def service_status(service: Service, view: View) -> Shape:
    """What anybody may know of the service now; it names no address and no subscriber.

    The signs of the work beside the answers are those of ``/readyz``; jurisdictions are as of the day of the view.
    """
    now, head = service.now(), service.log.head()
    with reading(service.engine) as connection:
        reached = checkpoint(connection).position
        delivery = delivery_counts(connection, now, LATE_AFTER)
    signs = service.wellbeing.shape()
    oldest = {one["channel"]: one["oldest_s"] for one in signs["undelivered"]}
    return {
        "version": version("reform-monitor"),
        "now": written_instant(now),
        "warnings": signs["warnings"],
        "log": {
            "position": head.position,
            "append": head.append,
            "recorded_at": written_instant(head.recorded_at) if head.recorded_at is not None else None,
        },
        "read_model": {"position": reached, "behind": max(head.position - reached, 0)},
        "parts": signs["parts"],
        "delivery": [
            {"channel": channel, "oldest_s": oldest.get(channel), **asdict(found)}
            for channel, found in delivery.items()
        ],
        "refused": signs["refused"],
        "canary": signs["canary"],
        "jurisdictions": _jurisdictions(service, view),
        "sources": [source_shape(one, now) for one in service.sources.every()],
    }


def _jurisdictions(service: Service, view: View) -> list[Shape]:
    found = jurisdictions(service.reader, view)
    newest = service.log.last_tagged([f"jurisdiction:{one['code']}" for one in found], through=view.through)
    records = {one.position: one for one in service.log.at(sorted(newest.values()))}
    last = {tag.removeprefix("jurisdiction:"): records[position] for tag, position in newest.items()}
    told = []
    for one in found:
        coverage, event = one["coverage"] or {}, last.get(one["code"])
        told.append(
            {
                "code": one["code"],
                "name": one["name"],
                "commitments": one["commitments"],
                **{key: coverage.get(key) for key in ("covers_from", "covers_to", "last_checked", "cadence")},
                "last_event": event.id if event is not None else None,
                "last_recorded": written_instant(event.recorded_at) if event is not None else None,
            }
        )
    return told
