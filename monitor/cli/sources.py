"""Commands for sources: which are watched, watched from now on, looked at, forgotten."""

from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError
from rich.table import Table
from rich.text import Text

from events.fields import Slug
from monitor.cli import asking
from monitor.cli.opening import opened_to_read, opened_to_write
from monitor.cli.refusing import USAGE, Refused
from monitor.cli.showing import out, print_json
from monitor.watching.source import Expected, Shape, source_shape
from monitor.watching.sources import UnknownBody

app = typer.Typer(no_args_is_help=True, help="Sources from which something is expected again and again.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of a source, as `sources list` shows it.")]

_OPTIONS = {"title": "--title", "every_days": "--every", "body": "--body"}


@app.command("list")
def list_(as_json: asking.Json = False) -> None:
    """Every source that is watched, by name, and when it was last heard of."""
    with opened_to_read() as service:
        found, now = service.sources.every(), service.now()
    shapes = [source_shape(one, now) for one in found]
    if as_json:
        print_json({"items": shapes})
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in ("name", "every", "last heard of", "state", "title"):
        table.add_column(column, overflow="fold")
    for shape in shapes:
        state = "silent" if shape["silent"] else "in time"
        words = (shape["name"], f"{shape['every_days']} days", _day(shape["last_heard"]), state, shape["title"])
        table.add_row(*(Text(word) for word in words))
    out().print(table)


@app.command()
def watch(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Letters, digits and single hyphens.")],
    title: Annotated[str, typer.Option(metavar="TEXT", help="What it is, for people.")],
    every: Annotated[int, typer.Option(metavar="DAYS", help="After so many days without a word staff are told.")],
    body: Annotated[
        str | None, typer.Option(metavar="ID", help="The body whose events are word from it; else only a look counts.")
    ] = None,
    as_json: asking.Json = False,
) -> None:
    """Watch a source from now on, or expect something else of one that is watched."""
    try:
        TypeAdapter(Slug).validate_python(name)
        expected = Expected(title=title, every_days=every, body=body)
    except ValidationError as error:
        wrong = [(_OPTIONS.get(str(one["loc"][0]), "") if one["loc"] else "NAME", one["msg"]) for one in error.errors()]
        raise Refused(*(f"{where}: {what}" for where, what in wrong), code=USAGE) from error
    with opened_to_write() as service:
        try:
            service.sources.watch(name, expected)
        except UnknownBody as error:
            raise Refused(f"--body: {error}") from error
        shape = source_shape(service.sources.one(name), service.now())
    _say(shape, f"{name} is watched: a word is expected every {every} days.", as_json=as_json)


@app.command()
def checked(name: Name, as_json: asking.Json = False) -> None:
    """Say that somebody has looked at a source just now, whether there was news or not."""
    with opened_to_write() as service:
        service.sources.checked(name)
        shape = source_shape(service.sources.one(name), service.now())
    _say(shape, f"{name} was last looked at on {_day(shape['last_checked'])}.", as_json=as_json)


@app.command()
def forget(name: Name, as_json: asking.Json = False) -> None:
    """Watch a source no longer."""
    with opened_to_write() as service:
        shape = source_shape(service.sources.one(name), service.now())
        service.sources.forget(name)
    _say(shape, f"{name} is watched no longer.", as_json=as_json)


def _say(shape: Shape, words: str, *, as_json: bool) -> None:
    if as_json:
        print_json(shape)
    else:
        out().print(Text(words))


def _day(instant: str | None) -> str:
    return instant[:10] if instant is not None else "never"
