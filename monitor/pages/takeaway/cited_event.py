"""An event as footnotes and references name it: who spoke, in which document, where in it, when."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any, Final

from monitor.languages.phrases import N_, Words
from monitor.languages.phrases import gettext as _
from monitor.pages.reading.dates_in_words import dated
from monitor.pages.reading.labels import account_of
from monitor.pages.reading.record_words import state_of, type_of
from monitor.pages.reading.source_shown import SourceShown, sources_shown
from monitor.pages.reading.values_told import value_told
from monitor.pages.shown import opening
from monitor.pages.takeaway.told_runs import recorded, told
from monitor.takeaway.document import Link, Run
from monitor.takeaway.reference import Issued, Reference, issued, key_of

OUR_NAME: Final = "Reform Monitor"

_ENGLISH: Final = "en"
_LANGUAGES: Final = Words(
    {"en": N_("in English"), "fr": N_("in French"), "kk": N_("in Kazakh"), "ru": N_("in Russian")}
)
_TRANSLATED: Final = Words(
    {
        "en": N_("in translation (English)"),
        "fr": N_("in translation (French)"),
        "kk": N_("in translation (Kazakh)"),
        "ru": N_("in translation (Russian)"),
    }
)


@dataclass(frozen=True, slots=True)
class CitedEvent:
    """An event as known in a view: ``content`` is what it says now, ``url`` shows it so for ever."""

    id: str
    position: int
    state: str
    recorded_on: date
    content: Mapping[str, Any]
    url: str

    @property
    def sources(self) -> tuple[SourceShown, ...]:
        """The documents that tell it."""
        return sources_shown(self.content.get("sources", ()))

    @property
    def name(self) -> str:
        """A few words by which a later footnote names it."""
        return _("%(title)s (event %(position)s).", title=self.content["title"], position=self.position)


def footnote(event: CitedEvent, name: Callable[[str], str]) -> list[Run | str]:
    """Everything that a reader needs to check a statement; ``name`` says what a body is called."""
    content = event.content
    title = recorded(content["title"], content.get("language"), struck=event.state == "retracted")
    speaker, day, state = said_by(content, name), dated(content["occurred"]), state_of(event.state)
    if event.state == "current":
        said = told(N_("%(speaker)s: %(title)s, %(day)s. "), speaker=speaker, title=title, day=day)
    else:
        message = N_("%(speaker)s: %(title)s, %(day)s (%(state)s). ")
        said = told(message, speaker=speaker, title=title, day=day, state=state)
    for source in event.sources:
        said += [*_source(source, name), ". "]
    link = Link(event.url, event.url)
    return [*said, *told(N_("On record as event %(position)s: %(link)s"), position=str(event.position), link=link)]


def said_by(content: Mapping[str, Any], name: Callable[[str], str]) -> str:
    """Who speaks, rules or acts, as far as the event names them; of words at second hand, that they are."""
    data = content["data"]
    speakers = [
        (name(one["body"]) if one.get("body") else one["as_described"])
        + (f" ({one['count']})" if one.get("count") else "")
        for one in data.get("speakers", ())
    ]
    if speakers:
        together = reduce(lambda first, last: _("%(first)s and %(last)s", first=first, last=last), speakers)
        act = f", {value_told(data['act'])}" if data.get("act") else ""
        return f"{together}{act}{_hand(data, name)}"
    actor = data.get("court") or data.get("by") or (data.get("body") if isinstance(data.get("body"), str) else None)
    kind = type_of(content["type"])
    if isinstance(actor, str):
        return f"{name(actor)}, {kind}"
    return f"{opening(account_of(content['account']))}, {kind}"


def _hand(data: Mapping[str, Any], name: Callable[[str], str]) -> str:
    attested = data.get("attested", "direct")
    if attested == "direct":
        return ""
    words, via = value_told(attested), data.get("via")
    return f" ({_('%(attested)s by %(body)s', attested=words, body=name(via))})" if via else f" ({words})"


def reference_to(event: CitedEvent, seen: date | None) -> Reference:
    """The event as an entry of our record, which came out when it was recorded, whenever it happened."""
    recorded = event.recorded_on
    return Reference(
        key=key_of("event", str(event.position), event.content["title"][:40]),
        kind="view",
        title=event.content["title"],
        author=OUR_NAME,
        publisher=OUR_NAME,
        issued=Issued(recorded.year, recorded.month, recorded.day),
        url=event.url,
        seen=seen,
        language=event.content.get("language", _ENGLISH),
        note=_(
            "Event %(position)s (%(id)s), %(state)s; dated: %(day)s",
            position=event.position,
            id=event.id,
            state=state_of(event.state),
            day=dated(event.content["occurred"]),
        ),
    )


def documents_of(events: Iterable[CitedEvent], name: Callable[[str], str]) -> list[Reference]:
    """Every document that tells any of these events, each once, in the order in which they are first named."""
    found: dict[tuple[str, str, str | None, str], Reference] = {}
    for source in (one for event in events for one in event.sources):
        key = (source.title, source.publisher, source.published, source.language)
        found.setdefault(key, _document(source, name))
    return list(found.values())


def _document(source: SourceShown, name: Callable[[str], str]) -> Reference:
    came_out = issued(source.published)
    publisher = name(source.publisher)
    notes = [opening(dated(source.published)) if source.published else _("Undated")]
    notes += [_("In translation")] if source.translated else []
    return Reference(
        key=key_of(source.publisher, str(came_out.year) if came_out else "undated", source.title[:40]),
        kind="document",
        title=source.title,
        author=publisher,
        publisher=publisher,
        issued=came_out,
        url=source.url or source.archive_url,
        seen=None,
        language=source.language,
        note="; ".join(notes),
    )


def _source(source: SourceShown, name: Callable[[str], str]) -> Iterator[Run | str]:
    yield recorded(source.title, source.language, emphasis=True)
    yield f", {name(source.publisher)} ({account_of(source.account)})"
    yield f", {_published(source.published)}"
    yield f", {source.locator}" if source.locator else ""
    yield f", {_language(source.language, translated=source.translated)}"
    yield f", {_('looked at %(day)s', day=dated(source.accessed))}" if source.accessed else ""
    if source.url:
        yield from (", ", Link(source.url, source.url))
    if source.archive_url:
        yield from (", ", *told(N_("archived: %(link)s"), link=Link(source.archive_url, source.archive_url)))


def _published(day: str | None) -> str:
    if day is None:
        return _("undated")
    # What has an open end says itself that it is undated.
    return dated(day) if day.endswith("..]") else _("published %(day)s", day=dated(day))


def _language(code: str, *, translated: bool) -> str:
    known = (_TRANSLATED if translated else _LANGUAGES).get(code.partition("-")[0])
    if known is not None:
        return known
    return _("in translation (%(language)s)", language=code) if translated else _("in %(language)s", language=code)
