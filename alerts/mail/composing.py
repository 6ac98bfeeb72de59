"""A letter as the bytes that are signed, sent and kept: the same letter always gives the same bytes."""

import re
from dataclasses import dataclass
from datetime import UTC
from email.message import MIMEPart
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from alerts.mail.header_lines import HeaderRefused, header_line, mailbox, unstructured
from alerts.mail.letter import Address, Letter

UNSUBSCRIBE_CHARACTERS = 980
"""The longest ``List-Unsubscribe`` value that is sent, angle brackets included: with the name it fills a line of 998.
One of 77 or fewer also survives relays that encode longer ones; it takes a short host to get there."""

# What a mailbox may be made of without quotation (RFC 5321 section 4.1.2). Letters come with validated addresses; this
# is what keeps any other from becoming two.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
_HOST = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
# What a URL is written with (RFC 3986 section 2), less what would end it or begin another in a list of them.
_ONE_CLICK = re.compile(r"https?://[A-Za-z0-9._~:/?#\[\]@!$&'*+;=%-]+")

# Encoded text has lines of 76 characters (RFC 2045 section 6.8). The wider policy is for headers, of which a part has
# none so long that folding it would matter.
_BODY = SMTP.clone(max_line_length=76)
_WIRE = SMTP.clone(max_line_length=998)


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose letters they are.

    ``host`` is the domain of ``Message-ID`` and ``List-Id``; ``feedback_id`` the sender's part of ``Feedback-ID``, by
    which Gmail groups complaints: 5 to 15 characters that never change.
    """

    name: str
    address: Address
    host: str
    feedback_id: str


def compose(letter: Letter, sender: Sender) -> bytes:
    """The letter with CRLF line ends, 7-bit throughout, so that no relay has a reason to change what was signed.

    Headers stand unfolded on a line each. ``List-Id`` goes by cadence (RFC 2919); ``Auto-Submitted`` keeps automatic
    answers away (RFC 3834); both unsubscribe headers are there together or not at all (RFC 8058).

    Raises:
        HeaderRefused: an address is not one plain address, or the unsubscribe link is not a web address in printable
            ASCII or longer than ``UNSUBSCRIBE_CHARACTERS``.
    """
    lines = [header_line(name, value) for name, value in _headers(letter, sender)]
    return b"".join([*lines, _body(letter).as_bytes(policy=_WIRE)])


def message_id(letter_id: str, host: str) -> str:
    """The ``Message-ID`` of the letter with that id, angle brackets included."""
    return f"<{letter_id}@{host}>"


def _headers(letter: Letter, sender: Sender) -> list[tuple[str, str]]:
    if _HOST.fullmatch(sender.host) is None:
        raise HeaderRefused("Message-ID", "has no host to be made with")
    headers = [
        ("Date", format_datetime(letter.date.astimezone(UTC))),
        ("From", mailbox(sender.name, _plain("From", sender.address))),
        ("To", _plain("To", letter.to)),
        ("Message-ID", message_id(letter.id, sender.host)),
        ("Subject", unstructured(letter.subject)),
        ("Auto-Submitted", "auto-generated"),
        ("Feedback-ID", f"{letter.list_name or 'single'}:alerts:{sender.feedback_id}"),
        ("Content-Language", letter.language),
    ]
    if letter.corrects is not None:
        earlier = message_id(letter.corrects, sender.host)
        headers += [("In-Reply-To", earlier), ("References", earlier)]
    if letter.list_name is not None:
        headers.append(("List-Id", f"<{letter.list_name}.alerts.{sender.host}>"))
    if letter.unsubscribe_url is not None:
        headers += [
            ("List-Unsubscribe", _one_click(letter.unsubscribe_url)),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ]
    return [*headers, ("MIME-Version", "1.0")]


def _plain(name: str, address: str) -> str:
    if _ADDRESS.fullmatch(address) is None:
        raise HeaderRefused(name, "is not one plain address")
    return address


def _one_click(url: str) -> str:
    value = f"<{url}>"
    if _ONE_CLICK.fullmatch(url) is None:
        raise HeaderRefused("List-Unsubscribe", "is not a web address in ASCII")
    if len(value) > UNSUBSCRIBE_CHARACTERS:
        raise HeaderRefused("List-Unsubscribe", f"is longer than {UNSUBSCRIBE_CHARACTERS} characters")
    return value


def _body(letter: Letter) -> MIMEPart:
    """Text, then HTML with its pictures: the last alternative is the one preferred (RFC 2046 section 5.1.4)."""
    body = MIMEPart(policy=_BODY)
    body.set_content(letter.text + "\n", cte=_encoding(letter.text))
    body.add_alternative(letter.html + "\n", subtype="html", cte=_encoding(letter.html))
    body.set_boundary(_boundary(letter.id, "alternative"))
    html = body.get_payload(1)
    if letter.images and isinstance(html, MIMEPart):
        for image in letter.images:
            maintype, _, subtype = image.media_type.partition("/")
            html.add_related(
                image.data, maintype, subtype, cid=f"<{image.content_id}>", disposition="inline", cte="base64"
            )
        html.set_boundary(_boundary(letter.id, "related"))
        html.set_param("type", "text/html")  # RFC 2387 section 3.1
    return body


def _encoding(text: str) -> str:
    return "quoted-printable" if text.isascii() else "base64"


def _boundary(letter_id: str, kind: str) -> str:
    """A boundary that no part can hold: neither base64 nor quoted-printable writes ``=_`` (RFC 2045 section 6.7)."""
    return f"=_{kind}_{sha256(letter_id.encode('ascii')).hexdigest()[:24]}"
