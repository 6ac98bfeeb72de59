"""What commands are asked for: the options of a view and the filters of a board, and the view that is meant."""

from enum import StrEnum
from typing import Annotated

import typer

from monitor.answers.board_filter import BoardFilter
from monitor.answers.views import Asked, View
from monitor.api.asking import home_of, one_of, view_of
from monitor.bootstrap import Service

_VIEW = "What is looked at"
_WHICH = "Which commitments"

AsOf = Annotated[
    str | None,
    typer.Option(
        metavar="DAY", rich_help_panel=_VIEW, help="The day in the world, to its end; today where it is left out."
    ),
]
KnownAt = Annotated[
    str | None,
    typer.Option(
        metavar="MOMENT",
        rich_help_panel=_VIEW,
        help="The moment on record: a position, an instant (RFC 3339) or a day; now where it is left out.",
    ),
]
Moment = Annotated[
    str | None,
    typer.Option(metavar="MOMENT", rich_help_panel=_VIEW, help="One of two moments on record, written as --known-at."),
]
PublicAt = Annotated[
    str | None,
    typer.Option(metavar="DAY", rich_help_panel=_VIEW, help="Only what anyone could have known by that day."),
]
Lens = Annotated[
    str | None,
    typer.Option(
        metavar="WHO", rich_help_panel=_VIEW, help="Only what one account class, or one body by its id, put on record."
    ),
]
Rules = Annotated[str | None, typer.Option(metavar="NAME/VERSION", rich_help_panel=_VIEW, help="The rule set.")]

Jurisdiction = Annotated[
    list[str] | None, typer.Option(metavar="CODE", rich_help_panel=_WHICH, help="Of this jurisdiction, such as KZ.")
]
Topic = Annotated[list[str] | None, typer.Option(metavar="TOPIC", rich_help_panel=_WHICH, help="On this topic.")]
Status = Annotated[list[str] | None, typer.Option(metavar="STATUS", rich_help_panel=_WHICH, help="With this status.")]
Flag = Annotated[list[str] | None, typer.Option(metavar="FLAG", rich_help_panel=_WHICH, help="With this flag.")]
Kind = Annotated[list[str] | None, typer.Option(metavar="KIND", rich_help_panel=_WHICH, help="Of this kind.")]
Words = Annotated[
    str, typer.Option("--q", metavar="WORDS", rich_help_panel=_WHICH, help="With these words in the title.")
]

Json = Annotated[bool, typer.Option("--json", help="Print the JSON that the HTTP interface answers with.")]
Commitment = Annotated[str, typer.Argument(metavar="COMMITMENT", help="The id of a commitment.")]


class ScopeName(StrEnum):
    """The scopes of a key (``monitor.keys.key.SCOPES``), in the form that Typer takes a list of."""

    INGEST = "ingest"
    READ = "read"
    ADMIN = "admin"


def filtered(
    jurisdiction: list[str] | None,
    topic: list[str] | None,
    status: list[str] | None,
    flag: list[str] | None,
    kind: list[str] | None,
    q: str = "",
) -> BoardFilter:
    """The filter of a board; several values of one option are alternatives."""
    return BoardFilter(
        jurisdiction=tuple(jurisdiction or ()),
        topic=tuple(topic or ()),
        status=tuple(status or ()),
        flag=tuple(flag or ()),
        kind=tuple(kind or ()),
        q=q,
    )


def view_of_one(service: Service, view: Asked, commitment: str) -> View:
    """The view of one commitment: its day is that of its own jurisdiction.

    Raises:
        BadView: naming the option that is wrong.
    """
    return view_of(service, view, home_of(service.reader, "commitment", commitment))


def view_of_many(service: Service, view: Asked, wanted: BoardFilter) -> View:
    """The view of a board.

    Raises:
        BadView: naming the option that is wrong.
    """
    return view_of(service, view, one_of(wanted.jurisdiction))
