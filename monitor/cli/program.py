"""The program ``reform-monitor`` and its commands."""

from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typing_extensions import override

from monitor.cli import (
    exporting,
    importing,
    keys,
    reading,
    running,
    sources,
    staff,
    subscriptions,
    suppressions,
    writing,
)
from monitor.cli.refusing import EXPECTED, told


class Program(TyperGroup):
    """The commands; what they are refused is told in lines on standard error, without a traceback."""

    @override
    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # whoever reads the answer has had enough of it, as `head` has
        except EXPECTED as error:
            lines, code = told(error)
            for line in lines:
                typer.echo(line, err=True)
            raise typer.Exit(code) from error


app = typer.Typer(
    name="reform-monitor",
    cls=Program,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Where does a reform commitment stand, who says so, what did it look like on any date, what was known then?",
)

_READING, _RECORD, _SERVICE = "Reading", "The record", "The service"

app.command(rich_help_panel=_READING)(reading.status)
app.command(rich_help_panel=_READING)(reading.history)
app.command(rich_help_panel=_READING)(reading.why)
app.command(rich_help_panel=_READING)(reading.compare)
app.command(rich_help_panel=_READING)(exporting.export)
app.command("import", rich_help_panel=_RECORD)(importing.import_)
app.command(rich_help_panel=_RECORD)(writing.append)
app.command(rich_help_panel=_RECORD)(writing.retract)
app.command(rich_help_panel=_SERVICE)(running.serve)
app.command(rich_help_panel=_SERVICE)(running.worker)
app.command(rich_help_panel=_SERVICE)(running.bounce)
app.command(rich_help_panel=_SERVICE)(running.migrate)
app.command(rich_help_panel=_SERVICE)(running.rebuild)
app.add_typer(keys.app, name="keys", rich_help_panel=_SERVICE)
app.add_typer(sources.app, name="sources", rich_help_panel=_SERVICE)
app.add_typer(staff.app, name="staff", rich_help_panel=_SERVICE)
app.add_typer(subscriptions.app, name="subscriptions", rich_help_panel=_SERVICE)
app.add_typer(subscriptions.messages_app, name="messages", rich_help_panel=_SERVICE)
app.add_typer(suppressions.app, name="suppressions", rich_help_panel=_SERVICE)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(version("reform-monitor"))
        raise typer.Exit


@app.callback()
def program(
    show_version: Annotated[
        bool, typer.Option("--version", help="Print the version and end.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    """Take the options of the program itself."""
    del show_version


def main() -> None:
    """Run the program with the words of the command line."""
    app(prog_name="reform-monitor")
