"""Which server letters are handed to, as its URL says."""

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote, urlsplit

Protection = Literal["none", "starttls", "tls"]

_SCHEMES: dict[str, tuple[Protection, int]] = {
    "smtp": ("none", 25),
    "smtp+starttls": ("starttls", 587),
    "smtps": ("tls", 465),
}


class ServerUrlRefused(ValueError):
    """The URL names no SMTP server; the message says what is wrong and holds no part of the URL, a password least."""


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """A server and how to talk to it.

    ``none`` speaks in the clear, for a relay on the same machine or network; ``starttls`` refuses to go on where the
    server does not offer it (RFC 3207); ``tls`` begins with the handshake (RFC 8314).
    """

    host: str
    port: int
    protection: Protection
    username: str | None = None
    password: str | None = field(default=None, repr=False)


def parse_server(url: str) -> SmtpServer:
    """The server of ``smtp://``, ``smtp+starttls://`` or ``smtps://``, then ``[user:password@]host[:port]``.

    Ports are 25, 587 and 465 where none is given. User and password are percent-decoded.

    Raises:
        ServerUrlRefused: another scheme, no host, an impossible port, a user without a password or the reverse, or
            anything behind the port.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
        (parts.hostname or "").encode("idna")  # what the resolver will do with it
    except ValueError as err:
        raise ServerUrlRefused(
            "the mail server's address cannot be read: write smtps://user:password@host:465"
        ) from err
    if parts.scheme not in _SCHEMES:
        raise ServerUrlRefused(f"the mail server's address begins with one of {', '.join(f'{s}://' for s in _SCHEMES)}")
    if not parts.hostname or port == 0:
        raise ServerUrlRefused("the mail server's address has no host, or a port that is none")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ServerUrlRefused("the mail server's address ends with the port")
    if bool(parts.username) != bool(parts.password):
        raise ServerUrlRefused("the mail server's address has a user without a password, or the reverse")
    protection, usual = _SCHEMES[parts.scheme]
    return SmtpServer(
        host=parts.hostname,
        port=port or usual,
        protection=protection,
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
    )
