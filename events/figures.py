"""A number somebody gave: of what, for when, in which unit."""

from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from events.fields import Amount, Dating, Line, Part, Slug, SubjectId


class Figure(Part):
    """One number, or a range; two figures belong to one series only if indicator, unit and ``of`` are equal.

    ``period`` is the time the number is about, ``by`` the body that gave it.
    """

    indicator: Slug
    value: Amount | None = None
    min: Amount | None = None
    max: Amount | None = None
    unit: Line
    period: Dating | None = None
    of: SubjectId | None = None
    by: Slug | None = None

    @model_validator(mode="after")
    def _one_number_or_a_range(self) -> Self:
        if self.value is not None:
            if self.min is not None or self.max is not None:
                raise PydanticCustomError("figure", "a figure has a value, or min and max, not both")
        elif self.min is None and self.max is None:
            raise PydanticCustomError("figure", "a figure needs a value, or min or max")
        elif self.min is not None and self.max is not None and self.min > self.max:
            raise PydanticCustomError("figure", "min is above max")
        return self
