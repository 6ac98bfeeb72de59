"""Private persons named in a case: kept beside the log, where their names can be withheld."""

from events.fields import Line, Part


class Person(Part):
    """A person by name, with the part they had in the case."""

    name: Line
    role: Line | None = None
