"""What of an event can be searched: its words, and those of the commitment or measure that it tells of.

Nothing that can be erased (names of private persons, quotations) is among them, so there is nothing to forget: their
places in the log hold digests, and no document is made of them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

Kind = Literal["commitment", "measure", "event"]

KINDS: Final[tuple[Kind, ...]] = ("commitment", "measure", "event")
"""In the order in which what is found is listed."""


@dataclass(frozen=True, slots=True)
class Document:
    """Words about one thing. Several may be about the same: it is found by the words of each."""

    kind: Kind
    key: str
    jurisdiction: str
    title: str
    body: str


def documents(envelope: Mapping[str, Any], about: str, names: Sequence[str]) -> list[Document]:
    """The documents of an event on record.

    Args:
        envelope: as recorded, with digests in place of what can be erased.
        about: the id of the event that it is about: its own, or of an act upon one that event.
        names: what the bodies that have a part in it are called.
    """
    replacement = envelope["data"].get("replacement")
    content = replacement if replacement is not None else envelope
    jurisdiction = str(content.get("jurisdiction") or envelope.get("jurisdiction") or "")
    event = Document(
        "event", about, jurisdiction, _joined(_titles(content)), _joined([*_told(content), *_told(envelope), *names])
    )
    return [event, *_declared(content["data"], jurisdiction)]


def _titles(content: Mapping[str, Any]) -> Iterator[Any]:
    yield content.get("title")
    for translation in (content.get("translations") or {}).values():
        yield translation.get("title")


def _told(content: Mapping[str, Any]) -> Iterator[Any]:
    yield content.get("summary")
    for translation in (content.get("translations") or {}).values():
        yield translation.get("summary")
    yield from content.get("topics") or ()
    yield from (source["title"] for source in content.get("sources") or ())
    data = content["data"]
    for speaker in data.get("speakers") or ():
        yield speaker.get("as_described")
    yield data.get("via")
    yield data.get("reason")
    yield data.get("note")
    body = data.get("body")
    yield body.get("name") if isinstance(body, Mapping) else None


def _declared(data: Mapping[str, Any], jurisdiction: str) -> Iterator[Document]:
    """The commitment that is made or amended, the measure that is named with its title."""
    made, measure = data.get("commitment"), data.get("measure")
    if isinstance(made, Mapping):
        yield Document("commitment", made["id"], jurisdiction, made["title"], _joined(_promised(made)))
    elif isinstance(made, str) and (data.get("title") or data.get("terms") or data.get("benchmarks")):
        yield Document("commitment", made, jurisdiction, data.get("title") or "", _joined(_promised(data)))
    if isinstance(measure, Mapping) and measure.get("title"):
        yield Document("measure", measure["id"], jurisdiction, measure["title"], "")


def _promised(made: Mapping[str, Any]) -> Iterator[Any]:
    yield from (term["text"] for term in made.get("terms") or ())
    yield from (mark["title"] for mark in made.get("benchmarks") or ())


def _joined(texts: Iterable[Any]) -> str:
    # What can be erased is an object with a digest; a text alone is looked through.
    return " ".join(dict.fromkeys(text for text in texts if isinstance(text, str)))
