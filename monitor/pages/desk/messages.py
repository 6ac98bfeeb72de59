"""Messages at the desk: what is stuck, what became of each, and sending one again."""

from collections.abc import Sequence
from typing import Annotated, Final, TypeVar, get_args
from urllib.parse import urlencode

from fastapi import Query, Request, Response

from alerts.destinations import Attempt, Destination, Message, MessageState
from alerts.mail.printable import one_line
from alerts.sql import message_store, subscription_store
from alerts.sql.looked_over import Wanted, messages_of
from alerts.wishes import Channel
from events.sql.engines import reading
from monitor.answers.reader import NotOnRecord
from monitor.api.problems import Problem
from monitor.api.serviced import Served
from monitor.bootstrap import Service
from monitor.languages.phrases import gettext as _
from monitor.pages.desk.answering import desk_page, gone_to
from monitor.pages.desk.guarding import Admin, desk_router
from monitor.pages.desk.state_words import CHANNELS as CHANNEL_WORDS
from monitor.pages.desk.state_words import ENDPOINT_STATES, MEANINGS, MESSAGE_STATES, STUCK
from monitor.pages.shown import masked_address
from monitor.watching.signs import LATE_AFTER

PAGE: Final = 50
_ANSWER_CHARACTERS: Final = 120

STATES: Final[tuple[MessageState, ...]] = get_args(MessageState)
CHANNELS: Final[tuple[Channel, ...]] = get_args(Channel)
_AGAIN: Final = frozenset({"delivered", "exhausted", "held", "cancelled", "parked"})

Word = TypeVar("Word", bound=str)

router = desk_router()

Asked = Annotated[str, Query(max_length=200)]


@router.get("/messages")
def read_messages(
    request: Request,
    service: Served,
    staff: Admin,
    state: Asked = "",
    channel: Asked = "",
    to: Asked = "",
    before: Asked = "",
) -> Response:
    """Messages, the newest first, by state, channel and destination."""
    asked = {"state": state, "channel": channel, "to": to.strip()}
    stuck_since = service.now() - LATE_AFTER if state == STUCK else None
    wanted = Wanted(
        state=one_of(STATES, state, "state") if state != STUCK else None,
        channel=one_of(CHANNELS, channel, "channel"),
        destination=to.strip() or None,
        stuck_since=stuck_since,
    )
    with reading(service.engine) as connection:
        found = messages_of(connection, wanted, before=before or None, limit=PAGE + 1)
        reached = subscription_store.destinations_of(connection, {one.destination for one in found})
        tried = message_store.attempts_of(connection, [one.id for one in found])
    kept = {name: value for name, value in asked.items() if value}
    return desk_page(
        request,
        staff,
        "messages.html",
        asked=asked,
        states=[STUCK, *STATES],
        channels=CHANNELS,
        state_words=MESSAGE_STATES,
        channel_words=CHANNEL_WORDS,
        words=MEANINGS,
        found=[(one, _masked(reached.get(one.destination)), _answer(tried[one.id])) for one in found[:PAGE]],
        following=f"?{urlencode({**kept, 'before': found[PAGE - 1].id})}" if len(found) > PAGE else None,
        first=not before,
    )


@router.get("/messages/{message}")
def read_message(request: Request, service: Served, staff: Admin, message: str, done: Asked = "") -> Response:
    """One message with every attempt to deliver it."""
    one, to = _one(service, message)
    with reading(service.engine) as connection:
        attempts = message_store.attempts_of(connection, [one.id])[one.id]
    return desk_page(
        request,
        staff,
        "message.html",
        one=one,
        state_words=MESSAGE_STATES,
        words=MEANINGS[one.state],
        to=to,
        masked=_masked(to),
        attempts=[(each, (each.excerpt or b"").decode("utf-8", "replace")) for each in attempts],
        may_replay=_why_not(one, to) is None,
        why_not=_why_not(one, to),
        done=done == "replayed",
    )


@router.post("/messages/{message}/replay")
def replay_message(request: Request, service: Served, staff: Admin, message: str) -> Response:
    """Send a message again, under the id it has always had."""
    del staff
    one, to = _one(service, message)
    why_not = _why_not(one, to)
    if to is None or why_not is not None or not service.subscribing.replay(to, [one.id]):
        raise Problem("not-possible", _("the message is not sent again: %(why)s", why=why_not or _("it is on its way")))
    return gone_to(request, f"/desk/messages/{one.id}?done=replayed")


def one_of(known: tuple[Word, ...], given: str, name: str) -> Word | None:
    """The word that was chosen, ``None`` where the field was left blank.

    Raises:
        Problem: it is none of those there are.
    """
    if not given:
        return None
    found = next((word for word in known if word == given), None)
    if found is None:
        raise Problem("invalid", _("the field “%(field)s” is one of %(words)s", field=name, words=", ".join(known)))
    return found


def _one(service: Service, identity: str) -> tuple[Message, Destination | None]:
    with reading(service.engine) as connection:
        found = message_store.message(connection, identity)
        if found is None:
            raise NotOnRecord("message", identity)
        return found, subscription_store.destination(connection, found.destination)


def _why_not(one: Message, to: Destination | None) -> str | None:
    """Why a message cannot be sent again."""
    if to is None or to.state != "active":
        if to is None:
            return _("its destination is gone")
        return _("its destination is %(state)s", state=ENDPOINT_STATES[to.state])
    if one.seq is None:
        return _("it is no message about the record")
    return None if one.state in _AGAIN else _("it is on its way")


def _answer(attempts: Sequence[Attempt]) -> str:
    """What was answered at the last attempt, on one line; nothing where there was none, or it is under way."""
    if not attempts:
        return ""
    last = attempts[-1]
    said = one_line((last.excerpt or b"").decode("utf-8", "replace"), _ANSWER_CHARACTERS)
    return " ".join(part for part in (str(last.code or ""), last.error or "", said) if part)


def _masked(to: Destination | None) -> str:
    return masked_address(to.address if to is not None else None)
