"""Destinations and subscriptions in the database. Every function leaves the transaction to the caller."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Row, delete, insert, select, text, update

from alerts.destinations import Destination, State, Subscription
from alerts.filters import Filter
from alerts.identities import parse_token, token_digest
from alerts.sql.tables import destinations, subscription_terms, subscriptions
from alerts.terms import terms_of_filter
from alerts.wishes import Wishes
from events.sql.instants import from_stored, to_stored
from events.sql.many import bound, spelled

# One number for this purpose among the advisory locks of the database that have two.
_TURNS = 1

_INSTANTS = frozenset(
    {"created_at", "confirmed_at", "disabled_at", "ended_at", "failing_since", "previous_until", "resting_until"}
)


def add_destination(connection: Connection, one: Destination) -> None:
    """Put a destination on record."""
    values = {column.name: getattr(one, column.name) for column in destinations.columns}
    connection.execute(insert(destinations).values(_stored(values)))


def change_destination(connection: Connection, identity: str, **changes: Any) -> None:  # noqa: ANN401 - columns
    """Change some fields of a destination."""
    connection.execute(update(destinations).where(destinations.c.id == identity).values(_stored(changes)))


def destination(connection: Connection, identity: str, *, lock: bool = False) -> Destination | None:
    """One destination; locked, nobody else changes it before the end of the transaction.

    Whoever changes messages of a destination as well locks it first, so that no two wait for each other.
    """
    statement = select(destinations).where(destinations.c.id == identity)
    row = connection.execute(statement.with_for_update() if lock else statement).one_or_none()
    return _destination(row) if row else None


def destinations_of(connection: Connection, identities: Collection[str]) -> dict[str, Destination]:
    """Id -> destination, of those that there are."""
    found = connection.execute(select(destinations).where(destinations.c.id.in_(identities)))
    return {row.id: _destination(row) for row in found}


def locked_well(connection: Connection, identities: Collection[str]) -> set[str]:
    """Those of some destinations that have not failed since their last success.

    All of them are locked until the end of the transaction, in the order of their ids.
    """
    of = destinations.c
    statement = select(of.id, of.failures, of.failing_since).where(of.id.in_(identities)).order_by(of.id)
    found = connection.execute(statement.with_for_update())
    return {row.id for row in found if not row.failures and row.failing_since is None}


def take_turns(connection: Connection, digest: bytes) -> None:
    """Have whoever else asks about what has this digest wait for the end of the transaction, also where no row is yet.

    On SQLite writers take turns anyway.
    """
    if connection.dialect.name == "postgresql":
        asked = {"kind": _TURNS, "which": int.from_bytes(digest[:4], "big", signed=True)}
        connection.execute(text("SELECT pg_advisory_xact_lock(:kind, :which)"), asked)


def with_address(connection: Connection, digests: Collection[bytes]) -> Destination | None:
    """The destination of an address, by its digests, that has not ended."""
    statement = select(destinations).where(
        destinations.c.address_digest.in_(digests), destinations.c.state != "ended", destinations.c.address.is_not(None)
    )
    row = connection.execute(statement.order_by(destinations.c.created_at).limit(1)).one_or_none()
    return _destination(row) if row else None


def with_leave_digest(connection: Connection, digest: bytes) -> Subscription | None:
    """The subscription that a token ends, by its digest."""
    row = connection.execute(select(subscriptions).where(subscriptions.c.leave_digest == digest)).one_or_none()
    return _subscription(row) if row else None


def is_contact(connection: Connection, identity: str) -> bool:
    """Whether a destination is the contact of an endpoint that has not ended."""
    of = destinations.c
    found = select(of.id).where(of.contact == identity, of.state != "ended").limit(1)
    return connection.execute(found).first() is not None


def disabled_endpoints(connection: Connection, since: datetime) -> list[Destination]:
    """The endpoints that were disabled since an instant and still are."""
    of = destinations.c
    statement = select(destinations).where(
        of.channel == "webhook", of.state == "disabled", of.disabled_at >= to_stored(since)
    )
    return [_destination(row) for row in connection.execute(statement.order_by(of.id))]


def unconfirmed_since(connection: Connection, since: datetime) -> list[str]:
    """The URLs of endpoints begun since an instant that have not been confirmed."""
    statement = select(destinations.c.address).where(
        destinations.c.channel == "webhook",
        destinations.c.state == "pending",
        destinations.c.created_at >= to_stored(since),
    )
    return [address for address in connection.execute(statement).scalars() if address is not None]


def managed_by(connection: Connection, token: str) -> Destination | None:
    """The destination that a token manages; ``None`` where there is none, or the text is no token."""
    parsed = parse_token(token)
    if parsed is None:
        return None
    statement = select(destinations).where(destinations.c.manage_digest == token_digest(parsed))
    row = connection.execute(statement).one_or_none()
    return _destination(row) if row else None


def add(connection: Connection, one: Subscription) -> None:
    """Put a subscription on record, to be found by its terms from now on."""
    connection.execute(
        insert(subscriptions).values(
            id=one.id,
            destination=one.destination,
            state=one.state,
            reason=one.reason,
            cadence=one.wishes.cadence,
            filter=one.wishes.filter.model_dump_json(),
            wishes=_written(one.wishes),
            leave_digest=one.leave_digest,
            after_notice=one.after_notice,
            created_at=to_stored(one.created_at),
            ended_at=to_stored(one.ended_at) if one.ended_at else None,
        )
    )
    _find_by(connection, one.id, one.wishes.filter)


def change_wishes(connection: Connection, identity: str, wishes: Wishes, *, found_by: bool = True) -> None:
    """Change what a subscription asks for, and, unless it has ended, by which terms it is found."""
    connection.execute(
        update(subscriptions)
        .where(subscriptions.c.id == identity)
        .values(
            cadence=wishes.cadence,
            filter=wishes.filter.model_dump_json(),
            wishes=_written(wishes),
        )
    )
    if found_by:
        _find_by(connection, identity, wishes.filter)


def change_state(
    connection: Connection,
    identities: Collection[str],
    state: State,
    *,
    reason: str | None = None,
    ended_at: datetime | None = None,
    after_notice: int | None = None,
) -> None:
    """Bring subscriptions into a state; one that has ended is found by no term any more."""
    values: dict[str, Any] = {"state": state, "reason": reason}
    values |= {"ended_at": to_stored(ended_at)} if ended_at else {}
    values |= {"after_notice": after_notice} if after_notice is not None else {}
    for identity in identities:
        connection.execute(update(subscriptions).where(subscriptions.c.id == identity).values(values))
        if state == "ended":
            connection.execute(delete(subscription_terms).where(subscription_terms.c.subscription == identity))


def take_up(connection: Connection, one: Subscription, destination: str, *, after_notice: int) -> None:
    """Take a subscription that has ended up again, at a destination, for what comes after a notice."""
    values = {"state": "active", "reason": None, "ended_at": None, "after_notice": after_notice}
    connection.execute(
        update(subscriptions).where(subscriptions.c.id == one.id).values(**values, destination=destination)
    )
    _find_by(connection, one.id, one.wishes.filter)


def subscription(connection: Connection, identity: str) -> Subscription | None:
    """One subscription."""
    row = connection.execute(select(subscriptions).where(subscriptions.c.id == identity)).one_or_none()
    return _subscription(row) if row else None


def of_destination(connection: Connection, identity: str) -> list[Subscription]:
    """Every subscription of a destination, the oldest first."""
    statement = select(subscriptions).where(subscriptions.c.destination == identity).order_by(subscriptions.c.id)
    return [_subscription(row) for row in connection.execute(statement)]


def all_subscriptions(connection: Connection, *, after: str = "", limit: int = 100) -> list[Subscription]:
    """Subscriptions past an id, the oldest first."""
    statement = select(subscriptions).where(subscriptions.c.id > after).order_by(subscriptions.c.id).limit(limit)
    return [_subscription(row) for row in connection.execute(statement)]


def candidates(connection: Connection, terms: Iterable[str]) -> list[Subscription]:
    """Subscriptions under any of these terms, active ones and those whose destination is disabled: few of many."""
    engine = connection.dialect.name
    statement = (
        "SELECT s.* FROM subscriptions s WHERE s.state IN ('active', 'disabled') AND s.id IN "
        "(SELECT t.subscription FROM subscription_terms t WHERE t.term IN TEXTS(:terms))"
    )
    found = connection.execute(text(spelled(statement, engine)), {"terms": bound(list(terms), engine)})
    return [_subscription(row) for row in found]


def _written(wishes: Wishes) -> str:
    """What was said, and no default: of hours and zones what was set last holds."""
    return orjson.dumps(wishes.model_dump(mode="json", exclude={"filter"}, exclude_unset=True)).decode()


def _find_by(connection: Connection, identity: str, wanted: Filter) -> None:
    connection.execute(delete(subscription_terms).where(subscription_terms.c.subscription == identity))
    rows = [{"term": term, "subscription": identity} for term in sorted(terms_of_filter(wanted))]
    connection.execute(insert(subscription_terms), rows)


def _stored(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: to_stored(value) if name in _INSTANTS and value is not None else value for name, value in values.items()
    }


def _read(row: Row[Any]) -> dict[str, Any]:
    return {
        name: from_stored(value) if name in _INSTANTS and value is not None else value
        for name, value in row._mapping.items()  # noqa: SLF001 - its public name
    }


def _destination(row: Row[Any]) -> Destination:
    return Destination(**_read(row))


def _subscription(row: Row[Any]) -> Subscription:
    values = _read(row)
    wishes = Wishes.model_validate({**orjson.loads(values["wishes"]), "filter": orjson.loads(values["filter"])})
    return Subscription(
        id=values["id"],
        destination=values["destination"],
        state=values["state"],
        wishes=wishes,
        after_notice=values["after_notice"],
        created_at=values["created_at"],
        leave_digest=values["leave_digest"],
        reason=values["reason"],
        ended_at=values["ended_at"],
    )
