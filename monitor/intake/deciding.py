"""Deciding an append against one head of the log: everything checked, sealed and ready, or refused. Commits nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from events.appends import Head, Idempotency, NewAppend, NewEvent
from events.log import Log
from monitor.gather import Gather
from monitor.instants import written_instant
from monitor.intake.catalogue import look_up
from monitor.intake.checking import check
from monitor.intake.completing import complete
from monitor.intake.forgetting import WITHHOLDING
from monitor.intake.known import Known
from monitor.intake.references import References
from monitor.intake.refusals import ConditionFailed, EventIdOnRecord, ExternalIdOnRecord, InvalidEvents, Refusal
from monitor.intake.request import Condition, Request
from monitor.intake.sealing import Stamp, seal
from monitor.intake.taken import refuse_taken


@dataclass(frozen=True, slots=True)
class Makers:
    """What makes the things that nobody can foresee: instants, event ids, salts."""

    now: Callable[[], datetime]
    new_id: Callable[[], str]
    new_salt: Callable[[], bytes]


def decide(
    log: Log, gather: Gather, makers: Makers, request: Request, head: Head, idempotency: Idempotency | None = None
) -> NewAppend:
    """The append that a request means against this head.

    Raises:
        InvalidEvents: naming every place that is wrong, in every line.
        ConditionFailed: naming the first conflicting event.
        ExternalIdOnRecord, EventIdOnRecord: naming every event whose id is taken, where no other line is wrong.
    """
    if request.condition is not None:
        _hold_to(log, request.condition)
    references = References()
    for draft in request.drafts:
        references.add(draft)
    known = look_up(log, gather, references, head.position)
    for draft in request.drafts:
        known.declare(draft)
    recorded_at = makers.now().astimezone(UTC)
    if head.recorded_at is not None:
        recorded_at = max(recorded_at, head.recorded_at + timedelta(microseconds=1))
    stamp = Stamp(head.append + 1, written_instant(recorded_at), request.recorded_by)
    try:
        refuse_taken(log, request)
    except (ExternalIdOnRecord, EventIdOnRecord) as taken:
        try:
            _seal_all(request, head, known, stamp, makers, recorded_at)
        except InvalidEvents as wrong:
            _refuse_both(taken.refusals, wrong.refusals)
        raise
    events, erased = _seal_all(request, head, known, stamp, makers, recorded_at)
    return NewAppend(
        expected=head,
        number=stamp.append,
        recorded_at=recorded_at,
        recorded_by=request.recorded_by,
        notify=request.notify,
        events=tuple(events),
        idempotency=idempotency,
        erase=tuple(erased),
    )


def _seal_all(
    request: Request, head: Head, known: Known, stamp: Stamp, makers: Makers, now: datetime
) -> tuple[list[NewEvent], list[tuple[int, str]]]:
    events: list[NewEvent] = []
    erased: list[tuple[int, str]] = []
    refusals: list[Refusal] = []
    lines = request.lines or (None,) * len(request.drafts)
    for position, (draft, line) in enumerate(zip(request.drafts, lines, strict=True), start=head.position + 1):
        found = [Refusal(one.pointer, one.code, one.detail, line) for one in check(draft, position, known)]
        if found:
            refusals += found
            continue
        event = _copied(complete(draft, known, now))
        if event["type"] == WITHHOLDING:
            places = known.family.forget(event, position)
            erased += [(place.position, place.pointer) for place in places]
            # Once the texts are gone nothing else tells which of them this act had forgotten.
            event["erased"] = [{"event": place.event, "pointer": place.pointer} for place in places]
        event_id = event.get("id") or makers.new_id()
        events.append(
            seal(event, event_id=event_id, position=position, stamp=stamp, known=known, new_salt=makers.new_salt)
        )
    refusals += _clashes(request, head, known)
    if refusals:
        raise InvalidEvents(refusals)
    return events, erased


def _refuse_both(taken: Sequence[Refusal], wrong: Sequence[Refusal]) -> None:
    """Refuse lines whose ids are taken together with others that are wrong, which would else be told only after."""
    # What has been sent before is wrong in other ways too, a second making for one: that its id is taken says it all.
    lines = {one.line for one in taken}
    others = [one for one in wrong if one.line not in lines]
    if others:
        raise InvalidEvents(sorted([*taken, *others], key=lambda one: one.line or 0))


def _clashes(request: Request, head: Head, known: Known) -> Iterator[Refusal]:
    for position, index, place in known.family.clashes():
        number, other = position - head.position - 1, place.position - head.position - 1
        lines = request.lines or range(1, len(request.drafts) + 1)
        field = request.drafts[number]["data"]["fields"][index]
        detail = (
            f"{field} names a text that this append brings as well, at {place.pointer} of line {lines[other]}: "
            "leave it out there, or withhold it in an append of its own"
        )
        yield Refusal(
            f"/data/fields/{index}", "text_in_same_append", detail, request.lines[number] if request.lines else None
        )


def _copied(event: dict[str, Any]) -> dict[str, Any]:
    """A copy to be sealed: another attempt may need the draft again. Several times faster than ``copy.deepcopy``."""
    copied: dict[str, Any] = orjson.loads(orjson.dumps(event))
    return copied


def _hold_to(log: Log, condition: Condition) -> None:
    conflict = log.first_tagged(condition.tags, after=condition.since)
    if conflict is not None:
        raise ConditionFailed(conflict, log.at([conflict])[0].id)
