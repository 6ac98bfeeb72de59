"""What the senders of alerts have to know of the record, which others keep."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from alerts.announced import Announced
from alerts.digest_calendar import Cadence
from alerts.notices import Cause, Notice, Numbered
from alerts.wishes import Wishes

Shape = Mapping[str, Any]
"""A JSON object."""


@dataclass(frozen=True, slots=True)
class Reworded:
    """One thing that was printed of an event, as it read and as it reads; ``None`` where it is withdrawn."""

    of: str
    old: str
    new: str | None


@dataclass(frozen=True, slots=True)
class ActedUpon:
    """The event that a correction or retraction is about, the cause it was told in, and what of it reads otherwise.

    ``told_in`` are the events that told of it, the earlier acts upon it among them, each with its cause.
    """

    event: str
    cause: str
    reason: str
    texts: tuple[Reworded, ...]
    told_in: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A message that no longer reads as it was sent, when that was made, and what reads otherwise."""

    message: str
    made_at: datetime
    act: Numbered
    upon: ActedUpon


@dataclass(frozen=True, slots=True)
class Collected:
    """What one digest tells of one cause; ``matched`` says by notice which subscriptions asked for it, in words.

    ``earlier``: it is newly recorded and happened earlier than what is news.
    """

    notices: tuple[Numbered, ...]
    matched: Mapping[int, tuple[str, ...]]
    earlier: bool


class Describes(Protocol):
    """Reads the record for the senders of alerts."""

    def announced(self, notices: Sequence[Numbered]) -> list[Announced]:
        """The notices as filters see them."""

    def holds(self, cause: Cause) -> bool:
        """Whether anything of a cause still stands; what was retracted before it was sent is told to nobody."""

    def standing(self, notices: Sequence[Numbered]) -> list[Numbered]:
        """Those that still say something; not a grade or a ruling of an event that was corrected and has none now."""

    def upon(self, act: Notice) -> ActedUpon | None:
        """The event that a notice of a correction or retraction is about; ``None`` where nothing printed is changed."""

    def asks(self, wishes: Wishes) -> str:
        """What a subscription asks for, in words."""

    def content(self, notices: Sequence[Numbered]) -> Shape:
        """The facts of some notices of one cause: cause, changes, items, links, in the shapes of the contract."""

    def letter(self, notices: Sequence[Numbered], corrected: Sequence[Corrected]) -> Shape:
        """What a letter about some notices of one cause says (``alerts.mail.letters``), and what it corrects."""

    def digest(self, collected: Sequence[Collected], kind: Cadence, day: date) -> Shape:
        """What a letter says that tells several causes at a time."""

    def nothing_new(self, kind: Cadence, day: date) -> Shape:
        """What a letter says where there was nothing to tell."""
