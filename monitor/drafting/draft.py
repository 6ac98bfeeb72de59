"""A draft: what somebody would append, in whose hands it is, and who may do what about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from events.words import RetractionKind

State = Literal["open", "sent-back", "appended", "withdrawn"]
"""``sent-back``: a second person asks for something else first. The last two are for good."""

LONGEST_REMARK: Final = 2000
"""Characters of what its author or a reviewer says about a draft, as the fields of the pages take them."""

LIVE: Final[tuple[State, ...]] = ("open", "sent-back")


@dataclass(frozen=True, slots=True)
class Author:
    """A member of the staff: the id that the record keeps as ``recorded_by``, by which they are told apart; a name."""

    id: str
    name: str

    def is_same_person_as(self, other: "Author") -> bool:
        """Whether both are one person, as far as anybody can tell."""
        return self.id == other.id


@dataclass(frozen=True, slots=True)
class Undoing:
    """The retraction of a whole append."""

    append: int
    reason: str
    kind: RetractionKind


@dataclass(frozen=True, slots=True)
class Content:
    """What a draft would append: events as JSON, complete or not, or the retraction of a whole append.

    ``file`` is the file that they were read from, ``dossier`` that of an import which any other import shares the
    append with; events of a file are not edited one by one. ``notify`` is false for backfill.
    """

    events: tuple[dict[str, Any], ...] = ()
    undoing: Undoing | None = None
    file: str | None = None
    dossier: str | None = None
    notify: bool = True

    @property
    def event(self) -> Mapping[str, Any] | None:
        """The one event that a form was filled in for; ``None`` where it is anything else."""
        return self.events[0] if self.file is None and len(self.events) == 1 else None


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it is kept. ``content`` is not read for lists.

    Once it is appended or withdrawn, ``content`` is gone, and ``title``, ``note`` and ``words`` are empty.

    ``events`` is how many events it holds or held. ``words`` are the reviewer's.
    ``version`` counts its changes, so that what is appended is what was looked at. ``append`` is the number of the
    append that it became.
    """

    id: str
    title: str
    content: Content | None
    state: State
    version: int
    author: Author
    created_at: datetime
    changed_at: datetime
    events: int = 1
    note: str = ""
    reviewer: Author | None = None
    words: str = ""
    append: int | None = None

    @property
    def live(self) -> bool:
        """Whether anything can still be done about it."""
        return self.state in LIVE

    def may_be_changed_by(self, who: Author) -> bool:
        """Whether somebody may edit or withdraw it: its author, while it is live."""
        return self.live and self.author.is_same_person_as(who)

    def may_be_reviewed_by(self, who: Author) -> bool:
        """Whether somebody may send it back, or append what needs a second person: anybody but its author."""
        return self.live and not self.author.is_same_person_as(who)

    def may_be_appended_by(self, who: Author, *, needs_second: bool) -> bool:
        """Whether somebody may put it on record: its author only what needs no second person."""
        return self.state == "open" and (not needs_second or self.may_be_reviewed_by(who))
