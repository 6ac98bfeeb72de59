"""What a change is in words: what it was, what it is, and who says so."""

from datetime import date, timedelta
from typing import Any

from alerts.notices import Notice
from monitor.status.assessors import Bodies
from monitor.status.rules import LABELS

Value = Any
"""What a notice holds before and after: a JSON value."""


def saying(notice: Notice, bodies: Bodies, by: str | None = None) -> str:
    """The change in a few words, without what it is a change of.

    Args:
        notice: what became different.
        bodies: as described on record.
        by: who grades it so, and when, where a status rests on a grade; else it rests on the facts on record.
    """
    before, after = notice.before, notice.after
    match notice.what:
        case "commitment":
            return (
                f"new on record: {_core(after)}" if after is not None else f"no longer on record; was {_core(before)}"
            )
        case "status":
            ground = f"according to {by}" if by is not None else "by the facts on record"
            return f"{_status(before)} → {_status(after)}, {ground}"
        case "stage":
            return f"stage: {_plain(before)} → {_plain(after)}"
        case "overdue" | "due-soon" | "no-recent-record" | "dispute" | "flag":
            return _plain(after["flag"]) if after["set"] else f"no longer {_plain(after['flag'])}"
        case "concern":
            return _concern(after)
        case "history":
            staged = None not in (before, after) and before["stage"] != after["stage"]
            span = _span(notice.since, notice.until)
            return f"history revised, {span}: {_core(before, staged=staged)} → {_core(after, staged=staged)}"
        case "event":
            return "new on record"
        case "ruling":
            return f"ruling: {_plain(after['outcome'])}"
        case "assessment":
            return "; ".join(_grade(one, bodies) for one in after["assessments"])
        case "correction" | "retraction":
            return f"{notice.what}: {after['reason']}"


def name_of(body: str, bodies: Bodies) -> str:
    """What a body is called; its id, or the words that stand for it, where it is not described."""
    described = bodies.get(body)
    return described.name if described is not None else body


def _core(core: Value, *, staged: bool = False) -> str:
    if core is None:
        return "nothing on record"
    stage = [f"stage: {_plain(core['stage'])}"] if staged else []
    return ", ".join([_status(core), *stage, *(_plain(flag) for flag in core["flags"])])


def _status(value: Value) -> str:
    status = value["status"]
    words = "no status" if status is None else LABELS.get(status, _plain(status))
    return words if value["certain"] else f"{words} (possibly)"


def _plain(word: str) -> str:
    return word.replace("-", " ")


def _concern(concern: Value) -> str:
    if concern["to"] is None:
        return f"{concern['kind']} on record since {concern['from']}"
    return f"{concern['kind']} ended on {concern['to']}: {_plain(concern['ended'])}"


def _span(since: date | None, until: date | None) -> str:
    if until is None:
        return f"from {since}"
    last = until - timedelta(days=1)
    return f"on {since}" if last == since else f"from {since} to {last}"


def _grade(grade: Value, bodies: Bodies) -> str:
    assessor = name_of(grade["assessor"], bodies)
    given = grade["value"] if grade.get("value") else f"{grade.get('direction') or 'ungraded'}, ungraded"
    return f"{assessor} on {grade['of']}: {_plain(given)}"
