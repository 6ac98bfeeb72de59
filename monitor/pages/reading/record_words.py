"""Closed words of the record as pages say them: types and states of events, stages and kinds of measures."""

from typing import Final

from events.codec import base_type
from monitor.languages.phrases import N_, Words, gettext

TYPES: Final = Words(
    {
        "body-described": N_("body described"),
        "commitment-amended": N_("commitment amended"),
        "commitment-made": N_("commitment made"),
        "content-withheld": N_("content withheld"),
        "court-ruling": N_("court ruling"),
        "coverage-stated": N_("coverage stated"),
        "event-annotated": N_("event annotated"),
        "event-corrected": N_("event corrected"),
        "event-reinstated": N_("event reinstated"),
        "event-retracted": N_("event retracted"),
        "executive-action": N_("executive action"),
        "intergovernmental-decision": N_("intergovernmental decision"),
        "legislative-action": N_("legislative action"),
        "milestone": N_("milestone"),
        "osce-statement": N_("OSCE statement"),
        "practice-recorded": N_("practice recorded"),
        "recommendation-response": N_("recommendation response"),
        "statement": N_("statement"),
    }
)

STATES: Final = Words(
    {
        "current": N_("current"),
        "corrected": N_("corrected"),
        "retracted": N_("retracted"),
        "withheld-in-part": N_("withheld in part"),
    }
)
"""What became of an event."""

STAGES: Final = Words(
    {
        "none": N_("none"),
        "announced": N_("announced"),
        "introduced": N_("introduced"),
        "passed": N_("passed"),
        "adopted": N_("adopted"),
        "under-review": N_("under review"),
        "returned": N_("returned"),
        "signed": N_("signed"),
        "partly-in-force": N_("partly in force"),
        "in-force": N_("in force"),
        "suspended": N_("suspended"),
        "struck-down": N_("struck down"),
        "rejected": N_("rejected"),
        "no-consensus": N_("no consensus"),
        "withdrawn": N_("withdrawn"),
        "repealed": N_("repealed"),
        "lapsed": N_("lapsed"),
    }
)

MEASURES: Final = Words(
    {
        "constitution": N_("constitution"),
        "law": N_("law"),
        "bill": N_("bill"),
        "decree": N_("decree"),
        "plan": N_("plan"),
        "concept": N_("concept"),
        "decision": N_("decision"),
        "proposal": N_("proposal"),
        "mandate": N_("mandate"),
    }
)

CONCERNS: Final = Words({"concern": N_("concern"), "threat": N_("threat"), "hinders": N_("hinders")})
"""What kind of concern stands against a commitment."""


def plain(word: str) -> str:
    """A word of the record with blanks for its hyphens: for topics, and for what no table has."""
    return word.replace("-", " ")


def type_of(event_type: str) -> str:
    """A type of event in words, without its version."""
    base = base_type(event_type)
    return TYPES.get(base, plain(base))


def state_of(state: str) -> str:
    """What became of an event, in words."""
    return STATES.get(state, plain(state))


def stage_of(stage: str) -> str:
    """A stage of a measure in words."""
    return STAGES.get(stage, plain(stage))


def measure_kind(kind: str | None) -> str:
    """The kind of a measure in words; ``measure`` where the record does not say it."""
    return MEASURES.get(kind, plain(kind)) if kind is not None else gettext("measure")


def concern_kind(kind: str) -> str:
    """The kind of a concern in words."""
    return CONCERNS.get(kind, plain(kind))
