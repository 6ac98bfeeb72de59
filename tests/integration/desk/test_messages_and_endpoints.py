"""Messages and the endpoints they go to, as admins see them."""

from datetime import timedelta

import pytest

from alerts.destinations import Destination, Message, MessageState, State, Subscription
from alerts.sql import mail_store, message_store, subscription_store
from alerts.sql.tables import attempts
from alerts.wishes import Channel, Wishes
from events.sql.engines import writing
from tests.integration.api.served import Api
from tests.integration.desk.visited import Desk, signed_in
from tests.integration.private_pages.mailed import Page

HOSTILE = '<img src=x onerror="alert(1)">'


@pytest.fixture
def admin(api: Api) -> Desk:
    """An admin, before a mail address in use and a webhook that was disabled."""
    endpoint(api, "end_mail", "email", "anna@post.example.org", "active")
    endpoint(api, "end_hook", "webhook", "https://hooks.example.org/secret-path", "disabled", reason=HOSTILE)
    return signed_in(api, "Aigul", "admin")


def endpoint(api: Api, name: str, channel: Channel, address: str, state: State, reason: str | None = None) -> None:
    made = Destination(name, channel, address, state, 0, api.clock(), reason=reason, address_digest=name.encode())
    of = Subscription(f"sub_{name}", name, state, Wishes.model_validate({"filter": {}}), 0, api.clock(), reason=reason)
    with writing(api.service.engine) as connection:
        subscription_store.add_destination(connection, made)
        subscription_store.add(connection, of)


def message(api: Api, number: int, state: MessageState, of: str = "end_mail", waits: timedelta | None = None) -> str:
    due = api.clock() - waits if waits is not None else None
    name, cause = f"msg_{number:02}", f"append:{number}"
    made = Message(name, of, cause, "commitment.changed", number, state, b"{}", api.clock(), due)
    with writing(api.service.engine) as connection:
        message_store.add(connection, made)
    return made.id


def listed(desk: Desk, query: str) -> list[str]:
    """The ids of the messages that a page lists."""
    found = desk.page(f"/desk/messages{query}").values("href", "a")
    return [way.rpartition("/")[2] for way in found if way.startswith("/desk/messages/msg")]


def test_messages_are_listed_by_state_channel_and_destination(admin: Desk) -> None:
    api = admin.api
    message(api, 1, "delivered")
    message(api, 2, "held", "end_hook")
    message(api, 3, "exhausted")
    message(api, 4, "queued", waits=timedelta(minutes=9))
    message(api, 5, "retrying", waits=timedelta(minutes=10))
    assert listed(admin, "") == ["msg_05", "msg_04", "msg_03", "msg_02", "msg_01"]
    assert listed(admin, "?state=delivered") == ["msg_01"]
    assert listed(admin, "?channel=webhook") == ["msg_02"]
    assert listed(admin, "?to=end_hook&state=held") == ["msg_02"]
    assert listed(admin, "?state=stuck") == ["msg_05", "msg_03", "msg_02"]
    assert "The field “state” is one of queued" in admin.page("/desk/messages?state=lost", 422).words
    assert listed(admin, "?before=msg_03") == ["msg_02", "msg_01"]


def test_what_was_answered_is_listed_with_what_did_not_arrive(admin: Desk) -> None:
    names = [message(admin.api, 1, "exhausted"), message(admin.api, 2, "delivered")]
    with writing(admin.api.service.engine) as connection:
        for name in names:
            row = {"message": name, "n": 1, "at": 0, "code": 550, "excerpt": f"5.7.1 {HOSTILE} {name}".encode()}
            connection.execute(attempts.insert().values(**row))
    page = admin.page("/desk/messages")
    assert f"550 5.7.1 {HOSTILE} msg_01" in page.text
    assert f"{HOSTILE} msg_02" not in page.text


def test_more_messages_than_a_page_holds_are_on_the_next(admin: Desk) -> None:
    for number in range(1, 53):
        message(admin.api, number, "delivered")
    page = admin.page("/desk/messages?state=delivered")
    (following,) = [way for way in page.values("href", "a") if "before=" in way]
    assert following == "?state=delivered&before=msg_03"
    assert listed(admin, following) == ["msg_02", "msg_01"]


