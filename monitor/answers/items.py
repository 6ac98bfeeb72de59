"""Items: one commitment in the shape of the contract, from a snapshot."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import orjson

from monitor.answers.snapshots import Snapshot
from monitor.answers.views import View
from monitor.readmodel.bodies import concerns_on, headline_body
from monitor.readmodel.strands import account_key
from monitor.status.assessors import Bodies, Stand
from monitor.status.because import Explanation
from monitor.status.rules import LABELS, RULE_TEXTS

Shape = dict[str, Any]


def item(commitment: str, snapshot: Snapshot, view: View, bodies: Bodies, why: Explanation | None = None) -> Shape:
    """One commitment on the day of the view.

    ``because`` says what was set aside and what is merely possible only where it was folded for (``why``). On lists
    both are null, and so are more concerns than a few; of many deciding events there are those that count last.
    """
    definition, headline = snapshot.definition[commitment], snapshot.headline[commitment]
    if why is not None:
        headline = headline_body(why.standing, headline["since"])
    else:
        concerns = orjson.loads(snapshot.reach[commitment].concerns)
        headline = {**headline, "concerns": None if concerns is None else concerns_on(concerns, view.day)}
    content = definition["content"]
    duty_bearers = content.get("duty_bearers", [])
    accounts = [
        _account(snapshot, commitment, name, headline, duty_bearers, bodies)
        for name in snapshot.reach[commitment].assessors
    ]
    benchmarks = [
        _benchmark(mark, snapshot, duty_bearers, bodies)
        for mark in content.get("benchmarks", ())
        if mark["id"] in snapshot.headline
    ]
    last_known = last_known_on(definition, headline, view.day)
    return {
        **_about(commitment, definition),
        "status": headline["status"],
        "label": label(headline["status"], last_known),
        "by": _by(headline["by"]),
        "certain": headline["certain"],
        "since": _day(headline["since"]) if headline["status"] else None,
        "stage": headline["stage"],
        "flags": headline["flags"],
        "last_known_on": last_known,
        "measures": [
            _measure(snapshot, name, effect) for name, effect in headline["measures"] if name in snapshot.measure
        ],
        "accounts": [entry for entry in accounts if entry],
        "because": because(headline, content, why),
        "benchmarks": benchmarks,
        "benchmark_count": benchmark_count(content, benchmarks),
        "citation": citation(content["title"], commitment, view),
    }


def not_yet_made(commitment: str, definition: Mapping[str, Any], view: View) -> Shape:
    """A commitment that is on record and not yet made on the day of the view: no status."""
    return {
        **_about(commitment, definition),
        "status": None, "label": "not yet made", "by": None, "certain": True, "since": None, "stage": "none",
        "flags": [], "last_known_on": None, "measures": [], "accounts": [],
        "because": {
            "rule": None, "text": "It had not been made on that day.", "events": [], "set_aside": [], "possible": [],
            "concerns": [], "flags": {},
        },
        "benchmarks": [], "benchmark_count": None,
        "citation": citation(definition["content"]["title"], commitment, view),
    }  # fmt: skip


def _about(commitment: str, definition: Mapping[str, Any]) -> Shape:
    content = definition["content"]
    return {
        "id": commitment,
        "title": content["title"],
        "kind": content["kind"],
        "origin": content["origin"],
        "jurisdiction": definition["jurisdiction"],
        "topics": definition["topics"],
        "duty_bearers": content.get("duty_bearers", []),
        "made": definition["made"],
        "due": definition["due"],
        "due_by": _day(definition["due_by"]) if definition["due_by"] else None,
        "basis": content.get("basis", []),
        "applies": content.get("applies"),
        "reviewers": content.get("reviewers", []),
        "superseded_by": content.get("superseded_by"),
    }


def last_known_on(definition: Mapping[str, Any], headline: Mapping[str, Any], day: int) -> str | None:
    """The last day known, where the day asked about lies past the coverage and past every later event."""
    covers_to = definition["covers_to"]
    if covers_to is None:
        return None
    last = max(covers_to, headline["moved_to"] or 0)
    return _day(last) if day > last else None


def label(status: str | None, last_known: str | None) -> str | None:
    """The status in words; past the coverage with the day it was last known on."""
    if status is None:
        return None
    words = LABELS[status]
    return f"{words}, last known on {last_known}" if last_known else words


def because(headline: Mapping[str, Any], content: Mapping[str, Any], why: Explanation | None) -> Shape:
    """The rule that matched, what decided, and, where folded for, what was set aside and why."""
    rule = headline["rule"]
    return {
        "rule": rule,
        "text": RULE_TEXTS.get(rule, "This is followed without a promise: it has a record and no status."),
        "events": [{"id": event, "position": position, "role": role} for event, position, role in headline["events"]],
        "set_aside": [{"id": one.fact.id, "position": one.fact.position, "why": one.why} for one in why.set_aside]
        if why
        else None,
        "possible": [
            {
                "id": fact.id,
                "position": fact.position,
                "earliest": _day(fact.earliest) if fact.earliest > 1 else None,
                "counts_from": _day(fact.counts_from),
            }
            for fact in why.possible
        ]
        if why
        else None,
        "concerns": headline["concerns"],
        "flags": _flags(headline, content),
    }


def _flags(headline: Mapping[str, Any], content: Mapping[str, Any]) -> Shape:
    found: Shape = {}
    if headline["late"]:
        found["late"] = dict(zip(("days_min", "days_max"), headline["late"], strict=True))
    if headline["overdue"]:
        terms = [{"source": term["source"], "due": term["due"]} for term in content.get("terms", ()) if term.get("due")]
        found["overdue"] = {"due_by": _day(headline["overdue"]), "terms": terms}
    return found


def _by(by: Sequence[str] | None) -> Shape | None:
    return dict(zip(("body", "given", "graded_by"), by, strict=True)) if by else None


def _measure(snapshot: Snapshot, measure: str, effect: str) -> Shape:
    return {**measure_shape(snapshot.measure[measure]), "effect": effect}


def measure_shape(body: Mapping[str, Any]) -> Shape:
    """A measure as an item names it."""
    return {
        "id": body["id"],
        "title": body["title"],
        "kind": body["kind"],
        "stage": body["stage"],
        "certain": body["certain"],
        "parts": [{**part, "since": _day(part["since"])} for part in body["parts"]],
        "since": _day(body["since"]) if body["since"] and body["since"] > 1 else None,
        "event": body["event"],
    }


def _benchmark(mark: Mapping[str, Any], snapshot: Snapshot, duty_bearers: Sequence[str], bodies: Bodies) -> Shape:
    headline = snapshot.headline[mark["id"]]
    accounts = [
        _account(snapshot, mark["id"], name, headline, duty_bearers, bodies)
        for name in snapshot.reach[mark["id"]].assessors
    ]
    return {
        "id": mark["id"],
        "title": mark["title"],
        "set_by": mark["set_by"],
        "counted": bodies.stand(mark["set_by"], duty_bearers) is not Stand.DUTY_BEARER,
        "status": headline["status"],
        "certain": headline["certain"],
        "since": _day(headline["since"]) if headline["status"] else None,
        "flags": headline["flags"],
        "accounts": [entry for entry in accounts if entry],
    }


def benchmark_count(content: Mapping[str, Any], benchmarks: Sequence[Shape]) -> Shape | None:
    """How many benchmarks are implemented, of how many; none where the list is open-ended or there are none.

    A benchmark set by whoever bears the duty never enters.
    """
    counted = [mark for mark in benchmarks if mark["counted"]]
    if content.get("open_ended") or not counted:
        return None
    return {"met": sum(mark["status"] in {"implemented", "in-line"} for mark in counted), "of": len(counted)}


def _account(
    snapshot: Snapshot, subject: str, assessor: str, headline: Shape, duty_bearers: Sequence[str], bodies: Bodies
) -> Shape | None:
    body = snapshot.account.get(account_key(subject, assessor))
    if body is None:
        return None
    legal = headline["legal"]
    return {
        "account": bodies.account(assessor),
        "body": assessor,
        "ties": [{"to": tie.to, "kind": tie.kind} for tie in bodies.ties_to(assessor, duty_bearers)],
        "claim": bodies.stand(assessor, duty_bearers) is Stand.DUTY_BEARER,
        "scheme": body["scheme"],
        "value": body["value"],
        "ordinal": body["ordinal"],
        "direction": body["direction"],
        "graded_by": body["graded_by"],
        "given": body["given"],
        "certain": body["certain"],
        # Of an undated assessment nobody can say that it came before.
        "given_before": legal[0] if legal and body["certain"] and tuple(legal[1:]) > tuple(body["key"]) else None,
        "event": body["event"],
    }


def citation(title: str, commitment: str, view: View) -> str:
    """A ready citation with both clocks."""
    day = view.as_of.isoformat()
    return f"Reform Monitor, “{title}” ({commitment}), as of {day}, as known at position {view.through}."


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
