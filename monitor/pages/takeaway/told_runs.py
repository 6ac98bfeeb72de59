"""Sentences of documents in the language that is spoken, with the words of the record in theirs."""

import re
from collections.abc import Sequence
from typing import Final

from monitor.languages.phrases import gettext
from monitor.languages.speaking import language
from monitor.takeaway.document import Link, Run, Text

Runs = list[Run | str]

_VALUE: Final = re.compile(r"%\((\w+)\)s")


def told(message: str, **values: Run | str | Sequence[Run | str]) -> Runs:
    """A message in the language that is spoken, with runs for its values: emphasis, links, words in other languages."""
    found: Runs = []
    for place, piece in enumerate(_VALUE.split(gettext(message))):
        value = values[piece] if place % 2 else piece
        found += [value] if isinstance(value, Run | str) else value
    return found


def recorded(words: str, code: str | None = "en", *, emphasis: bool = False, struck: bool = False) -> Text:
    """Words as they were put on record in the language ``code``."""
    return Text(words, emphasis=emphasis, struck=struck, language=_other(code))


def recorded_link(words: str, url: str, code: str | None = "en") -> Link:
    """Such words that lead to an address."""
    return Link(words, url, _other(code))


def _other(code: str | None) -> str | None:
    return code if code != language().code else None