def test_a_message_is_sent_again_under_its_id(admin: Desk) -> None:
    name = message(admin.api, 1, "exhausted")
    assert "Exhausted: it was given up" in admin.page(f"/desk/messages/{name}").words
    response = admin.post(f"/desk/messages/{name}/replay")
    assert response.headers["location"] == f"/desk/messages/{name}?done=replayed"
    page = admin.page(response.headers["location"])
    assert "It will be sent again." in page.words
    assert "Queued: it waits for its first attempt" in page.words
    assert admin.post(f"/desk/messages/{name}/replay").status_code == 409


def test_a_message_to_a_disabled_endpoint_is_not_sent_again(admin: Desk) -> None:
    name = message(admin.api, 1, "held", "end_hook")
    assert "It cannot be sent again: its destination is disabled." in admin.page(f"/desk/messages/{name}").words
    assert admin.post(f"/desk/messages/{name}/replay").status_code == 409


@pytest.mark.parametrize("path", ["/desk/messages/none", "/desk/endpoints/none", "/desk/messages/%00"])
def test_what_there_is_not_is_a_page_that_says_so(admin: Desk, path: str) -> None:
    assert "Not on record" in admin.page(path, 404).words


def test_addresses_are_shown_in_part_and_what_others_wrote_does_nothing(admin: Desk) -> None:
    for path in ("/desk/endpoints", "/desk/endpoints/end_mail", "/desk/endpoints/end_hook"):
        response = admin.get(path)
        assert [word for word in ("anna@", "secret-path", HOSTILE) if word in response.text] == []
    words = admin.page("/desk/endpoints").words
    assert "a…@post.example.org" in words
    assert "an endpoint at hooks.example.org" in words
    assert HOSTILE in admin.page("/desk/endpoints/end_hook").words


def test_a_disabled_endpoint_is_taken_into_use_again_with_what_was_kept(admin: Desk) -> None:
    name = message(admin.api, 1, "held", "end_hook")
    assert "endpoints disabled1" in admin.page("/desk").words
    response = admin.post("/desk/endpoints/end_hook/resume")
    assert "what was kept for it is sent now" in admin.page(response.headers["location"]).words
    assert "Active" in admin.page("/desk/endpoints/end_hook").words
    assert "Queued" in admin.page(f"/desk/messages/{name}").words
    assert admin.post("/desk/endpoints/end_hook/resume").status_code == 409


def test_an_address_that_took_no_mail_is_mailed_again_and_the_page_says_who_did_that(admin: Desk) -> None:
    api = admin.api
    address = "boris@post.example.org"
    endpoint(api, "end_back", "email", address, "disabled")
    digest = api.service.keyring.address_digests(address)[0]
    with writing(api.service.engine) as connection:
        subscription_store.change_destination(connection, "end_back", address_digest=digest)
        mail_store.suppress(connection, digest, "hard", api.clock())
    assert "the address or its mailbox takes no mail" in admin.page("/desk/endpoints/end_back").words
    response = admin.post("/desk/endpoints/end_back/lift")
    page = admin.page(response.headers["location"])
    for words in ("It is mailed again; what was kept for it is sent now.", "Active", "by Aigul, after nothing since"):
        assert words in page.words
    assert admin.post("/desk/endpoints/end_back/lift").status_code == 409
    assert admin.post("/desk/endpoints/end_hook/lift").status_code == 409


def test_a_new_secret_is_shown_once(admin: Desk) -> None:
    response = admin.post("/desk/endpoints/end_hook/rotate")
    assert (response.status_code, response.headers["cache-control"]) == (200, "no-store")
    assert "whsec_" in Page(response).words
    assert "whsec_" not in admin.page("/desk/endpoints/end_hook").words
    assert admin.post("/desk/endpoints/end_mail/rotate").status_code == 409


def test_a_test_message_goes_to_an_endpoint_in_use(admin: Desk) -> None:
    response = admin.post("/desk/endpoints/end_mail/test")
    assert "A test message is on its way." in admin.page(response.headers["location"]).words
    assert len(listed(admin, "?to=end_mail")) == 1
    assert admin.post("/desk/endpoints/end_hook/test").status_code == 409
