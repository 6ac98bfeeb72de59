"""The Idempotency-Key header (draft-ietf-httpapi-idempotency-key-header): quoted as there or bare, the same key."""

import re
from collections.abc import Sequence

import orjson

HEADER = "Idempotency-Key"

# A Structured Field string, RFC 9651 section 3.3.3: printable ASCII between quotation marks, two escapes.
_QUOTED = re.compile(r'"((?:[ !#-\[\]-~]|\\["\\])*)"')
_BARE = re.compile(r"[!#-~]+")
LONGEST = 255


class BadKey(ValueError):
    """The header holds no key; the text says what one looks like."""


def read_key(headers: Sequence[str]) -> str:
    """The key in the values of the header.

    Raises:
        BadKey: there is none, more than one, or it is empty, too long or not of printable ASCII.
    """
    if not headers:
        raise BadKey(f"every call that appends carries a header {HEADER}, chosen by you and kept for repeats")
    written = headers[0].strip(" \t")
    quoted = _QUOTED.fullmatch(written)
    key = re.sub(r"\\(.)", r"\1", quoted[1]) if quoted else written
    if len(headers) > 1 or not 0 < len(key) <= LONGEST or (quoted is None and _BARE.fullmatch(written) is None):
        raise BadKey(f"{HEADER} is one key of 1 to {LONGEST} printable ASCII characters, quoted or without blanks")
    return key


def meaning(body: bytes, *, notify: bool, since: int | None, tags: Sequence[str]) -> bytes:
    """The bytes whose repetition a key stands for: the body as sent, and the parameters that change the append."""
    return orjson.dumps([notify, since, sorted(set(tags))]) + b"\0" + body
