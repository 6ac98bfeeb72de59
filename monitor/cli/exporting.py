"""The command that writes out all of the record, or where everything stands."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO, Literal

import typer

from monitor.answers.export import Format, export_events, export_statuses
from monitor.answers.views import Asked
from monitor.api.asking import view_of
from monitor.cli import asking
from monitor.cli.opening import opened_to_read
from monitor.cli.progress import bar


def export(
    what: Annotated[
        Literal["events", "statuses"], typer.Argument(help="Every event, or the status of every commitment.")
    ],
    form: Annotated[Format, typer.Option("--format", help="One JSON object on each line, or a table.")] = "ndjson",
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Where to; else standard output.")
    ] = None,
    as_of: asking.AsOf = None,
    known_at: asking.KnownAt = None,
    public_at: asking.PublicAt = None,
    lens: asking.Lens = None,
    rules: asking.Rules = None,
) -> None:
    """Write out every event as known at a moment, or where every commitment stands; the same as over HTTP."""
    with opened_to_read() as service:
        view = view_of(service, Asked(as_of, known_at, public_at, lens, rules))
        if what == "events":
            pieces = export_events(service.reader, view.through, form)
        else:
            pieces = export_statuses(service.reader, view, form)
        total = view.through if what == "events" else None
        # A bar and an answer on one terminal would write over each other.
        with _opened(output) as file, bar("exporting", shown=output is not None) as progress:
            written = 0
            for piece in pieces:
                file.write(piece)
                written += piece.count(b"\n")
                progress(written, total)


@contextmanager
def _opened(output: Path | None) -> Iterator[BinaryIO]:
    """The file to write; one that is not written to its end does not take the place of another."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    beside = output.with_name(f".{output.name}.part")
    try:
        with beside.open("wb") as file:
            yield file
        beside.replace(output)
    finally:
        beside.unlink(missing_ok=True)
