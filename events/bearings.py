"""What a fact does to a commitment or a benchmark, according to somebody."""

from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from events.fields import Dating, Line, Part, Slug, SubjectId
from events.words import Effect


class Bearing(Part):
    """The effect of a fact on a commitment or benchmark, who says so, and when they said it.

    Our own staff make no finding: ``monitor`` may only record an effect as ``neutral`` or as a ``concern``.
    """

    of: SubjectId
    effect: Effect
    according_to: Slug
    given_on: Dating | None = None

    @model_validator(mode="after")
    def _staff_make_no_finding(self) -> Self:
        if self.according_to == "monitor" and self.effect in {"advances", "hinders"}:
            raise PydanticCustomError(
                "staff_finding",
                "our staff alone can say neutral or concern; name the body that says it {effect}",
                {"effect": self.effect},
            )
        return self


class Provision(Part):
    """One provision of a measure, and what it does according to somebody."""

    title: Line
    effect: Effect
    according_to: Slug
