"""The board in print: a table for each jurisdiction where the terminal is wide enough, else a list."""

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from events.jurisdictions import JURISDICTIONS
from monitor.answers.items import Shape
from monitor.answers.views import View
from monitor.cli.showing import NARROW, status_text, view_line


def print_board(console: Console, items: Sequence[Shape], view: View) -> None:
    """Every item with its status, whose it is, since when, and its flags."""
    console.print(view_line(view))
    by_place = sorted(items, key=lambda item: (item["jurisdiction"], item["id"]))
    for code, some in groupby(by_place, key=lambda item: str(item["jurisdiction"])):
        console.print()
        console.print(Text(_place(code), style="bold"))
        console.print(_table(list(some)) if console.width >= NARROW else _list(list(some)))
    console.print()
    console.print(Text(_count(len(items)), style="dim"))


def by_line(by: Shape | None) -> str:
    """Who gave the grade that decides: ``csis-ind-task-force, coded by monitor``."""
    if by is None:
        return ""
    coded = f", coded by {by['graded_by']}" if by["graded_by"] not in {None, by["body"]} else ""
    return f"{by['body']}{coded}"


def benchmark_line(item: Shape) -> str:
    """How many benchmarks are met, of how many; how many there are where no such count is made."""
    count, listed = item["benchmark_count"], len(item["benchmarks"])
    if count is not None:
        return f"{count['met']} of {count['of']} benchmarks met"
    return f"{listed} {'benchmark' if listed == 1 else 'benchmarks'}" if listed else ""


def _place(code: str) -> str:
    known = JURISDICTIONS.get(code)
    return f"{known.name} ({code})" if known else code


def _table(items: Sequence[Shape]) -> RenderableType:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("commitment", ratio=5, overflow="fold")
    table.add_column("status", ratio=3, overflow="fold")
    table.add_column("since", min_width=10, no_wrap=True)
    table.add_column("according to", ratio=2, overflow="fold")
    table.add_column("flags", ratio=2, overflow="fold")
    for item in items:
        table.add_row(_name(item), _status(item), item["since"] or "", by_line(item["by"]), ", ".join(item["flags"]))
    return table


def _list(items: Sequence[Shape]) -> RenderableType:
    shown: list[RenderableType] = []
    for item in items:
        shown.append(_name(item))
        about = Text("  ").append_text(_status(item))
        for words in (f"since {item['since']}" if item["since"] else "", by_line(item["by"])):
            about.append(f", {words}" if words else "", style="dim")
        shown.append(Padding(about, (0, 0, 0, 0)))
        if item["flags"]:
            shown.append(Text(f"  {', '.join(item['flags'])}", style="magenta"))
    return Group(*shown)


def _name(item: Shape) -> Text:
    return Text(item["id"], style="bold").append(f"  {item['title']}", style="not bold")


def _status(item: Shape) -> Text:
    shown = status_text(item["status"], certain=item["certain"], last_known=item["last_known_on"])
    marks = benchmark_line(item)
    return shown.append(f"; {marks}", style="dim") if marks else shown


def _count(items: int) -> str:
    if not items:
        return "No commitment on record matches on that day."
    return f"{items} {'commitment' if items == 1 else 'commitments'}; `reform-monitor why COMMITMENT` says why"
