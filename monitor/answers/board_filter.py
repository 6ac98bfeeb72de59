"""Which commitments a board shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """Which commitments a board shows: values of one field are alternatives, fields must all match; empty shows all."""

    jurisdiction: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    flag: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    q: str = ""

    @property
    def asks_how_they_stand(self) -> bool:
        """Whether what a commitment is does not tell yet if it is shown."""
        return bool(self.status or self.flag)

    def shows(self, headline: Body, definition: Body) -> bool:
        """Whether it shows a commitment that is this and stands so."""
        return (
            self.shows_what_is(definition)
            and _any(self.status, [headline["status"]])
            and _any(self.flag, headline["flags"])
        )

    def shows_what_is(self, definition: Body) -> bool:
        """The same by what the commitment is alone, however it stands."""
        content = definition["content"]
        return (
            _any(self.jurisdiction, [definition["jurisdiction"]])
            and _any(self.topic, definition["topics"])
            and _any(self.kind, [content["kind"]])
            and all(word in content["title"].casefold() for word in self.q.casefold().split())
        )


EVERYTHING = BoardFilter()
"""Shows every commitment."""


def _any(wanted: Sequence[str], had: Sequence[str | None]) -> bool:
    return not wanted or not set(wanted).isdisjoint(had)
