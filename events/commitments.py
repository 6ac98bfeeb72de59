"""Commitments: what was promised, by whom, on what basis, by when, in whose words."""

from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from events.dates import parse_dating
from events.fields import Dating, Day, JurisdictionCode, Line, Part, Prose, Slug, SubjectId
from events.words import Binding, CommitmentKind, Origin, Response


class Basis(Part):
    """The instrument a commitment rests on, and how it binds."""

    instrument: Line
    paragraph: Line | None = None
    binding: Binding


def _with_an_end(written: str) -> str:
    if parse_dating(written).open_ended:
        raise PydanticCustomError("due", "a due date has a last day")
    return written


Due = Annotated[Dating, AfterValidator(_with_an_end)]
"""A day by which something is due: a date that has an end."""


class Term(Part):
    """What exactly was promised according to one source; ``source`` is its publisher."""

    source: Line
    text: Prose
    due: Due | None = None


class Benchmark(Part):
    """One criterion of a commitment, set by somebody named."""

    id: SubjectId
    title: Line
    set_by: Slug


class Commitment(Part):
    """A tracked promise or obligation as it stands when made.

    ``due`` decides the deadline; where it is absent the terms have none in common and the earliest of theirs does.
    ``open_ended``: the list of benchmarks is not complete ("among others"), so it has no denominator.
    """

    id: Slug
    title: Line
    kind: CommitmentKind
    origin: Origin
    duty_bearers: list[Slug] = Field(default_factory=list, max_length=100)
    basis: list[Basis] = Field(default_factory=list, max_length=50)
    applies: Dating | None = None
    due: Due | None = None
    reviewers: list[Slug] = Field(default_factory=list, max_length=50)
    terms: list[Term] = Field(default_factory=list, max_length=50)
    benchmarks: list[Benchmark] = Field(default_factory=list, max_length=100)
    open_ended: bool = False

    @model_validator(mode="before")
    @classmethod
    def _benchmark_ids_may_be_short(cls, value: Any) -> Any:  # noqa: ANN401 - whatever JSON held
        if isinstance(value, dict) and isinstance(value.get("benchmarks"), list):
            marks = [
                {**mark, "id": f"{value.get('id')}{mark['id']}"}
                if isinstance(mark, dict) and isinstance(mark.get("id"), str) and mark["id"].startswith(".")
                else mark
                for mark in value["benchmarks"]
            ]
            return {**value, "benchmarks": marks}
        return value

    @model_validator(mode="after")
    def _benchmarks_are_its_own(self) -> Self:
        refuse_foreign_benchmarks(self.id, self.benchmarks)
        return self


def refuse_foreign_benchmarks(commitment: str, benchmarks: list[Benchmark]) -> None:
    """Refuse a benchmark that is named under another commitment, or twice."""
    seen: set[str] = set()
    for benchmark in benchmarks:
        if not benchmark.id.startswith(f"{commitment}."):
            raise PydanticCustomError(
                "benchmark_id",
                "the id of a benchmark of {commitment} begins with '{commitment}.'",
                {"commitment": commitment},
            )
        if benchmark.id in seen:
            raise PydanticCustomError("benchmark_id", "{id} is named twice", {"id": benchmark.id})
        seen.add(benchmark.id)


class CommitmentMade(Part):
    """A commitment enters the world; the event's ``occurred`` is the day it was made."""

    commitment: Commitment


class CommitmentAmended(Part):
    """A commitment changed in the world (a wrong entry is a correction): only what changed is given."""

    commitment: Slug
    reason: Prose
    title: Line | None = None
    duty_bearers: list[Slug] | None = None
    basis: list[Basis] | None = None
    applies: Dating | None = None
    due: Due | None = None
    reviewers: list[Slug] | None = None
    terms: list[Term] | None = None
    benchmarks: list[Benchmark] | None = None
    open_ended: bool | None = None
    superseded_by: Slug | None = None

    @model_validator(mode="after")
    def _benchmarks_are_its_own(self) -> Self:
        refuse_foreign_benchmarks(self.commitment, self.benchmarks or [])
        return self


class CoverageStated(Part):
    """How far the record of a jurisdiction, or of some commitments, reaches; the last one on record holds.

    ``covers_from`` and ``covers_to`` are days, both inclusive; ``covers_to: null`` means followed to today.
    """

    jurisdiction: JurisdictionCode | None = None
    commitments: list[Slug] | None = Field(default=None, min_length=1, max_length=1_000)
    covers_from: Day | None = None
    covers_to: Day | None = None
    last_checked: Day | None = None
    cadence: Line | None = None

    @model_validator(mode="after")
    def _covers_something(self) -> Self:
        if (self.jurisdiction is None) == (self.commitments is None):
            raise PydanticCustomError("coverage", "name a jurisdiction, or commitments, not both")
        if self.covers_from and self.covers_to and self.covers_from > self.covers_to:
            raise PydanticCustomError("coverage", "covers_from is after covers_to")
        return self


class RecommendationResponse(Part):
    """What the addressee of a recommendation answered."""

    commitment: Slug
    by: Slug
    response: Response
