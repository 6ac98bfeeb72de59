"""Acts on the record itself: correct, retract, reinstate, annotate, withhold. None of them changes what happened."""

from typing import Annotated, Literal

from pydantic import Field

from events.drafts import Fact, RecordDraft
from events.fields import EventId, Line, Part, Prose
from events.words import CorrectionKind, RetractionKind

Target = EventId | Annotated[int, Field(ge=1)]
"""The event acted upon, by id or by position; the log keeps the id."""


class EventCorrected(Part):
    """A whole replacement of an earlier event. An editorial correction tells nobody."""

    target: Target
    reason: Prose
    kind: CorrectionKind
    replacement: Fact


class EventRetracted(Part):
    """An earlier event never should have been recorded; it stays visible, struck through."""

    target: Target
    reason: Prose
    kind: RetractionKind
    duplicate_of: EventId | None = None


class EventReinstated(Part):
    """A retraction was wrong: the event holds again, as it stood before."""

    target: Target
    reason: Prose


class EventAnnotated(Part):
    """A remark on a source (contradicts itself, likely misdated); changes no status."""

    target: Target
    note: Prose
    evidence: Prose | None = None


class ContentWithheld(Part):
    """Text to be forgotten: ``fields`` name persons or quotes of the target.

    Each is a whole pointer to the text or to its person or source, such as ``/sources/0/quote`` or ``/data/persons/0``
    (``persons[0]``), or one without any index, which may begin at any step: ``persons``, ``quote``.
    """

    target: Target
    fields: list[Line] = Field(min_length=1, max_length=50)
    reason: Prose
    authority: Line


class EventCorrectedDraft(RecordDraft):
    """An earlier event is corrected."""

    type: Literal["event-corrected.v1"]
    data: EventCorrected


class EventRetractedDraft(RecordDraft):
    """An earlier event is retracted."""

    type: Literal["event-retracted.v1"]
    data: EventRetracted


class EventReinstatedDraft(RecordDraft):
    """A retracted event is reinstated."""

    type: Literal["event-reinstated.v1"]
    data: EventReinstated


class EventAnnotatedDraft(RecordDraft):
    """An earlier event gets a remark."""

    type: Literal["event-annotated.v1"]
    data: EventAnnotated


class ContentWithheldDraft(RecordDraft):
    """Text of an earlier event is forgotten."""

    type: Literal["content-withheld.v1"]
    data: ContentWithheld


Act = Annotated[
    EventCorrectedDraft | EventRetractedDraft | EventReinstatedDraft | EventAnnotatedDraft | ContentWithheldDraft,
    Field(discriminator="type"),
]
"""An act that names an earlier event of the record."""
