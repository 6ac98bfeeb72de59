"""The page of all subscriptions of an address or endpoint, and what its forms do."""

import re
from typing import Any

import pytest
from httpx2 import Response

from alerts.destinations import Message, MessageState
from alerts.identities import token_of
from alerts.sql import message_store, subscription_store
from events.sql.engines import writing
from tests.integration.api.served import Api
from tests.integration.private_pages.mailed import (
    AT_ONCE,
    LEAVE,
    MANAGE,
    ONE_CLICK,
    UNKNOWN,
    Page,
    destination,
    everything,
    post,
    states,
    subscription,
    wishes_of,
)

LINK = f"/manage/{MANAGE}"
HOOK = token_of(bytes([20]) * 16)


def act(api: Api, what: str, subscription: str | None = None, **more: str) -> Response:
    named = {"subscription": subscription} if subscription is not None else {}
    return post(api, LINK, {"act": what, **named, **more})


def hours(api: Api) -> Any:
    """When digests of the address come."""
    with api.service.engine.connect() as connection:
        to = subscription_store.destination(connection, "end_1")
    assert to is not None
    return to.hour, to.weekday, to.timezone


def test_it_shows_every_subscription_of_the_address_and_no_other(api: Api) -> None:
    destination(api, "end_2", "email", "another@example.org", UNKNOWN)
    with writing(api.service.engine) as connection:
        other = subscription(api, "sub_9", "end_2", "active", {"filter": {"topic": ["elections"]}})
        subscription_store.add(connection, other)
    page = Page(api.get(LINK))
    assert set(page.values("id", "article")) == {"sub_1", "sub_2", "sub_3", "sub_4"}
    assert "On media" in page.words
    assert "elections" not in page.words
    assert "every Monday at 8:00, Asia/Almaty" in page.words


def test_after_a_post_the_page_is_fetched_again_so_that_a_reload_does_nothing(on_sqlite: Api) -> None:
    response = act(on_sqlite, "pause", "sub_1")
    assert (response.status_code, response.headers["location"]) == (303, f"{LINK}?done=pause")
    assert response.headers["cache-control"] == "no-store"
    assert "Paused. Nothing is sent until you resume it." in Page(on_sqlite.get(response.headers["location"])).words


def test_a_subscription_is_paused_and_resumed(api: Api) -> None:
    act(api, "pause", "sub_1")
    assert states(api)["sub_1"] == "paused"
    act(api, "resume", "sub_1")
    assert states(api) == {"sub_1": "active", "sub_2": "active", "sub_3": "pending", "sub_4": "active"}


def test_how_often_it_is_sent_can_be_changed(api: Api) -> None:
    assert act(api, "change", "sub_2", cadence="daily", heartbeat="yes").status_code == 303
    assert (wishes_of(api, "sub_2").cadence, wishes_of(api, "sub_2").heartbeat) == ("daily", True)
    act(api, "change", "sub_2", cadence="immediate")
    assert (wishes_of(api, "sub_2").cadence, wishes_of(api, "sub_2").heartbeat) == ("immediate", False)
    assert wishes_of(api, "sub_2").filter == wishes_of(api, "sub_4").filter


def test_saving_how_often_leaves_the_hour_that_another_subscription_set(api: Api) -> None:
    act(api, "hours", hour="17", weekday="4", timezone="Europe/Vienna")
    act(api, "change", "sub_1", cadence="daily")
    assert hours(api) == (17, 4, "Europe/Vienna")


def test_the_hour_the_weekday_and_the_zone_are_those_of_all_digests(api: Api) -> None:
    act(api, "change", "sub_2", cadence="weekly")
    assert act(api, "hours", hour="17", weekday="4", timezone=" Europe/Vienna ").status_code == 303
    assert hours(api) == (17, 4, "Europe/Vienna")
    assert Page(api.get(LINK)).words.count("every Friday at 17:00, Europe/Vienna") == 2


def test_an_hour_that_was_asked_for_before_can_be_asked_for_again(api: Api) -> None:
    act(api, "hours", hour="9", weekday="0", timezone="Asia/Almaty")
    with writing(api.service.engine) as connection:
        subscription_store.change_destination(connection, "end_1", hour=20)
    act(api, "hours", hour="9", weekday="0", timezone="Asia/Almaty")
    assert hours(api)[0] == 9


