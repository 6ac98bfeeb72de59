"""Summaries: what a list says of a commitment, a part of its shape in the contract; of its reasons nothing."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from monitor.answers.accounts import Said, accounts_of
from monitor.answers.outline import Outline
from monitor.answers.reader import Reader
from monitor.answers.shape import Shape
from monitor.answers.snapshots import snapshot
from monitor.answers.views import View
from monitor.status.assessors import Bodies
from monitor.status.rules import LABELS

Body = Mapping[str, Any]


def summaries(reader: Reader, view: View, ids: Sequence[str]) -> list[Shape]:
    """The summaries of commitments that are made by the day of the view, in the order of ``ids``."""
    bodies = reader.gather.bodies(view.through)
    if not view.aspect.plain:
        folded = reader.folds.commitments(ids, view)
        accounts = {subject: said for one in folded.values() for subject, said in one.accounts(view.day).items()}
        return _outlined({name: one.outline for name, one in folded.items()}, accounts, view, bodies)
    outlines = reader.outlines.through(view.through)
    if outlines is not None:
        page = {one: outlines[one] for one in ids}
        return _outlined(page, _accounts(reader, page, view), view, bodies)
    whole = snapshot(reader, view, ids)
    return [
        summary(one, whole.definition[one], whole.headline[one], whole.accounts.get(one, ()), view, bodies)
        for one in ids
        if one in whole.headline
    ]


def summary(
    commitment: str,
    definition: Body,
    headline: Body,
    said: Said,
    view: View,
    bodies: Bodies,
) -> Shape:
    """One commitment on the day of the view.

    Args:
        commitment: its id.
        definition: what it is, on that day.
        headline: how it stands, on that day.
        said: what its assessors say, on that day.
        view: what is shown.
        bodies: who is tied to whom.
    """
    last_known = last_known_on(definition, headline, view.day)
    return {
        **about(commitment, definition),
        "status": headline["status"],
        "label": label(headline["status"], last_known),
        "by": dict(zip(("body", "given", "graded_by"), headline["by"], strict=True)) if headline["by"] else None,
        "certain": headline["certain"],
        "since": day_of(headline["since"]) if headline["status"] else None,
        "flags": headline["flags"],
        "last_known_on": last_known,
        "accounts": accounts_of(said, headline, definition["content"].get("duty_bearers", []), bodies),
    }


def about(commitment: str, definition: Body) -> Shape:
    """What a commitment is, whatever its status."""
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
        "due_by": day_of(definition["due_by"]) if definition["due_by"] else None,
        "basis": content.get("basis", []),
        "applies": content.get("applies"),
        "reviewers": content.get("reviewers", []),
        "superseded_by": content.get("superseded_by"),
    }


def last_known_on(definition: Body, headline: Body, day: int) -> str | None:
    """The last day known, where the day asked about lies past the coverage and past every later event."""
    covers_to = definition["covers_to"]
    if covers_to is None:
        return None
    last = max(covers_to, headline["moved_to"] or 0)
    return day_of(last) if day > last else None


def label(status: str | None, last_known: str | None) -> str | None:
    """The status in words; past the coverage with the day it was last known on."""
    if status is None:
        return None
    words = LABELS[status]
    return f"{words}, last known on {last_known}" if last_known else words


def day_of(ordinal: int) -> str:
    """A day by its number (``date.toordinal``), as answers write it."""
    return date.fromordinal(ordinal).isoformat()


def _accounts(reader: Reader, commitments: Collection[str], view: View) -> Mapping[str, Said]:
    with reader.probes() as probes:
        return reader.accounts.said(probes, commitments, view.day, view.through)


def _outlined(outlines: Mapping[str, Outline], accounts: Mapping[str, Said], view: View, bodies: Bodies) -> list[Shape]:
    """From what is remembered, in its order, and what the assessors say on the day of the view."""
    there = {name: on for name, outline in outlines.items() if (on := outline.on(view.day)) is not None}
    return [
        summary(name, definition, headline, accounts.get(name, ()), view, bodies)
        for name, (headline, definition) in there.items()
    ]
