"""DKIM signatures (RFC 6376), with which a receiver can tell that a letter is ours and unchanged."""

from dataclasses import dataclass, field
from email import message_from_bytes

import dkim  # type: ignore[import-untyped]  # it comes without type information

SIGNED = (
    "from",
    "to",
    "date",
    "subject",
    "message-id",
    "in-reply-to",
    "references",
    "auto-submitted",
    "feedback-id",
    "content-language",
    "mime-version",
    "content-type",
    "list-id",
    "list-unsubscribe",
    "list-unsubscribe-post",
)
"""The headers that a signature covers where the letter has them. RFC 8058 section 4 demands the last two, of which
dkimpy by itself signs only the first."""


class KeyUnreadable(ValueError):
    """The signing key is no RSA key that signatures can be made with; nothing can be sent signed until it is."""

    def __init__(self) -> None:
        super().__init__("the DKIM key is not an RSA private key in PEM (PKCS #1 or PKCS #8)")


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs for a domain, with the key whose public half stands in DNS at ``selector._domainkey.domain``.

    ``key`` is an RSA private key in PEM; it is not shown when the signer is printed.
    """

    domain: str
    selector: str
    key: bytes = field(repr=False)

    def sign(self, letter: bytes) -> bytes:
        """The letter with its signature before it; the letter's own bytes stay as they are.

        ``from`` is signed once more than it occurs, so that nobody can add another (RFC 6376 section 8.15). The
        signature names the moment it was made, by the clock, so two signatures of one letter may differ.

        Raises:
            KeyUnreadable: the key cannot sign.
        """
        present = {name.lower() for name in message_from_bytes(letter)}
        names = [name.encode("ascii") for name in SIGNED if name in present]
        try:
            signature = dkim.sign(
                letter,
                self.selector.encode("ascii"),
                self.domain.encode("ascii"),
                self.key,
                canonicalize=(b"relaxed", b"relaxed"),
                include_headers=[*names, b"from"],
            )
        except dkim.KeyFormatError as err:
            raise KeyUnreadable from err
        return bytes(signature) + letter
