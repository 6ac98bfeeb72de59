"""Two people at one subscription: what one has read is not what holds once the other has changed it."""

from datetime import timedelta

import pytest

from alerts.destinations import Destination, Subscription
from alerts.sql import message_store
from events.sql.engines import reading
from monitor.alerting.subscribing import NotPossible
from monitor.sending import sending
from tests.builders import bears, stated
from tests.integration.api.served import Api
from tests.integration.receiver import Receiver
from tests.integration.webhooks.hooked import subscribe


@pytest.fixture
def begun(api: Api, receiver: Receiver) -> Subscription:
    """An active subscription, as it was read then."""
    identity = subscribe(api, receiver.url)["id"]
    with sending(api.service) as found:
        found.send()
    return now(api, identity)[0]


def now(api: Api, identity: str) -> tuple[Subscription, Destination]:
    return api.service.subscribing.one(identity, None, staff=True)


def test_what_was_ended_meanwhile_is_neither_paused_nor_resumed(api: Api, begun: Subscription) -> None:
    subscribing = api.service.subscribing
    subscribing.pause(begun)
    paused, _ = now(api, begun.id)
    subscribing.end(begun, "ended by its owner")
    ended = now(api, begun.id)
    with pytest.raises(NotPossible, match="it is ended"):
        subscribing.pause(begun)
    with pytest.raises(NotPossible, match="it is ended"):
        subscribing.resume(paused)
    assert now(api, begun.id) == ended


def test_what_was_paused_meanwhile_is_paused_no_second_time(api: Api, begun: Subscription) -> None:
    api.service.subscribing.pause(begun)
    with pytest.raises(NotPossible, match="it is paused"):
        api.service.subscribing.pause(begun)


def test_what_was_resumed_meanwhile_is_told_nothing_less_by_a_second_who_resumes_it(
    api: Api, begun: Subscription
) -> None:
    api.service.subscribing.pause(begun)
    paused, _ = now(api, begun.id)
    api.service.subscribing.resume(paused)
    with pytest.raises(NotPossible, match="it is active"):
        api.service.subscribing.resume(paused)


def test_what_was_ended_first_goes_on_saying_by_whom_and_when(api: Api, begun: Subscription) -> None:
    api.service.subscribing.end(begun, "ended by its owner")
    ended = now(api, begun.id)
    api.clock.at = api.clock.at.replace(hour=13)
    api.service.subscribing.end(begun, "ended by staff")
    assert now(api, begun.id) == ended


def test_a_secret_that_was_changed_meanwhile_is_the_one_before_the_new_one(api: Api, begun: Subscription) -> None:
    _, to = now(api, begun.id)
    api.service.subscribing.rotate_secret(to)
    between = now(api, begun.id)[1].secret
    api.service.subscribing.rotate_secret(to)
    assert now(api, begun.id)[1].previous_secret == between


def test_an_endpoint_that_was_ended_meanwhile_gets_no_new_secret_no_test_and_no_message_again(
    api: Api, begun: Subscription
) -> None:
    _, to = now(api, begun.id)
    api.append(stated("2021-03-02", bears_on=[bears("neutral")]))
    api.clock.at += timedelta(seconds=1)
    api.service.expanding.expand()
    api.service.subscribing.end(begun, "ended by its owner")
    ended = now(api, begun.id)
    with pytest.raises(NotPossible, match="it is ended"):
        api.service.subscribing.rotate_secret(to)
    with pytest.raises(NotPossible, match="the endpoint is ended"):
        api.service.subscribing.test(to, begun)
    with reading(api.service.engine) as connection:
        every = [one.id for one in message_store.find(connection, destination=to.id)]
    assert len(every) == 1
    assert api.service.subscribing.replay(to, every) == []
    assert now(api, begun.id) == ended
