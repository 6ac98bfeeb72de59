"""A document between the record and a file: headings, paragraphs, lists, tables, and footnotes by their numbers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What XML 1.0 (section 2.2) forbids or advises against; nothing that is printed needs any of it."""


@dataclass(frozen=True, slots=True)
class Text:
    """Some words. ``language`` is their BCP 47 tag where it is not that of the document."""

    words: str
    strong: bool = False
    emphasis: bool = False
    struck: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address of the web; ``language`` as of a ``Text``."""

    words: str
    url: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Where footnote ``number`` (from 1) is called for; each is called for once."""

    number: int


Run = Text | Link | Mark
Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 stands below the title."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``quoted`` where the words are somebody's."""

    runs: Runs
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list without numbers."""

    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of column names; every row is as long as that."""

    head: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]


Block = Heading | Paragraph | Items | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A document in the language ``language`` (BCP 47). ``permanent`` is the address of the view it was taken from.

    ``known_at`` is the moment that the view is known at, which stands for the date of the document, so that the same
    view makes the same bytes whenever it is written; ``None`` where nothing was on record.
    """

    title: str
    permanent: str
    known_at: datetime | None
    blocks: tuple[Block, ...]
    notes: tuple[Runs, ...]
    language: str = "en"


@dataclass(slots=True)
class Draft:
    """A document in the making: blocks are added in their order, footnotes as they are called for.

    ``as_note`` is what a later footnote begins with, which the number of the first is filled into.
    """

    language: str = "en"
    as_note: str = "As note %(number)s: "
    blocks: list[Block] = field(default_factory=list)
    notes: list[Runs] = field(default_factory=list)
    _noted: dict[str, int] = field(default_factory=dict)

    def heading(self, words: str, level: int = 1) -> None:
        """Add a heading."""
        self.blocks.append(Heading(level, (Text(words),)))

    def say(self, *runs: Run | str, quoted: bool = False) -> None:
        """Add a paragraph."""
        self.blocks.append(Paragraph(as_runs(runs), quoted))

    def items(self, items: Iterable[Sequence[Run | str]]) -> None:
        """Add a list, unless it is empty."""
        found = tuple(as_runs(one) for one in items)
        if found:
            self.blocks.append(Items(found))

    def table(self, head: Sequence[str], rows: Iterable[Sequence[Sequence[Run | str]]]) -> None:
        """Add a table, unless it has no rows."""
        found = tuple(tuple(as_runs(cell) for cell in row) for row in rows)
        if found:
            self.blocks.append(Table(tuple(head), found))

    def note(self, key: str, full: Sequence[Run | str], again: str) -> Mark:
        """Call for a footnote: in full at first, and later by the number of the first, so that nothing is said twice.

        Args:
            key: what the footnote is about.
            full: what it says.
            again: a few words that name what it is about, for the later ones.
        """
        first = self._noted.setdefault(key, len(self.notes) + 1)
        said: Sequence[Run | str] = full if first > len(self.notes) else (self.as_note % {"number": first}, again)
        self.notes.append(as_runs(said))
        return Mark(len(self.notes))

    def document(self, title: str, permanent: str, known_at: datetime | None) -> Document:
        """The finished document."""
        return Document(clean(title), permanent, known_at, tuple(self.blocks), tuple(self.notes), self.language)


def as_runs(parts: Iterable[Run | str]) -> Runs:
    """Runs, plain strings among them as plain text, without what no file can hold; empty ones are left out."""
    found: list[Run] = []
    for part in parts:
        match part:
            case str():
                found.append(Text(clean(part)))
            case Text():
                words = clean(part.words)
                found.append(Text(words, part.strong, part.emphasis, part.struck, part.language))
            case Link():
                found.append(Link(clean(part.words), part.url, part.language))
            case Mark():
                found.append(part)
    return tuple(one for one in found if isinstance(one, Mark) or one.words)


def clean(words: str) -> str:
    """The words on one line, without characters that XML cannot hold."""
    return re.sub(r"\s+", " ", _NOT_IN_XML.sub("\ufffd", words))
