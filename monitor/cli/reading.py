"""Commands that read: where commitments stand, stood, and why."""

from typing import Annotated

import typer

from monitor.answers.board_filter import EVERYTHING, BoardFilter
from monitor.answers.commitments import board, one_commitment, periods
from monitor.answers.compare import compare_views
from monitor.answers.shape import Shape
from monitor.answers.views import Asked, View, read_day, resolve_position
from monitor.bootstrap import Service
from monitor.cli import asking
from monitor.cli.board_table import print_board
from monitor.cli.change_lines import print_comparison
from monitor.cli.cited import cited
from monitor.cli.history_table import event_ids as events_of_history
from monitor.cli.history_table import print_history
from monitor.cli.opening import opened_to_read
from monitor.cli.refusing import USAGE, Refused
from monitor.cli.showing import out, print_json
from monitor.cli.why_text import event_ids as events_of_why
from monitor.cli.why_text import print_why

_PAGE = 500


def status(  # noqa: PLR0913, PLR0917 - one parameter for each option
    commitment: Annotated[str | None, typer.Argument(help="One commitment by its id; all of them if left out.")] = None,
    jurisdiction: asking.Jurisdiction = None,
    topic: asking.Topic = None,
    status: asking.Status = None,
    flag: asking.Flag = None,
    kind: asking.Kind = None,
    q: asking.Words = "",
    as_of: asking.AsOf = None,
    known_at: asking.KnownAt = None,
    public_at: asking.PublicAt = None,
    lens: asking.Lens = None,
    rules: asking.Rules = None,
    as_json: asking.Json = False,
) -> None:
    """Where every commitment stands on a day, or one of them.

    Filters of one kind are alternatives, filters of different kinds must all match.
    """
    asked = Asked(as_of, known_at, public_at, lens, rules)
    wanted = asking.filtered(jurisdiction, topic, status, flag, kind, q)
    if commitment is not None and wanted != EVERYTHING:
        raise Refused("a commitment is named by its id alone, without filters", code=USAGE)
    with opened_to_read() as service:
        if commitment is not None:
            view = asking.view_of_one(service, asked, commitment)
            item = one_commitment(service.reader, view, commitment)
            if as_json:
                print_json({"view": view.shown(), **item})
            else:
                print_board(out(), [item], view)
            return
        view = asking.view_of_many(service, asked, wanted)
        items = _whole_board(service, view, wanted)
        if as_json:
            print_json({"view": view.shown(), "items": items, "next": None})
        else:
            print_board(out(), items, view)


def history(
    commitment: asking.Commitment,
    as_of: asking.AsOf = None,
    known_at: asking.KnownAt = None,
    public_at: asking.PublicAt = None,
    lens: asking.Lens = None,
    rules: asking.Rules = None,
    as_json: asking.Json = False,
) -> None:
    """Every period of a commitment from the day it counts, future ones included."""
    with opened_to_read() as service:
        view = asking.view_of_one(service, Asked(as_of, known_at, public_at, lens, rules), commitment)
        found = periods(service.reader, view, commitment)
        if as_json:
            print_json({"view": view.shown(), "id": commitment, "periods": found})
        else:
            print_history(out(), commitment, found, cited(service.reader, events_of_history(found), view.through), view)


def why(
    commitment: asking.Commitment,
    as_of: asking.AsOf = None,
    known_at: asking.KnownAt = None,
    public_at: asking.PublicAt = None,
    lens: asking.Lens = None,
    rules: asking.Rules = None,
    as_json: asking.Json = False,
) -> None:
    """Why a commitment stands where it stands: the rule, what decided, what was set aside, who says what."""
    with opened_to_read() as service:
        view = asking.view_of_one(service, Asked(as_of, known_at, public_at, lens, rules), commitment)
        item = one_commitment(service.reader, view, commitment)
        if as_json:
            print_json({"view": view.shown(), **item})
        else:
            print_why(out(), item, cited(service.reader, events_of_why(item), view.through), view)


def compare(  # noqa: PLR0913, PLR0917 - one parameter for each option
    from_day: Annotated[str | None, typer.Argument(metavar="FROM", help="The earlier day.")] = None,
    to_day: Annotated[str | None, typer.Argument(metavar="TO", help="The later day.")] = None,
    from_known_at: asking.Moment = None,
    to_known_at: asking.Moment = None,
    jurisdiction: asking.Jurisdiction = None,
    topic: asking.Topic = None,
    status: asking.Status = None,
    flag: asking.Flag = None,
    kind: asking.Kind = None,
    q: asking.Words = "",
    as_of: asking.AsOf = None,
    known_at: asking.KnownAt = None,
    public_at: asking.PublicAt = None,
    lens: asking.Lens = None,
    rules: asking.Rules = None,
    as_json: asking.Json = False,
) -> None:
    """What changed between two days (FROM TO), or in what was known (--from-known-at and --to-known-at)."""
    sides = _sides(from_day, to_day, from_known_at, to_known_at, as_of, known_at)
    wanted = asking.filtered(jurisdiction, topic, status, flag, kind, q)
    for name, day in (("FROM", from_day), ("TO", to_day)):
        if day is not None:
            read_day(name, day)
    with opened_to_read() as service:
        for name, moment in (("from_known_at", from_known_at), ("to_known_at", to_known_at)):
            resolve_position(service.log, moment, service.now(), name)
        view_from, view_to = (
            asking.view_of_many(service, Asked(day, moment, public_at, lens, rules), wanted) for day, moment in sides
        )
        shape = compare_views(service.reader, view_from, view_to, wanted)
        if as_json:
            print_json(shape)
        else:
            print_comparison(out(), shape)


def _sides(
    from_day: str | None,
    to_day: str | None,
    from_known_at: str | None,
    to_known_at: str | None,
    as_of: str | None,
    known_at: str | None,
) -> list[tuple[str | None, str | None]]:
    """The day and the moment of both views."""
    if (from_day is None) != (to_day is None) or (from_known_at is None) != (to_known_at is None):
        raise Refused("a comparison has two sides: give both", code=USAGE)
    if from_day is None and from_known_at is None:
        raise Refused("compare what? Give two days, or --from-known-at and --to-known-at", code=USAGE)
    if from_day is not None and as_of is not None:
        raise Refused("--as-of: the days are given already", code=USAGE)
    if from_known_at is not None and known_at is not None:
        raise Refused("--known-at: the moments are given already", code=USAGE)
    days = (from_day, to_day) if from_day is not None else (as_of, as_of)
    moments = (from_known_at, to_known_at) if from_known_at is not None else (known_at, known_at)
    return list(zip(days, moments, strict=True))


def _whole_board(service: Service, view: View, wanted: BoardFilter) -> list[Shape]:
    items: list[Shape] = []
    more = True
    while more:
        some, more = board(service.reader, view, wanted, after=items[-1]["id"] if items else "", limit=_PAGE)
        items += some
    return items
