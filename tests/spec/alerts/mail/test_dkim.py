"""Signatures: what they cover, and that a change shows."""

import pytest

from alerts.mail.composing import compose
from alerts.mail.dkim import KeyUnreadable, Signer
from tests.spec.alerts.mail.letters import EARLIER, SENDER, letter, read, signing_key, verifies

KEY, DNS = signing_key()
SIGNER = Signer("example.org", "s1", KEY)


def covered(raw: bytes) -> list[str]:
    tags = dict(tag.strip().partition("=")[::2] for tag in str(read(raw)["DKIM-Signature"]).split(";"))
    return [name.strip().lower() for name in tags["h"].split(":")]


def test_statement_24_both_unsubscribe_headers_are_signed_and_the_signature_verifies() -> None:
    raw = SIGNER.sign(compose(letter(), SENDER))
    assert {"list-unsubscribe", "list-unsubscribe-post"} <= set(covered(raw))
    assert verifies(raw, DNS)


def test_every_header_that_a_reader_sees_is_signed_and_from_once_more_than_it_occurs() -> None:
    names = covered(SIGNER.sign(compose(letter(corrects=EARLIER), SENDER)))
    assert {"from", "to", "date", "subject", "message-id", "list-id", "in-reply-to", "content-type"} <= set(names)
    assert names.count("from") == 2


def test_the_letter_itself_is_not_touched() -> None:
    raw = compose(letter(), SENDER)
    assert SIGNER.sign(raw).endswith(b"\r\n" + raw)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"List-Unsubscribe-Post: List-Unsubscribe=One-Click", b"List-Unsubscribe-Post: List-Unsubscribe=Two-Click"),
        (b"List-Unsubscribe: <https://alerts", b"List-Unsubscribe: <https://evil"),
        (b"Subject: Kazakhstan", b"Subject: Kyrgyzstan"),
        (b"Passed.", b"Failed."),
        (b"Date: ", b"From: somebody@example.net\r\nDate: "),
    ],
)
def test_whatever_is_changed_on_the_way_breaks_the_signature(old: bytes, new: bytes) -> None:
    raw = SIGNER.sign(compose(letter(), SENDER))
    assert not verifies(raw.replace(old, new, 1), DNS)


@pytest.mark.parametrize("key", [b"", b"secret", KEY[:200]])
def test_a_key_that_is_none_is_refused_and_never_shown(key: bytes) -> None:
    signer = Signer("example.org", "s1", key)
    assert "key" not in repr(signer)
    with pytest.raises(KeyUnreadable):
        signer.sign(compose(letter(), SENDER))
