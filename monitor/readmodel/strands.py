"""Strands: values that vary over valid time, as the read model keeps them. From the fold to rows, and what to change.

A strand says: from a day on the value is this, until its next row. There are four kinds, kept thin so that a fact moves
few rows: ``headline`` (status, stage, flags, what decided) of each commitment and benchmark, ``definition`` of each
commitment, ``account`` of each assessor on each, ``measure`` of each measure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from monitor.status.cases import Dossier
from monitor.status.concerns import Concern
from monitor.status.definitions import Definition
from monitor.status.facts import Fact
from monitor.status.history import Case, Period, history
from monitor.status.measure_history import Step, measure_history

KINDS = ("headline", "definition", "account", "measure")


@dataclass(frozen=True, slots=True)
class Strand:
    """One value over valid time: rows of (first day as ordinal, JSON body), ascending, no two neighbours alike.

    ``horizon`` is the last day on which something on record happens; rows after it are what time alone will bring.
    """

    kind: str
    key: str
    rows: tuple[tuple[int, bytes], ...]
    horizon: int


def account_key(subject: str, assessor: str) -> str:
    """The key of the strand of one assessor on one commitment or benchmark."""
    return f"{subject}/{assessor}"


def strands_of(dossier: Dossier, periods: Mapping[str, Sequence[Period]]) -> list[Strand]:
    """All strands of a commitment and its benchmarks, from their periods as ``history`` gave them."""
    found = [_definition_strand(dossier.commitment)]
    for subject, case in dossier.every.items():
        found.append(_headline_strand(case, periods[subject]))
        found.extend(_account_strands(case))
    return found


def fold(dossier: Dossier) -> dict[str, tuple[Period, ...]]:
    """The periods of a commitment and of its benchmarks, by subject."""
    return {subject: history(case) for subject, case in dossier.every.items()}


def measure_strand(measure: str, facts: Sequence[Fact]) -> Strand:
    """The strand of a measure."""
    rows = [(step.since, _body(measure_body(measure, step))) for step in measure_history(measure, facts)]
    return Strand("measure", measure, _merged(rows), rows[-1][0] if rows else 0)


def measure_body(measure: str, step: Step) -> dict[str, Any]:
    """What is kept of a measure from a day on."""
    track = step.track
    return {
        "id": measure,
        "title": track.title,
        "kind": track.kind,
        "stage": track.stage,
        "certain": step.certain,
        "parts": [
            {"scope": part.scope, "stage": part.stage, "since": part.since, "event": part.event} for part in track.parts
        ],
        "since": (track.set_by.counts_from if step.certain else track.set_by.earliest) if track.set_by else None,
        "event": track.set_by.id if track.set_by else None,
        "position": track.set_by.position if track.set_by else None,
    }


def _definition_strand(case: Case) -> Strand:
    made = case.definitions[0]
    rows = [(one.day, _body(definition_body(one, made, case.covers_to))) for one in case.definitions]
    return Strand("definition", case.subject, _merged(rows), rows[-1][0])


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


def _headline_strand(case: Case, periods: Sequence[Period]) -> Strand:
    rows, since, status = [], 0, ""
    for number, period in enumerate(periods):
        if number == 0 or period.standing.status != status:
            since, status = period.since, period.standing.status or ""
        rows.append((period.since, _body(headline_body(period, since))))
    return Strand("headline", case.subject, _merged(rows), _horizon(case))


def _horizon(case: Case) -> int:
    return max((fact.counts_from for fact in case.facts), default=case.made)


def headline_body(period: Period, since: int) -> dict[str, Any]:
    """What is kept of a standing; ``since`` is the day from which its status has held."""
    standing = period.standing
    verdict, late, legal = standing.verdict, standing.flags.late, standing.legal_change
    return {
        "status": standing.status,
        "certain": standing.certain,
        "stage": standing.stage,
        "flags": standing.flags.names,
        "since": since,
        "rule": standing.rule,
        "events": standing.events,
        "by": [verdict.grade.assessor, verdict.grade.given or verdict.fact.occurred, verdict.grade.graded_by]
        if verdict
        else None,
        "concerns": [_concern(one) for one in standing.concerns],
        "late": [late.days_min, late.days_max] if late else None,
        "overdue": standing.flags.overdue,
        "moved_to": standing.moved_to,
        "assessors": standing.assessors,
        "measures": standing.measures,
        "legal": [legal.id, *legal.key] if legal else None,
    }


def _concern(one: Concern) -> dict[str, Any]:
    return {
        "event": one.event, "measure": one.measure, "kind": one.kind, "from": one.since, "to": one.until,
        "ended": one.ended, "by_event": one.by_event,
    }


def _account_strands(case: Case) -> Iterable[Strand]:
    rows: dict[str, list[tuple[int, bytes]]] = {}
    for key, grade, fact in case.judgements:
        if key[0] >= case.made:
            own = rows.setdefault(grade.assessor, [])
            while own and own[-1][0] == key[0]:
                own.pop()
            own.append((key[0], _body(account_body(grade, fact, key))))
    for assessor, own in rows.items():
        yield Strand("account", account_key(case.subject, assessor), _merged(own), own[-1][0])


def account_body(grade: Any, fact: Fact, key: tuple[int, int, int]) -> dict[str, Any]:  # noqa: ANN401
    """What is kept of an assessment."""
    return {
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


def _merged(rows: Iterable[tuple[int, bytes]]) -> tuple[tuple[int, bytes], ...]:
    kept: list[tuple[int, bytes]] = []
    for row in rows:
        if not kept or kept[-1][1] != row[1]:
            kept.append(row)
    return tuple(kept)


def _body(value: Mapping[str, Any]) -> bytes:
    return orjson.dumps(value, default=_plain)


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever orjson does not know
    return int(value) if value == int(value) else str(value)
