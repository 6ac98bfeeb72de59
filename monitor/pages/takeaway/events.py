"""Events as they are taken away: one of them, a list by a filter, or what a search has found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from monitor.answers.events import EventFilter, find_events, one_event
from monitor.answers.export import EVENT_COLUMNS, event_cells
from monitor.answers.search import search
from monitor.answers.shape import Shape
from monitor.languages.calendar import instant_in_words
from monitor.languages.phrases import N_, Words
from monitor.languages.phrases import gettext as _
from monitor.pages.reading.addresses import Addresses
from monitor.pages.reading.answering import Shown
from monitor.pages.reading.dates_in_words import dated
from monitor.pages.reading.labels import STATUSES, account_of
from monitor.pages.reading.record_data import record_data
from monitor.pages.reading.record_words import stage_of, state_of, type_of
from monitor.pages.reading.schemes_told import DIRECTIONS
from monitor.pages.reading.values_told import value_told
from monitor.pages.shown import opening
from monitor.pages.takeaway.cited_event import CitedEvent, reference_to
from monitor.pages.takeaway.citing_events import Footnotes, cited_events, event_address
from monitor.pages.takeaway.selection import Selection
from monitor.pages.takeaway.told_runs import recorded, recorded_link, told
from monitor.searching.finding import Wanted
from monitor.takeaway.document import Draft, Link, Text
from monitor.takeaway.reference import Reference

MOST: Final = 500
"""So many events, or hits of a search, are taken away together; what more there are is said."""

HIT_COLUMNS: Final = ("kind", "id", "title", "jurisdiction", "occurred", "state", "status", "stage", "through_position")


def event_selection(shown: Shown, identity: str) -> Selection:
    """One event.

    Raises:
        NotOnRecord: it is not on record at that moment.
    """
    found = one_event(shown.reader, identity, shown.view.through)
    cited = cited_events(shown, [found["id"]])[found["id"]]
    content = cited.content

    def write(draft: Draft, notes: Footnotes) -> None:
        draft.say(
            recorded(content.get("summary") or content["title"], content.get("language")), *notes.on([found["id"]])
        )
        if found["state"] != "current":
            first = recorded(found["title"], found["language"])
            draft.say(
                *told(
                    N_("This event is %(state)s. It was first recorded as: “%(title)s”."),
                    state=state_of(found["state"]),
                    title=first,
                )
            )
        draft.items([f"{opening(label)}: {value}"] for label, value in _facts(shown, content))
        draft.heading(_("What it touches"))
        # No day belongs to the view of an event, so none is in what it leads to.
        then = f"?known_at={shown.view.through}"
        draft.items([Link(one, f"{shown.public_url}/commitments/{one}{then}")] for one in found["touches"])
        draft.heading(_("Its place in the record"))
        draft.items([f"{label}: {found[name]}"] for name, label in _PLACE.items())

    def itself(event: CitedEvent) -> Reference:
        return reference_to(event, shown.recorded_at.date() if shown.recorded_at else None)

    return Selection(
        title=content["title"],
        named=("event", str(found["position"])),
        permanent=event_address(shown, found["id"]),
        ids=(found["id"],),
        write=write,
        columns=EVENT_COLUMNS,
        rows=lambda: _event_rows([found]),
        itself=itself,
        unlike=_("Event %(position)s, %(known)s", position=found["position"], known=_known(shown)),
    )


_PLACE: Final = Words(
    {
        "id": N_("Id"),
        "position": N_("Position"),
        "append": N_("Append"),
        "recorded_at": N_("Recorded"),
        "leaf_hash": N_("Leaf hash"),
    }
)


def listing_selection(shown: Shown, wanted: EventFilter, asked: Sequence[tuple[str, str]]) -> Selection:
    """The events that match a filter, by position; ``asked`` is the filter as parameters."""
    found, more = find_events(shown.reader, shown.view.through, wanted, limit=MOST)

    def write(draft: Draft, notes: Footnotes) -> None:
        more_words = _("The first %(most)s events that match; there are more.", most=MOST)
        draft.say(more_words if more else _("Events: %(number)s.", number=len(found)))
        draft.items([f"{name.replace('_', ' ')}: {value}"] for name, value in asked)
        draft.table(
            (_("Position"), _("Happened"), _("What"), _("Who")),
            (
                [
                    [str(one["position"])],
                    [dated(one["occurred"])],
                    [
                        recorded(one["title"], one["language"], struck=one["state"] == "retracted"),
                        *notes.on([one["id"]]),
                    ],
                    [account_of(one["account"]), f", {type_of(one['type'])}"],
                ]
                for one in found
            ),
        )

    pinned = {"known_at": str(shown.view.through)}
    permanent = f"{shown.public_url}{Addresses('', pinned).page('/v1/events', asked)}"
    return Selection(
        title=_("Events on record"),
        named=("events", *(value for _, value in asked)),
        permanent=permanent,
        ids=tuple(one["id"] for one in found),
        write=write,
        columns=EVENT_COLUMNS,
        rows=lambda: _event_rows(found),
        unlike=_("Events, %(known)s", known=_known(shown)),
    )


def search_selection(shown: Shown, wanted: Wanted, asked: Sequence[tuple[str, str]]) -> Selection:
    """What has all the words of a search."""
    found, last = search(shown.reader, shown.view, wanted, limit=MOST)

    def write(draft: Draft, notes: Footnotes) -> None:
        draft.say(_("Searched for: %(words)s.", words=wanted.q))
        more_words = _("The first %(most)s that were found; there are more.", most=MOST)
        draft.say(more_words if last else _("Found: %(number)s.", number=len(found)))
        draft.items([*_hit(shown, one), *notes.on([one["id"]])] for one in found)

    permanent = shown.permanent("/search", asked)
    return Selection(
        title=_("What a search found"),
        named=("search", wanted.q),
        permanent=permanent,
        ids=tuple(one["id"] for one in found if one["kind"] == "event"),
        write=write,
        columns=HIT_COLUMNS,
        rows=lambda: ([*(one[name] for name in HIT_COLUMNS[:-1]), shown.view.through] for one in found),
    )


_HITS: Final = Words({"commitment": N_("commitment"), "measure": N_("measure"), "event": N_("event")})


def _hit(shown: Shown, hit: Shape) -> list[Link | str]:
    if hit["kind"] == "event":
        address = event_address(shown, hit["id"])
    else:
        address = shown.permanent(f"/{hit['kind']}s/{hit['id']}")
    said = [_HITS[hit["kind"]], _standing(hit), dated(hit["occurred"]) if hit["occurred"] else ""]
    return [recorded_link(hit["title"], address, hit["language"] or "en"), f" ({', '.join(filter(None, said))})"]


def _title(one: Shape) -> Text:
    return recorded(one["title"], one["language"], struck=one["state"] == "retracted")


def _standing(hit: Shape) -> str:
    if hit["status"]:
        return STATUSES.get(hit["status"], hit["status"])
    if hit["stage"]:
        return stage_of(hit["stage"])
    return "" if hit["state"] in {"current", None} else state_of(hit["state"])


def _facts(shown: Shown, content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield _("happened"), dated(content["occurred"])
    if content.get("dating_note"):
        yield _("on its date"), content["dating_note"]
    yield _("who acts or speaks"), account_of(content["account"])
    yield from ((line.label, line.value) for line in record_data(content["data"], shown.name))
    for one in content.get("bears_on", ()):
        body = _("according to %(body)s", body=shown.name(one["according_to"]))
        yield _("%(effect)s %(of)s", effect=value_told(one["effect"]), of=one["of"]), body
    for one in content.get("assessments", ()):
        yield (
            _("grade on %(of)s", of=one["of"]),
            _("%(grade)s, by %(body)s", grade=_grade(one), body=shown.name(one["assessor"])),
        )


def _grade(one: Mapping[str, Any]) -> str:
    if one.get("value"):
        return str(one["value"])
    direction = one.get("direction")
    return DIRECTIONS.get(direction, direction) if direction else _("no direction")


def _event_rows(events: Iterable[Shape]) -> Iterator[list[object]]:
    for one in events:
        cells = event_cells(one)
        yield [cells.get(column) for column in EVENT_COLUMNS]


def _known(shown: Shown) -> str:
    if shown.recorded_at is None:
        return _("before anything was on record")
    moment = instant_in_words(shown.recorded_at)
    return _(
        "as known to this record at position %(position)s (%(instant)s)", position=shown.view.through, instant=moment
    )
