"""An address that was mailed links, the pages behind them, and everything that a request could change."""

import re
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Any

from httpx2 import Response
from sqlalchemy import select

from alerts.destinations import Destination, Message, State, Subscription
from alerts.identities import Token, token_digest, token_of
from alerts.sql import mail_store, message_store, subscription_store
from alerts.sql.mail_store import Asked
from alerts.sql.tables import metadata
from alerts.wishes import Channel, Wishes
from events.sql.engines import writing
from tests.integration.api.served import Api

ADDRESS = "anna.example@post.example.org"
ENCODED = "application/x-www-form-urlencoded"
ONE_CLICK = b"List-Unsubscribe=One-Click"

MANAGE, CONFIRM, LEAVE, CONTACT = (token_of(bytes([number]) * 16) for number in range(4))
UNKNOWN = token_of(bytes([9]) * 16)

WEEKLY = {"cadence": "weekly", "weekday": 0, "hour": 8, "timezone": "Asia/Almaty", "filter": {"topic": ["media"]}}
AT_ONCE = {"filter": {"jurisdiction": ["KZ"], "change": ["ruling"]}}
LATER = {"cadence": "daily", "filter": {"commitment": ["kz-media-law"]}}


def mailed(api: Api) -> Api:
    """An address with four subscriptions.

    One letter was about the first two, ``sub_1`` and ``sub_2``; ``sub_3`` waits for its confirmation; no letter was
    about ``sub_4`` yet.
    """
    destination(api, "end_1", "email", ADDRESS, MANAGE)
    with writing(api.service.engine) as connection:
        for one in (
            subscription(api, "sub_1", "end_1", "active", WEEKLY),
            subscription(api, "sub_2", "end_1", "active", AT_ONCE),
            subscription(api, "sub_3", "end_1", "pending", LATER),
            subscription(api, "sub_4", "end_1", "active", AT_ONCE),
        ):
            subscription_store.add(connection, one)
        at = api.clock()
        letter = Message("msg_1", "end_1", "append:1", "commitment.changed", 1, "delivered", b"{}", at, None)
        letter = replace(letter, leave_digest=token_digest(LEAVE))
        message_store.add(connection, letter, [(1, "sub_1"), (2, "sub_2")])
        mail_store.ask(connection, Asked(token_digest(CONFIRM), "end_1", "sub_3", at))
        mail_store.ask(connection, Asked(token_digest(CONTACT), "end_1", None, at))
    return api


def destination(api: Api, identity: str, channel: Channel, address: str, manage: Token, **more: Any) -> None:
    """A destination in use."""
    made = Destination(
        identity,
        channel,
        address,
        "active",
        1,
        api.clock(),
        address_digest=identity.encode(),
        manage_digest=token_digest(manage),
        timezone="Asia/Almaty",
    )
    with writing(api.service.engine) as connection:
        subscription_store.add_destination(connection, replace(made, **more))


def subscription(api: Api, identity: str, of: str, state: State, wishes: Any) -> Subscription:
    return Subscription(identity, of, state, Wishes.model_validate(wishes), 0, api.clock())


def states(api: Api) -> dict[str, str]:
    """The state of each subscription."""
    with api.service.engine.connect() as connection:
        return {one.id: one.state for one in subscription_store.of_destination(connection, "end_1")}


def wishes_of(api: Api, identity: str) -> Wishes:
    with api.service.engine.connect() as connection:
        found = subscription_store.subscription(connection, identity)
    assert found is not None
    return found.wishes


def everything(api: Api) -> dict[str, list[Any]]:
    """Every row of every table of alerts."""
    with api.service.engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
        }


def post(api: Api, path: str, body: bytes | dict[str, str] = b"", **headers: str) -> Response:
    """A form as a browser posts it, without cookies, a key or an origin; no redirect is followed."""
    given = {"Content-Type": ENCODED, **{name.replace("_", "-"): value for name, value in headers.items()}}
    if isinstance(body, dict):
        return api.client.post(path, data=body, headers=given, follow_redirects=False)
    return api.client.post(path, content=body, headers=given, follow_redirects=False)


@dataclass
class Element:
    """One element of a page."""

    name: str
    attributes: dict[str, str | None]


class Page(HTMLParser):
    """A page as its elements, its text and the links in it; opens and closes must match."""

    _VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.text = ""
        self._open: list[str] = []
        assert response.headers["content-type"] == "text/html; charset=utf-8"
        self.feed(response.text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs)))
        if tag not in self._VOID and tag != "option":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != "option":
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def words(self) -> str:
        """The text with single spaces."""
        return re.sub(r"\s+", " ", self.text)

    def values(self, attribute: str, of: str | None = None) -> list[str]:
        """Every value of an attribute, of one kind of element or of all."""
        found = (one.attributes.get(attribute) for one in self.elements if of in {None, one.name})
        return [value for value in found if value is not None]
