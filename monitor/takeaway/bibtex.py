"""References as BibTeX, for LaTeX by BibTeX or Biber: UTF-8, every value in braces."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from monitor.takeaway.document import clean
from monitor.takeaway.reference import Issued, Reference, with_keys_of_their_own

MEDIA_TYPE: Final = "application/x-bibtex; charset=utf-8"

# BibTeX counts braces whether or not a backslash stands before them, so a brace is written by its name.
ESCAPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
)
"""What LaTeX would take for an order, and how it is written as itself."""


def bibtex(references: Iterable[Reference]) -> str:
    """One entry for each reference, in their order; a key that is there twice gets a number."""
    return "\n".join(_entry(one) for one in with_keys_of_their_own(references))


def text_in_bibtex(words: str) -> str:
    """Words on one line that LaTeX prints as they are; letters of any script stay."""
    return re.sub(r"[\\{}$&%#_^~]", lambda found: ESCAPES[found[0]], clean(words).strip())


def _entry(one: Reference) -> str:
    # A report needs a year, by the documentation of BibTeX; what has none is of no kind.
    kind = "techreport" if one.kind == "document" and one.issued is not None else "misc"
    # Twice in braces: an author so is one name of a body, a title so keeps its capitals.
    fields: dict[str, str | None] = {
        "author": f"{{{text_in_bibtex(one.author)}}}",
        "title": f"{{{text_in_bibtex(one.title)}}}",
        "institution" if kind == "techreport" else "publisher": text_in_bibtex(one.publisher),
        "year": f"{one.issued.year:04}" if one.issued else None,
        "date": _date(one.issued) if one.issued and one.issued.month else None,
        "url": address_in_bibtex(one.url) if one.url else None,
        "urldate": one.seen.isoformat() if one.seen else None,
        "note": text_in_bibtex(one.note) if one.note else None,
        "langid": text_in_bibtex(one.language),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{one.key},", *lines, "}", ""])


def address_in_bibtex(url: str) -> str:
    """An address as a LaTeX package for them takes it, with what would end the value percent-encoded."""
    return re.sub(r"[\s{}\\\"<>^`|]|[^\x21-\x7e]", lambda found: _percent(found[0]), url)


def _percent(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode("utf-8", "replace"))


def _date(when: Issued) -> str:
    """As biblatex reads it (ISO 8601-2): ``2009-11`` where no day is known."""
    return f"{when.year:04}-{when.month:02}" + (f"-{when.day:02}" if when.day else "")