def test_a_subscription_is_stopped_for_good_and_no_other(api: Api) -> None:
    act(api, "end", "sub_2")
    assert states(api) == {"sub_1": "active", "sub_2": "ended", "sub_3": "pending", "sub_4": "active"}
    page = Page(api.get(LINK))
    assert "sub_2" not in page.values("id", "article")
    assert "Ended on 4 March 2021: ended by its owner." in page.words


def test_everything_is_stopped(api: Api) -> None:
    response = act(api, "end-all")
    assert response.status_code == 303
    assert set(states(api).values()) == {"ended"}
    assert "Nothing is sent here any more." in Page(api.get(LINK)).words


def test_what_was_left_by_a_letter_stays_visible(on_sqlite: Api) -> None:
    post(on_sqlite, f"/u/{LEAVE}", ONE_CLICK)
    assert "left by the link in a letter" in Page(on_sqlite.get(LINK)).words


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({}, 400),
        ({"act": "dance"}, 400),
        ({"act": "pause"}, 409),
        ({"act": "pause", "subscription": "sub_9"}, 409),
        ({"act": "pause", "subscription": "sub_3"}, 409),
        ({"act": "resume", "subscription": "sub_1"}, 409),
        ({"act": "change", "subscription": "sub_1"}, 422),
        ({"act": "change", "subscription": "sub_1", "cadence": "hourly"}, 422),
        ({"act": "hours", "hour": "24"}, 422),
        ({"act": "hours", "hour": "-1"}, 422),
        ({"act": "hours", "weekday": "7"}, 422),
        ({"act": "hours", "hour": "٣"}, 422),
        ({"act": "hours", "timezone": "Almaty"}, 422),
        ({"act": "hours", "timezone": ""}, 422),
        ({"act": "hours", "timezone": "../../etc/passwd"}, 422),
    ],
)
def test_what_cannot_be_done_changes_nothing_and_the_page_says_why(on_sqlite: Api, form: Any, status: int) -> None:
    before = everything(on_sqlite)
    response = post(on_sqlite, LINK, form)
    assert response.status_code == status
    page = Page(response)
    assert "alert" in page.values("role")
    assert set(page.values("id", "article")) == {"sub_1", "sub_2", "sub_3", "sub_4"}
    assert everything(on_sqlite) == before


def test_the_zone_to_mend_is_marked(on_sqlite: Api) -> None:
    page = Page(act(on_sqlite, "hours", timezone="Almaty"))
    (marked,) = (one for one in page.elements if one.attributes.get("aria-invalid"))
    assert marked.attributes["id"] == "timezone"
    assert "name one such as Asia/Almaty" in page.words


def test_an_endpoint_shows_its_state_and_its_last_ten_messages(api: Api) -> None:
    url = "https://hooks.example.org/services/T0/B0"
    destination(api, "end_5", "webhook", url, HOOK, state="disabled", reason="the endpoint is gone (410)", seq=12)
    with writing(api.service.engine) as connection:
        subscription_store.add(connection, subscription(api, "sub_5", "end_5", "disabled", AT_ONCE))
        for seq in range(1, 13):
            state: MessageState = "held" if seq == 12 else "delivered"
            cause, at = f"append:{seq}", api.clock()
            message_store.add(
                connection,
                Message(f"msg_5{seq}", "end_5", cause, "event.recorded", seq, state, b"{}", at, None, attempts=seq),
            )
    page = Page(api.get(f"/manage/{HOOK}"))
    assert "Disabled The endpoint is gone (410)." in page.words
    assert "an endpoint at hooks.example.org" in page.words
    assert "services" not in page.words
    rows = re.findall(r"(\d+) ?(\w+) ?event\.recorded ?(\d+) ?4 March 2021, 12:00 UTC", page.words)
    assert rows[0] == ("12", "held", "12")
    assert [int(number) for number, _, _ in rows] == list(range(12, 2, -1))
    assert "resume" in page.values("value", "button")


@pytest.mark.parametrize("token", [UNKNOWN, LEAVE, "x", f"%00{MANAGE}"])
def test_what_is_no_manage_link_is_a_page_that_says_so(on_sqlite: Api, token: str) -> None:
    before = everything(on_sqlite)
    for response in (on_sqlite.get(f"/manage/{token}"), post(on_sqlite, f"/manage/{token}", {"act": "end-all"})):
        assert response.status_code == 404
        assert "There is nothing under this link" in Page(response).words
    assert everything(on_sqlite) == before
