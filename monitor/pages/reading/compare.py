"""What the comparison shows: two days, or two moments on record, side by side; what differs first."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from fastapi import Request

from monitor.answers.board_filter import BoardFilter
from monitor.answers.compare import compare_views
from monitor.answers.shape import Shape
from monitor.answers.views import Asked, BadView, View
from monitor.api.asking import one_of
from monitor.bootstrap import Service
from monitor.feeds.telling import tell_ids
from monitor.languages.phrases import gettext as _
from monitor.pages.reading.addresses import Addresses
from monitor.pages.reading.answering import Shown
from monitor.pages.reading.asked import filter_pairs, given, view_on
from monitor.pages.reading.citing import citing
from monitor.pages.reading.labels import FLAGS, Mark, mark
from monitor.pages.reading.view_in_words import view_in_words

DAYS: Final = ("from", "to")
MOMENTS: Final = ("from_known_at", "to_known_at")

MOST_EVENTS: Final = 8
"""So many events are named of each commitment that differs."""


@dataclass(frozen=True, slots=True)
class Side:
    """How a commitment stands on one side; ``None`` in place of a side: not made, or not on record."""

    mark: Mark
    stage: str
    flags: tuple[str, ...]


def two_views(request: Request, service: Service, asked: Asked, wanted: BoardFilter) -> tuple[View, View] | None:
    """The views that are to be compared; ``None`` where neither is named.

    Raises:
        BadView: naming the parameter that is wrong or missing.
    """
    named = {name: value for name, value in given(request) if name in {*DAYS, *MOMENTS}}
    if not named:
        return None
    pair, own = (DAYS, "as_of") if any(name in named for name in DAYS) else (MOMENTS, "known_at")
    if pair is DAYS and (taken := [name for name in MOMENTS if name in named]):
        raise BadView(taken[0], "compare days or moments, not both")
    for name in pair:
        if name not in named:
            raise BadView(name, f"two are compared: give {' and '.join(pair)}")
    home = one_of(wanted.jurisdiction)
    return _view(service, asked, own, pair[0], named, home), _view(service, asked, own, pair[1], named, home)


def _view(service: Service, asked: Asked, own: str, name: str, named: Mapping[str, str], home: str | None) -> View:
    try:
        return view_on(service, replace(asked, **{own: named[name]}), home)
    except BadView as error:
        raise BadView(name if error.parameter == own else error.parameter, error.detail) from error


def compare(shown: Shown, views: tuple[View, View] | None, wanted: BoardFilter) -> dict[str, Any]:
    """What the template takes."""
    named = dict(given(shown.request))
    form = {name: named.get(name, "") for name in (*DAYS, *MOMENTS)}
    values: dict[str, Any] = {"form": form, "filter": wanted, "both": None, "codes": _codes(shown, wanted)}
    if views is None:
        return values
    found = compare_views(shown.reader, *views, wanted)
    ids = {event for one in found["items"] for event in one["events"][:MOST_EVENTS]}
    told = tell_ids(shown.reader, ids, max(view.through for view in views))
    pairs = [(name, form[name]) for name in (*DAYS, *MOMENTS) if form[name]]
    pinned = _pinned(views, by_day=bool(form["from"]))
    differing = sorted(found["items"], key=_status_first)
    permanent = f"{shown.public_url}{Addresses('', {}).bare('/compare', [*filter_pairs(wanted), *pinned])}"
    both = [_side_words(shown, view) for view in views]
    return {
        **values,
        "differing": differing,
        "both": both,
        "items": [
            {
                **one,
                "before": _side(one["before"]),
                "after": _side(one["after"]),
                "told": [told[event] for event in one["events"][:MOST_EVENTS] if event in told],
                "more": len(one["events"][MOST_EVENTS:]),
            }
            for one in differing
        ],
        "unchanged": found["unchanged"],
        "permanent": permanent,
        "citing": citing(shown, permanent, _cited(views), _("Compare")),
        "json": shown.to.page("/v1/compare", [*filter_pairs(wanted), *pairs]),
    }


def _status_first(one: Shape) -> tuple[bool, str]:
    before, after = one["before"], one["after"]
    same = before is not None and after is not None and before["status"] == after["status"]
    return same, one["id"]


def _side(standing: Shape | None) -> Side | None:
    if standing is None:
        return None
    shown = mark(standing["status"], certain=standing["certain"])
    return Side(shown, standing["stage"], tuple(FLAGS[flag] for flag in standing["flags"]))


def _side_words(shown: Shown, view: View) -> str:
    held = shown.service.log.append_holding(view.through) if view.through else None
    asked = replace(shown.asked, known_at=view.known_at if view.known_at != str(view.through) else None)
    if view.through != shown.service.log.head().position:
        asked = replace(asked, known_at=view.known_at)
    return view_in_words(view, asked, held.recorded_at if held else None, shown.name, shown.today)


def _cited(views: tuple[View, View]) -> str:
    first, last = (
        _("as of %(day)s, as known at position %(position)s", day=view.as_of.isoformat(), position=view.through)
        for view in views
    )
    return _("Reform Monitor, compared: %(first)s / %(last)s", first=first, last=last)


def _pinned(views: tuple[View, View], *, by_day: bool) -> list[tuple[str, str]]:
    first, last = views
    shared = [("rules", first.rules), *([("lens", first.lens)] if first.lens else [])]
    shared += [("public_at", first.public_at.isoformat())] if first.public_at else []
    if by_day:
        days = [("from", first.as_of.isoformat()), ("to", last.as_of.isoformat())]
        return [*days, ("known_at", str(first.through)), *shared]
    moments = [("from_known_at", str(first.through)), ("to_known_at", str(last.through))]
    return [*moments, ("as_of", first.as_of.isoformat()), *shared]


def _codes(shown: Shown, wanted: BoardFilter) -> list[str]:
    tags = shown.reader.log.tags_like(["declared-in:"], through=shown.view.through)
    return sorted({tag.split(":")[1] for tag in tags.get("declared-in:", {})} | set(wanted.jurisdiction))
