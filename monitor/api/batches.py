"""The events in a request: one, or a batch whose every bad line is named, in shape and in reference."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from events.strict_json import MalformedJson, loads, loads_lines
from monitor import metrics
from monitor.api.problem_facts import counted, field_error
from monitor.api.problems import Problem
from monitor.api.request_bodies import JSON_TYPE, Body
from monitor.bootstrap import Service
from monitor.intake.reading import read_draft
from monitor.intake.refusals import EventIdOnRecord, ExternalIdOnRecord, IntakeRefusal, InvalidEvents, Refusal
from monitor.intake.request import Request

_ID = re.compile(rb'"id"\s*:\s*"([^"\\]+)"')


@dataclass(slots=True)
class Batch:
    """What was read of a batch: the drafts that are sound in shape, their lines, and what is wrong with the others."""

    drafts: list[dict[str, Any]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    malformed: bool = False
    ids_of_bad_lines: set[str] = field(default_factory=set)

    def refuse(self, refusals: Iterable[Refusal], written: bytes) -> None:
        """Note what is wrong with a line, and which ids it may have declared had it been right."""
        self.refusals += refusals
        self.ids_of_bad_lines |= {name.decode(errors="replace") for name in _ID.findall(written)}


def read_one(body: Body) -> dict[str, Any]:
    """The draft of a single event.

    Raises:
        MalformedJson: the body is not JSON.
        InvalidEvents: naming every field that is wrong.
    """
    return read_draft(loads(body.content))


def read_batch(service: Service, body: Body, recorded_by: str) -> Batch:
    """The drafts of a batch, all of them sound in shape.

    Raises:
        MalformedJson: a JSON array is not JSON.
        Problem: no array, no events, too many; or naming every line that is wrong.
    """
    batch = Batch()
    for line, value in _values(body, service.settings.max_batch_events):
        if isinstance(value, MalformedJson):
            batch.malformed = True
            batch.refuse([Refusal("", "malformed_json", str(value), line)], body.content.split(b"\n")[line - 1])
            continue
        try:
            batch.drafts.append(read_draft(value, line))
            batch.lines.append(line)
        except InvalidEvents as error:
            batch.refuse(error.refusals, orjson.dumps(value, default=str))
    if batch.refusals:
        refusals = sorted([*batch.refusals, *_also_wrong(service, batch, recorded_by)], key=lambda one: one.line or 0)
        if not batch.malformed:
            raise InvalidEvents(refusals)
        metrics.append_refused("malformed-json")
        errors = [field_error(one) for one in refusals]
        raise Problem("malformed-json", counted(len(errors)), errors=errors)
    if not batch.drafts:
        raise _no_batch("a batch holds at least one event")
    return batch


def _values(body: Body, most: int) -> Iterator[tuple[int, object]]:
    if body.media_type != JSON_TYPE:
        for count, (line, value) in enumerate(loads_lines(body.content), start=1):
            if count > most:
                raise _too_many(most)
            yield line, value
        return
    events = loads(body.content)
    if not isinstance(events, list):
        raise _no_batch("a batch is a JSON array of events")
    if len(events) > most:
        raise _too_many(most)
    yield from enumerate(events, start=1)


def _also_wrong(service: Service, batch: Batch, recorded_by: str) -> Sequence[Refusal]:
    """What is wrong with the lines that are sound in shape.

    A reference that nothing answers is passed over where a bad line declares that id: mending it may be all it needs.
    """
    if not batch.drafts:
        return ()
    try:
        service.appending.preview(Request(tuple(batch.drafts), recorded_by, lines=tuple(batch.lines)))
    except InvalidEvents as error:
        drafts = dict(zip(batch.lines, batch.drafts, strict=True))
        named = [(one, _named(drafts[one.line], one.pointer) if one.line else None) for one in error.refusals]
        return [one for one, name in named if name is None or name not in batch.ids_of_bad_lines]
    except (EventIdOnRecord, ExternalIdOnRecord) as error:
        return error.refusals
    except IntakeRefusal:
        pass  # told once the lines are mended
    return ()


def _named(draft: Mapping[str, Any], pointer: str) -> str | None:
    """The id that a pointer leads to, or that of the thing it leads through."""
    here: Any = draft
    for step in pointer.split("/")[1:]:
        if isinstance(here, Mapping) and step in here:
            here = here[step]
        elif isinstance(here, Sequence) and step.isdigit() and int(step) < len(here):
            here = here[int(step)]
        else:
            break
    if isinstance(here, Mapping):
        here = here.get("id")
    return here if isinstance(here, str) else None


def _too_many(most: int) -> Problem:
    return Problem("too-large", f"a batch holds at most {most} events; send it in parts")


def _no_batch(detail: str) -> InvalidEvents:
    return InvalidEvents([Refusal("", "batch", detail)])
