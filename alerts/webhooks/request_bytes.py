"""A request as it is sent: HTTP/1.1 with a body of known length (RFC 9112)."""

import re
from collections.abc import Sequence

_TOKEN = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_TARGET = re.compile(rb"[\x21-\x7e]+")
_ENDS_A_LINE = re.compile(rb"[\x00\r\n]")


class CannotBeSent(ValueError):
    """A part of it would be read as something else, or its length is not what its headers say."""


def request_bytes(method: bytes, target: bytes, headers: Sequence[tuple[bytes, bytes]], body: bytes) -> bytes:
    """The request, ready to be sent, with its headers as they are given and none besides.

    Args:
        method: such as ``POST``.
        target: path and query, percent-encoded.
        headers: ``Host`` among them and, unless the body is empty, ``Content-Length``.
        body: all of it.

    Raises:
        CannotBeSent: see there.
    """
    well_formed = _TOKEN.fullmatch(method) is not None and _TARGET.fullmatch(target) is not None
    length = b"0"
    lines = [method, b" ", target, b" HTTP/1.1\r\n"]
    for name, value in headers:
        well_formed &= _TOKEN.fullmatch(name) is not None and _ENDS_A_LINE.search(value) is None
        lowered = name.lower()
        if lowered == b"content-length":
            length = value
        well_formed &= lowered != b"transfer-encoding"
        lines += (name, b": ", value, b"\r\n")
    if not well_formed or length != b"%d" % len(body):
        raise CannotBeSent("the request cannot be written as it is given")
    return b"".join([*lines, b"\r\n", body])
