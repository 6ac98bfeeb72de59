"""What a row of the read model holds: JSON of headlines, definitions, assessments, measures and parts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import orjson

from monitor.status.case import Judgement
from monitor.status.changes import Core
from monitor.status.concerns import Concern, Concerns
from monitor.status.definitions import Definition
from monitor.status.flags import NO_RECENT_RECORD
from monitor.status.hearing import is_quiet, moved_to, turning_points
from monitor.status.measure_history import Step
from monitor.status.standing import Standing
from monitor.status.tracks import Part

EVENTS_LISTED = 3
"""How many deciding events a row keeps, those that count last."""


def headline_body(standing: Standing, since: int) -> dict[str, Any]:
    """What is told of a standing; ``since`` is the day from which its status has held."""
    return {
        **_headline(standing, since),
        "moved_to": standing.moved_to,
        "events": standing.events,
        "concerns": concern_bodies(standing.concerns),
    }


def kept_headline(standing: Standing, since: int) -> dict[str, Any]:
    """What a row keeps of it: no concerns, which would be repeated by every row after them, and of events the last.

    Nor what goes by the day of the last record, which has a strand of its own: else each event would begin a row.
    """
    return {**_headline(standing, since), "events": standing.events[-EVENTS_LISTED:]}


def _headline(standing: Standing, since: int) -> dict[str, Any]:
    verdict, late, legal = standing.verdict, standing.flags.late, standing.legal_change
    return {
        "status": standing.status,
        "certain": standing.certain,
        "stage": standing.stage,
        "flags": standing.flags.names,
        "since": since,
        "rule": standing.rule,
        "by": [verdict.grade.assessor, verdict.grade.given or verdict.fact.occurred, verdict.grade.graded_by]
        if verdict
        else None,
        "late": [late.days_min, late.days_max] if late else None,
        "overdue": standing.flags.overdue,
        "measures": standing.measures,
        "legal": [legal.id, *legal.key] if legal else None,
    }


def headline_on(body: Mapping[str, Any], day: int, last_record: int, covers_to: int | None) -> dict[str, Any]:
    """What is told of a headline on one of the days it holds for.

    Args:
        body: what a row keeps of it.
        day: the day asked about.
        last_record: the day of the last record by then.
        covers_to: the last day covered; ``None`` where there is none.
    """
    told = {**body, "moved_to": moved_to(last_record, covers_to)}
    if body["status"] and is_quiet(day, last_record, covers_to):
        told["flags"] = sorted([*body["flags"], NO_RECENT_RECORD])
    return told


def headlines_told(
    rows: Sequence[tuple[int, Mapping[str, Any]]], records: Sequence[int], covers_to: int | None
) -> Iterator[tuple[int, dict[str, Any]]]:
    """What is told of a headline from each day on which that may become different, ascending.

    Args:
        rows: first days and what rows keep of it, ascending.
        records: the days on which something was on record, ascending; the first is not after the first row.
        covers_to: the last day covered; ``None`` where there is none.
    """
    if not rows:
        return
    first = rows[0][0]
    turning = {day for day in turning_points(records, covers_to) if day > first}
    kept = recorded = 0
    for day in sorted(turning.union(day for day, _ in rows)):
        while kept + 1 < len(rows) and rows[kept + 1][0] <= day:
            kept += 1
        while recorded + 1 < len(records) and records[recorded + 1] <= day:
            recorded += 1
        yield day, headline_on(rows[kept][1], day, records[recorded], covers_to)


def core_of(body: Mapping[str, Any]) -> Core:
    """What a change is a change of, from what is told of a headline on a day."""
    return body["status"], body["certain"], body["stage"], tuple(body["flags"])


def concern_bodies(concerns: Concerns) -> list[dict[str, Any]]:
    """What is told of concerns, each with its end if it has one."""
    return [_concern(one) for one in concerns]


def concerns_on(bodies: Iterable[Mapping[str, Any]], day: int) -> list[Mapping[str, Any]]:
    """What is told of concerns at the end of a day: those begun by then, their ends where they had come."""
    # Days as they are written stand in the order of the days.
    today = _day(day)
    return [
        {**one, "to": None, "ended": None, "by_event": None} if one["to"] is not None and one["to"] > today else one
        for one in bodies
        if one["from"] <= today
    ]


def _concern(one: Concern) -> dict[str, Any]:
    return {
        "event": one.event,
        "measure": one.measure,
        "kind": one.kind,
        "from": _day(one.since),
        "to": _day(one.until) if one.until is not None else None,
        "ended": one.ended,
        "by_event": one.by_event,
    }


def definition_body(definition: Definition, made: Definition, covers_to: int | None) -> dict[str, Any]:
    """What is kept of a commitment's definition from a day on."""
    return {
        "content": definition.content,
        "event": definition.event,
        "position": definition.position,
        "made_event": made.event,
        "made": made.made,
        "made_day": made.day,
        "due": definition.due,
        "due_by": definition.due_by,
        "topics": definition.topics,
        "jurisdiction": definition.jurisdiction,
        "covers_to": covers_to,
    }


def account_body(judgement: Judgement, bearers: Sequence[str] | None) -> dict[str, Any]:
    """What is kept of an assessment; ``bearers`` are who bore the duty on its day, where others do on other days."""
    key, grade, fact = judgement
    return {
        **({"bearers": bearers} if bearers is not None else {}),
        "assessor": grade.assessor,
        "scheme": grade.scheme,
        "value": grade.value,
        "ordinal": grade.ordinal,
        "direction": grade.direction,
        "graded_by": grade.graded_by,
        "given": grade.given or fact.occurred,
        "certain": not grade.undated and not (grade.given is None and fact.latest is None),
        "event": fact.id,
        "position": fact.position,
        "key": key,
    }


def measure_body(measure: str, step: Step) -> dict[str, Any]:
    """What is kept of a measure from a day on, its parts aside."""
    track = step.track
    return {
        "id": measure,
        "title": track.title,
        "kind": track.kind,
        "stage": track.stage,
        "certain": step.certain,
        "since": (track.set_by.counts_from if step.certain else track.set_by.earliest) if track.set_by else None,
        "event": track.set_by.id if track.set_by else None,
        "position": track.set_by.position if track.set_by else None,
    }


def parts_body(before: Sequence[Part], now: Sequence[Part]) -> dict[str, Any]:
    """What is kept of parts on a day on which others stand apart than ``before``: those ended, by event, and begun."""
    standing = {part.event: part for part in now}
    stayed = [part for part in before if standing.get(part.event) == part]
    if list(now[: len(stayed)]) != stayed:
        stayed = []  # They stand in another order: all of them are told again.
    kept = {part.event for part in stayed}
    return {
        "ended": [part.event for part in before if part.event not in kept],
        "begun": [
            {"scope": part.scope, "stage": part.stage, "since": part.since, "event": part.event}
            for part in now[len(stayed) :]
        ],
    }


def parts_on(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The parts of a measure that stand apart on a day, as they came: from what is kept of each day up to it."""
    found: list[dict[str, Any]] = []
    for row in rows:
        found = [*(part for part in found if part["event"] not in row["ended"]), *row["begun"]]
    return found


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def written(value: Mapping[str, Any]) -> bytes:
    """A body as it is stored."""
    return compact(orjson.dumps(value, default=_plain))


def compact(made: bytes) -> bytes:
    """The same bytes in a block of their size: orjson leaves what it makes in one of 8 KiB, and thousands are kept."""
    return bytes(memoryview(made))


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever orjson does not know
    return int(value) if value == int(value) else str(value)
