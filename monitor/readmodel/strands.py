"""Strands: values that vary over valid time, as the read model keeps them. From the fold to rows, and what to change.

A strand says: from a day on the value is this, until its next row. There are four kinds, kept thin so that a fact moves
few rows: ``headline`` (status, stage, flags, what decided) of each commitment and benchmark, ``definition`` of each
commitment, ``account`` of each assessor on each, ``measure`` of each measure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from monitor.status.case import Case
from monitor.status.cases import Dossier
from monitor.status.concerns import Concern
from monitor.status.definitions import Definition
from monitor.status.facts import Fact, Grade
from monitor.status.history import Folded, fold
from monitor.status.measure_history import Step, measure_history
from monitor.status.standing import Standing

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


class Bodies:
    """JSON bodies made before, for the standings and assessments that have not changed since."""

    def __init__(self) -> None:
        self._headlines: dict[tuple[int, int], tuple[Standing, bytes]] = {}
        self._accounts: dict[tuple[int, str, str, int], bytes] = {}

    def headlines(self, periods: Sequence[tuple[Standing, int]]) -> list[bytes]:
        """The bodies of these standings, each with the day since which its status holds; others are forgotten."""
        found = {}
        for standing, since in periods:
            key = (id(standing), since)
            # The standing is kept beside its body, so that its id cannot become that of another.
            found[key] = self._headlines.get(key) or (standing, _body(headline_body(standing, since)))
        self._headlines = found
        return [found[id(standing), since][1] for standing, since in periods]

    def account(self, grade: Grade, fact: Fact, key: tuple[int, int, int]) -> bytes:
        """The body of an assessment."""
        known = (fact.position, grade.of, grade.assessor, key[0])
        if known not in self._accounts:
            self._accounts[known] = _body(account_body(grade, fact, key))
        return self._accounts[known]


def strands_of(dossier: Dossier, folded: Mapping[str, Folded], made: Bodies | None = None) -> list[Strand]:
    """All strands of a commitment and its benchmarks, from their folds; ``made`` are bodies made before."""
    made = made or Bodies()
    found = [_definition_strand(dossier.commitment)]
    headlines = [_headline_rows(folded[subject]) for subject in dossier.every]
    bodies = iter(made.headlines([(standing, since) for rows in headlines for _, standing, since in rows]))
    for (subject, case), rows in zip(dossier.every.items(), headlines, strict=True):
        written = [(day, next(bodies)) for day, _, _ in rows]
        found.append(Strand("headline", subject, _merged(written), _horizon(case)))
        found.extend(_account_strands(case, made))
    return found


def fold_all(dossier: Dossier) -> dict[str, Folded]:
    """The folds of a commitment and of its benchmarks, by subject."""
    return {subject: fold(case) for subject, case in dossier.every.items()}


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


def _headline_rows(folded: Folded) -> list[tuple[int, Standing, int]]:
    """Of every standing its first day, and the day since which its status has held."""
    rows: list[tuple[int, Standing, int]] = []
    last: Standing | None = None
    for day, standing in zip(folded.days, folded.standings, strict=True):
        if standing is last:
            continue
        since = day if last is None or last.status != standing.status else rows[-1][2]
        rows.append((day, standing, since))
        last = standing
    return rows


def _horizon(case: Case) -> int:
    return max((fact.counts_from for fact in case.facts), default=case.made)


def headline_body(standing: Standing, since: int) -> dict[str, Any]:
    """What is kept of a standing; ``since`` is the day from which its status has held."""
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
        "event": one.event,
        "measure": one.measure,
        "kind": one.kind,
        "from": one.since,
        "to": one.until,
        "ended": one.ended,
        "by_event": one.by_event,
    }


def _account_strands(case: Case, made: Bodies) -> Iterable[Strand]:
    rows: dict[str, list[tuple[int, bytes]]] = {}
    for key, grade, fact in case.judgements:
        if key[0] >= case.made:
            own = rows.setdefault(grade.assessor, [])
            while own and own[-1][0] == key[0]:
                own.pop()
            own.append((key[0], made.account(grade, fact, key)))
    for assessor, own in rows.items():
        yield Strand("account", account_key(case.subject, assessor), _merged(own), own[-1][0])


def account_body(grade: Grade, fact: Fact, key: tuple[int, int, int]) -> dict[str, Any]:
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
        # Of two rows of one day the later one holds: the first never stood at the end of a day.
        if kept and kept[-1][0] == row[0]:
            kept.pop()
        if not kept or kept[-1][1] != row[1]:
            kept.append(row)
    return tuple(kept)


def _body(value: Mapping[str, Any]) -> bytes:
    return orjson.dumps(value, default=_plain)


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever orjson does not know
    return int(value) if value == int(value) else str(value)
