"""Shapes of answers, for OpenAPI and for the tests that hold answers against them; no answer is made through these.

Fields may be added to any of them at any time; none is dropped or changed in version 1.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from events.words import AccountClass, CommitmentKind, Direction, GradedBy, Origin, TieKind
from monitor.api.words import STAGE, STATUS

Day = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$", json_schema_extra={"format": "date"})]
Dating = Annotated[str, Field(description="A date as written: EDTF (ISO 8601-2).")]
EventId = Annotated[str, Field(description="The id of an event.", json_schema_extra={"format": "uuid"})]
Status = Annotated[str, STATUS]
Stage = Annotated[str, STAGE]


class Shape(BaseModel):
    """What all shapes share."""

    model_config = ConfigDict(extra="allow", populate_by_name=True)


class View(Shape):
    """Which day in the world, which moment on record, and what of it the answer shows."""

    as_of: Day
    known_at: str = Field(description="As asked, else the position that the log ended at.")
    through_position: int = Field(ge=0)
    public_at: Day | None
    lens: str | None
    rules: str
    future: bool = Field(description="Whether `as_of` has not arrived yet.")


class Listed(Shape):
    """A page of a list."""

    view: View
    next: str | None = Field(description="The cursor of the next page, to be sent as `after`.")


class Standing(Shape):
    """Where a commitment stands, in four words."""

    status: Status | None
    certain: bool
    stage: Stage
    flags: list[str]


class GradeGiven(Shape):
    """Whose grade the status is."""

    body: str
    given: Dating
    graded_by: GradedBy


class TieShown(Shape):
    """On whom a body depends."""

    to: str
    kind: TieKind


class AccountGiven(Shape):
    """The latest that one assessor put on record about a commitment or benchmark."""

    account: AccountClass | None
    body: str
    ties: list[TieShown]
    claim: bool = Field(description="Whether the assessor bore the duty itself on the day from which this counts.")
    scheme: str | None
    value: str | None
    ordinal: int | None
    direction: Direction | None
    graded_by: GradedBy
    given: Dating
    certain: bool
    given_before: EventId | None = Field(description="The later change of legal effect that it does not know of.")
    event: EventId


class PartOfMeasure(Shape):
    """What happened to a part of a measure."""

    part: str | None = None
    since: Day | None = None


class MeasureInBrief(Shape):
    """A measure as an item names it."""

    id: str
    title: str | None
    kind: str | None
    stage: Stage
    parts: list[PartOfMeasure]
    since: Day | None
    event: EventId | None


class LinkedMeasure(MeasureInBrief):
    """A measure with what it does to the commitment."""

    effect: str


class Because(Shape):
    """The rule that matched and what decided.

    `set_aside` and `possible` are null on lists and in histories; `concerns` is null on lists where there are more than
    eight. Of `events` a list has the three that count last.
    """

    rule: str | None
    text: str
    events: list[dict[str, Any]]
    set_aside: list[dict[str, Any]] | None
    possible: list[dict[str, Any]] | None
    concerns: list[dict[str, Any]] | None
    flags: dict[str, Any]


class BenchmarkStanding(Shape):
    """One criterion of a commitment, with a status of its own."""

    id: str
    title: str
    set_by: str
    status: Status | None
    certain: bool
    since: Day | None
    flags: list[str]
    accounts: list[AccountGiven]


class Item(Shape):
    """One commitment on the day of the view."""

    id: str
    title: str
    kind: CommitmentKind
    origin: Origin
    jurisdiction: str
    topics: list[str]
    duty_bearers: list[str]
    made: Dating
    due: Dating | None
    due_by: Day | None
    status: Status | None
    label: str | None
    by: GradeGiven | None
    certain: bool
    since: Day | None
    stage: Stage
    flags: list[str]
    last_known_on: Day | None
    measures: list[LinkedMeasure]
    accounts: list[AccountGiven]
    because: Because
    benchmarks: list[BenchmarkStanding]
    citation: str


class Board(Listed):
    """Commitments by id."""

    items: list[Item]


class CommitmentRead(Item):
    """One commitment with the view it is answered for."""

    view: View


class Period(Shape):
    """How a commitment stands from one day up to, and without, another; `to` is null for the last."""

    from_: Day = Field(alias="from")
    to: Day | None
    status: Status | None
    certain: bool
    stage: Stage
    flags: list[str]
    because: Because


class History(Shape):
    """Every period of a commitment: half-open, gap-free, from the day it counts."""

    view: View
    id: str
    periods: list[Period]


class TermShown(Shape):
    """What was promised according to one source."""

    source: str
    text: str
    due: Dating | None = None


class CommitmentTerms(Shape):
    """What exactly was promised, by source."""

    view: View
    id: str
    terms: list[TermShown]


class StageReached(Shape):
    """A stage of a measure; `from` is null where its start is open."""

    stage: Stage
    from_: Day | None = Field(alias="from")
    certain: bool
    event: EventId


class Effect(Shape):
    """What a measure does to a commitment, according to whom."""

    commitment: str
    effect: str
    according_to: str


class MeasureListed(MeasureInBrief):
    """A measure with what it does to commitments."""

    effect_on: list[Effect]


class Measures(Listed):
    """Measures by id."""

    items: list[MeasureListed]


class MeasureRead(MeasureListed):
    """One measure with its stages and events."""

    view: View
    stages: list[StageReached]
    events: list[dict[str, Any]]


class BodyListed(Shape):
    """Who acts, speaks, assesses or bears a duty."""

    id: str
    name: str
    account: AccountClass
    jurisdiction: str | None
    ties: list[TieShown]


class Bodies(Listed):
    """Bodies by id."""

    items: list[BodyListed]


class BodyRead(BodyListed):
    """One body with what it put on record."""

    view: View
    on_record: dict[str, Any]
    assessments: list[dict[str, Any]]


class Difference(Shape):
    """A commitment that stands differently in two views."""

    id: str
    title: str
    before: Standing | None
    after: Standing | None
    events: list[EventId]


class Comparison(Shape):
    """What differs between two views."""

    from_view: View
    to_view: View
    items: list[Difference]
    unchanged: int


class AnyList(Listed):
    """A list whose items are described where they come from."""

    items: list[dict[str, Any]]


class RuleSet(Shape):
    """A rule set: the rows of each kind in the order they are tried, and the flags."""

    view: View
    name: str
    version: str
    kinds: dict[str, Any]
    flags: list[dict[str, Any]]


class Started(Shape):
    """Where to go from here."""

    service: str
    openapi: str


class Alive(Shape):
    """The process answers."""

    status: Literal["alive"]
