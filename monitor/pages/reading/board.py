"""What the board shows: where every commitment of a filter stands, a hundred on a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final

from markupsafe import Markup

from monitor.answers.board_filter import BoardFilter
from monitor.answers.shape import Shape
from monitor.answers.summaries import summaries
from monitor.languages.phrases import gettext as _
from monitor.languages.speaking import Speech, speaking
from monitor.pages.reading.account_lines import account_lines
from monitor.pages.reading.answering import Shown
from monitor.pages.reading.asked import filter_pairs
from monitor.pages.reading.change_days import range_of_days
from monitor.pages.reading.citing import cited_as, citing
from monitor.pages.reading.labels import FLAGS, STATUS_ORDER, Mark, jurisdiction, mark
from monitor.pages.reading.linked_data import dataset_shape, linked_data
from monitor.pages.reading.row_lines import about_line, stands_line
from monitor.pages.reading.standings import Standings, standings, stretches_of
from monitor.pages.reading.strips import Strip, span_of, strip

PAGE: Final = 100
"""Commitments on a page."""


@dataclass(frozen=True, slots=True)
class Row:
    """A commitment on the board."""

    item: Shape
    mark: Mark
    about: Markup
    stands: Markup
    accounts: tuple[Markup, ...]
    strip: Strip | None


def board(shown: Shown, wanted: BoardFilter, after: str) -> dict[str, Any]:
    """What the template takes.

    Args:
        shown: the page.
        wanted: which commitments it is about.
        after: the id that the page begins past; empty for the first page.
    """
    stand = standings(shown.reader, shown.view, wanted)
    ids = [one for one in stand.ids if one > after]
    page, pairs = ids[:PAGE], filter_pairs(wanted)
    items = summaries(shown.reader, shown.view, page)
    spans = stretches_of(shown.reader, shown.view, page)
    last_known = _last_known(items)
    span = span_of(spans.values(), stand.last_day(shown.today))
    rows = [
        Row(
            item=one,
            mark=mark(one["status"], certain=one["certain"]),
            about=about_line(one),
            stands=stands_line(
                one,
                shown.name(one["by"]["body"]) if one["by"] else None,
                one["last_known_on"] if last_known is None else None,
            ),
            accounts=account_lines(one["accounts"], shown.name),
            strip=strip(spans[one["id"]], span, shown.view.as_of) if spans[one["id"]] else None,
        )
        for one in items
    ]
    heading, permanent = heading_of(wanted), shown.permanent("/board", pairs)
    csv = shown.permanent("/board.csv", pairs)
    through = range_of_days(shown.reader, shown.view, wanted.jurisdiction, shown.today)
    with speaking(Speech()):  # programs read the same in every language
        name = heading_of(wanted)
    return {
        "heading": heading,
        "data": linked_data(dataset_shape(name, permanent, csv, shown.view.as_of.isoformat())),
        "rows": rows,
        "through": through.on(shown.view.as_of) if through is not None else None,
        "span": span,
        "counts": stand.counts,
        "whole": len(stand.ids) - stand.followed,
        "followed": stand.followed,
        "first": len(stand.ids) - len(ids) + 1,
        "total": len(stand.ids),
        # A page that follows shows the view of the first, whatever comes on record in between.
        "next": shown.to.page("/board", [*pairs, ("after", page[-1])], **shown.pinned) if len(ids) > PAGE else None,
        "last_known": last_known,
        "citing": citing(shown, permanent, cited_as(shown, heading), heading, embedded=True),
        "filter": wanted,
        "narrowed": any(name != "jurisdiction" for name, _ in pairs),
        "choices": _choices(wanted, stand),
        "over_time": shown.to.page("/board/over-time", pairs),
        "json": shown.to.page("/v1/commitments", pairs),
        **_followed_by(shown, wanted),
    }


def heading_of(wanted: BoardFilter) -> str:
    """What a board of this filter is called: by its jurisdictions, where it has any."""
    names = [jurisdiction(code) for code in wanted.jurisdiction]
    if not names:
        return _("The board")
    places = reduce(lambda first, second: _("%(first)s and %(second)s", first=first, second=second), names)
    return _("%(places)s: the board", places=places)


def _last_known(items: Sequence[Shape]) -> str | None:
    """The day that all of them were last known on, where it is one: said once, and not in every row."""
    days = {one["last_known_on"] for one in items}
    return next(iter(days)) if len(days) == 1 else None


def _followed_by(shown: Shown, wanted: BoardFilter) -> dict[str, str]:
    """The feeds and the subscription that are about what the board is about, as far as they can be narrowed so."""
    asked = [(name, value) for name, value in filter_pairs(wanted) if name in {"jurisdiction", "topic"}]
    asked += [("status_to", value) for value in wanted.status]
    asked += [("text", wanted.q)] if wanted.q else []
    return {
        "feed": shown.to.bare("/feeds/changes.atom", asked),
        "subscribe": shown.to.bare("/subscribe", asked),
        "calendar": shown.to.bare("/calendar.ics", asked),
    }


def _choices(wanted: BoardFilter, stand: Standings) -> dict[str, list[tuple[str, str]]]:
    """What each field of the form offers: value and words."""
    codes = stand.jurisdictions | set(wanted.jurisdiction)
    topics = {topic for one in stand.ids for topic in stand.definition[one]["topics"]} | set(wanted.topic)
    return {
        "jurisdiction": sorted((code, jurisdiction(code)) for code in codes),
        "topic": [(topic, topic.replace("-", " ")) for topic in sorted(topics)],
        "status": [(status, mark(status).label) for status in STATUS_ORDER],
        "flag": list(FLAGS.items()),
    }
