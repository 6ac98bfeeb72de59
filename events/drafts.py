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


class Draft(Part):
    """What every event may carry. See ``contract.md``, *Writing an event*."""

    id: EventId | None = None
    title: Line
    summary: Prose | None = None
    language: Language
    translations: dict[Language, Translation] = Field(default_factory=dict, max_length=50)
    occurred: Dating
    dating_note: Prose | None = None
    scheduled: bool = False
    order: Order = 0
    public: Dating | None = None
    jurisdiction: JurisdictionCode
    topics: list[Slug] = Field(default_factory=list, max_length=50)
    account: AccountClass
    bears_on: list[Bearing] = Field(default_factory=list, max_length=200)
    assessments: list[Assessment] = Field(default_factory=list, max_length=200)
    figures: list[Figure] = Field(default_factory=list, max_length=200)
    identifiers: list[Identifier] = Field(default_factory=list, max_length=50)
    external_id: ExternalId | None = None
    resolves: list[EventId] = Field(default_factory=list, max_length=50)
    sources: Sources


class RecordDraft(Draft):
    """What only the record does: ``type`` and ``data`` suffice, the rest follows from the target or ``data``.

    A field left out here is ``None`` until it is filled in at intake, never in the log.
    """

    title: Line | None = None  # type: ignore[assignment] - filled at intake
    language: Language = "en"
    occurred: Dating | None = None  # type: ignore[assignment] - the day of recording
    jurisdiction: JurisdictionCode | None = None  # type: ignore[assignment] - from the target or data
    account: AccountClass = "monitor"
    sources: list[Source] = Field(default_factory=list, max_length=50)


class CommitmentMadeDraft(Draft):
    type: Literal["commitment-made.v1"]
    data: CommitmentMade


class CommitmentAmendedDraft(Draft):
    type: Literal["commitment-amended.v1"]
    data: CommitmentAmended


class LegislativeActionDraft(Draft):
    type: Literal["legislative-action.v1"]
    data: LegislativeAction


class ExecutiveActionDraft(Draft):
    type: Literal["executive-action.v1"]
    data: ExecutiveAction


class CourtRulingDraft(Draft):
    type: Literal["court-ruling.v1"]
    data: CourtRuling


class PracticeRecordedDraft(Draft):
    type: Literal["practice-recorded.v1"]
    data: PracticeRecorded


class IntergovernmentalDecisionDraft(Draft):
    type: Literal["intergovernmental-decision.v1"]
    data: IntergovernmentalDecision


class OsceStatementDraft(Draft):
    type: Literal["osce-statement.v1"]
    data: Statement


class StatementDraft(Draft):
    type: Literal["statement.v1"]
    data: Statement


class RecommendationResponseDraft(Draft):
    type: Literal["recommendation-response.v1"]
    data: RecommendationResponse


class MilestoneDraft(Draft):
    type: Literal["milestone.v1"]
    data: Milestone


class BodyDescribedDraft(RecordDraft):
    type: Literal["body-described.v1"]
    data: BodyDescribed


class CoverageStatedDraft(RecordDraft):
    type: Literal["coverage-stated.v1"]
    data: CoverageStated


FactDraft = Annotated[
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
