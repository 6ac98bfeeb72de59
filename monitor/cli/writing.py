"""Commands that put events on record: one, a batch, a retraction."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from events.strict_json import MalformedJson, loads, loads_lines
from events.words import RetractionKind
from monitor.answers.appended import batch_answer, event_answer, preview_answer
from monitor.answers.events import one_event
from monitor.answers.shape import Shape
from monitor.bootstrap import Service
from monitor.cli import asking
from monitor.cli.change_lines import print_changes
from monitor.cli.opening import opened_to_write
from monitor.cli.refusing import USAGE, Refused
from monitor.cli.showing import out, print_json
from monitor.intake.reading import read_draft
from monitor.intake.refusals import InvalidEvents, Refusal
from monitor.intake.request import Key, Request

RECORDED_BY = "command-line"
"""Who records what is appended here; also the credential of its idempotency keys."""

STANDARD_INPUT = "-"

DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what it would change, and store nothing.")]
Token = Annotated[
    str | None,
    typer.Option("--preview-token", metavar="TOKEN", help="Append only if it still changes what a dry run showed."),
]
KeyGiven = Annotated[
    str | None,
    typer.Option("--key", metavar="KEY", help="An idempotency key: repeated with it, the append happens once."),
]
Notify = Annotated[bool, typer.Option("--notify/--no-notify", help="Whether subscribers are told.")]


def append(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Events in JSON, or - for standard input.")],
    batch: Annotated[
        bool, typer.Option("--batch", help="The file holds several: a JSON array, or one event on each line.")
    ] = False,
    dry_run: DryRun = False,
    preview_token: Token = None,
    key: KeyGiven = None,
    notify: Notify = True,
    as_json: asking.Json = False,
) -> None:
    """Put one event on record, or a batch of them, all or nothing."""
    body = sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
    drafts, lines = _read_batch(body) if batch else ([read_draft(loads(body))], None)
    sent = Key(RECORDED_BY, "append", key, body) if key is not None else None
    request = Request(tuple(drafts), RECORDED_BY, notify, sent, preview_token=preview_token, lines=lines)
    with opened_to_write() as service:
        _put_on_record(service, request, dry_run=dry_run, single=not batch, as_json=as_json)


def retract(  # noqa: PLR0913, PLR0917 - one parameter for each option
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; it stands on record.")],
    event: Annotated[str | None, typer.Argument(metavar="EVENT", help="The id or position of an event.")] = None,
    whole: Annotated[
        int | None, typer.Option("--append", metavar="NUMBER", min=1, help="A whole append instead of one event.")
    ] = None,
    kind: Annotated[RetractionKind, typer.Option(help="What kind of mistake it was.")] = "error",
    dry_run: DryRun = False,
    preview_token: Token = None,
    key: KeyGiven = None,
    notify: Notify = True,
    as_json: asking.Json = False,
) -> None:
    """Retract an event, or everything that one append brought; what was said stays visible."""
    if (event is None) == (whole is None):
        raise Refused("retract what? Give an event or --append NUMBER", code=USAGE)
    with opened_to_write() as service:
        sent = None
        if key is not None:
            body = "\0".join((event or f"append {whole}", kind, reason)).encode()
            sent = Key(RECORDED_BY, "retract", key, body)
        if whole is not None:
            found: Sequence[dict[str, Any]] = service.appending.intake.retraction(whole, reason, kind)
            if not found and not _repeats(service, sent):
                raise Refused(f"append {whole} holds no event that still stands")
        else:
            target = one_event(service.reader, str(event), service.log.head().position)["id"]
            found = [{"type": "event-retracted.v1", "data": {"target": target, "reason": reason, "kind": kind}}]
        drafts = tuple(read_draft(value) for value in found)
        request = Request(drafts, RECORDED_BY, notify, sent, preview_token=preview_token)
        _put_on_record(service, request, dry_run=dry_run, single=whole is None, as_json=as_json)


def _put_on_record(service: Service, request: Request, *, dry_run: bool, single: bool, as_json: bool) -> None:
    if dry_run:
        new, news = service.appending.preview(request)
        shape = preview_answer(service.reader, new, news, single=single)
        said = f"Nothing is stored. To append exactly this: --preview-token {shape['preview_token']}"
    else:
        outcome = service.appending.append(request)
        answer = event_answer if single else batch_answer
        shape = answer(service.reader, outcome.record, outcome.news)
        said = _on_record(shape, replayed=outcome.replayed)
    if as_json:
        print_json(shape)
        return
    console = out()
    print_changes(console, shape["changes"])
    # Tokens and ids are copied: no line break within.
    console.print(Text(said), soft_wrap=True)


def _on_record(shape: Shape, *, replayed: bool) -> str:
    before = " already, by this key" if replayed else ""
    if "event" in shape:
        return f"On record{before}: event {shape['event']['id']} at position {shape['event']['position']}"
    first, last = shape["first_position"], shape["last_position"]
    return f"On record{before}: append {shape['append']}, positions {first} to {last}"


def _read_batch(body: bytes) -> tuple[list[dict[str, Any]], tuple[int, ...]]:
    """The drafts of a batch with their lines; of an array the number of each event, from 1."""
    drafts: dict[int, dict[str, Any]] = {}
    refusals: list[Refusal] = []
    for line, value in _values(body):
        try:
            if isinstance(value, MalformedJson):
                refusals.append(Refusal("", "malformed_json", value.reason, line))
            else:
                drafts[line] = read_draft(value, line)
        except InvalidEvents as error:
            refusals += error.refusals
    if not drafts and not refusals:
        raise Refused("a batch holds at least one event")
    if refusals:
        raise InvalidEvents(refusals)
    return list(drafts.values()), tuple(drafts)


def _values(body: bytes) -> Iterator[tuple[int, object]]:
    if not body.lstrip().startswith(b"["):
        yield from loads_lines(body)
        return
    array = loads(body)
    if isinstance(array, list):
        yield from enumerate(array, start=1)


def _repeats(service: Service, key: Key | None) -> bool:
    return key is not None and service.log.idempotency(key.credential, key.route, key.key) is not None
