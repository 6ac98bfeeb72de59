"""Commands for staff about addresses that are mailed nothing: which there are, and mailing one again."""

from typing import Annotated

import typer
from rich.text import Text

from alerts.lifting import Complained, NotSuppressed
from alerts.sql import mail_store, subscription_store
from events.sql.engines import reading
from monitor.cli import asking
from monitor.cli.opening import opened_to_read, opened_to_write
from monitor.cli.refusing import Refused
from monitor.cli.showing import out, print_json
from monitor.cli.subscriptions import Limit, print_table
from monitor.cli.writing import RECORDED_BY
from monitor.instants import written_instant

app = typer.Typer(no_args_is_help=True, help="Addresses that are mailed nothing.")


@app.command("list")
def list_suppressions(limit: Limit = 50, as_json: asking.Json = False) -> None:
    """The addresses that are mailed nothing, the newest first, by their endpoints; addresses are stored as digests."""
    with opened_to_read() as service, reading(service.engine) as connection:
        found = mail_store.suppressed(connection, limit)
        reached = subscription_store.destinations_of(connection, {to for to, _ in found if to is not None})
    shapes = [
        {
            "endpoint": to,
            "to": reached[to].address if to in reached else None,
            "kind": one.kind,
            "since": written_instant(one.since),
        }
        for to, one in found
    ]
    if as_json:
        print_json({"items": shapes})
        return
    rows = ((one["endpoint"] or "", one["to"] or "erased", one["kind"] or "", one["since"] or "") for one in shapes)
    print_table(("endpoint", "address", "kind", "since"), rows)


@app.command("lift")
def lift_suppression(
    whom: Annotated[str, typer.Argument(metavar="ADDRESS", help="An address, or the id of its endpoint.")],
) -> None:
    """Mail an address again that took no mail, what was kept for it first."""
    with opened_to_write() as service:
        with reading(service.engine) as connection:
            to = subscription_store.destination(connection, whom)
        address = to.address if to is not None else whom
        if address is None:
            raise Refused(f"the address of {whom} was erased")
        try:
            found = service.lifting.lift(address, RECORDED_BY)
        except (NotSuppressed, Complained) as error:
            raise Refused(str(error)) from error
    out().print(Text(f"{whom} is mailed again; it was not since {written_instant(found.since)} ({found.kind})."))
