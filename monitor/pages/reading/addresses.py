"""Addresses of pages that keep the view: whoever follows a link goes on seeing the same day, moment and lens."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
        view = {**self.asked, **changed}
        kept = [(name, value) for name in VIEW if (value := view.get(name))]
        return _with_query(self._at(path), [*more, *kept])

    def commitment(self, identity: str) -> str:
        """The page of a commitment."""
        return self.page(f"/commitments/{quote(identity, safe='')}")

    def measure(self, identity: str) -> str:
        """The page of a measure."""
        return self.page(f"/measures/{quote(identity, safe='')}")

    def event(self, identity: str) -> str:
        """The page of an event."""
        return self.page(f"/events/{quote(identity, safe='')}")

    def board(self, more: Pairs = ()) -> str:
        """The board, narrowed by ``more``."""
        return self.page("/board", more)

    def bare(self, path: str, more: Pairs = ()) -> str:
        """An address without the view."""
        return _with_query(self._at(path), more)

    def _at(self, path: str) -> str:
        return f"{self.root if is_spoken(path) else self.root.removesuffix(speech().prefix)}{path}"


def _with_query(path: str, pairs: Pairs) -> str:
    query = urlencode(list(pairs))
    return f"{path}?{query}" if query else path
