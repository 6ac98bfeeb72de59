"""An event as footnotes and references name it: who spoke, in which document, where in it, when."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from monitor.pages.reading.dates_in_words import dated
from monitor.pages.reading.labels import account_of
from monitor.pages.reading.record_words import plain, type_of
from monitor.pages.reading.source_shown import SourceShown, sources_shown
from monitor.pages.shown import opening
from monitor.takeaway.document import Link, Run, Text
from monitor.takeaway.reference import Issued, Reference, issued, key_of

OUR_NAME: Final = "Reform Monitor"

_ENGLISH: Final = "en"
_LANGUAGES: Final = {"en": "English", "fr": "French", "kk": "Kazakh", "ru": "Russian"}


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
        return f"{self.content['title']} (event {self.position})."


def footnote(event: CitedEvent, name: Callable[[str], str]) -> list[Run | str]:
    """Everything that a reader needs to check a statement; ``name`` says what a body is called."""
    content = event.content
    language = content.get("language")
    said: list[Run | str] = [
        f"{said_by(content, name)}: ",
        Text(content["title"], struck=event.state == "retracted", language=language if language != _ENGLISH else None),
        f", {dated(content['occurred'])}",
        f" ({event.state.replace('-', ' ')})" if event.state != "current" else "",
        ". ",
    ]
    for source in event.sources:
        said += [*_source(source, name), ". "]
    return [*said, f"On record as event {event.position}: ", Link(event.url, event.url)]


def said_by(content: Mapping[str, Any], name: Callable[[str], str]) -> str:
    """Who speaks, rules or acts, as far as the event names them; of words at second hand, that they are."""
    data = content["data"]
    speakers = [
        (name(one["body"]) if one.get("body") else one["as_described"])
        + (f" ({one['count']})" if one.get("count") else "")
        for one in data.get("speakers", ())
    ]
    if speakers:
        act = f", {data['act']}" if data.get("act") else ""
        attested = data.get("attested", "direct")
        hand = "" if attested == "direct" else f" ({attested}{f' by {name(via)}' if (via := data.get('via')) else ''})"
        return f"{' and '.join(speakers)}{act}{hand}"
    actor = data.get("court") or data.get("by") or (data.get("body") if isinstance(data.get("body"), str) else None)
    kind = type_of(content["type"])
    if isinstance(actor, str):
        return f"{name(actor)}, {kind}"
    return f"{opening(account_of(content['account']))}, {kind}"


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
        note=f"Event {event.position} ({event.id}), {plain(event.state)}; dated: {dated(event.content['occurred'])}",
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
    notes = [opening(dated(source.published)) if source.published else "Undated"]
    notes += ["In translation"] if source.translated else []
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
    yield Text(source.title, emphasis=True, language=source.language if source.language != _ENGLISH else None)
    yield f", {name(source.publisher)} ({account_of(source.account)})"
    published = dated(source.published) if source.published else "undated"
    yield f", {published}" if published.startswith("undated") else f", published {published}"
    yield f", {source.locator}" if source.locator else ""
    language = _LANGUAGES.get(source.language.partition("-")[0], source.language)
    yield f", in translation ({language})" if source.translated else f", in {language}"
    yield f", looked at {dated(source.accessed)}" if source.accessed else ""
    for words, url in (("", source.url), ("archived: ", source.archive_url)):
        if url:
            yield f", {words}"
            yield Link(url, url)
