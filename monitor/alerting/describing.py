"""What a message says about its cause, from the record as it is known by then."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from alerts.announced import Announced
from alerts.describing import ActedUpon, Collected, Corrected
from alerts.digest_calendar import Cadence
from alerts.notices import Cause, Notice, Numbered, What
from alerts.wishes import Wishes
from events.codec import base_type
from events.recorded import Recorded
from monitor.alerting.acted_upon import acted_upon
from monitor.alerting.in_words import described
from monitor.alerting.lettering import Lettering
from monitor.alerting.naming import names_in
from monitor.alerting.while_it_holds import WhileItHolds
from monitor.announcing.subjects import announced_of
from monitor.answers.changes import change_shapes
from monitor.answers.event_shapes import content_of
from monitor.answers.items import item
from monitor.answers.reader import Reader
from monitor.answers.snapshots import headlines, snapshot
from monitor.answers.views import Asked, View, resolve
from monitor.feeds.reading_changes import Changes
from monitor.feeds.telling import tell_ids
from monitor.feeds.told_event import ToldEvent
from monitor.intake.news import News, news_at
from monitor.languages.language import ENGLISH
from monitor.languages.speaking import Speech, speaking
from monitor.readmodel.row_json import core_of
from monitor.status.changes import core_shape
from monitor.status.record import RECORD_ONLY, states

Shape = dict[str, Any]
_A_DAY = timedelta(days=1)

_SAID: Mapping[What, Callable[[ToldEvent], bool]] = {
    "assessment": lambda event: bool(event.grades),
    "ruling": lambda event: event.outcome is not None,
}
"""What a notice tells of its event that a correction may have taken out of it."""

MOST_TOLD = 10
"""How many events, and how many commitments, one message spells out."""


class Describing:
    """Describes causes to the senders of alerts. Implements ``alerts.describing.Describes``."""

    def __init__(self, reader: Reader, public_url: str) -> None:
        self._reader, self._public_url, self._letters = reader, public_url, Lettering(reader, public_url)
        # One cause is told to many, and what an append changed never changes.
        self._remembered = WhileItHolds(reader)
        self._news = lru_cache(maxsize=8)(lambda append: news_at(reader.log, reader.gather, append))

    def announced(self, notices: Sequence[Numbered]) -> list[Announced]:
        """The notices as filters see them."""
        texts = self.texts(one.notice for one in notices)
        return [announced_of(one.notice, texts[one.notice.key]) for one in notices]

    def texts(self, notices: Iterable[Notice]) -> Mapping[bytes, str]:
        """Key of a notice -> what a search for words looks through: the same for feeds, previews and messages."""
        return Changes(self._reader, self._reader.log.head().position, self._public_url).texts(notices)

    def holds(self, cause: Cause) -> bool:
        """Whether any event of an append still stands; what time brought always does."""
        return self._remembered.get(("holds", cause.key), lambda: self._holds(cause))

    def _holds(self, cause: Cause) -> bool:
        record = self._reader.log.append_record(cause.append) if cause.append is not None else None
        if record is None:
            return True
        positions = range(record.first_position, record.last_position + 1)
        return bool(self._reader.gather.standing_at(positions, self._reader.log.head().position))

    def standing(self, notices: Sequence[Numbered]) -> list[Numbered]:
        """Those that still say something, as the events they are about read by now."""
        about = {name for one in notices if one.notice.what in _SAID for name in one.notice.events}
        told = tell_ids(self._reader, sorted(about), self._reader.log.head().position) if about else {}
        return [one for one in notices if _still_says(one.notice, told)]

    def upon(self, act: Notice) -> ActedUpon | None:
        """The event that a notice of a correction or retraction is about."""
        return acted_upon(self._reader, act)

    def asks(self, wishes: Wishes) -> str:
        """What a subscription asks for, in the words of letters: whoever asks for them may speak another language."""
        with speaking(Speech(ENGLISH)):
            return described(wishes, names_in(self._reader, [wishes]))

    def letter(self, notices: Sequence[Numbered], corrected: Sequence[Corrected]) -> Mapping[str, Any]:
        """What a letter about some notices of one cause says."""
        return self._letters.letter(notices, corrected)

    def digest(self, collected: Sequence[Collected], kind: Cadence, day: date) -> Mapping[str, Any]:
        """What a letter says that tells several causes."""
        return self._letters.digest(collected, kind, day)

    def nothing_new(self, kind: Cadence, day: date) -> Mapping[str, Any]:
        """What a letter says where there was nothing to tell."""
        return self._letters.nothing_new(kind, day)

    def content(self, notices: Sequence[Numbered]) -> Mapping[str, Any]:
        """Cause, changes, the present state of each commitment, and links; all in the shapes of the contract.

        Of a large append the first of each are told, with how many there are in all: a message stays small.
        """
        key = ("content", *(one.number for one in notices))
        return self._remembered.get(key, lambda: self._content(notices))

    def _content(self, notices: Sequence[Numbered]) -> Mapping[str, Any]:
        cause, records = notices[0].notice.cause, self._records(notices)
        commitments = sorted(
            {one.notice.item.partition(":")[2] for one in notices if one.notice.item.startswith("commitment:")}
        )
        view = resolve(self._reader.log, Asked(), self._reader.now(), cause.jurisdiction)
        return {
            "cause": {
                "kind": cause.kind,
                "append": cause.append,
                "day": (cause.day or notices[0].notice.recorded_at.date()).isoformat(),
                "events": self._events(records[:MOST_TOLD]),
                "event_count": len(records),
            },
            "changes": self._changes(cause, commitments[:MOST_TOLD], view),
            "items": self._items(commitments[:MOST_TOLD], view),
            "item_count": len(commitments),
            "links": self._links(commitments, records, view),
        }

    def _records(self, notices: Sequence[Numbered]) -> list[Recorded]:
        names = {name for one in notices for name in one.notice.events}
        return self._reader.log.at(self._reader.log.positions_of(names).values())

    def _events(self, records: Sequence[Recorded]) -> list[Shape]:
        """As they read by now: whoever is told late is told nothing that is known to be wrong."""
        head = self._reader.log.head().position
        entries = self._reader.gather.closed([record.position for record in records], head)
        settled, places = states(entries), {entry.id: entry.position for entry in entries}
        facts = (record for record in records if base_type(record.type) not in RECORD_ONLY)
        by_act = {record.id: act for record in facts if (act := settled[record.id].content) is not None}
        acts = {record.id: record for record in self._reader.log.at([places[act] for act in by_act.values()])}
        correcting = {name: content_of(acts[act].envelope) for name, act in by_act.items()}
        return [_event(record, correcting.get(record.id, record.envelope)) for record in records]

    def _changes(self, cause: Cause, commitments: Sequence[str], view: View) -> list[Shape]:
        if cause.append is not None:
            news = self._news(cause.append)
            return change_shapes(News(tuple(one for one in news.changes if one.commitment in commitments)))
        if cause.day is None:
            return []
        eve, day = (headlines(self._reader, view.on(one), commitments)[0] for one in (cause.day - _A_DAY, cause.day))
        return [_change_by_time(name, cause.day, eve.get(name), day.get(name)) for name in commitments]

    def _items(self, commitments: Sequence[str], view: View) -> list[Shape]:
        whole, bodies = snapshot(self._reader, view, commitments), self._reader.gather.bodies(view.through)
        shown = [item(name, whole, view, bodies) for name in commitments if name in whole.headline]
        return [
            {"commitment": one["id"], **{key: one[key] for key in ("title", "status", "label", "by", "flags")}}
            for one in shown
        ]

    def _links(self, commitments: Sequence[str], records: Sequence[Recorded], view: View) -> Shape:
        exact = f"?as_of={view.as_of.isoformat()}&known_at={view.through}"
        return {
            "event": f"{self._public_url}/v1/events/{records[0].id}" if records else None,
            "view": f"{self._public_url}/v1/commitments/{commitments[0]}{exact}" if commitments else None,
        }


def _still_says(notice: Notice, told: Mapping[str, ToldEvent]) -> bool:
    found = [told[name] for name in notice.events if name in told]
    said = _SAID.get(notice.what)
    return said is None or not found or any(map(said, found))


def _event(record: Recorded, content: Mapping[str, Any]) -> Shape:
    return {
        "id": record.id,
        "position": record.position,
        "type": content["type"],
        "title": content["title"],
        "occurred": content["occurred"],
        "sources": [
            {key: source[key] for key in ("title", "publisher", "account", "url", "locator") if source.get(key)}
            for source in content.get("sources", ())
        ],
    }


def _change_by_time(
    commitment: str, day: date, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> Shape:
    return {
        "commitment": commitment,
        "from": day.isoformat(),
        "to": None,
        "before": core_shape(core_of(before) if before else None),
        "after": core_shape(core_of(after) if after else None),
        "cause": {"kind": "time", "event": None, "position": None},
        "current": True,
    }
