"""Handing one letter to an SMTP server, and what the server said."""

import asyncio
import re
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import aiosmtplib

from alerts.mail.letter import Address
from alerts.mail.printable import one_line
from alerts.mail.smtp_server import SmtpServer

DEADLINE = timedelta(seconds=60)
"""How long an attempt may take in all, from the first byte to the server's last word."""

_GOODBYE_S = 2.0
# RFC 2034 section 4: the enhanced code opens the text of a reply.
_ENHANCED = re.compile(r"\s*([245]\.[0-9]{1,3}\.[0-9]{1,3})(?![0-9.])")
_PERMANENT = range(500, 600)


@dataclass(frozen=True, slots=True)
class Accepted:
    """The server has taken the letter over. It may still bounce."""

    code: int
    text: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The server has not taken the letter over, as far as we know.

    ``code`` is its reply, None where there was none; ``status`` the enhanced code (RFC 3463) in it, if any; ``text``
    what it said, which may name the address. ``permanent`` is whether the recipient or the letter was refused for good
    (5xx to RCPT or DATA). A 5xx to anything before that, a wrong password among them, is about us: it says nothing of
    the recipient, and a later attempt may pass.
    """

    code: int | None
    status: str | None
    text: str
    permanent: bool


async def send(
    letter: bytes,
    server: SmtpServer,
    *,
    envelope_sender: str,
    to: Address,
    hello: str,
    tls: ssl.SSLContext | None = None,
    deadline: timedelta = DEADLINE,
) -> Accepted | Refused:
    """Hand the bytes over as they are, in a connection of their own, and say how that went.

    No trouble with network, TLS or server is raised. Where the connection is lost after the letter was sent and before
    the answer came, the answer is Refused although the server may have it: the next attempt carries the same
    ``Message-ID``.

    Args:
        letter: composed and signed, 7-bit, with CRLF line ends.
        envelope_sender: where bounces go (``alerts.mail.verp.bounce_address``).
        hello: our own host name, as EHLO names it.
        tls: what certificates to trust; those of the system where it is None.
        deadline: for all of it; a server that drips is dropped as one that is silent.
    """
    client = aiosmtplib.SMTP(
        hostname=server.host,
        port=server.port,
        username=server.username,
        password=server.password,
        local_hostname=hello,
        use_tls=server.protection == "tls",
        start_tls=server.protection == "starttls",
        tls_context=tls,
        timeout=deadline.total_seconds(),
    )
    try:
        async with asyncio.timeout(deadline.total_seconds()):
            await client.connect()
            await client.mail(envelope_sender, encoding="ascii")
            await client.rcpt(to, encoding="ascii")
            answer = await client.data(letter)
    except aiosmtplib.SMTPResponseException as err:
        about_the_letter = isinstance(err, aiosmtplib.SMTPRecipientRefused | aiosmtplib.SMTPDataError)
        return _refused(err.code, err.message, permanent=about_the_letter and err.code in _PERMANENT)
    except (aiosmtplib.SMTPException, OSError) as err:
        return Refused(None, None, _trouble(err), permanent=False)
    else:
        await _leave(client)
        return Accepted(answer.code, one_line(answer.message))
    finally:
        client.close()


async def _leave(client: aiosmtplib.SMTP) -> None:
    # The letter is the server's by now, whatever becomes of the goodbye.
    with suppress(aiosmtplib.SMTPException, OSError):
        async with asyncio.timeout(_GOODBYE_S):
            await client.quit()


def _refused(code: int, text: str, *, permanent: bool) -> Refused:
    enhanced = _ENHANCED.match(text)
    # A code of aiosmtplib's own (-1) stands for an answer that was none.
    answered = code if code > 0 else None
    return Refused(answered, enhanced[1] if enhanced else None, one_line(text), permanent=permanent)


def _trouble(err: Exception) -> str:
    """A short word for it: the error's own text may hold addresses of the network, so it is not passed on."""
    if isinstance(err, TimeoutError):
        return "no answer in time"
    if isinstance(err, ssl.SSLError) or isinstance(err.__cause__, ssl.SSLError):
        return "no trusted TLS connection"
    if isinstance(err, aiosmtplib.SMTPServerDisconnected):
        return "the connection was lost"
    if isinstance(err, OSError):
        return "no connection"
    # What is left is aiosmtplib's word for a server without STARTTLS, or without a way to log in that we know.
    return "the server lacks what is needed"
