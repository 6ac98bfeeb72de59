"""What is refused although its shape is right: references to nothing, second makings, acts that make no sense."""

from collections.abc import Iterator, Mapping
from typing import Any

from events.codec import base_type
from events.erasable import erasable_places, named_by
from events.tags import bodies_named
from events.touches import commitment_of, measure_of, named
from monitor.intake.known import Known, OnRecord
from monitor.intake.references import parts, subjects
from monitor.intake.refusals import Refusal
from monitor.status.record import RECORD_ONLY

_DECLARING = {"commitment-made.v1", "commitment-amended.v1", "body-described.v1", "coverage-stated.v1"}
_REPLACEABLE_ACT = "event-corrected.v1"


def check(event: Mapping[str, Any], position: int, known: Known) -> Iterator[Refusal]:
    """Everything wrong with an encoded draft at the position it would get, given what is known just before it."""
    for at, part in parts(event):
        yield from _check_subjects(at, part, known)
        yield from _check_bodies(at, part, known)
        yield from _check_measure(at, part, known)
        yield from _check_resolves(at, part, position, known)
    if event["type"] == "commitment-made.v1" and event["data"]["commitment"]["id"] in known.commitments:
        name = event["data"]["commitment"]["id"]
        yield Refusal("/data/commitment/id", "commitment_exists", f"{name} is on record; amend or correct it instead")
    if "target" in event["data"]:
        yield from _check_act(event, position, known)
    if event.get("id") in known.events:
        yield Refusal("/id", "id_taken", f"event {event['id']} is on record")


def _check_subjects(at: str, part: Mapping[str, Any], known: Known) -> Iterator[Refusal]:
    places = dict(subjects(part))
    for pointer, subject in places.items():
        commitment = commitment_of(subject)
        if not known.may_name(commitment):
            yield Refusal(at + pointer, "unknown_commitment", f"no commitment {commitment} is on record")
        elif "." in subject and subject not in known.benchmarks:
            yield Refusal(at + pointer, "unknown_benchmark", f"no benchmark {subject} is on record")
    told = {commitment_of(subject) for subject in places.values()}
    own = part["data"].get("commitment")
    for commitment in sorted(named(part) - told):
        if isinstance(own, dict) and own["id"] == commitment:
            continue
        if not known.may_name(commitment):
            pointer = f"{at}/data{_place(part['data'], commitment) or ''}"
            yield Refusal(pointer, "unknown_commitment", f"no commitment {commitment} is on record")


def _check_bodies(at: str, part: Mapping[str, Any], known: Known) -> Iterator[Refusal]:
    own = part["data"].get("body")
    declares = own["id"] if isinstance(own, dict) else None
    for body in sorted(bodies_named(part) - known.bodies - {declares}):
        pointer = _place(part, body, skip=("publisher", "of", "id"))
        yield Refusal(at + (pointer or ""), "unknown_body", f"no body {body} is described; append body-described first")


def _check_measure(at: str, part: Mapping[str, Any], known: Known) -> Iterator[Refusal]:
    measure = measure_of(part)
    if measure is None or measure["id"] in known.measures:
        return
    for key in ("title", "kind"):
        if not measure.get(key):
            yield Refusal(
                f"{at}/data/measure/{key}",
                "unknown_measure",
                f"{measure['id']} is named for the first time: give its title and kind",
            )


def _check_resolves(at: str, part: Mapping[str, Any], position: int, known: Known) -> Iterator[Refusal]:
    for index, event_id in enumerate(part.get("resolves", ())):
        found = known.events.get(event_id)
        if found is None or found.position >= position:
            yield Refusal(f"{at}/resolves/{index}", "unknown_event", f"no earlier event {event_id} is on record")
        elif base_type(found.type) in RECORD_ONLY:
            wrong = f"{event_id} is an act upon another event: name that event"
            yield Refusal(f"{at}/resolves/{index}", "not_a_fact", wrong)


