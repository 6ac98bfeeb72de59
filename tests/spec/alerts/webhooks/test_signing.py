import base64
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook as StandardWebhook
from standardwebhooks import WebhookVerificationError
from svix.webhooks import Webhook as SvixWebhook

from alerts.webhooks.signing import Secret, SecretRefused, is_signed, new_secret, parse_secret, signed_headers

MESSAGE = "msg_01J9ZC3V5E8Q2W4R6T8Y0ABCDE"
BODY = '{"type":"commitment.changed","data":{"title":"Дін бостандығы"}}'.encode()
CURRENT, PREVIOUS = new_secret(bytes(range(32))), new_secret(bytes(range(100, 132)))
AT = datetime(2031, 2, 3, 4, 5, 6, 700_000, tzinfo=UTC)

Check = Callable[[Secret, dict[str, str], bytes, datetime], bool]


def _standardwebhooks_agrees(secret: Secret, headers: dict[str, str], body: bytes, _: datetime) -> bool:
    try:
        StandardWebhook(secret.text).verify(body, headers, json_parse=False)
    except (WebhookVerificationError, UnicodeDecodeError):
        return False
    return True


def _svix_agrees(secret: Secret, headers: dict[str, str], body: bytes, _: datetime) -> bool:
    try:
        SvixWebhook(secret.text).verify(body, headers)
    except (WebhookVerificationError, UnicodeDecodeError):
        return False
    return True


def _we_agree(secret: Secret, headers: dict[str, str], body: bytes, now: datetime) -> bool:
    message_id, timestamp = headers["webhook-id"], headers["webhook-timestamp"]
    return is_signed(message_id, timestamp, headers["webhook-signature"], body, secret, now=now)


VERIFIERS = pytest.mark.parametrize(
    "check", [_standardwebhooks_agrees, _svix_agrees, _we_agree], ids=["standardwebhooks", "svix", "ours"]
)


@pytest.fixture
def now() -> datetime:
    """The verifiers of others ask the clock, so what they are shown is signed now."""
    return datetime.now(UTC)


@VERIFIERS
def test_statement_13_a_signed_request_verifies(check: Check, now: datetime) -> None:
    assert check(CURRENT, signed_headers(MESSAGE, now, BODY, CURRENT), BODY, now)
    assert not check(PREVIOUS, signed_headers(MESSAGE, now, BODY, CURRENT), BODY, now)


@VERIFIERS
def test_statement_13_during_rotation_either_secret_verifies(check: Check, now: datetime) -> None:
    headers = signed_headers(MESSAGE, now, BODY, CURRENT, PREVIOUS)
    assert check(CURRENT, headers, BODY, now)
    assert check(PREVIOUS, headers, BODY, now)
    assert not check(new_secret(bytes(32)), headers, BODY, now)


@VERIFIERS
@pytest.mark.parametrize("part", ["webhook-id", "webhook-timestamp"])
def test_statement_13_a_header_with_any_byte_flipped_does_not_verify(check: Check, part: str, now: datetime) -> None:
    headers = signed_headers(MESSAGE, now, BODY, CURRENT, PREVIOUS)
    written = headers[part].encode("ascii")
    flipped = [headers | {part: each.decode("latin-1")} for each in _each_bit_flipped(written)]
    assert [each[part] for each in flipped if check(CURRENT, each, BODY, now)] == []


@VERIFIERS
def test_statement_13_a_body_with_any_byte_flipped_does_not_verify(check: Check, now: datetime) -> None:
    headers = signed_headers(MESSAGE, now, BODY, CURRENT, PREVIOUS)
    assert [each for each in _each_bit_flipped(BODY) if check(CURRENT, headers, each, now)] == []


def _each_bit_flipped(text: bytes) -> list[bytes]:
    number = int.from_bytes(text, "big")
    return [(number ^ 1 << bit).to_bytes(len(text), "big") for bit in range(8 * len(text))]


def test_the_headers_name_the_message_the_second_of_this_attempt_and_both_signatures() -> None:
    headers = signed_headers(MESSAGE, AT, BODY, CURRENT, PREVIOUS)
    alone = [signed_headers(MESSAGE, AT, BODY, each)["webhook-signature"] for each in (CURRENT, PREVIOUS)]
    assert headers == {
        "content-type": "application/json",
        "webhook-id": MESSAGE,
        "webhook-timestamp": "1927857906",
        "webhook-signature": " ".join(alone),
    }
    assert all(each.startswith("v1,") and len(base64.b64decode(each[3:])) == 32 for each in alone)


def test_an_instant_is_the_same_in_every_zone() -> None:
    almaty = AT.astimezone(timezone(timedelta(hours=5)))
    assert signed_headers(MESSAGE, almaty, BODY, CURRENT) == signed_headers(MESSAGE, AT, BODY, CURRENT)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        signed_headers(MESSAGE, AT.replace(tzinfo=None), BODY, CURRENT)


@pytest.mark.parametrize("message_id", ["", "msg_a.1", MESSAGE + ".1", MESSAGE[:-1] + ".", MESSAGE[4:], MESSAGE + "\n"])
def test_an_id_with_a_full_stop_or_not_of_our_form_is_refused(message_id: str) -> None:
    with pytest.raises(ValueError, match="no message id"):
        signed_headers(message_id, AT, BODY, CURRENT)


def test_a_signature_counts_for_five_minutes_either_way() -> None:
    headers = signed_headers(MESSAGE, AT.replace(microsecond=0), BODY, CURRENT)
    second = AT.replace(microsecond=0)
    for minutes, seconds, counts in [(5, 0, True), (-5, 0, True), (5, 1, False), (-5, -1, False)]:
        assert _we_agree(CURRENT, headers, BODY, second + timedelta(minutes=minutes, seconds=seconds)) is counts


@given(st.text(), st.text(), st.text(), st.binary())
def test_whatever_a_request_holds_is_simply_not_signed(
    message_id: str, timestamp: str, signatures: str, body: bytes
) -> None:
    assert not is_signed(message_id, timestamp, signatures, body, CURRENT, now=AT)
    assert not is_signed(MESSAGE, "1927857906", signatures, body, CURRENT, now=AT)


def test_a_new_secret_is_32_bytes_in_base64_behind_a_prefix() -> None:
    assert CURRENT.text == "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
    with pytest.raises(ValueError, match="32 random bytes, not 31"):
        new_secret(bytes(31))


@given(st.binary(min_size=24, max_size=64))
def test_a_secret_reads_back_as_it_was_written(key: bytes) -> None:
    assert parse_secret(Secret(key).text) == Secret(key)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "whsec_",
        CURRENT.text.removeprefix("whsec_"),
        CURRENT.text.rstrip("="),
        f" {CURRENT.text}",
        f"{CURRENT.text}\n",
        "whsec_" + "-" * 44,
        "whsec_" + "я" * 44,
        "whsec_" + base64.b64encode(bytes(23)).decode(),
        "whsec_" + base64.b64encode(bytes(65)).decode(),
    ],
)
def test_what_is_no_secret_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(SecretRefused) as refused:
        parse_secret(text)
    assert text[6:] == "" or text[6:] not in str(refused.value)


def test_a_secret_does_not_show_in_what_is_printed_of_it() -> None:
    assert repr(CURRENT) == "Secret()"
