"""Why an event is not taken in. Refusing happens before recording, never after it.

IntakeRefusal
├── InvalidEvents        never will: what was sent is wrong; every place is named
├── ConditionFailed      decide again: an event that should not exist has been appended since
├── KeyReused            never will: the idempotency key stands for another request
├── PreviewOutdated      look again: the append would change something else by now
├── ExternalIdOnRecord   never will: that fact is on record
├── EventIdOnRecord      never will: an event of that id is on record
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
    """An event with this external id is on record, or stands twice in the append; ``refusals`` names every place."""

    def __init__(self, external_id: str, event_id: str | None, refusals: Sequence[Refusal] = ()) -> None:
        super().__init__(self.said(external_id, event_id))
        self.external_id, self.event_id = external_id, event_id
        self.refusals = tuple(refusals) or (Refusal("/external_id", "external_id_taken", str(self)),)

    @staticmethod
    def said(external_id: str, event_id: str | None) -> str:
        """In words; without the id of an event, that it stands twice."""
        return (
            f"external id {external_id} {f'is that of event {event_id}' if event_id else 'stands twice in this append'}"
        )


class EventIdOnRecord(IntakeRefusal):
    """An event of this id is on record; ``refusals`` names every place."""

    def __init__(self, event_id: str, refusals: Sequence[Refusal]) -> None:
        super().__init__(f"event id {event_id} is taken")
        self.event_id, self.refusals = event_id, tuple(refusals)


class NoSuchAppend(IntakeRefusal):
    """There is no append of that number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"there is no append {number}")
        self.number = number
