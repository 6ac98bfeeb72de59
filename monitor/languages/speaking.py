"""Which language is spoken while one request is answered, or one text is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from monitor.languages.language import ENGLISH, Language


@dataclass(frozen=True, slots=True)
class Speech:
    """The language that is spoken.

    ``prefix`` is what the paths of links begin with, so that whoever chose a language by an address keeps it: empty
    where nobody chose. ``path`` is that of the page without the prefix, and its query: empty where the page cannot be
    had in another language.
    """

    language: Language = ENGLISH
    prefix: str = ""
    path: str = ""


_ENGLISH: Final = Speech()
_NOW: Final[ContextVar[Speech]] = ContextVar("speech", default=_ENGLISH)


def speech() -> Speech:
    """What is spoken now; English where nothing else was said."""
    return _NOW.get()


def language() -> Language:
    """The language that is spoken now."""
    return _NOW.get().language


@contextmanager
def speaking(now: Speech) -> Iterator[None]:
    """Speak so within the block, in this thread or task alone and in what it starts."""
    token = _NOW.set(now)
    try:
        yield
    finally:
        _NOW.reset(token)