def _check_act(event: Mapping[str, Any], position: int, known: Known) -> Iterator[Refusal]:
    target = _target(event, known)
    if target is None or target.position >= position:
        yield Refusal("/data/target", "unknown_event", f"no earlier event {event['data']['target']} is on record")
        return
    match event["type"]:
        case "event-corrected.v1":
            yield from _check_correction(event, target)
        case "event-retracted.v1" if known.standings.is_retracted(target.id):
            yield Refusal("/data/target", "already_retracted", f"{target.id} is retracted")
        case "event-reinstated.v1" if not known.standings.is_retracted(target.id):
            yield Refusal("/data/target", "not_retracted", f"{target.id} is not retracted, so it cannot be reinstated")
        case "content-withheld.v1":
            yield from _check_withholding(event, target, known)
        case "event-retracted.v1" | "event-reinstated.v1":
            yield from _check_second_making(event, target, known)
        case _:
            pass
    original = event["data"].get("duplicate_of")
    if original is not None and original not in known.events:
        yield Refusal("/data/duplicate_of", "unknown_event", f"no event {original} is on record")


def _check_second_making(event: Mapping[str, Any], target: OnRecord, known: Known) -> Iterator[Refusal]:
    commitment = known.made_beside(base_type(event["type"]), target.id)
    if commitment is not None:
        yield Refusal(
            "/data/target", "commitment_exists", f"{commitment} was made again since: retract that making first"
        )


def _check_withholding(event: Mapping[str, Any], target: OnRecord, known: Known) -> Iterator[Refusal]:
    places = erasable_places(target.envelope)
    listed = ", ".join(places) or "none"
    for index, field in enumerate(event["data"]["fields"]):
        at = f"/data/fields/{index}"
        if not named_by(field, places):
            found = f"{field} names no text of the target that can be withheld; it has {listed}"
            yield Refusal(at, "nothing_to_withhold", found)
        elif target.id in known.family.texts and not known.family.named(target.id, field):
            # Without the text nothing tells whether a correction has it, so nothing could be erased there.
            found = f"what {field} names is withheld already; name the correction where a text still stands"
            yield Refusal(at, "already_withheld", found)


def _target(event: Mapping[str, Any], known: Known) -> OnRecord | None:
    target = event["data"]["target"]
    return known.events.get(known.by_position.get(target, "") if isinstance(target, int) else target)


def _check_correction(event: Mapping[str, Any], target: OnRecord) -> Iterator[Refusal]:
    replacement = event["data"]["replacement"]
    kind, original = replacement["type"], target.envelope
    if target.type == _REPLACEABLE_ACT:
        original = original["data"]["replacement"]
    elif target.type.startswith("event-") or target.type == "content-withheld.v1":
        yield Refusal("/data/target", "not_correctable", f"an {target.type} is not corrected; retract it instead")
        return
    if original["type"] != kind and _DECLARING & {original["type"], kind}:
        yield Refusal(
            "/data/replacement/type", "type_changed", f"a {original['type']} is corrected by one of the same type"
        )
    elif kind in _DECLARING and _declared(original) != _declared(replacement):
        yield Refusal(
            "/data/replacement/data", "id_changed", f"the correction declares another id than {_declared(original)}"
        )


def _declared(part: Mapping[str, Any]) -> str | None:
    for key in ("commitment", "body"):
        value = part["data"].get(key)
        if value is not None:
            return str(value["id"] if isinstance(value, dict) else value)
    return None


def _place(value: Any, wanted: str, *, skip: tuple[str, ...] = (), at: str = "") -> str | None:  # noqa: ANN401
    """The JSON pointer of the first text equal to ``wanted``, outside fields of these names."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        if key in skip or (not at and key == "replacement"):
            continue
        if inner == wanted:
            return f"{at}/{key}"
        found = _place(inner, wanted, skip=skip, at=f"{at}/{key}")
        if found is not None:
            return found
    return None
