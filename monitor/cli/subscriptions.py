"""Commands for staff about subscriptions and messages: what there is, what became of it, and an end to it."""

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.table import Table
from rich.text import Text

from alerts.sql import message_store, subscription_store
from alerts.wishes import Wishes
from events.sql.engines import reading
from events.strict_json import loads
from monitor.alerting.previewing import preview
from monitor.alerting.shapes import Shape, message_shape, subscription_shape
from monitor.alerting.subscribing import NoSuchSubscription
from monitor.cli import asking
from monitor.cli.opening import opened_to_read, opened_to_write
from monitor.cli.refusing import Refused
from monitor.cli.showing import out, print_json

app = typer.Typer(no_args_is_help=True, help="Subscriptions.")
messages_app = typer.Typer(no_args_is_help=True, help="Messages and what became of them.")

Subscription = Annotated[str, typer.Argument(metavar="ID", help="The id of a subscription.")]
Message = Annotated[str, typer.Argument(metavar="ID", help="The id of a message.")]
Limit = Annotated[int, typer.Option(min=1, max=500, help="How many at most.")]


@app.command("list")
def list_subscriptions(limit: Limit = 100, as_json: asking.Json = False) -> None:
    """Subscriptions, the oldest first; no secret is shown."""
    with opened_to_read() as service, reading(service.engine) as connection:
        every = subscription_store.all_subscriptions(connection, limit=limit)
        found = {one.id: subscription_store.destination(connection, one.destination) for one in every}
    shapes = [subscription_shape(one, to) for one in every if (to := found[one.id]) is not None]
    if as_json:
        print_json({"items": shapes})
        return
    print_table(("id", "state", "to", "cadence", "asks for"), (_row(shape) for shape in shapes))


@app.command("show")
def show_subscription(subscription: Subscription, as_json: asking.Json = False) -> None:
    """One subscription."""
    with opened_to_read() as service:
        try:
            shape = subscription_shape(*service.subscribing.one(subscription, None, staff=True))
        except NoSuchSubscription as error:
            raise Refused(f"there is no subscription {subscription}") from error
    if as_json:
        print_json(shape)
        return
    print_table(("id", "state", "to", "cadence", "asks for"), [_row(shape)])


@app.command("preview")
def preview_subscription(
    wishes: Annotated[
        typer.FileText,
        typer.Argument(metavar="FILE", help="JSON with a filter, as a subscription has; - for input."),
    ],
    as_json: asking.Json = False,
) -> None:
    """How many messages a filter would have brought in the last 12 months of the record, and the last three."""
    asked = _wishes(wishes.read())
    with opened_to_read() as service:
        found = preview(service.reader, service.describing, asked, service.now())
        words = service.describing.asks(asked)
    if as_json:
        print_json({"preview": found})
        return
    many = found["count"]
    out().print(Text(f"{words}\n{many} message{'' if many == 1 else 's'} in the last 12 months of the record."))
    told = [(str(one["recorded_at"])[:16], notice) for one in found["last"] for notice in one["notices"]]
    rows = ((at, notice["change"], notice["item"]) for at, notice in told)
    print_table(("recorded", "change", "item"), rows)


@app.command("end")
def end_subscription(
    subscription: Subscription,
    reason: Annotated[str, typer.Option(help="Why, for its owner.")] = "ended by staff",
) -> None:
    """End a subscription for good."""
    with opened_to_write() as service:
        try:
            one, _ = service.subscribing.one(subscription, None, staff=True)
        except NoSuchSubscription as error:
            raise Refused(f"there is no subscription {subscription}") from error
        if one.state != "ended":
            service.subscribing.end(one, reason)
    out().print(Text(f"{subscription} has ended."))


@messages_app.command("list")
def list_messages(limit: Limit = 50, as_json: asking.Json = False) -> None:
    """The newest messages of all destinations."""
    with opened_to_read() as service, reading(service.engine) as connection:
        found = message_store.find(connection, limit=limit)
    if as_json:
        print_json({"items": [message_shape(one) for one in found]})
        return
    rows = ((one.id, one.state, one.type, one.cause, f"{one.attempts} attempts") for one in found)
    print_table(("id", "state", "type", "cause", "tried"), rows)


@messages_app.command("show")
def show_message(message: Message, as_json: asking.Json = False) -> None:
    """One message with every attempt to deliver it."""
    with opened_to_read() as service, reading(service.engine) as connection:
        found = message_store.message(connection, message)
        if found is None:
            raise Refused(f"there is no message {message}")
        attempts = message_store.attempts_of(connection, [message])[message]
    if as_json:
        print_json(message_shape(found, attempts))
        return
    out().print(Text(f"{found.id}  {found.type}  {found.state}  {found.cause}"))
    print_table(
        ("attempt", "at", "answer", "took"),
        (
            (str(one.n), one.at.isoformat(), str(one.code or one.error or "under way"), f"{one.duration_ms or 0} ms")
            for one in attempts
        ),
    )


@messages_app.command("replay")
def replay_message(message: Message) -> None:
    """Send a message once more, under the id it has always had."""
    with opened_to_write() as service:
        with reading(service.engine) as connection:
            found = message_store.message(connection, message)
            to = subscription_store.destination(connection, found.destination) if found else None
        if to is None or to.state != "active" or not service.subscribing.replay(to, [message]):
            raise Refused(f"{message} cannot be sent again: it is on its way, or its destination takes none")
    out().print(Text(f"{message} will be sent again."))


def _wishes(written: str) -> Wishes:
    try:
        return Wishes.model_validate(loads(written.encode()))
    except ValidationError as error:
        lines = [f"{'/'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors(include_url=False)]
        raise Refused(*lines) from error


def _row(shape: Shape) -> tuple[str, ...]:
    wanted = {key: value for key, value in shape["filter"].items() if value}
    asks = "; ".join(f"{key} {_words(value)}" for key, value in wanted.items())
    return shape["id"], shape["state"], shape["to"] or "erased", shape["cadence"], asks


def _words(value: object) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under the names of their columns, all of a cell."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    out().print(table)
