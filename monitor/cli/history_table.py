"""The history of a commitment in print: one line or block for each period."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from monitor.answers.shape import Shape
from monitor.answers.views import View
from monitor.cli.cited import Cited
from monitor.cli.showing import NARROW, indented, status_text


def print_history(
    console: Console, commitment: str, periods: Sequence[Shape], events: Mapping[str, Cited], view: View
) -> None:
    """Every period with its status, stage and flags, and what decided it; the one of the view's day is marked."""
    console.print(Text(commitment, style="bold").append(f", as known at position {view.through}", style="not bold dim"))
    console.print()
    if console.width >= NARROW:
        console.print(_table(periods, events, view))
    else:
        for period in periods:
            console.print(_days(period, view))
            console.print(indented(_standing(period)))
            console.print(indented(_reason(period, events)))
    console.print()
    console.print(
        Text(f"* holds on {view.as_of.isoformat()}. A period ends before the day it runs until.", style="dim")
    )


def event_ids(periods: Sequence[Shape]) -> set[str]:
    """The ids of every event that ``print_history`` names."""
    return {one["id"] for period in periods for one in period["because"]["events"]}


def _table(periods: Sequence[Shape], events: Mapping[str, Cited], view: View) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("  from       until", min_width=24, no_wrap=True)
    table.add_column("status, stage, flags", ratio=3, overflow="fold")
    table.add_column("decided by", ratio=4, overflow="fold")
    for period in periods:
        table.add_row(_days(period, view), _standing(period), _reason(period, events))
    return table


def _days(period: Shape, view: View) -> Text:
    day = view.as_of.isoformat()
    here = period["from"] <= day and (period["to"] is None or day < period["to"])
    return Text(f"{'*' if here else ' '} {period['from']} {period['to'] or 'on'}", style="bold" if here else "default")


def _standing(period: Shape) -> Text:
    shown = status_text(period["status"], certain=period["certain"])
    if period["stage"] != "none":
        shown.append(f"; {period['stage']}")
    if period["flags"]:
        shown.append(f"; {', '.join(period['flags'])}", style="magenta")
    return shown


def _reason(period: Shape, events: Mapping[str, Cited]) -> Text:
    decided = period["because"]["events"]
    return Text("; ".join(dict.fromkeys(events[one["id"]].title for one in decided)), style="dim")
