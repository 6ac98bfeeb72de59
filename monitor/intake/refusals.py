"""Why an event is not taken in. Refusing happens before recording, never after it.

IntakeRefusal
├── InvalidEvents        never will: what was sent is wrong; every place is named
├── ConditionFailed      decide again: an event that should not exist has been appended since
├── KeyReused            never will: the idempotency key stands for another request
├── PreviewOutdated      look again: the append would change something else by now
├── ExternalIdOnRecord   never will: that fact is on record
└── NoSuchAppend         never will: there is nothing to retract
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that is wrong: where (JSON pointer, and the line or index in a batch), a code, and what to do."""

    pointer: str
    code: str
    detail: str
    line: int | None = None


class IntakeRefusal(Exception):
    """What was sent is not taken in, and nothing of it is stored."""


class InvalidEvents(IntakeRefusal):
    """One or more events are wrong; ``refusals`` names every place."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__("; ".join(f"{one.pointer}: {one.detail}" for one in refusals))
        self.refusals = tuple(refusals)


class ConditionFailed(IntakeRefusal):
    """An event with one of the named tags stands after the named position."""

    def __init__(self, position: int, event_id: str) -> None:
        super().__init__(f"event {event_id} at position {position} carries one of these tags")
        self.position, self.event_id = position, event_id


class KeyReused(IntakeRefusal):
    """The idempotency key was used for a request with another body."""

    def __init__(self, key: str) -> None:
        super().__init__(f"the idempotency key {key!r} stands for a request with another body")
        self.key = key


class PreviewOutdated(IntakeRefusal):
    """Since the preview, something was appended that makes this append change something else."""

    def __init__(self) -> None:
        super().__init__("what this append would change is no longer what the preview showed; preview again")


class ExternalIdOnRecord(IntakeRefusal):
    """An event with this external id is on record."""

    def __init__(self, external_id: str, event_id: str | None) -> None:
        super().__init__(f"external id {external_id} is that of event {event_id or 'twice in this append'}")
        self.external_id, self.event_id = external_id, event_id


class NoSuchAppend(IntakeRefusal):
    """There is no append of that number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"there is no append {number}")
        self.number = number
