"""A source as a page names it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SourceShown:
    """A document: who published it, whose account it is, when, and where in it. Addresses lead to the web alone."""

    title: str
    publisher: str
    account: str
    language: str
    translated: bool
    published: str | None
    accessed: str | None
    locator: str | None
    quote: str | None
    url: str | None
    archive_url: str | None
    sha256: str | None
    says: tuple[tuple[str, str], ...]


def sources_shown(sources: Iterable[Mapping[str, Any]]) -> tuple[SourceShown, ...]:
    """The sources of an event, in their order."""
    return tuple(_shown(one) for one in sources)


def _shown(one: Mapping[str, Any]) -> SourceShown:
    return SourceShown(
        title=one["title"],
        publisher=one["publisher"],
        account=one["account"],
        language=one["language"],
        translated=one.get("version") == "translation",
        published=one.get("published"),
        accessed=one.get("accessed"),
        locator=one.get("locator"),
        quote=one.get("quote"),
        url=_web(one.get("url")),
        archive_url=_web(one.get("archive_url")),
        sha256=one.get("sha256"),
        says=tuple((str(name), str(value)) for name, value in (one.get("says") or {}).items()),
    )


def _web(url: str | None) -> str | None:
    """The address where it is one of the web: a page never links to anything that could run."""
    return url if url is not None and url.startswith(("https://", "http://")) else None
