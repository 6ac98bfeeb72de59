"""Addresses of pages that keep the view: whoever follows a link goes on seeing the same day, moment and lens."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import quote, urlencode

from monitor.languages.choosing import is_spoken
from monitor.languages.speaking import speech

VIEW: Final = ("as_of", "known_at", "public_at", "lens", "rules")
"""The parameters of a view, in the order in which addresses have them."""

Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Makes addresses that carry the view ``asked`` for.

    They lie below ``root``: the path that the service is reached under and, for pages, the language that was chosen.
    """

    root: str
    asked: Mapping[str, str]

    def page(self, path: str, more: Pairs = (), **changed: str | None) -> str:
        """The page at a path in this view; ``changed`` are other values of its parameters, ``None`` drops one."""
        return _with_query(self._at(path), [*more, *_kept({**self.asked, **changed})])

    def commitment(self, identity: str) -> str:
        """The page of a commitment."""
        return self._of("commitments", identity)

    def measure(self, identity: str) -> str:
        """The page of a measure."""
        return self._of("measures", identity)

    def event(self, identity: str) -> str:
        """The page of an event."""
        return self._of("events", identity)

    def board(self, more: Pairs = ()) -> str:
        """The board, narrowed by ``more``."""
        return self.page("/board", more)

    def bare(self, path: str, more: Pairs = ()) -> str:
        """An address without the view."""
        return _with_query(self._at(path), more)

    def _of(self, kind: str, identity: str) -> str:
        # A board links hundreds of them, in one view.
        return f"{self.root}/{kind}/{quote(identity, safe='')}{_query(tuple(_kept(self.asked)))}"

    def _at(self, path: str) -> str:
        return f"{self.root if is_spoken(path) else self.root.removesuffix(speech().prefix)}{path}"


def _kept(view: Mapping[str, str | None]) -> list[tuple[str, str]]:
    return [(name, value) for name in VIEW if (value := view.get(name))]


def _with_query(path: str, pairs: Pairs) -> str:
    return f"{path}{_query(tuple(pairs))}"


@lru_cache(maxsize=1_000)
def _query(pairs: tuple[tuple[str, str], ...]) -> str:
    query = urlencode(pairs)
    return f"?{query}" if query else ""
