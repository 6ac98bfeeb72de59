"""Matching one notice among 100,000 subscriptions, and the digests of 10,000 subscribers."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert

from alerts.destinations import Destination, Subscription
from alerts.filters import Filter, matches
from alerts.sql import digest_store, notice_store, subscription_store
from alerts.sql.tables import destinations, subscription_terms, subscriptions
from alerts.terms import terms_of
from alerts.wishes import Wishes
from events.sql.engines import reading, writing
from monitor.bootstrap import Service
from tests.bench.figure import Bar, Figure, median
from tests.builders import PLEDGE

SUBSCRIPTIONS, MATCHING = 100_000, 100
SUBSCRIBERS, NOTICES = 10_000, 3
_AT_ONCE = 5_000


def matching(engine: str, service: Service) -> Iterator[Figure]:
    """How long it takes to find the subscriptions that ask for a notice, each held against its whole filter."""
    _subscribe(service)
    samples, asked = [], []
    with reading(service.engine) as connection:
        notices = notice_store.after(connection, 0, 1_000)
        announced = service.describing.announced(notices)
        about = [one for one in announced if PLEDGE in one.commitments and one.what in Filter().change]
        for _ in range(20):
            started = time.perf_counter()
            found = subscription_store.candidates(connection, terms_of(about[-1]))
            asked = [one for one in found if matches(one.wishes.filter, about[-1])]
            samples.append((time.perf_counter() - started) * 1000)
    told = {"subscriptions": SUBSCRIPTIONS, "matching": len(asked)}
    yield Figure("alerts: find who asked for a notice", median(samples), "ms", engine, 0, told, Bar(at_most=100))


def digests(engine: str, service: Service) -> Iterator[Figure]:
    """How long it takes to make the daily mail of 10,000 subscribers, and to write them as files."""
    now = datetime.now(UTC)
    with writing(service.engine) as connection:
        numbers = [one.number for one in notice_store.after(connection, 0, NOTICES)]
        for number in range(SUBSCRIBERS):
            name = f"end_{number:026}"
            subscription_store.add_destination(connection, _address(name, now))
            one = Subscription(
                f"sub_{number:026}", name, "active", Wishes(cadence="daily"), 0, now, leave_digest=name.encode()
            )
            subscription_store.add(connection, one)
            digest_store.wait(connection, name, [(each, one.id) for each in numbers])
            digest_store.start(connection, digest_store.Clock(name, "daily", now.date() - timedelta(days=2), now))
    started = time.perf_counter()
    service.digesting.make()
    seconds = time.perf_counter() - started
    told = {"subscribers": SUBSCRIBERS, "notices": len(numbers)}
    yield Figure("alerts: digests made a second", SUBSCRIBERS / seconds, "1/s", engine, 0, told)


def _address(name: str, now: datetime) -> Destination:
    return Destination(name, "email", f"{name}@example.org", "active", 0, now, manage_digest=name.encode())


def _subscribe(service: Service) -> None:
    """Subscriptions of as many endpoints: one in a thousand asks for the commitment, each other for one of its own."""
    now = int(datetime.now(UTC).timestamp() * 1_000_000)
    written = Wishes().model_dump_json(exclude={"filter"}, exclude_unset=True)
    with writing(service.engine) as connection:
        for first in range(0, SUBSCRIPTIONS, _AT_ONCE):
            numbers = range(first, first + _AT_ONCE)
            asked = {n: PLEDGE if n % (SUBSCRIPTIONS // MATCHING) == 0 else f"xx-{n}" for n in numbers}
            connection.execute(
                insert(destinations),
                [
                    {"id": f"d{n}", "channel": "webhook", "address": "https://example.org/", "state": "active"}
                    | {"seq": 0, "failures": 0, "created_at": now}
                    for n in numbers
                ],
            )
            connection.execute(
                insert(subscriptions),
                [
                    {"id": f"s{n}", "destination": f"d{n}", "state": "active", "cadence": "immediate"}
                    | {"filter": Filter(commitment=(asked[n],)).model_dump_json(), "wishes": written}
                    | {"after_notice": 0, "created_at": now}
                    for n in numbers
                ],
            )
            connection.execute(
                insert(subscription_terms),
                [{"term": f"commitment:{asked[n]}", "subscription": f"s{n}"} for n in numbers],
            )
