import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.webhooks.outcomes import Failure, Outcome
from alerts.webhooks.verification import echoes

CHALLENGE = "Zk3vQ9x7Lr2Tn8Wb5Yc1Ad"


def answer(body: bytes, code: int = 200, error: Failure | None = None) -> Outcome:
    return Outcome(code, error, body, duration_ms=80, retry_after=None)


@pytest.mark.parametrize(
    "body",
    [
        CHALLENGE,
        f"{CHALLENGE}\n",
        f"\r\n {CHALLENGE}\t",
        f'{{"challenge":"{CHALLENGE}"}}',
        f' {{ "challenge" : "{CHALLENGE}", "ok": true }} ',
    ],
)
def test_statement_20_the_challenge_alone_or_as_a_member_of_an_object_is_an_echo(body: str) -> None:
    assert echoes(answer(body.encode()), CHALLENGE)
    assert echoes(answer(body.encode(), 202), CHALLENGE)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"ok",
        CHALLENGE[:-1].encode(),
        f"{CHALLENGE}x".encode(),
        f"<p>{CHALLENGE}</p>".encode(),
        f'"{CHALLENGE}"'.encode(),
        f'["{CHALLENGE}"]'.encode(),
        f'{{"Challenge":"{CHALLENGE}"}}'.encode(),
        f'{{"challenge":["{CHALLENGE}"]}}'.encode(),
        f'{{"challenge":"{CHALLENGE} "}}'.encode(),
        b'{"challenge":null}',
        b'{"challenge":"\xd0\xb6"}',
        b'{"challenge":"\\ud800"}',
        b"[" * 4096,
        b"\xff\xfe",
        b"1" * 4096,
    ],
)
def test_statement_20_anything_else_is_none(body: bytes) -> None:
    assert not echoes(answer(body), CHALLENGE)


def test_statement_20_a_server_that_sends_back_what_it_was_sent_does_not_consent() -> None:
    sent = json.dumps({"type": "endpoint.verification", "data": {"challenge": CHALLENGE}})
    assert not echoes(answer(sent.encode()), CHALLENGE)


@pytest.mark.parametrize("code", [199, 301, 400, 403, 500])
def test_statement_20_only_2xx_consents(code: int) -> None:
    assert not echoes(answer(CHALLENGE.encode(), code), CHALLENGE)


def test_statement_20_an_answer_that_broke_off_does_not_consent() -> None:
    assert not echoes(answer(CHALLENGE.encode(), error=Failure.TIMED_OUT), CHALLENGE)


@given(st.binary(max_size=4096))
def test_no_answer_consents_by_chance_or_is_too_strange_to_read(body: bytes) -> None:
    assert not echoes(answer(body), CHALLENGE)


@pytest.mark.parametrize("challenge", ["", " ", "виклик", "x" * 2049])
def test_a_challenge_that_nobody_could_echo_is_refused(challenge: str) -> None:
    with pytest.raises(ValueError, match=r"ASCII text|ascii"):
        echoes(answer(b""), challenge)
