"""Tags: what an event can be found and conditioned by. They are derived, never given."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from events.touches import links_made, measure_of

PUBLIC_TAGS = ("type", "jurisdiction", "topic", "commitment", "measure", "body", "account")
"""Kinds of tag a reader may filter by, or name in a condition."""


def tags_of(
    event: Mapping[str, Any], touched: Collection[str], target: int | None = None, resolved: Collection[int] = ()
) -> tuple[str, ...]:
    """Every tag of an event, sorted.

    Besides the public kinds: ``declares:<kind>:<id>`` where something gets its definition,
    ``link:<measure>:<commitment>``, ``target:<position>`` on an act, ``resolves:<position>`` on what ends an earlier
    event, ``covers:<jurisdiction>``, ``assessed:<body>``, ``publisher:<body>`` and ``indicator:<name>``.
    """
    tags = {f"commitment:{commitment}" for commitment in touched}
    tags |= {f"link:{measure}:{commitment}" for measure, commitment in links_made(event)}
    tags.add(f"type:{event['type']}")
    tags.update(_of_content(event))
    replacement = event["data"].get("replacement")
    if isinstance(replacement, dict):
        tags.update(_of_content(replacement))
    if target is not None:
        tags.add(f"target:{target}")
    tags.update(f"resolves:{position}" for position in resolved)
    return tuple(sorted(tags))


def _of_content(event: Mapping[str, Any]) -> Iterator[str]:
    yield f"jurisdiction:{event['jurisdiction']}"
    yield f"account:{event['account']}"
    for topic in event.get("topics", ()):
        yield f"topic:{topic}"
    for figure in event.get("figures", ()):
        yield f"indicator:{figure['indicator']}"
    for assessment in event.get("assessments", ()):
        yield f"assessed:{assessment['assessor']}"
    for source in event.get("sources", ()):
        if " " not in source["publisher"]:
            yield f"publisher:{source['publisher']}"
    measure = measure_of(event)
    if measure is not None:
        yield f"measure:{measure['id']}"
        if measure.get("title") and measure.get("kind"):
            yield f"declares:measure:{measure['id']}"
    yield from (f"body:{body}" for body in bodies_named(event))
    yield from _declarations(event)


def _declarations(event: Mapping[str, Any]) -> Iterator[str]:
    kind, data = event["type"], event["data"]
    if kind == "commitment-made.v1":
        yield f"declares:commitment:{data['commitment']['id']}"
        yield f"declared-in:{event['jurisdiction']}:{data['commitment']['id']}"
        yield from (f"declares:benchmark:{mark['id']}" for mark in data["commitment"].get("benchmarks", ()))
    elif kind == "commitment-amended.v1":
        yield from (f"declares:benchmark:{mark['id']}" for mark in data.get("benchmarks") or ())
    elif kind == "body-described.v1":
        yield f"declares:body:{data['body']['id']}"
    elif kind == "coverage-stated.v1":
        yield f"covers:{data.get('jurisdiction') or '-'}"


def bodies_named(event: Mapping[str, Any]) -> set[str]:
    """Ids of bodies in every place where a body is named by its id; ``monitor``, our staff, is left out."""
    data = event["data"]
    found = {part["according_to"] for part in event.get("bears_on", ())}
    found.update([part["assessor"] for part in event.get("assessments", ())])
    found.update([part["by"] for part in event.get("figures", ()) if part.get("by")])
    for key, value in data.items():
        if key in _ONE_BODY and isinstance(value, str):
            found.add(value)
        elif key in _BODIES_OF:
            found.update(_BODIES_OF[key](value))
    found.discard("monitor")
    return found


_ONE_BODY = frozenset({"court", "by", "body"})


def _of_commitment(commitment: Any) -> set[str]:  # noqa: ANN401 - an id, or a definition
    if not isinstance(commitment, dict):
        return set()
    return {*(commitment.get("duty_bearers") or ()), *(commitment.get("reviewers") or ()), *_setters(commitment)}


def _setters(definition: Mapping[str, Any]) -> set[str]:
    return {mark["set_by"] for mark in definition.get("benchmarks") or ()}


def _of_body(body: Any) -> set[str]:  # noqa: ANN401 - an id, or a description
    return {body["id"], *(tie["to"] for tie in body.get("ties", ()))} if isinstance(body, dict) else set()


_BODIES_OF: Mapping[str, Callable[[Any], set[str]]] = {
    "provisions": lambda provisions: {part["according_to"] for part in provisions},
    "speakers": lambda speakers: {speaker["body"] for speaker in speakers if speaker.get("body")},
    "commitment": _of_commitment,
    "body": _of_body,
    "duty_bearers": set,
    "reviewers": set,
    "benchmarks": lambda marks: {mark["set_by"] for mark in marks},
}
