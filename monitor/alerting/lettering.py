"""Lettering: what letters say, from the record as it is known when they are written."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from alerts.describing import Collected, Corrected, Shape
from alerts.digest_calendar import Cadence
from alerts.notices import Numbered
from events.codec import base_type
from monitor.alerting.sections import US, Section, Standing, commitments_of, sections
from monitor.alerting.while_it_holds import WhileItHolds
from monitor.answers.items import item
from monitor.answers.reader import NotOnRecord, Reader, Retracted
from monitor.answers.snapshots import headlines, snapshot
from monitor.answers.views import Asked, View, resolve
from monitor.charts.reading import stretches
from monitor.charts.stretches import in_words
from monitor.feeds.change_entry import Happened, Names
from monitor.feeds.event_entry import place
from monitor.feeds.names import name_of
from monitor.feeds.reading_changes import Changes
from monitor.feeds.sayings import saying
from monitor.feeds.told_event import ToldEvent
from monitor.status.record import RECORD_ONLY

EARLIER = "Newly recorded, happened earlier"
NEWS = "What changed"

MOST_SECTIONS = 60
MOST_STRIPS = 10
"""A letter spells out so many items, and draws so many: mail programs cut what is longer than 100 KB."""

_A_DAY = timedelta(days=1)


class Lettering:
    """Writes what letters say. ``public_url`` begins their links."""

    def __init__(self, reader: Reader, public_url: str) -> None:
        self._reader, self._public_url = reader, public_url
        # One cause is told to many.
        self._remembered = WhileItHolds(reader)

    def letter(self, notices: Sequence[Numbered], corrected: Sequence[Corrected]) -> Shape:
        """A letter about some notices of one cause, as ``alerts.mail.letters`` takes it."""
        happened, names, told = self._told(notices)
        subject, opening = _about(happened, names)
        corrects = _correction(corrected)
        if corrects is not None and not any(_is_act(event) for event in names.told(happened.notices)[:1]):
            subject = {**subject, "act": f"correction: {subject['act']}"}
        heading = f"{place(happened.cause.jurisdiction or '') or subject['place']}: {opening['said']}"
        return self._written(subject, heading, opening, told, corrects=corrects)

    def digest(self, collected: Sequence[Collected], kind: Cadence, day: date) -> Shape:
        """A letter about several causes: news first, then what happened earlier."""
        told: list[Section] = []
        for one in collected:
            _, _, found = self._told(one.notices)
            by_item: dict[str, list[str]] = {}
            for each in one.notices:
                by_item.setdefault(each.notice.item, []).extend(one.matched.get(each.number, ()))
            for section in found:
                words = list(dict.fromkeys(by_item[section.item]))
                shape = {**section.shape, "matched": words, "heading": EARLIER if one.earlier else NEWS}
                told.append(replace(section, shape=shape))
        many = f"{len(told)} {'thing' if len(told) == 1 else 'things'} that you follow changed"
        return self._about_us(kind, day, many, told)

    def nothing_new(self, kind: Cadence, day: date) -> Shape:
        """A letter where there was nothing to tell."""
        return self._about_us(kind, day, "nothing that you follow changed", [])

    def _about_us(self, kind: Cadence, day: date, said: str, told: Sequence[Section]) -> Shape:
        subject = {"place": US, "actor": f"your {kind} digest:", "act": said, "day": day.isoformat()}
        opening = {"who": US, "said": f"{said}, by {day.isoformat()}"}
        return self._written(subject, f"Your {kind} digest of {day.isoformat()}", opening, told)

    def _written(
        self,
        subject: Shape,
        heading: str,
        opening: Shape,
        told: Sequence[Section],
        *,
        corrects: Shape | None = None,
    ) -> Shape:
        shown = [section.shape for section in told[:MOST_SECTIONS]]
        if len(told) > MOST_SECTIONS:
            shown.append({"title": f"and {len(told) - MOST_SECTIONS} more, which the record has"})
        drawn: dict[str, str] = {}
        for number, section in enumerate(told[:MOST_SECTIONS]):
            if section.commitment is not None and len(drawn) < MOST_STRIPS:
                drawn.setdefault(section.commitment, str(number))
        strips = {number: self._strip(name) for name, number in drawn.items()}
        return {
            "subject": subject,
            "heading": heading,
            "opening": opening,
            "sections": shown,
            "corrects": corrects,
            "strips": {number: strip for number, strip in strips.items() if strip is not None},
        }

    def _told(self, notices: Sequence[Numbered]) -> tuple[Happened, Names, list[Section]]:
        key = ("told", *(one.number for one in notices))
        return self._remembered.get(key, lambda: self._read(notices))

    def _read(self, notices: Sequence[Numbered]) -> tuple[Happened, Names, list[Section]]:
        changes = Changes(self._reader, self._reader.log.head().position, self._public_url)
        happened = changes.happened([one.notice for one in notices])
        names = changes.names(happened.notices)
        return happened, names, sections(happened, names, self._standing(happened), self._public_url)

    def _standing(self, happened: Happened) -> Standing:
        """How its commitments stood before the cause, after it, and stand now."""
        asked = commitments_of(happened.notices)
        if not asked:
            return Standing({}, {}, {})
        now, after = self._view(None, None), self._view(happened.as_of, happened.known_at)
        if happened.cause.day is not None:
            before = after.on(happened.as_of - _A_DAY)
        else:
            record = self._reader.log.append_record(happened.cause.append or 0)
            before = self._view(happened.as_of, record.first_position - 1 if record is not None else 0)
        whole, bodies = snapshot(self._reader, now, asked), self._reader.gather.bodies(now.through)
        return Standing(
            before=headlines(self._reader, before, asked)[0] if before.through else {},
            after=headlines(self._reader, after, asked)[0],
            items={name: item(name, whole, now, bodies) for name in asked if name in whole.headline},
        )

    def _strip(self, commitment: str) -> Mapping[str, Any] | None:
        return self._remembered.get(("strip", commitment), lambda: self._read_strip(commitment))

    def _read_strip(self, commitment: str) -> Mapping[str, Any] | None:
        view = self._view(None, None)
        try:
            found = stretches(self._reader, view, commitment)
        except (NotOnRecord, Retracted):
            return None
        if not found or found[0].since > view.as_of:
            return None
        alt = in_words(found, found[0].since, view.as_of)
        return {"commitment": commitment, "as_of": view.as_of.isoformat(), "known_at": view.through, "alt": alt}

    def _view(self, day: date | None, known_at: int | None) -> View:
        asked = Asked(day.isoformat() if day else None, str(known_at) if known_at is not None else None)
        return resolve(self._reader.log, asked, self._reader.now())


def _about(happened: Happened, names: Names) -> tuple[Shape, Shape]:
    """Place, actor, act and day of a cause; and who says so, in which document."""
    first, told = happened.notices[0], names.told(happened.notices)
    more = f", and {len(happened.notices) - 1} more" if len(happened.notices) > 1 else ""
    if not told or happened.cause.kind == "time":
        said = f"{names.title(first.item)}: {saying(first, names.bodies)}{more}"
        where = place(happened.cause.jurisdiction or "") if happened.cause.jurisdiction else US
        day = (happened.cause.day or happened.as_of).isoformat()
        return {"place": where, "actor": "by the calendar,", "act": said, "day": day}, {"who": US, "said": said}
    event = told[0]
    # It is we who correct and retract; the sources of a correction say what holds in the place of what was wrong.
    source = event.sources[0] if event.sources and not _is_act(event) else None
    who = name_of(source.publisher, names.bodies) if source is not None else US
    subject = {"place": place(event.jurisdiction), "actor": f"{who}:", "act": event.marked_title, "day": event.occurred}
    claim = source is not None and source.account == "government"
    opening = {"who": who, "said": event.marked_title, "document": source.title if source else None, "claim": claim}
    return subject, opening


def _is_act(event: ToldEvent) -> bool:
    return base_type(event.type) in RECORD_ONLY


def _correction(corrected: Sequence[Corrected]) -> Shape | None:
    if not corrected:
        return None
    first = corrected[0]
    return {
        "earlier": first.message,
        "sent": first.made_at.date().isoformat(),
        "reason": first.upon.reason,
        "texts": [{"of": text.of, "old": text.old, "new": text.new} for one in corrected for text in one.upon.texts],
    }
