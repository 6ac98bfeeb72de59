"""Events in the shape of the contract: the envelope as recorded, and how it stands on the record."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from events.appends import ErasableText, NewAppend
from events.erasable import erasable_places, named_by, put_back
from events.recorded import Recorded
from monitor.answers.shape import Shape
from monitor.status.record import State

_AMOUNTS = ("value", "min", "max")
_TOUCH = "commitment:"


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside an event on record: how it stands, its tags, its erasable texts, what withheld any of them.

    ``withholding`` are the envelopes of every ``content-withheld`` about it or what it corrects, oldest first;
    ``through`` is the position asked about.
    """

    state: State
    tags: Iterable[str] = ()
    texts: Sequence[ErasableText] = ()
    withholding: Sequence[Mapping[str, Any]] = ()
    through: int = 0


def shape_event(record: Recorded, beside: Beside) -> Shape:
    """The contract's **event**: the envelope with its texts put back, its leaf hash, and how it stands.

    A withheld text is null for whatever moment is asked about, since it is gone; ``withheld`` says by whose act, even
    where that act came later. ``state`` goes by the moment asked about: *retracted* before *corrected* before
    *withheld-in-part*.
    """
    envelope, state = record.envelope, beside.state
    places = erasable_places(envelope)
    gone = put_back(envelope, {text.path: text.text for text in beside.texts})
    acts = {pointer: _act_upon(envelope["id"], pointer, places, beside.withholding) for pointer in gone}
    by_then = any(act is not None and act["position"] <= beside.through for act in acts.values())
    write_amounts(envelope)
    return {
        **envelope,
        "leaf_hash": record.leaf_hash.hex(),
        "state": "withheld-in-part" if state.name == "current" and by_then else state.name,
        "corrected_by": list(state.corrected_by),
        "retracted_by": state.retracted_by,
        "reinstated_by": state.reinstated_by,
        "annotated_by": list(state.annotated_by),
        "withheld": [_withheld(pointer, act) for pointer, act in acts.items()],
        "touches": touched(beside.tags),
    }


def preview_shapes(new: NewAppend) -> list[Shape]:
    """The events of an append that is decided and not on record, in its order: what the log would make is null."""
    unmade = dict.fromkeys(("id", "position", "append", "recorded_at", "leaf_hash"))
    shapes = []
    for event, record in zip(new.events, new.recorded(), strict=True):
        shape = shape_event(record, Beside(State(), event.tags, event.erasable))
        shapes.append({**shape, **unmade, "previous": None})
    return shapes


def line_shape(content: Mapping[str, Any], *, identity: str, position: int, counts_from: str) -> Shape:
    """An event in one line: enough to name it and to find it."""
    return {
        "id": identity,
        "position": position,
        "type": content["type"],
        "title": content["title"],
        "occurred": content["occurred"],
        "counts_from": counts_from,
    }


def content_of(envelope: Mapping[str, Any]) -> Mapping[str, Any]:
    """What an event tells of the world: of a correction its replacement, else the envelope itself."""
    replacement: Mapping[str, Any] | None = envelope["data"].get("replacement")
    return replacement if replacement is not None else envelope


def touched(tags: Iterable[str]) -> list[str]:
    """The commitments that an event with these tags touches, sorted."""
    return sorted(tag.removeprefix(_TOUCH) for tag in tags if tag.startswith(_TOUCH))


def number(amount: int | str) -> int | float:
    """An amount as a JSON number: integers as they are, others as the nearest double. Exact digits stay in the leaf."""
    return amount if isinstance(amount, int) else float(amount)


def write_amounts(event: Shape) -> None:
    """Turn the amounts in the figures of an event, and of the replacement in it, into JSON numbers, in place."""
    for figure in event.get("figures", ()):
        figure.update({key: number(figure[key]) for key in _AMOUNTS if key in figure})
    replacement = event["data"].get("replacement")
    if replacement is not None:
        write_amounts(replacement)


def _act_upon(
    identity: str, pointer: str, places: tuple[str, ...], withholding: Sequence[Mapping[str, Any]]
) -> Mapping[str, Any] | None:
    return next((act for act in withholding if _erased(act, identity, pointer, places)), None)


def _erased(act: Mapping[str, Any], identity: str, pointer: str, places: tuple[str, ...]) -> bool:
    if "erased" in act:
        return {"event": identity, "pointer": pointer} in act["erased"]
    # An act from before acts listed what they erased went by its fields, in corrections of its target too.
    return any(pointer in named_by(field, places) for field in act["data"]["fields"])


def _withheld(pointer: str, act: Mapping[str, Any] | None) -> Shape:
    told = {key: act["data"][key] if act else None for key in ("reason", "authority")}
    return {"pointer": pointer, **told, "event": act["id"] if act else None}
