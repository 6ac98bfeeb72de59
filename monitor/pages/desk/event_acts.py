"""What can be done about an event on record: each act with its address, its type, and what it is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from events.erasable import erasable_places
from monitor.languages.phrases import N_


@dataclass(frozen=True, slots=True)
class EventAct:
    """One act: the last step of its address, the type of the event that does it, what a page calls it in English.

    ``verb`` is what the button says.
    """

    name: str
    type: str
    verb: str
    heading: str
    lede: str


ACTS: Final = (
    EventAct(
        "correct",
        "event-corrected.v1",
        N_("Correct"),
        N_("Correct an event"),
        N_("The whole event as it should be takes the place of the one on record, which stays visible."),
    ),
    EventAct(
        "retract",
        "event-retracted.v1",
        N_("Retract"),
        N_("Retract an event"),
        N_("It never should have been recorded. It stays visible, struck through, and counts for nothing."),
    ),
    EventAct(
        "reinstate",
        "event-reinstated.v1",
        N_("Reinstate"),
        N_("Reinstate an event"),
        N_("Its retraction was wrong: it holds again."),
    ),
    EventAct(
        "annotate",
        "event-annotated.v1",
        N_("Annotate"),
        N_("Annotate an event"),
        N_("A remark on its sources, for whoever reads it. It changes no status."),
    ),
    EventAct(
        "withhold",
        "content-withheld.v1",
        N_("Withhold"),
        N_("Withhold text of an event"),
        N_("Names or quotations are erased for good, with what proves them. Nothing brings them back."),
    ),
)
"""In the order in which they are offered."""

_REMARKS: Final = ("event-", "content-")


def act_named(name: str) -> EventAct | None:
    """The act of that address."""
    return next((one for one in ACTS if one.name == name), None)


def possible_acts(event: Mapping[str, Any]) -> tuple[EventAct, ...]:
    """What can be done about an event as it stands now, in the shape of the contract."""
    is_act, retracted = event["type"].startswith(_REMARKS), event["state"] == "retracted"
    offered = {
        # What is retracted is reinstated first; of acts a correction alone is corrected.
        "correct": not retracted and (not is_act or event["type"] == "event-corrected.v1"),
        "retract": not retracted and event["type"] != "content-withheld.v1",
        "reinstate": retracted,
        "annotate": True,
        "withhold": bool(withholdable(event)),
    }
    return tuple(one for one in ACTS if offered[one.name])


def withholdable(event: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The places of an event whose text can be erased and still stands, each with the text."""
    found = ((place, _text_at(event, place)) for place in erasable_places(event))
    return tuple((place, text) for place, text in found if text is not None)


def _text_at(event: Any, pointer: str) -> str | None:  # noqa: ANN401 - a JSON value
    for step in pointer.split("/")[1:]:
        event = event[int(step)] if isinstance(event, list) else event[step]
    return event if isinstance(event, str) else None
