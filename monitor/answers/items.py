"""Items: one commitment in the shape of the contract, from a snapshot."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from monitor.answers.accounts import accounts_of
from monitor.answers.shape import Shape
from monitor.answers.snapshots import Snapshot
from monitor.answers.summaries import about, day_of, summary
from monitor.answers.views import View
from monitor.readmodel.row_json import concerns_on, headline_body
from monitor.status.assessors import Bodies, Stand
from monitor.status.because import Explanation
from monitor.status.rules import RULE_TEXTS


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
    benchmarks = [
        _benchmark(mark, snapshot, content.get("duty_bearers", []), bodies)
        for mark in content.get("benchmarks", ())
        if mark["id"] in snapshot.headline
    ]
    return {
        **summary(commitment, definition, headline, snapshot.accounts.get(commitment, ()), view, bodies),
        "stage": headline["stage"],
        "measures": [
            _measure(snapshot, name, effect) for name, effect in headline["measures"] if name in snapshot.measure
        ],
        "because": because(headline, content, why),
        "benchmarks": benchmarks,
        "benchmark_count": benchmark_count(content, benchmarks),
        "citation": citation(content["title"], commitment, view),
    }


def not_yet_made(commitment: str, definition: Mapping[str, Any], view: View) -> Shape:
    """A commitment that is on record and not yet made on the day of the view: no status."""
    return {
        **about(commitment, definition),
        "status": None, "label": "not yet made", "by": None, "certain": True, "since": None, "stage": "none",
        "flags": [], "last_known_on": None, "measures": [], "accounts": [],
        "because": {
            "rule": None, "text": "It had not been made on that day.", "events": [], "set_aside": [], "possible": [],
            "concerns": [], "flags": {},
        },
        "benchmarks": [], "benchmark_count": None,
        "citation": citation(definition["content"]["title"], commitment, view),
    }  # fmt: skip


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
                "earliest": day_of(fact.earliest) if fact.earliest > 1 else None,
                "counts_from": day_of(fact.counts_from),
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
        found["overdue"] = {"due_by": day_of(headline["overdue"]), "terms": terms}
    return found


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
        "parts": [{**part, "since": day_of(part["since"])} for part in body["parts"]],
        "since": day_of(body["since"]) if body["since"] and body["since"] > 1 else None,
        "event": body["event"],
    }


def _benchmark(mark: Mapping[str, Any], snapshot: Snapshot, duty_bearers: Sequence[str], bodies: Bodies) -> Shape:
    headline = snapshot.headline[mark["id"]]
    return {
        "id": mark["id"],
        "title": mark["title"],
        "set_by": mark["set_by"],
        "counted": bodies.stand(mark["set_by"], duty_bearers) is not Stand.DUTY_BEARER,
        "status": headline["status"],
        "certain": headline["certain"],
        "since": day_of(headline["since"]) if headline["status"] else None,
        "flags": headline["flags"],
        "accounts": accounts_of(snapshot.accounts.get(mark["id"], ()), headline, duty_bearers, bodies),
    }


def benchmark_count(content: Mapping[str, Any], benchmarks: Sequence[Shape]) -> Shape | None:
    """How many benchmarks are implemented, of how many; none where the list is open-ended or there are none.

    A benchmark set by whoever bears the duty never enters.
    """
    counted = [mark for mark in benchmarks if mark["counted"]]
    if content.get("open_ended") or not counted:
        return None
    return {"met": sum(mark["status"] in {"implemented", "in-line"} for mark in counted), "of": len(counted)}


def citation(title: str, commitment: str, view: View) -> str:
    """A ready citation with both clocks."""
    day = view.as_of.isoformat()
    return f"Reform Monitor, “{title}” ({commitment}), as of {day}, as known at position {view.through}."
