"""Statements: who spoke, what they did by speaking, and how their words reached us."""

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from events.fields import Line, Part, Slug
from events.words import Act, Attestation

Several = Annotated[int, Field(ge=1, le=10_000)]


class Speaker(Part):
    """A body, or somebody the source describes without a name ("five CIS countries"), with how many they were."""

    body: Slug | None = None
    as_described: Line | None = None
    count: Several | None = None

    @model_validator(mode="after")
    def _named_or_described(self) -> Self:
        if (self.body is None) == (self.as_described is None):
            raise PydanticCustomError("speaker", "name a body, or say as_described, not both")
        return self


class Statement(Part):
    """Words of somebody; ``via`` is who reports them, where they are second-hand."""

    speakers: list[Speaker] = Field(min_length=1, max_length=100)
    act: Act
    stance: Line | None = None
    attested: Attestation
    via: Line | None = None
