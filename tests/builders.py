"""Events to test with: complete, valid and boring, so that a test names only what it is about.

Each builder gives what a client would send: a JSON value. ``recorded`` puts such values on record one after the other
without a log, with ids that ``at`` foretells. Days are written in EDTF, in a past that no clock reaches.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from events.canonical import canonical
from events.codec import decode_draft, encode_draft
from events.leaf import leaf_hash
from events.recorded import Recorded
from events.when import when
from monitor.instants import written_instant

Event = dict[str, Any]

PLEDGE = "kz-media-law"
LAW = "kz-law-media-2009"
GOVERNMENT, REVIEWER = "kz-government", "odihr"
FIRST_APPEND = datetime(2031, 1, 4, 12, 0, tzinfo=UTC)


def at(position: int) -> str:
    """The id of the event that ``recorded`` puts at a position, unless it has one of its own."""
    return f"01920000-0000-7000-8000-{position:012d}"


def recorded(*events: Event) -> list[Recorded]:
    """These events on record, each in an append of its own, from position 1 on, a minute apart."""
    known: dict[int | str, Event] = {}
    records = []
    for position, event in enumerate(events, start=1):
        record = _record(event, position, known)
        known[position] = known[record.id] = record.envelope
        records.append(record)
    return records


def _record(event: Event, position: int, known: dict[int | str, Event]) -> Recorded:
    draft = encode_draft(decode_draft(event))
    recorded_at = FIRST_APPEND + timedelta(minutes=position - 1)
    if "target" in draft["data"]:
        target = known[draft["data"]["target"]]
        draft["data"] = {**draft["data"], "target": target["id"]}
        draft.setdefault("jurisdiction", target["jurisdiction"])
    draft = {"title": draft["type"], "jurisdiction": "KZ", "occurred": recorded_at.date().isoformat(), **draft}
    happened = when(draft)
    envelope = {
        **draft,
        "id": draft.get("id") or at(position),
        "position": position,
        "append": position,
        "recorded_at": written_instant(recorded_at),
        "recorded_by": "rm-1",
        "earliest": happened.earliest.isoformat() if happened.earliest else None,
        "latest": happened.latest.isoformat() if happened.latest else None,
        "counts_from": happened.counts_from.isoformat(),
    }
    leaf = canonical(envelope)
    return Recorded(
        position, position, envelope["id"], envelope["type"], recorded_at, "rm-1", leaf, leaf_hash(leaf)
    )  # fmt: skip


def source(publisher: str = "a-journal", account: str = "media", **more: Any) -> Event:
    """A source without a date."""
    return {"title": "A report", "publisher": publisher, "account": account, "language": "en", **more}


def fact(kind: str, day: str, data: Event, *, published: str | None = None, **more: Any) -> Event:
    """Any fact of the world; ``more`` are parts of its envelope."""
    dated = {"published": published} if published else {}
    event = {
        "type": f"{kind}.v1",
        "title": f"What happened: {kind}",
        "language": "en",
        "occurred": day,
        "jurisdiction": "KZ",
        "account": "government",
        "sources": [source(**dated)],
        "data": data,
    }
    return {**event, **more}


def bears(effect: str, of: str = PLEDGE, by: str = REVIEWER, given_on: str | None = None) -> Event:
    """One effect of a fact, according to somebody."""
    bearing = {"of": of, "effect": effect, "according_to": by}
    return {**bearing, "given_on": given_on} if given_on else bearing


ADVANCES = (bears("advances"),)
HINDERS = (bears("hinders"),)
CONCERNS = (bears("concern"),)


def grade(value: str, by: str = REVIEWER, of: str = PLEDGE, **more: Any) -> Event:
    """A grade on the scheme ``plain``, or in a direction alone where the value is one."""
    if value in {"positive", "mixed", "negative"}:
        return {"of": of, "assessor": by, "ungraded": True, "direction": value, **more}
    return {"of": of, "assessor": by, "scheme": "plain/1", "value": value, **more}


def made(day: str = "2008-01-01", commitment: str = PLEDGE, kind: str = "achieve", **more: Any) -> Event:
    """A commitment is made; ``more`` are parts of the commitment, or of the envelope where they are named so."""
    envelope = {key: more.pop(key) for key in ("jurisdiction", "sources", "published", "order", "id") if key in more}
    told = {"id": commitment, "title": "A media law in line with the standards", "kind": kind, "origin": "pledge"}
    return fact("commitment-made", day, {"commitment": {**told, "duty_bearers": [GOVERNMENT], **more}}, **envelope)


def amended(day: str, commitment: str = PLEDGE, **changes: Any) -> Event:
    """A commitment changes in the world; ``changes`` are what changed, or parts of the envelope named so."""
    envelope = {key: changes.pop(key) for key in ("sources", "published", "order", "id") if key in changes}
    return fact("commitment-amended", day, {"commitment": commitment, "reason": "A decision", **changes}, **envelope)


def measure(identity: str = LAW, kind: str = "law") -> Event:
    """A measure with its title and kind."""
    return {"id": identity, "title": "A law", "kind": kind}


def legislated(
    day: str,
    classification: str,
    of: str = LAW,
    *,
    kind: str = "law",
    bears_on: Sequence[Event] = ADVANCES,
    data: Event | None = None,
    **more: Any,
) -> Event:
    """A measure moves through a legislature."""
    told = {"measure": measure(of, kind), "classification": classification, **(data or {})}
    return fact("legislative-action", day, told, bears_on=list(bears_on), **more)


def executed(
    day: str,
    classification: str,
    of: str | None = LAW,
    *,
    kind: str = "plan",
    bears_on: Sequence[Event] = ADVANCES,
    **more: Any,
) -> Event:
    """A government acts, upon a measure or not."""
    told: Event = {"classification": classification}
    if of is not None:
        told["measure"] = measure(of, kind)
    return fact("executive-action", day, told, bears_on=list(bears_on), **more)


def ruled(day: str, outcome: str, of: str | None = LAW, *, data: Event | None = None, **more: Any) -> Event:
    """A court decides."""
    told: Event = {"court": "kz-constitutional-council", "body_kind": "constitutional-council", "outcome": outcome}
    if of is not None:
        told["measure"] = measure(of)
    return fact("court-ruling", day, {**told, **(data or {})}, **more)


def decided(day: str, outcome: str, of: str | None = "osce-mandate", *, kind: str = "mandate", **more: Any) -> Event:
    """A body of states decides, or fails to."""
    told: Event = {"body": "osce-permanent-council", "outcome": outcome}
    if of is not None:
        told["measure"] = measure(of, kind)
    return fact("intergovernmental-decision", day, told, **more)


def stated(day: str, act: str = "position", by: str = REVIEWER, *, kind: str = "statement", **more: Any) -> Event:
    """Somebody speaks."""
    return fact(kind, day, {"speakers": [{"body": by}], "act": act, "attested": "direct"}, **more)


def noted(day: str, of: str = PLEDGE) -> Event:
    """Something is said about a commitment that decides nothing."""
    return stated(day, bears_on=[bears("neutral", of)])


def assessed(day: str, *grades: Event, **more: Any) -> Event:
    """A document with these grades in it."""
    return stated(day, "assessment", assessments=list(grades), **more)


def practised(day: str, **more: Any) -> Event:
    """Something is done in individual cases."""
    return fact("practice-recorded", day, {"kind": "registration", "count": 1}, **more)


def milestone(day: str, **more: Any) -> Event:
    """Something takes place that others are measured by."""
    return fact("milestone", day, {"name": "Parliamentary election", "kind": "election"}, **more)


def responded(day: str, response: str = "accepted", commitment: str = PLEDGE, **more: Any) -> Event:
    """The addressee of a recommendation answers."""
    return fact(
        "recommendation-response", day, {"commitment": commitment, "by": GOVERNMENT, "response": response}, **more
    )


def described(body: str, account: str = "international", **ties: str) -> Event:
    """A body; ``ties`` name the body it is tied to by kind: ``paid_by="kz-government"``."""
    told = [{"to": to, "kind": kind.replace("_", "-"), "source": "Its own page"} for kind, to in ties.items()]
    return {
        "type": "body-described.v1",
        "data": {"body": {"id": body, "name": body, "account": account, "ties": told}},
    }


def covered(to: str | None, jurisdiction: str | None = "KZ", commitments: Iterable[str] = ()) -> Event:
    """How far the record reaches."""
    reach: Event = {"commitments": list(commitments)} if commitments else {"jurisdiction": jurisdiction}
    return {"type": "coverage-stated.v1", "data": {**reach, **({"covers_to": to} if to else {})}}


def corrected(target: int | str, replacement: Event, kind: str = "substantive") -> Event:
    """An earlier event is replaced."""
    data = {"target": target, "reason": "The source says otherwise", "kind": kind, "replacement": replacement}
    return {"type": "event-corrected.v1", "data": data}


def retracted(target: int | str, kind: str = "error") -> Event:
    """An earlier event is struck out."""
    return {"type": "event-retracted.v1", "data": {"target": target, "reason": "Never happened", "kind": kind}}


def reinstated(target: int | str) -> Event:
    """A retracted event holds again."""
    return {"type": "event-reinstated.v1", "data": {"target": target, "reason": "It did happen"}}


def annotated(target: int | str) -> Event:
    """An earlier event gets a remark."""
    return {"type": "event-annotated.v1", "data": {"target": target, "note": "Likely misdated"}}
