"""Consent of an endpoint: it is sent a challenge once and must give it back before anything else is sent to it."""

import hmac
import json

from alerts.webhooks.outcomes import EXCERPT_BYTES, Outcome

_WHITE_SPACE = b" \t\r\n"


def echoes(outcome: Outcome, challenge: str) -> bool:
    """Whether the endpoint answered 2xx with the challenge.

    The challenge is the whole body, but for white space around it, or stands in a JSON object as its member
    ``challenge``. A server that sends back whatever it was sent does not pass: what it was sent holds the challenge
    deeper. The time it takes does not tell how much of an answer is right.

    Raises:
        ValueError: the challenge is empty, is not ASCII or has no room in what is read of an answer.
    """
    expected = challenge.encode("ascii")
    if not expected.strip(_WHITE_SPACE) or len(expected) > EXCERPT_BYTES // 2:
        raise ValueError("a challenge is ASCII text that an answer has room for")
    if not outcome.accepted:
        return False
    if hmac.compare_digest(outcome.excerpt.strip(_WHITE_SPACE), expected):
        return True
    echoed = _member(outcome.excerpt)
    return echoed is not None and hmac.compare_digest(echoed.encode("utf-8", "replace"), expected)


def _member(body: bytes) -> str | None:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        # RecursionError: 4 KiB of opening brackets.
        return None
    echoed = answer.get("challenge") if isinstance(answer, dict) else None
    return echoed if isinstance(echoed, str) else None
