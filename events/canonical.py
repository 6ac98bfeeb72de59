"""The one way to write a JSON value as bytes, so that equal values have equal hashes."""

import re

import orjson

from events.strict_json import LARGEST_EXACT_INTEGER
from events.text import SURROGATE

# Integers beyond 2^53 - 1 are refused by the option: RFC 8785 section 3.2.2.3 writes numbers as doubles.
_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
_SCALARS = frozenset({str, int, bool, type(None)})
_DEEPEST = 254  # where orjson stops
_SURROGATE = re.compile(SURROGATE)


class NotCanonical(ValueError):
    """The value has no canonical bytes here; ``reason`` says why, ``pointer`` where (RFC 6901 JSON pointer)."""

    def __init__(self, reason: str, pointer: str) -> None:
        super().__init__(f"{pointer or 'the value'}: {reason}")
        self.reason = reason
        self.pointer = pointer


def canonical(value: object) -> bytes:
    """The value in the JSON Canonicalization Scheme (RFC 8785): UTF-8, sorted keys, no white space.

    Taken are dict, list and tuple of str, int, bool and None. Amounts with a fraction are to be text: a float would be
    written as its nearest double. Keys are ASCII, for which the order of code points, ours, and of UTF-16 code units,
    the standard's, is the same.

    Raises:
        NotCanonical: a float, Decimal or any other type (subclasses too), a key that is no ASCII text, an integer
            beyond 2^53 - 1, a lone surrogate, nesting beyond some 250 levels.
    """
    try:
        written = orjson.dumps(value, option=_OPTIONS)
    except orjson.JSONEncodeError as err:
        _refuse(value, "", depth=0)
        raise NotCanonical(str(err), "") from err
    if not _is_exact(value):
        _refuse(value, "", depth=0)
    return written


def _is_exact(value: object) -> bool:
    """Whether the tree holds only what is written alike by every canonicalizer; orjson has shown that it ends."""
    nodes = [value]
    # The list grows while it is read, which costs a third of a recursive walk.
    for node in nodes:
        if type(node) in _SCALARS:
            continue
        if type(node) is dict:
            if not "".join(node).isascii():
                return False
            nodes += node.values()
        elif type(node) is list or type(node) is tuple:
            nodes += node
        else:
            return False
    return True


def _refuse(value: object, pointer: str, *, depth: int) -> None:
    """Raise for the first part that has no canonical form, or do nothing where there is none."""
    if depth > _DEEPEST:
        raise NotCanonical(f"nested deeper than {_DEEPEST} levels", "")
    if type(value) is dict:
        for key, item in value.items():
            if type(key) is not str or not key.isascii():
                raise NotCanonical(f"the key {key!r} is no ASCII text", pointer)
            step = key.replace("~", "~0").replace("/", "~1")
            _refuse(item, f"{pointer}/{step}", depth=depth + 1)
    elif type(value) is list or type(value) is tuple:
        for n, item in enumerate(value):
            _refuse(item, f"{pointer}/{n}", depth=depth + 1)
    elif type(value) not in _SCALARS:
        raise NotCanonical(f"a {type(value).__name__} has no canonical form: write it as text", pointer)
    elif type(value) is int and abs(value) > LARGEST_EXACT_INTEGER:
        raise NotCanonical("an integer beyond 2^53 - 1: write it as text", pointer)
    elif type(value) is str and _SURROGATE.search(value):
        raise NotCanonical("half of a surrogate pair has no UTF-8", pointer)
