"""What a client sends: the envelope without what the server makes, one class for each permanent wire name."""

from typing import Annotated, Literal

from pydantic import Field

from events.assessments import Assessment
from events.bearings import Bearing
from events.bodies import BodyDescribed
from events.commitments import CommitmentAmended, CommitmentMade, CoverageStated, RecommendationResponse
from events.fields import Dating, EventId, JurisdictionCode, Language, Line, Part, Prose, Slug
from events.figures import Figure
from events.happenings import Milestone, PracticeRecorded
from events.identifiers import ExternalId, Identifier
from events.measures import CourtRuling, ExecutiveAction, IntergovernmentalDecision, LegislativeAction
from events.sources import Source
from events.speech import Statement
from events.words import AccountClass

Order = Annotated[int, Field(ge=-1_000, le=1_000)]
Sources = Annotated[list[Source], Field(min_length=1, max_length=50)]


class Translation(Part):
    """Title and summary in another language."""

    title: Line
    summary: Prose | None = None


class AnyEvent(Part):
    """What every event may carry. See ``contract.md``, *Writing an event*."""

    id: EventId | None = None
    summary: Prose | None = None
    translations: dict[Language, Translation] = Field(default_factory=dict, max_length=50)
    dating_note: Prose | None = None
    scheduled: bool = False
    order: Order = 0
    public: Dating | None = None
    topics: list[Slug] = Field(default_factory=list, max_length=50)
    bears_on: list[Bearing] = Field(default_factory=list, max_length=200)
    assessments: list[Assessment] = Field(default_factory=list, max_length=200)
    figures: list[Figure] = Field(default_factory=list, max_length=200)
    identifiers: list[Identifier] = Field(default_factory=list, max_length=50)
    external_id: ExternalId | None = None
    resolves: list[EventId] = Field(default_factory=list, max_length=50)


class FactDraft(AnyEvent):
    """A fact of the world: who did or said what, when, on which source."""

    title: Line
    language: Language
    occurred: Dating
    jurisdiction: JurisdictionCode
    account: AccountClass
    sources: Sources


class RecordDraft(AnyEvent):
    """What only the record does: ``type`` and ``data`` suffice, the rest follows from the target or ``data``."""

    title: Line | None = None
    language: Language = "en"
    occurred: Dating | None = None
    jurisdiction: JurisdictionCode | None = None
    account: AccountClass = "monitor"
    sources: list[Source] = Field(default_factory=list, max_length=50)


class CommitmentMadeDraft(FactDraft):
    """A commitment is made."""

    type: Literal["commitment-made.v1"]
    data: CommitmentMade


class CommitmentAmendedDraft(FactDraft):
    """A commitment changes in the world."""

    type: Literal["commitment-amended.v1"]
    data: CommitmentAmended


class LegislativeActionDraft(FactDraft):
    """A measure moves through a legislature, or its bill is signed."""

    type: Literal["legislative-action.v1"]
    data: LegislativeAction


class ExecutiveActionDraft(FactDraft):
    """A government or an administration acts."""

    type: Literal["executive-action.v1"]
    data: ExecutiveAction


class CourtRulingDraft(FactDraft):
    """A court decides."""

    type: Literal["court-ruling.v1"]
    data: CourtRuling


class PracticeRecordedDraft(FactDraft):
    """Something is done in individual cases."""

    type: Literal["practice-recorded.v1"]
    data: PracticeRecorded


class IntergovernmentalDecisionDraft(FactDraft):
    """A body of states decides, or fails to."""

    type: Literal["intergovernmental-decision.v1"]
    data: IntergovernmentalDecision


class OsceStatementDraft(FactDraft):
    """An OSCE body speaks."""

    type: Literal["osce-statement.v1"]
    data: Statement


class StatementDraft(FactDraft):
    """Anybody else speaks."""

    type: Literal["statement.v1"]
    data: Statement


class RecommendationResponseDraft(FactDraft):
    """The addressee of a recommendation answers."""

    type: Literal["recommendation-response.v1"]
    data: RecommendationResponse


class MilestoneDraft(FactDraft):
    """An election, a meeting or the like takes place."""

    type: Literal["milestone.v1"]
    data: Milestone


class BodyDescribedDraft(RecordDraft):
    """A body is described, anew if need be."""

    type: Literal["body-described.v1"]
    data: BodyDescribed


class CoverageStatedDraft(RecordDraft):
    """How far the record reaches is stated."""

    type: Literal["coverage-stated.v1"]
    data: CoverageStated


Fact = Annotated[
    CommitmentMadeDraft
    | CommitmentAmendedDraft
    | LegislativeActionDraft
    | ExecutiveActionDraft
    | CourtRulingDraft
    | PracticeRecordedDraft
    | IntergovernmentalDecisionDraft
    | OsceStatementDraft
    | StatementDraft
    | RecommendationResponseDraft
    | MilestoneDraft
    | BodyDescribedDraft
    | CoverageStatedDraft,
    Field(discriminator="type"),
]
"""A fact of the world, or a declaration: what a correction can put in another's place."""
