"""Acts upon measures: constitutions, laws, decrees, plans, decisions that move through stages."""

from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from events.bearings import Provision
from events.fields import Line, Part, Slug
from events.persons import Person
from events.words import (
    CourtKind,
    CourtOutcome,
    ExecutiveClassification,
    IntergovernmentalOutcome,
    LegislativeClassification,
    MeasureKind,
    Review,
)


class MeasureRef(Part):
    """A measure by its id; title and kind are given the first time it is named."""

    id: Slug
    title: Line | None = None
    kind: MeasureKind | None = None
    replaces: Slug | None = None


class LegislativeAction(Part):
    """A step of a measure through a legislature, and the signature of a bill.

    ``scope`` names the part of the measure it concerns; without it the whole measure moves.
    """

    measure: MeasureRef
    classification: LegislativeClassification
    chamber: Line | None = None
    last_chamber: bool = False
    scope: Line | None = None
    provisions: list[Provision] = Field(default_factory=list, max_length=200)


class ExecutiveAction(Part):
    """An act of a government or an administration, upon a measure or not."""

    measure: MeasureRef | None = None
    classification: ExecutiveClassification


class CourtRuling(Part):
    """What a court decided; ``persons`` can be withheld."""

    court: Slug
    body_kind: CourtKind
    outcome: CourtOutcome
    measure: MeasureRef | None = None
    review: Review | None = None
    norms: list[Line] = Field(default_factory=list, max_length=100)
    scope: Line | None = None
    case: Line | None = None
    persons: list[Person | Line] = Field(default_factory=list, max_length=100)

    @model_validator(mode="after")
    def _part_rulings_name_a_measure(self) -> Self:
        if self.measure is None and self.outcome in {"constitutional", "unconstitutional", "partly-unconstitutional"}:
            raise PydanticCustomError("ruling_measure", "a ruling on constitutionality names its measure")
        return self


class IntergovernmentalDecision(Part):
    """What a body of states decided, or failed to."""

    body: Slug
    outcome: IntergovernmentalOutcome
    measure: MeasureRef | None = None
