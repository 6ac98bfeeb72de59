"""Commands for accounts of staff: made, listed, disabled, given another password."""

import sys
from enum import StrEnum
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from events.sql.engines import reading, writing
from monitor.cli import asking
from monitor.cli.opening import opened_to_read, opened_to_write
from monitor.cli.refusing import Refused
from monitor.cli.showing import out, print_json
from monitor.instants import written_instant
from monitor.staff import accounts
from monitor.staff.account import STAFF_SCOPES, Account
from monitor.staff.hashing import hashed
from monitor.staff.password import PasswordRefused, new_password

app = typer.Typer(no_args_is_help=True, help="Accounts of staff, who sign in at the desk.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name that somebody signs in with.")]


class StaffScopeName(StrEnum):
    """The scopes of an account (``monitor.staff.account.STAFF_SCOPES``), in the form that Typer takes a list of."""

    INGEST = "ingest"
    ADMIN = "admin"


@app.command()
def create(
    name: Name,
    scope: Annotated[
        list[StaffScopeName], typer.Option(help="What it allows; admin allows all. Repeat it for several.")
    ] = [],  # noqa: B006 - Typer makes a new list each time
) -> None:
    """Make an account; without a scope it allows to append. The password is asked for, or read from the input."""
    scopes = [known for known in STAFF_SCOPES if known in {one.value for one in scope}] or ["ingest"]
    password = _hashed()
    with opened_to_write() as service, writing(service.engine) as connection:
        try:
            made = accounts.create(connection, name, password=password, scopes=scopes, now=service.now())
        except (accounts.BadName, accounts.NameTaken) as error:
            raise Refused(str(error)) from error
    out().print(Text(f"{made.name} may sign in at the desk; what they append is recorded as by {made.id}."))


@app.command("list")
def list_(as_json: asking.Json = False) -> None:
    """Every account there ever was, oldest first."""
    with opened_to_read(caught_up=False) as service, reading(service.engine) as connection:
        found = accounts.every(connection)
    if as_json:
        print_json([_shape(one) for one in found])
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in ("name", "id", "allows", "state", "last signed in"):
        table.add_column(column, overflow="fold")
    for one in found:
        state = "works" if one.disabled_at is None else f"disabled on {one.disabled_at.date().isoformat()}"
        last = one.signed_in_at.date().isoformat() if one.signed_in_at else "never"
        table.add_row(*map(Text, (one.name, one.id, ", ".join(sorted(one.scopes)), state, last)))
    out().print(table)


@app.command()
def disable(name: Name) -> None:
    """Let nobody sign in by an account any more; whoever is signed in by it is so no longer."""
    with opened_to_write() as service, writing(service.engine) as connection:
        account = _of(accounts.by_name(connection, name), name)
        accounts.disable(connection, account.id, service.now())
    out().print(Text(f"{account.name} can sign in no more."))


@app.command()
def enable(name: Name) -> None:
    """Let an account be used again that was disabled, with the password it had."""
    with opened_to_write() as service, writing(service.engine) as connection:
        account = _of(accounts.by_name(connection, name), name)
        accounts.enable(connection, account.id)
    out().print(Text(f"{account.name} can sign in."))


@app.command()
def password(name: Name) -> None:
    """Give an account another password; whoever is signed in by it is so no longer."""
    with opened_to_read(caught_up=False) as service, reading(service.engine) as connection:
        account = _of(accounts.by_name(connection, name), name)
    changed = _hashed()
    with opened_to_write() as service, writing(service.engine) as connection:
        accounts.set_password(connection, account.id, changed)
    out().print(Text(f"{account.name} has another password."))


def _hashed() -> str:
    """The hash of what is typed twice at a terminal, unseen, or else of the first line of the input."""
    if sys.stdin.isatty():
        written = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        written = sys.stdin.readline().rstrip("\r\n")
    try:
        return hashed(new_password(written))
    except PasswordRefused as error:
        raise Refused(str(error)) from error


def _of(found: tuple[Account, str] | None, name: str) -> Account:
    if found is None:
        raise Refused(f"there is no account {name}")
    return found[0]


def _shape(one: Account) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "scopes": sorted(one.scopes),
        "created_at": written_instant(one.created_at),
        "disabled_at": written_instant(one.disabled_at) if one.disabled_at else None,
        "signed_in_at": written_instant(one.signed_in_at) if one.signed_in_at else None,
    }
