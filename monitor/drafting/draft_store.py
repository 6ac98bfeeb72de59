"""Drafts in the database. Every function leaves the transaction to the caller."""

from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import Connection, Row, insert, select, update

from monitor.drafting.draft import LIVE, Author, Content, Draft, State, Undoing
from monitor.drafting.tables import drafts

_LIVE: Final = drafts.c.state.in_(LIVE)
_LISTED: Final = [column for column in drafts.c if column is not drafts.c.content]
"""An import may be large, and a list does not show it."""

_ERASED: Final[dict[str, Any]] = {"content": None, "title": "", "note": "", "words": ""}
"""Titles and remarks name private persons as well as events do."""


def add(connection: Connection, draft: Draft) -> None:
    """Keep a new draft."""
    connection.execute(
        insert(drafts).values(
            id=draft.id,
            title=storable(draft.title),
            events=draft.events,
            content=_written(draft.content),
            state=draft.state,
            version=draft.version,
            author_id=draft.author.id,
            author_name=draft.author.name,
            created_at=draft.created_at,
            changed_at=draft.changed_at,
            note=storable(draft.note),
            words=storable(draft.words),
        )
    )


def one(connection: Connection, identity: str) -> Draft | None:
    """The draft of that id."""
    row = connection.execute(select(drafts).where(drafts.c.id == identity)).one_or_none()
    return _draft(row) if row else None


def live(connection: Connection) -> list[Draft]:
    """Those about which something can still be done, the one changed last first; without what they hold."""
    asked = select(*_LISTED).where(_LIVE).order_by(drafts.c.changed_at.desc(), drafts.c.id)
    return [_draft(row) for row in connection.execute(asked)]


def ended(connection: Connection, limit: int) -> list[Draft]:
    """Those that were appended or withdrawn, the latest first."""
    asked = select(*_LISTED).where(~_LIVE).order_by(drafts.c.changed_at.desc(), drafts.c.id).limit(limit)
    return [_draft(row) for row in connection.execute(asked)]


def change(
    connection: Connection, identity: str, version: int, now: datetime, *, title: str, content: Content, note: str
) -> bool:
    """Put other content into a live draft of this version, which is open then; whether it was that."""
    values: dict[str, Any] = {
        "title": storable(title),
        "content": _written(content),
        "events": len(content.events),
        "note": storable(note),
        "state": "open",
    }
    return _moved(connection, identity, version, now, values)


def send_back(connection: Connection, identity: str, version: int, now: datetime, by: Author, words: str) -> bool:
    """Give a live draft of this version back to its author with words; whether it was that."""
    values = {"state": "sent-back", "reviewer_id": by.id, "reviewer_name": by.name, "words": storable(words)}
    return _moved(connection, identity, version, now, values)


def withdraw(connection: Connection, identity: str, version: int, now: datetime) -> bool:
    """End a live draft of this version and erase what was written; whether it was that."""
    return _moved(connection, identity, version, now, {**_ERASED, "state": "withdrawn"})


def appended(connection: Connection, identity: str, now: datetime, by: Author | None, append: int) -> bool:
    """End a live draft that is on record now, whatever its version, and erase what was written; whether it was live.

    ``by`` is the second person; ``None`` where none was needed.
    """
    values: dict[str, Any] = {**_ERASED, "state": "appended", "append": append}
    if by is not None:
        values |= {"reviewer_id": by.id, "reviewer_name": by.name}
    return _moved(connection, identity, None, now, values)


def storable(text: str) -> str:
    """The text without what PostgreSQL cannot keep."""
    return text.replace("\0", "")


def _moved(connection: Connection, identity: str, version: int | None, now: datetime, values: dict[str, Any]) -> bool:
    which = (drafts.c.id == identity) & _LIVE
    if version is not None:
        which &= drafts.c.version == version
    changed = {**values, "version": drafts.c.version + 1, "changed_at": now}
    return connection.execute(update(drafts).where(which).values(changed)).rowcount == 1


def _written(content: Content | None) -> str | None:
    # Amounts of a file are decimals; as text the vocabulary takes them too.
    return None if content is None else orjson.dumps(asdict(content), default=str).decode()


def _draft(row: Row[Any]) -> Draft:
    state: State = row.state
    reviewer = Author(row.reviewer_id, row.reviewer_name) if row.reviewer_id is not None else None
    return Draft(
        id=row.id,
        title=row.title,
        content=_content(row),
        state=state,
        version=row.version,
        author=Author(row.author_id, row.author_name),
        created_at=row.created_at,
        changed_at=row.changed_at,
        events=row.events,
        note=row.note,
        reviewer=reviewer,
        words=row.words,
        append=row.append,
    )


def _content(row: Row[Any]) -> Content | None:
    written = row._mapping.get("content")  # noqa: SLF001 - documented by SQLAlchemy, and named so that no column hides it
    if written is None:
        return None
    kept = orjson.loads(written)
    undoing = Undoing(**kept["undoing"]) if kept["undoing"] is not None else None
    return Content(tuple(kept["events"]), undoing, kept["file"], kept["dossier"], kept["notify"])
