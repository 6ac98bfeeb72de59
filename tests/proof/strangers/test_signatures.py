"""Statement 13 for receivers that run Node.js: the Python half stands in tests/spec/alerts/webhooks/test_signing.py."""

import base64
from datetime import UTC, datetime
from typing import Any

import pytest

from alerts.webhooks.signing import Secret, new_secret, signed_headers
from tests.proof.strangers.node import ask

MESSAGE = "msg_01J9ZC3V5E8Q2W4R6T8Y0ABCDE"
BODY = '{"type":"commitment.changed","data":{"title":"Дін бостандығы"}}'.encode()
CURRENT, PREVIOUS, ANOTHER = (new_secret(bytes(range(first, first + 32))) for first in (0, 100, 200))
EVERYBODY = ["standardwebhooks", "svix", "svix-with-own-verifier"]

pytestmark = pytest.mark.proof


@pytest.fixture
def now() -> datetime:
    """The verifiers ask the clock, so what they are shown is signed now."""
    return datetime.now(UTC)


def request(secret: Secret, headers: dict[str, str], body: bytes = BODY) -> dict[str, Any]:
    """What a receiver holds: its secret, and what came."""
    return {"secret": secret.text, "headers": headers, "body": base64.b64encode(body).decode("ascii")}


def verifying(*requests: dict[str, Any]) -> list[Any]:
    """For each request the libraries that take it for ours."""
    return ask("signatures.mjs", requests)


def each_bit_flipped(text: bytes) -> list[bytes]:
    number = int.from_bytes(text, "big")
    return [(number ^ 1 << bit).to_bytes(len(text), "big") for bit in range(8 * len(text))]


def test_statement_13_a_signed_request_verifies(now: datetime) -> None:
    headers = signed_headers(MESSAGE, now, BODY, CURRENT)
    assert verifying(request(CURRENT, headers), request(PREVIOUS, headers)) == [EVERYBODY, []]


def test_statement_13_during_rotation_either_secret_verifies(now: datetime) -> None:
    headers = signed_headers(MESSAGE, now, BODY, CURRENT, PREVIOUS)
    answers = verifying(*[request(secret, headers) for secret in (CURRENT, PREVIOUS, ANOTHER)])
    assert answers == [EVERYBODY, EVERYBODY, []]


@pytest.mark.parametrize("part", ["webhook-id", "webhook-timestamp"])
def test_statement_13_a_header_with_any_byte_flipped_does_not_verify(part: str, now: datetime) -> None:
    headers = signed_headers(MESSAGE, now, BODY, CURRENT, PREVIOUS)
    written = headers[part].encode("ascii")
    flipped = [request(CURRENT, headers | {part: each.decode("latin-1")}) for each in each_bit_flipped(written)]
    assert verifying(request(CURRENT, headers), *flipped) == [EVERYBODY, *[[] for _ in flipped]]


def test_statement_13_a_body_with_any_byte_flipped_does_not_verify(now: datetime) -> None:
    headers = signed_headers(MESSAGE, now, BODY, CURRENT, PREVIOUS)
    flipped = [request(CURRENT, headers, each) for each in each_bit_flipped(BODY)]
    assert verifying(request(CURRENT, headers), *flipped) == [EVERYBODY, *[[] for _ in flipped]]
