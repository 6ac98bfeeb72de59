"""Commands that keep the service going: serving, the worker, migrations, rebuilding."""

import signal
import sys
from types import FrameType
from typing import Annotated, NoReturn

import structlog
import typer
from rich.text import Text

from monitor.cli.opening import opened_to_read, opened_to_write, read_settings
from monitor.cli.progress import bar
from monitor.cli.showing import out
from monitor.keeping import keep_up, keep_up_once
from monitor.readmodel.rebuilding import rebuild as rebuild_read_model
from monitor.searching.reindexing import reindex
from monitor.serving import serve as serve_http

LARGEST_BOUNCE = 1024 * 1024
"""Only so much of mail that came back is read."""

BUNDLED = "kazakhstan"
"""The dossier that ``serve --with-dossier`` has on record."""

_log = structlog.stdlib.get_logger("monitor.worker")


def serve(
    with_dossier: Annotated[
        bool,
        typer.Option("--with-dossier", help="Have the Kazakhstan dossier, which comes with the program, on record."),
    ] = False,
) -> None:
    """Serve over HTTP until interrupted; the database is brought up first, and a first staff key made."""
    serve_http(read_settings(talkative=True), say=_say, dossiers=[BUNDLED] if with_dossier else [])


def worker(
    once: Annotated[bool, typer.Option("--once", help="Do what is due now, and end.")] = False,
) -> None:
    """Keep the read model up with the log, look what each day brings and send what is due, until interrupted."""
    try:
        with opened_to_read(talkative=True, caught_up=False) as service:
            if once:
                keep_up_once(service)
                return
            signal.signal(signal.SIGTERM, _leave)
            _log.info("worker_started", doing="keeps up with the log and the days, and sends")
            keep_up(service)
    except KeyboardInterrupt:
        return


def bounce(
    recipient: Annotated[
        str | None,
        typer.Option(help="To whom it was delivered, as the mail server knows; else its headers are searched."),
    ] = None,
) -> None:
    """Take in mail that came back, as a mail server hands it over on standard input."""
    raw = sys.stdin.buffer.read(LARGEST_BOUNCE)
    with opened_to_write() as service:
        found = service.bouncing.take_in(raw, recipient)
    said = f"{found.message_id}: {found.kind} {found.status or ''}".rstrip() if found else "no report of ours"
    out().print(Text(said))


def migrate() -> None:
    """Bring the database to the newest revision; one that is there already is left as it is."""
    with opened_to_write():
        out().print(Text("The database is at the newest revision."))


def rebuild() -> None:
    """Build the read model and the index of the search anew from the log, and let them answer instead."""
    with opened_to_read() as service:
        with bar("rebuilding") as progress:
            done = rebuild_read_model(service.engine, service.log, service.gather, progress)
        out().print(Text(f"{done.events} events read, {done.rows} rows made."))
        if done.differs_at is not None:
            out().print(
                Text(f"It differs from what answered before, first at {done.differs_at}; the new one answers now.")
            )
        with bar("indexing") as progress:
            indexed = reindex(service.reader, progress)
        out().print(Text(f"{indexed} events indexed for the search."))


def _say(words: str) -> None:
    # Not through Rich: a key or an address is never wrapped.
    typer.echo(words)
    sys.stdout.flush()


def _leave(_number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(0)
