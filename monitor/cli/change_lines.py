"""Changes in print: what differs between two answers."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from monitor.answers.shape import Shape
from monitor.cli.showing import core_text, indented


def print_changes(console: Console, changes: Sequence[Shape]) -> None:
    """What an append changes: what counts now first, then what it revises of the past and the future."""
    now = [change for change in changes if change["current"]]
    other = [change for change in changes if not change["current"]]
    if not changes:
        console.print(Text("It changes where no commitment stands.", style="dim"))
    for heading, some in (("Changes today:", now), ("On other days (history revised):", other)):
        if some:
            console.print(Text(heading, style="bold"))
        for change in some:
            until = f"to {change['to']}" if change["to"] else "on"
            console.print(indented(f"{change['commitment']}, from {change['from']} {until}"))
            _print_sides(console, change)


def print_comparison(console: Console, shape: Shape) -> None:
    """Every commitment that stands differently between two views, and how many do not."""
    for view, words in ((shape["from_view"], "from"), (shape["to_view"], "to")):
        line = f"{words:4} as of {view['as_of']}, as known at position {view['through_position']}"
        console.print(Text(line, style="dim"))
    for item in shape["items"]:
        console.print()
        console.print(Text(item["id"], style="bold").append(f"  {item['title']}", style="not bold"))
        _print_sides(console, item)
        count = len(item["events"])
        console.print(indented(Text(f"{count} {'event' if count == 1 else 'events'} between", style="dim"), 4))
    console.print()
    console.print(Text(f"{len(shape['items'])} changed, {shape['unchanged']} unchanged", style="dim"))


def _print_sides(console: Console, change: Shape) -> None:
    console.print(indented(Text().append("was ", "dim").append_text(core_text(change["before"])), 4))
    console.print(indented(Text().append("is  ", "dim").append_text(core_text(change["after"])), 4))
