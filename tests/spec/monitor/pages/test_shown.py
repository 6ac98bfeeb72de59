"""How a page shows a subscription."""

from datetime import UTC, datetime
from typing import Any

import pytest

from alerts.destinations import Destination, Subscription
from alerts.wishes import Wishes
from monitor.languages.calendar import day_in_words, instant_in_words
from monitor.pages.shown import masked_address, shown

AT = datetime(2021, 3, 4, 12, 0, tzinfo=UTC)
MAIL = Destination("end_1", "email", "a@example.org", "active", 0, AT, hour=18, weekday=4, timezone="Asia/Almaty")
HOOK = Destination("end_2", "webhook", "https://example.org/", "active", 0, AT)


def subscription(state: Any = "active", reason: str | None = None, **wishes: Any) -> Subscription:
    ended = AT if state == "ended" else None
    wanted = Wishes.model_validate({"filter": {"change": ["ruling"]}, **wishes})
    return Subscription("sub_1", "end_1", state, wanted, 0, AT, reason=reason, ended_at=ended)


def test_the_hour_shown_is_that_of_the_destination_whatever_a_subscription_once_said() -> None:
    (one,) = shown(MAIL, [subscription(cadence="weekly", hour=3, timezone="UTC")], {})
    assert one.words == "Everything on record: court rulings, every Friday at 18:00, Asia/Almaty"


@pytest.mark.parametrize(
    ("state", "to", "may"),
    [
        ("pending", HOOK, (False, False)),
        ("active", MAIL, (True, False)),
        ("paused", MAIL, (False, True)),
        ("disabled", HOOK, (False, True)),
        # Mail comes back: the address has to confirm itself again.
        ("disabled", MAIL, (False, False)),
        ("ended", MAIL, (False, False)),
    ],
)
def test_what_can_be_done_follows_from_the_state(state: str, to: Destination, may: tuple[bool, bool]) -> None:
    (one,) = shown(to, [subscription(state)], {})
    assert (one.may_pause, one.may_resume) == may
    assert one.told


def test_what_is_waited_for_depends_on_the_channel() -> None:
    told = [shown(to, [subscription("pending")], {})[0].told for to in (MAIL, HOOK)]
    assert ["link" in told[0], "challenge" in told[1]] == [True, True]


def test_how_it_ended_is_said_in_a_sentence() -> None:
    (one,) = shown(MAIL, [subscription("ended", "left by the link in a letter")], {})
    assert one.ended == "Ended on 4 March 2021: left by the link in a letter."


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("anna.example@example.org", "a…@example.org"),
        ("ä@пример.рф", "ä…@пример.рф"),
        ("https://user:word@hooks.example.org:8443/services/T0/B0?key=1", "an endpoint at hooks.example.org"),
        (None, "an address that was erased"),
    ],
)
def test_an_address_is_known_again_by_its_owner_alone(address: str | None, masked: str) -> None:
    assert masked_address(address) == masked


def test_days_and_instants_are_written_out() -> None:
    assert (day_in_words(AT), instant_in_words(AT)) == ("4 March 2021", "4 March 2021, 12:00 UTC")
