"""References in the RIS format, which reference managers read: a tag, two blanks, a hyphen, a blank, a value; CR LF."""

from collections.abc import Iterable
from typing import Final

from monitor.takeaway.document import clean
from monitor.takeaway.reference import Issued, Reference, with_keys_of_their_own

MEDIA_TYPE: Final = "application/x-research-info-systems; charset=utf-8"

_TYPES: Final = {"view": "ELEC", "document": "RPRT"}


def ris(references: Iterable[Reference]) -> str:
    """One record for each reference, in their order."""
    return "".join(_record(one) for one in with_keys_of_their_own(references))


def _record(one: Reference) -> str:
    fields: list[tuple[str, str | None]] = [
        ("TY", _TYPES[one.kind]),
        ("ID", one.key),
        # A comma would part a family name from a given one.
        ("AU", one.author.replace(",", "")),
        ("TI", one.title),
        ("PB", one.publisher),
        ("PY", f"{one.issued.year:04}" if one.issued else None),
        ("DA", _date(one.issued) if one.issued else None),
        ("LA", one.language),
        ("UR", one.url),
        ("Y2", f"{one.seen:%Y/%m/%d}/" if one.seen else None),
        ("N1", one.note),
    ]
    lines = [f"{tag}  - {clean(value).strip()}" for tag, value in fields if value]
    return "".join(f"{line}\r\n" for line in [*lines, "ER  - ", ""])


def _date(when: Issued) -> str:
    """``YYYY/MM/DD/``, with nothing between the strokes where nothing is known."""
    return f"{when.year:04}/{f'{when.month:02}' if when.month else ''}/{f'{when.day:02}' if when.day else ''}/"
