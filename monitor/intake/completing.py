"""What only the record does needs ``type`` and ``data`` alone: the rest follows from the target or ``data``."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from events.codec import base_type
from events.jurisdictions import today_in
from monitor.intake.known import Known

NOWHERE = "INT"
"""The jurisdiction of what belongs to no single one."""

_TITLES = {
    "event-corrected": "Correction: {title}",
    "event-retracted": "Retraction: {title}",
    "event-reinstated": "Reinstatement: {title}",
    "event-annotated": "Remark: {title}",
    "content-withheld": "Content withheld: {title}",
}
LONGEST_TITLE = 500


def complete(event: dict[str, Any], known: Known, now: datetime) -> dict[str, Any]:
    """The encoded draft with everything filled in that it may leave out; one that left nothing out is unchanged."""
    kind, data = base_type(event["type"]), event["data"]
    if "target" not in data:
        return _declared(event, known, lambda jurisdiction: today_in(jurisdiction, now).isoformat())
    target = _resolved(data["target"], known)
    told = known.events[target].envelope if target in known.events else {}
    data = {**data, "target": target}
    if "replacement" in data:
        # What corrects a correction stands for what that one stood for.
        content = told["data"].get("replacement", told) if told else {}
        data["replacement"] = _declared(data["replacement"], known, lambda _: str(content.get("occurred")))
    event = {**event, "data": data}
    event.setdefault("jurisdiction", told.get("jurisdiction", NOWHERE))
    event.setdefault("title", _TITLES[kind].format(title=told.get("title", target))[:LONGEST_TITLE])
    event.setdefault("occurred", today_in(event["jurisdiction"], now).isoformat())
    return event


def _declared(event: dict[str, Any], known: Known, day: Callable[[str], str]) -> dict[str, Any]:
    """A declaration with title, jurisdiction and day filled in; any other fact brings its own."""
    data, event = event["data"], dict(event)
    match base_type(event["type"]):
        case "body-described":
            event.setdefault("jurisdiction", data["body"].get("jurisdiction", NOWHERE))
            event.setdefault("title", f"{data['body']['name']} described"[:LONGEST_TITLE])
        case "coverage-stated":
            event.setdefault("jurisdiction", _covered(data, known))
            event.setdefault("title", f"Coverage {_reach(data)}")
        case _:
            return event
    event.setdefault("occurred", day(event["jurisdiction"]))
    return event


def _resolved(target: str | int, known: Known) -> str:
    return known.by_position.get(target, str(target)) if isinstance(target, int) else target


def _covered(data: Mapping[str, Any], known: Known) -> str:
    if data.get("jurisdiction"):
        return str(data["jurisdiction"])
    homes = {known.commitments[one] for one in data["commitments"] if one in known.commitments}
    return homes.pop() if len(homes) == 1 else NOWHERE


def _reach(data: Mapping[str, Any]) -> str:
    what = data.get("jurisdiction") or ", ".join(data.get("commitments", ())[:3])
    return f"of {what} to {data['covers_to']}" if data.get("covers_to") else f"of {what}, followed to today"
