"""Commands for API keys: made, listed, revoked."""

from datetime import UTC, date, datetime
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from events.sql.engines import reading, writing
from monitor.answers.views import read_day
from monitor.cli import asking
from monitor.cli.asking import ScopeName
from monitor.cli.opening import opened_to_read, opened_to_write
from monitor.cli.refusing import USAGE, Refused
from monitor.cli.showing import out, print_json
from monitor.instants import written_instant
from monitor.keys.key import SCOPES, ApiKey
from monitor.keys.store import all_keys
from monitor.keys.store import create as create_key
from monitor.keys.store import revoke as revoke_key

app = typer.Typer(no_args_is_help=True, help="API keys.")

Shape = dict[str, object]


@app.command()
def create(
    scope: Annotated[
        list[ScopeName], typer.Option(help="What it allows; admin allows all. Repeat it for several.")
    ] = [],  # noqa: B006 - Typer makes a new list each time
    trusted_feed: Annotated[
        bool, typer.Option("--trusted-feed", help="What it appends is announced without delay.")
    ] = False,
    expires: Annotated[str | None, typer.Option(metavar="DAY", help="The last day, UTC, on which it works.")] = None,
    label: Annotated[str | None, typer.Option(metavar="TEXT", help="What it is for.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print id and key as JSON.")] = False,
) -> None:
    """Make a key and show it, this once; without a scope it allows to append."""
    last = read_day("expires", expires) if expires is not None else None
    scopes = [known for known in SCOPES if known in {one.value for one in scope}] or ["ingest"]
    with opened_to_write() as service:
        now = service.now()
        if last is not None and last < now.astimezone(UTC).date():
            raise Refused(f"--expires: {last.isoformat()} has passed", code=USAGE)
        with writing(service.engine) as connection:
            key, secret = create_key(
                connection, scopes=scopes, now=now, expires=last, trusted_feed=trusted_feed, label=label
            )
    if as_json:
        print_json({"id": key.id, "key": secret})
    else:
        typer.echo(f"{key.id} allows {', '.join(sorted(key.scopes))}. The key, shown this once:\n{secret}")


@app.command("list")
def list_(as_json: asking.Json = False) -> None:
    """Every key ever made, oldest first, without its text."""
    with opened_to_read() as service, reading(service.engine) as connection:
        keys, now = all_keys(connection), service.now()
    if as_json:
        print_json([_shape(key) for key in keys])
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in ("id", "allows", "state", "last used", "label"):
        table.add_column(column, overflow="fold")
    for key in keys:
        allows = ", ".join(sorted(key.scopes)) + (" (trusted feed)" if key.trusted_feed else "")
        used = key.last_used_at.date().isoformat() if key.last_used_at else "never"
        table.add_row(Text(key.id), Text(allows), Text(_state(key, now)), Text(used), Text(key.label or ""))
    out().print(table)


@app.command()
def revoke(key: Annotated[str, typer.Argument(metavar="ID", help="The id of a key, as `keys list` shows it.")]) -> None:
    """Revoke a key for good; the next request with it is refused."""
    with opened_to_write() as service, writing(service.engine) as connection:
        revoked = revoke_key(connection, key, service.now())
    if revoked is None or revoked.revoked_at is None:
        raise Refused(f"there is no key {key}")
    out().print(Text(f"{revoked.id} was revoked on {revoked.revoked_at.date().isoformat()}."))


def _state(key: ApiKey, now: datetime) -> str:
    if key.revoked_at is not None:
        return f"revoked on {key.revoked_at.date().isoformat()}"
    if key.expires_on is None:
        return "works"
    return f"{'works to' if key.works_at(now) else 'ended on'} {key.expires_on.isoformat()}"


def _shape(key: ApiKey) -> Shape:
    return {
        "id": key.id,
        "scopes": sorted(key.scopes),
        "label": key.label,
        "trusted_feed": key.trusted_feed,
        "created_at": written_instant(key.created_at),
        "expires_on": _day(key.expires_on),
        "revoked_at": _instant(key.revoked_at),
        "last_used_at": _instant(key.last_used_at),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _instant(moment: datetime | None) -> str | None:
    return written_instant(moment) if moment is not None else None
