"""The policy on webhook URLs: where one may lead, judged by its text alone.

It tells an owner early what is wrong. What holds back a request is the look at the addresses when a connection is made,
since only then is it known what a name means.
"""

import re
from dataclasses import dataclass
from ipaddress import IPv6Address
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit

from alerts.webhooks.addresses import Network, literal, may_be_dialled

DEFAULT_PORTS: Final = frozenset({443, 8443})

LONGEST_URL: Final = 2048
"""In characters, as written."""

_DEFAULT_PORT = {"https": 443, "http": 80}
_CONTROL_OR_SPACE = re.compile(
    r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ud800-\udfff]"
)
_AUTHORITY = re.compile(r"(?P<host>\[[^\[\]]*\]|[^:\[\]]*)(?::(?P<port>[0-9]{0,5}))?")
# RFC 1123 section 2.1. No underscore: such a name can hold no certificate.
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_LONGEST_HOST = 253
# A host whose last label is one of these is read as IPv4 in decimal, octal or hexadecimal (WHATWG URL section 3.5).
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
# IDNA 2003 and 2008 read these four otherwise, so the name could be another's (UTS 46 section 2.3).
_DEVIATING = re.compile("[\u00df\u03c2\u200c\u200d]")
_KEPT_IN_PATH = "/:@!$&'()*+,;=~%-._"
_KEPT_IN_QUERY = _KEPT_IN_PATH + "?"


class DestinationRefused(ValueError):
    """The URL is not allowed; ``reason`` tells its owner what to write instead and names no address."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Policy:
    """What the operator allows.

    ``ports`` are those that https may use, and http where ``allow_http`` is set; http then may use its own port, 80, as
    well. ``allowed`` are networks besides the public ones.
    """

    ports: frozenset[int] = DEFAULT_PORTS
    allow_http: bool = False
    allowed: tuple[Network, ...] = ()


@dataclass(frozen=True, slots=True)
class Destination:
    """A URL that the policy allows, written so that every parser reads the same.

    ``url`` is all ASCII, without a fragment and without the scheme's own port; ``authority`` is what goes into the
    ``Host`` header; ``host`` is in lower case, IDNA-encoded, without a trailing dot, an IPv6 address without brackets.
    """

    url: str
    authority: str
    host: str
    port: int


def destination(url: str, policy: Policy) -> Destination:
    """The destination that a URL means.

    Raises:
        DestinationRefused: it is too long, holds white space, a control character or a backslash, is not https (or
            http where that is allowed), has user information, a port that is not allowed, a host that is no name and no
            address in its usual form, or is an address that may not be dialled.
    """
    if len(url) > LONGEST_URL:
        raise DestinationRefused(f"the URL is longer than {LONGEST_URL} characters")
    if _CONTROL_OR_SPACE.search(url) is not None:
        raise DestinationRefused("the URL holds white space or a control character")
    if "\\" in url:
        raise DestinationRefused("the URL holds a backslash: write / or %5C")
    try:
        parts = urlsplit(url)
    except ValueError:
        raise DestinationRefused("the URL has no readable host") from None
    scheme = _scheme(parts, policy)
    if "@" in parts.netloc:
        raise DestinationRefused("the URL names a user or a password: take it out")
    found = _AUTHORITY.fullmatch(parts.netloc)
    if found is None:
        raise DestinationRefused("the URL has no readable host or port")
    host = _host(found["host"], policy)
    port = int(found["port"]) if found["port"] else _DEFAULT_PORT[scheme]
    if port not in policy.ports and not (scheme == "http" and port == _DEFAULT_PORT["http"]):
        usual = ", ".join(str(each) for each in sorted(policy.ports))
        raise DestinationRefused(f"the URL has a port that is not allowed: use one of {usual}")
    authority = f"[{host}]" if ":" in host else host
    if port != _DEFAULT_PORT[scheme]:
        authority += f":{port}"
    path = quote(parts.path, safe=_KEPT_IN_PATH) or "/"
    query = f"?{quote(parts.query, safe=_KEPT_IN_QUERY)}" if parts.query else ""
    return Destination(f"{scheme}://{authority}{path}{query}", authority, host, port)


def _scheme(parts: SplitResult, policy: Policy) -> str:
    if parts.scheme == "https" or (parts.scheme == "http" and policy.allow_http):
        return parts.scheme
    raise DestinationRefused(f"the URL must begin with https://{' or http://' if policy.allow_http else ''}")


def _host(written: str, policy: Policy) -> str:
    """The host in the form of ``Destination.host``."""
    if written.startswith("["):
        address = literal(written[1:-1])
        if not isinstance(address, IPv6Address):
            raise DestinationRefused("the URL has brackets around what is no IPv6 address")
    else:
        name = _name(written)
        address = literal(name)
        if address is None:
            if _NUMBER.fullmatch(name.rpartition(".")[2]) is not None:
                raise DestinationRefused("the host is a number: write its name")
            return name
    if not may_be_dialled(address, policy.allowed):
        raise DestinationRefused("the host is an address that is not allowed")
    return str(address)


def _name(written: str) -> str:
    if _DEVIATING.search(written) is not None:
        raise DestinationRefused(
            "the host has a letter that is read in two ways: write the name as it begins with xn--"
        )
    try:
        name = written.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        raise DestinationRefused("the host is no name: write it in letters, digits, hyphens and dots") from None
    if len(name) > _LONGEST_HOST or not all(_LABEL.fullmatch(label) for label in name.split(".")):
        raise DestinationRefused("the host is no name: write it in letters, digits, hyphens and dots")
    return name
