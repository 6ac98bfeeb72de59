"""The command that imports what somebody has written by hand."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from monitor.cli.opening import NoRecord, opened_to_read, opened_to_write
from monitor.cli.progress import bar
from monitor.cli.showing import out
from monitor.import_plan import Planned, plan
from monitor.importing import check, check_alone, put_on_record


def import_(
    what: Annotated[
        str,
        typer.Argument(
            metavar="FILE|FOLDER|NAME",
            help="A dossier's folder, a YAML file of events, a CSV table, or a dossier that comes with the program "
            "(kazakhstan).",
        ),
    ],
    only_check: Annotated[bool, typer.Option("--check", help="Say what is wrong, and store nothing.")] = False,
    mapping: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Which column of a CSV table goes where.")
    ] = None,
    notify: Annotated[bool, typer.Option("--notify/--no-notify", help="Whether subscribers are told.")] = False,
) -> None:
    """Put a dossier on record, each of its appends whole or not at all, and once however often it is imported."""
    with bar("reading"):
        planned = plan(what, mapping)
    if only_check:
        against = _check(planned)
        events = sum(len(one.append.events) for one in planned)
        out().print(Text(f"{events} events in {len(planned)} appends are in order{against}; nothing is stored"))
        return
    with opened_to_write() as service, bar("importing") as progress:
        for imported in put_on_record(service, planned, notify=notify, progress=progress):
            record = imported.record
            before = "already on record" if imported.replayed else "on record"
            places = f"{record.first_position} to {record.last_position}"
            out().print(Text(f"{imported.planned.append.title}: {before} at positions {places}"))


def _check(planned: list[Planned]) -> str:
    try:
        with opened_to_read() as service:
            check(service, planned)
    except NoRecord:
        check_alone(planned)
        return ", checked by themselves since there is no record here"
    return " and fit the record"
