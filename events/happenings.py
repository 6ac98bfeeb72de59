"""What happens outside laws and words: practice in individual cases, and milestones."""

from typing import Annotated

from pydantic import Field

from events.fields import Line, Part, Prose
from events.persons import Person


class PracticeRecorded(Part):
    """Acts in individual cases, with a count; ``persons`` can be withheld."""

    kind: Line
    count: Annotated[int, Field(ge=0, le=1_000_000_000)] | None = None
    outcome: Prose | None = None
    remedied_by: Line | None = None
    persons: list[Person | Line] = Field(default_factory=list, max_length=100)


class Milestone(Part):
    """An election, a ministerial meeting or another date that others are measured by."""

    name: Line
    kind: Line
