"""Erasing: what says who somebody is goes 28 days after the last subscription there has ended."""

from collections.abc import Callable
from datetime import datetime, timedelta

import orjson
from sqlalchemy import Connection, Engine, text

from alerts.leaving import end
from alerts.message_types import CONFIRMATION
from alerts.posting import CONFIRM_WITHIN, STAFF_DESTINATION
from alerts.sql import subscription_store
from events.sql.engines import writing
from events.sql.instants import to_stored

KEPT_FOR = timedelta(days=28)
NEVER_CONFIRMED = "never confirmed"

_AT_ONCE = 100

_ITS_OWN = "SELECT id FROM messages WHERE destination = :id"
_ABOUT_IT = (
    "SELECT id FROM messages WHERE cause LIKE :disabled OR type = :asking AND EXISTS (SELECT 1 FROM confirmations c"
    " JOIN subscriptions s ON s.id = c.subscription WHERE s.destination = :id"
    " AND c.destination = messages.destination AND c.made_at = messages.created_at)"
)
"""What was mailed to others about an endpoint names its URL; looking for it takes a while."""


class Erasing:
    """Ends what was never confirmed, and erases what belonged to whoever has left."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now

    def erase(self) -> int:
        """Erase everything whose time has come; how many destinations that were."""
        now, erased = self._now(), 0
        with writing(self._engine) as connection:
            _end_unconfirmed(connection, now)
            _end_unused(connection, now)
        while True:
            with writing(self._engine) as connection:
                due = _due(connection, now)
                for identity in due:
                    _forget(connection, identity)
            erased += len(due)
            if len(due) < _AT_ONCE:
                return erased


def _end_unconfirmed(connection: Connection, now: datetime) -> None:
    statement = text("SELECT id FROM subscriptions WHERE state = 'pending' AND created_at <= :since ORDER BY id")
    for name in connection.execute(statement, {"since": to_stored(now - CONFIRM_WITHIN)}).scalars().all():
        one = subscription_store.subscription(connection, name)
        if one is not None:
            end(connection, one, NEVER_CONFIRMED, now)


def _end_unused(connection: Connection, now: datetime) -> None:
    """End addresses to which nothing is sent any more.

    They have no subscription, are no endpoint's contact, and are not asked whether they want to be.
    """
    connection.execute(
        text(
            "UPDATE destinations SET state = 'ended', ended_at = :now, reason = 'not in use' "
            "WHERE channel = 'email' AND state <> 'ended' AND id <> :staff AND created_at <= :since "
            "AND NOT EXISTS (SELECT 1 FROM subscriptions s WHERE s.destination = destinations.id "
            "AND s.state <> 'ended') AND NOT EXISTS (SELECT 1 FROM destinations e WHERE e.contact = destinations.id "
            "AND e.state <> 'ended') AND NOT EXISTS (SELECT 1 FROM confirmations c "
            "WHERE c.destination = destinations.id AND c.made_at > :since)"
        ),
        {"now": to_stored(now), "staff": STAFF_DESTINATION, "since": to_stored(now - CONFIRM_WITHIN)},
    )


def _due(connection: Connection, now: datetime) -> list[str]:
    found = connection.execute(
        text(
            "SELECT id FROM destinations WHERE ended_at <= :since AND address IS NOT NULL AND state = 'ended' "
            "ORDER BY id LIMIT :most"
        ),
        {"since": to_stored(now - KEPT_FOR), "most": _AT_ONCE},
    )
    return list(found.scalars())


def _forget(connection: Connection, identity: str) -> None:
    """The address, its secrets and notes, what its messages said to it and what servers said of it.

    What remains says which notices some destination was told, and nothing of whose it was.
    """
    subscription_store.change_destination(
        connection, identity, address=None, secret=None, previous_secret=None, challenge=None, contact=None
    )
    for one in subscription_store.of_destination(connection, identity):
        unnamed = one.wishes.model_dump(mode="json", exclude_unset=True, exclude={"note"})
        subscription_store.change_wishes(connection, one.id, type(one.wishes).model_validate(unnamed), found_by=False)
    to = subscription_store.destination(connection, identity)
    is_endpoint = to is not None and to.channel == "webhook"
    asked = {"id": identity, "disabled": f"disabled:{identity}:%", "asking": CONFIRMATION}
    own = f"{_ITS_OWN} UNION {_ABOUT_IT}" if is_endpoint else _ITS_OWN
    connection.execute(text(f"UPDATE attempts SET excerpt = NULL WHERE message IN ({own})"), asked)  # noqa: S608
    bodies = connection.execute(text(f"SELECT id, body FROM messages WHERE id IN ({own})"), asked).all()  # noqa: S608
    for name, body in bodies:
        told = orjson.loads(bytes(body))
        told.pop("letter", None)
        told.get("data", {}).pop("notes", None)
        connection.execute(
            text("UPDATE messages SET body = :body WHERE id = :id"), {"body": orjson.dumps(told), "id": name}
        )
