"""Keeping drafts: by their authors, looked at by others, appended once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from events.sql.engines import reading, writing
from monitor.drafting import draft_store
from monitor.drafting.draft import Author, Content, Draft

ENDED_SHOWN = 20
"""So many of those that were appended or withdrawn are listed."""


class NoSuchDraft(LookupError):
    """There is no draft of that id."""

    def __init__(self, identity: str) -> None:
        super().__init__(f"there is no draft {identity}")
        self.identity = identity


class NotYours(Exception):
    """Somebody else may do this about a draft."""


class ChangedMeanwhile(Exception):
    """The draft is no longer what was looked at: changed, sent back, appended or withdrawn."""


@dataclass(frozen=True, slots=True)
class Drafting:
    """Drafts on one database; ``new_id`` makes their ids."""

    engine: Engine
    now: Callable[[], datetime]
    new_id: Callable[[], str]

    def keep(self, title: str, content: Content, author: Author, note: str = "") -> Draft:
        """Keep a new draft."""
        now = self.now()
        draft = Draft(self.new_id(), title, content, "open", 1, author, now, now, len(content.events), note)
        with writing(self.engine) as connection:
            draft_store.add(connection, draft)
        return draft

    def one(self, identity: str) -> Draft:
        """A draft.

        Raises:
            NoSuchDraft: there is none of that id.
        """
        with reading(self.engine) as connection:
            found = draft_store.one(connection, identity)
        if found is None:
            raise NoSuchDraft(identity)
        return found

    def live(self) -> list[Draft]:
        """Those about which something can still be done, the one changed last first."""
        with reading(self.engine) as connection:
            return draft_store.live(connection)

    def ended(self) -> list[Draft]:
        """The last of those that were appended or withdrawn."""
        with reading(self.engine) as connection:
            return draft_store.ended(connection, ENDED_SHOWN)

    def change(self, seen: Draft, title: str, content: Content, by: Author, note: str = "") -> None:
        """Put other content into a draft, which is open for review then.

        Raises:
            NotYours: somebody else wrote it.
            ChangedMeanwhile: it is no longer the one seen.
        """
        if not seen.author.is_same_person_as(by):
            raise NotYours
        with writing(self.engine) as connection:
            done = draft_store.change(
                connection, seen.id, seen.version, self.now(), title=title, content=content, note=note
            )
        _refuse_unless(done)

    def send_back(self, seen: Draft, by: Author, words: str) -> None:
        """Give a draft back to its author, saying what is asked for.

        Raises:
            NotYours: its author cannot.
            ChangedMeanwhile: it is no longer the one seen.
        """
        if seen.author.is_same_person_as(by):
            raise NotYours
        with writing(self.engine) as connection:
            done = draft_store.send_back(connection, seen.id, seen.version, self.now(), by, words)
        _refuse_unless(done)

    def withdraw(self, seen: Draft, by: Author) -> None:
        """End a draft, and erase what it holds.

        Raises:
            NotYours: somebody else wrote it.
            ChangedMeanwhile: it is no longer the one seen.
        """
        if not seen.author.is_same_person_as(by):
            raise NotYours
        with writing(self.engine) as connection:
            done = draft_store.withdraw(connection, seen.id, seen.version, self.now())
        _refuse_unless(done)

    def appended(self, seen: Draft, by: Author, append: int) -> None:
        """Note that a draft is on record; harmless to repeat."""
        second = by if not seen.author.is_same_person_as(by) else None
        with writing(self.engine) as connection:
            draft_store.appended(connection, seen.id, self.now(), second, append)


def _refuse_unless(done: bool) -> None:  # noqa: FBT001 - as its callers read
    if not done:
        raise ChangedMeanwhile
