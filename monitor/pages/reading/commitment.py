"""What the page of a commitment shows: its status and why, accounts, history, measures, events, promises."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from monitor.answers.commitments import one_commitment, periods
from monitor.answers.events import commitment_events, event_shape
from monitor.answers.shape import Shape
from monitor.answers.snapshots import dossier_of
from monitor.feeds.telling import tell_ids
from monitor.feeds.told_event import ToldEvent
from monitor.pages.reading.account_rows import definition_of
from monitor.pages.reading.account_shown import accounts_shown
from monitor.pages.reading.accounts_over_time import accounts_values
from monitor.pages.reading.answering import Shown
from monitor.pages.reading.change_days import changes_in
from monitor.pages.reading.citing import cited_as, citing
from monitor.pages.reading.dates_in_words import iso_day
from monitor.pages.reading.effects_told import OF_A_MEASURE
from monitor.pages.reading.labels import ENDED, ROLES, WHY_SET_ASIDE, mark
from monitor.pages.reading.linked_data import linked_data, page_shape
from monitor.pages.reading.promises import Promise, promises
from monitor.pages.reading.rules_told import rule_told
from monitor.pages.reading.sentences import flags_in_words, status_in_a_sentence
from monitor.pages.reading.stage_track import stage_track
from monitor.pages.reading.stages_told import stage_since
from monitor.pages.reading.through_time import ThroughTime, through_time
from monitor.pages.reading.timeline import timeline

MOST_EVENTS: Final = 500
"""So many events are shown; the rest is under the link that a page with more has."""


def commitment(shown: Shown, identity: str) -> dict[str, Any]:
    """What the template takes.

    Raises:
        NotOnRecord: it is not on record at that moment.
        Retracted: its making was retracted.
    """
    item = one_commitment(shown.reader, shown.view, identity)
    events, more = commitment_events(shown.reader, shown.view, identity, limit=MOST_EVENTS)
    told = [*events, *(_later_acts(shown, events) if more else ())]
    path = f"/commitments/{identity}"
    permanent = shown.permanent(path)
    follows = [("commitment", identity)]
    promised = _promised(shown, identity)
    about = {"@type": "Intangible", "name": item["title"], "identifier": identity, "keywords": item["topics"]}
    return {
        "item": item,
        "through": _through(shown, identity),
        "mark": mark(item["status"], certain=item["certain"]),
        "sentence": status_in_a_sentence(item, shown.name),
        "flags": flags_in_words(item, shown.name),
        "why": _why(shown, item),
        "diverging": accounts_values(shown, identity),
        "accounts": accounts_shown(item["accounts"], shown.name),
        "benchmarks": [
            {
                **one,
                "shown": accounts_shown(one["accounts"], shown.name),
                "mark": mark(one["status"], certain=one["certain"]),
            }
            for one in item["benchmarks"]
        ],
        "periods": _periods(shown, identity),
        "measures": [
            {
                **one,
                "track": stage_track(one["stage"]),
                "does": OF_A_MEASURE[one["effect"]],
                "stands": stage_since(one["stage"], one["since"], certain=one["certain"]),
            }
            for one in item["measures"]
        ],
        "events": timeline(told, identity, shown.name),
        "events_more": more,
        "promises": promised,
        "language": promised[-1].language if promised else "en",
        "permanent": permanent,
        "citing": citing(shown, permanent, cited_as(shown, item["title"], identity), item["title"], embedded=True),
        "data": linked_data(page_shape(item["title"], permanent, about, shown.public_url)),
        "feed": shown.to.bare("/feeds/changes.atom", follows),
        "subscribe": shown.to.bare("/subscribe", follows),
        "history_json": shown.to.page(f"/v1{path}/history"),
        "history_csv": shown.to.page(f"{path}/history.csv"),
        "strip": shown.to.page(f"{path}/strip.svg"),
        "strip_dark": shown.to.page(f"{path}/strip.svg", [("dark", "1")]),
        "json": shown.to.page(f"/v1{path}"),
    }


def _later_acts(shown: Shown, events: Sequence[Shape]) -> list[Shape]:
    """What the record did to these events past the last of them, or they would read as if nothing had."""
    there = {one["id"] for one in events}
    entries = shown.reader.gather.closed([one["position"] for one in events], shown.view.through)
    later = sorted(one.position for one in entries if one.target in there and one.id not in there)
    return event_shape(shown.reader, shown.reader.log.at(later), shown.view.through)


def _promised(shown: Shown, identity: str) -> tuple[Promise, ...]:
    dossier = dossier_of(shown.reader, shown.view, identity)
    makers = {one.event for one in dossier.commitment.definitions} if dossier is not None else set()
    told = tell_ids(shown.reader, makers, shown.view.through)
    return promises(dossier, {event: one.language for event, one in told.items()})


def _through(shown: Shown, identity: str) -> ThroughTime | None:
    covers_to = definition_of(shown.reader, shown.view, identity)["covers_to"]
    known = min(date.fromordinal(covers_to), shown.today) if covers_to is not None else shown.today
    found = through_time(changes_in(shown.reader, shown.view, [identity]), known, shown.today)
    return found.on(shown.view.as_of) if found is not None else None


def _periods(shown: Shown, identity: str) -> list[Shape]:
    """The periods of one status, one after the other, with their last day and the rule that gave it."""
    found: list[Shape] = []
    for one in periods(shown.reader, shown.view, identity):
        key = {name: one[name] for name in ("status", "certain", "stage", "flags")}
        if found and all(found[-1][name] == value for name, value in key.items()):
            found[-1]["to"] = one["to"]
            continue
        found.append({**key, "from": one["from"], "to": one["to"], "rule": one["because"]["rule"]})
    day = shown.view.as_of.isoformat()
    return [
        {
            **one,
            "mark": mark(one["status"], certain=one["certain"]),
            "now": one["from"] <= day and (one["to"] is None or day < one["to"]),
            "future": one["from"] > day,
        }
        for one in found
    ]


def _why(shown: Shown, item: Shape) -> Mapping[str, Any]:
    because = item["because"]
    aside, possible = because["set_aside"] or (), because["possible"] or ()
    concerns = because["concerns"] or ()
    ids = {one["id"] for group in (because["events"], aside, possible) for one in group}
    ids |= {one[key] for one in concerns for key in ("event", "by_event") if one[key]}
    told = tell_ids(shown.reader, ids, shown.view.through)
    reasons: dict[str, list[ToldEvent]] = {}
    for one in aside:
        reasons.setdefault(one["why"], []).append(told[one["id"]])
    return {
        "rule": because["rule"],
        "text": rule_told(because["text"]),
        "deciding": [(ROLES.get(one["role"], one["role"]), told[one["id"]]) for one in because["events"]],
        "aside": [(WHY_SET_ASIDE.get(why, why), found) for why, found in _in_order(reasons)],
        "aside_number": len(aside),
        "possible": [(told[one["id"]], iso_day(one["counts_from"])) for one in possible],
        "concerns": [
            {**one, "told": told[one["event"]], "ended": ENDED.get(one["ended"], one["ended"])} for one in concerns
        ],
        "by": {one["by_event"]: told[one["by_event"]] for one in concerns if one["by_event"]},
    }


def _in_order(reasons: Mapping[str, list[ToldEvent]]) -> Iterable[tuple[str, list[ToldEvent]]]:
    """What a reader asks for first comes first; what the rules do not weigh comes last."""
    order = list(WHY_SET_ASIDE)
    return sorted(reasons.items(), key=lambda one: order.index(one[0]) if one[0] in order else len(order))
