"""Cursors: where the next page of a list begins, and which view its pages share. Opaque to whoever carries one."""

import base64
import binascii
import hashlib
from dataclasses import dataclass

import orjson

_VERSION = 1
_CHECK_BYTES = 8


class BadCursor(ValueError):
    """No cursor that this list gave out: made up, altered, or of a list asked for with other parameters."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last item of the page before, and the view of its pages.

    ``after`` is the id or position of that item; ``through`` the position that the first page was known at; ``as_of``
    its day, ``YYYY-MM-DD``.
    """

    after: str
    through: int
    as_of: str


def write_cursor(cursor: Cursor, question: str) -> str:
    """The cursor as text. ``question`` is all else that was asked: a cursor continues that question alone."""
    content = orjson.dumps([_VERSION, cursor.after, cursor.through, cursor.as_of])
    return base64.urlsafe_b64encode(_check(content, question) + content).decode().rstrip("=")


def read_cursor(written: str, question: str) -> Cursor:
    """The cursor in a text.

    The digest in it tells a slip from a cursor; it is no secret, since a cursor opens nothing that its reader could not
    ask for.

    Raises:
        BadCursor: it is none of this question.
    """
    try:
        raw = base64.b64decode(written + "=" * (-len(written) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadCursor(written) from error
    check, content = raw[:_CHECK_BYTES], raw[_CHECK_BYTES:]
    if check != _check(content, question) or written != base64.urlsafe_b64encode(raw).decode().rstrip("="):
        raise BadCursor(written)
    match _content(content):
        case [int(version), str(after), int(through), str(as_of)] if version == _VERSION and "\0" not in after:
            return Cursor(after, through, as_of)
    raise BadCursor(written)


def _content(written: bytes) -> object:
    try:
        return orjson.loads(written)
    except orjson.JSONDecodeError:
        return None


def _check(content: bytes, question: str) -> bytes:
    return hashlib.sha256(content + b"\0" + question.encode()).digest()[:_CHECK_BYTES]
