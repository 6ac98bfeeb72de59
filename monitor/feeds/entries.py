"""Feeds before they are written: entries of lines, each text made printable on the way in."""

import html
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict

from alerts.mail.printable import one_line, passage

MOST_ENTRIES: Final = 50
"""How many entries a feed has."""

MOST_LINES: Final = 200
"""How many changes one entry lists: an import of a whole dossier is one cause, and no reader shows thousands."""

Line = Annotated[str, AfterValidator(one_line)]
"""A text on one line, without a character that XML or a reader could stumble over."""

Prose = Annotated[str, AfterValidator(passage)]
"""A text that may have several lines."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Linked(_Part):
    """One line, with where it leads."""

    words: Line
    url: str | None = None


class Listed(_Part):
    """Lines under a heading; ``more`` is how many are left out."""

    heading: Line
    lines: tuple[Linked, ...]
    more: int = 0

    @property
    def shown(self) -> tuple[Linked, ...]:
        """The lines, the last of which says how many are left out."""
        return (*self.lines, Linked(words=f"… and {self.more} more")) if self.more else self.lines


class Entry(_Part):
    """One entry: ``identity`` is never given to another, ``updated`` moves on when what it tells is acted upon.

    ``link`` leads to a page, ``data`` to the same as JSON. ``language`` is that of the title, where it is known.
    """

    identity: str
    title: Line
    link: str
    data: str | None = None
    published: datetime
    updated: datetime
    summary: Prose | None = None
    lists: tuple[Listed, ...] = ()
    topics: tuple[Line, ...] = ()
    language: str | None = None


class Feed(_Part):
    """A feed, newest entries first. ``identity`` is that of what is asked for, in whatever form it is written."""

    identity: str
    title: Line
    home: str
    link: str
    updated: datetime
    entries: tuple[Entry, ...]


def as_html(entry: Entry) -> str:
    """What an entry says, as HTML in which every text and address is escaped."""
    return "".join(_html(entry))


def as_text(entry: Entry) -> str:
    """What an entry says, as lines of text."""
    parts = [entry.summary] if entry.summary else []
    for listed in entry.lists:
        lines = (f"- {line.words}" + (f" <{line.url}>" if line.url else "") for line in listed.shown)
        parts.append("\n".join([f"{listed.heading}:", *lines]))
    return "\n\n".join(parts)


def _html(entry: Entry) -> Iterator[str]:
    if entry.summary:
        yield f"<p>{_escaped(entry.summary)}</p>"
    for listed in entry.lists:
        yield f"<p>{_escaped(listed.heading)}:</p><ul>"
        for line in listed.shown:
            words = _escaped(line.words)
            yield f'<li><a href="{html.escape(line.url)}">{words}</a></li>' if line.url else f"<li>{words}</li>"
        yield "</ul>"


def _escaped(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
