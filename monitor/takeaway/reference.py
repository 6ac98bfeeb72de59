"""A reference: what a library keeps of a view, an event or the document that tells it."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from events.dates import DatingError, parse_dating


@dataclass(frozen=True, slots=True)
class Issued:
    """When something came out, as far as is known: a month needs its year, a day its month."""

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """One thing to cite. Authors are corporate bodies: the record names no other.

    ``view`` is a page of ours that shows the same for ever, ``document`` what somebody published. ``seen`` is the day
    that the view is known at, which stands for the day on which it was looked at.
    """

    key: str
    kind: Literal["view", "document"]
    title: str
    author: str
    publisher: str
    issued: Issued | None
    url: str | None
    seen: date | None
    language: str
    note: str | None = None


def issued(written: str | None) -> Issued | None:
    """What is certain of a date as written (EDTF); ``None`` where not even the year is.

    ``2008-21`` (spring) gives the year, ``[2007-11,2007-12]`` too, ``2009?`` and ``[2009-02-11..]`` nothing.
    """
    try:
        dating = parse_dating(written) if written else None
    except DatingError:
        return None
    if dating is None or not dating.certain or dating.earliest is None or dating.latest is None:
        return None
    first, last = dating.earliest, dating.latest
    if first.year != last.year:
        return None
    if first.month != last.month:
        return Issued(first.year)
    return Issued(first.year, first.month, first.day if first.day == last.day else None)


def key_of(*parts: str) -> str:
    """A key of letters, digits and hyphens that BibTeX takes, made of some words; never empty."""
    words = unicodedata.normalize("NFKD", "-".join(parts)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", words).strip("-")[:80].strip("-") or "reference"


def with_keys_of_their_own(references: Iterable[Reference]) -> list[Reference]:
    """The same references, in their order; a key that was there before gets a number."""
    found: list[Reference] = []
    taken: set[str] = set()
    for one in references:
        key, number = one.key, 2
        while key in taken:
            key, number = f"{one.key}-{number}", number + 1
        taken.add(key)
        found.append(replace(one, key=key))
    return found
