"""The board in print: a table for each jurisdiction where the terminal is wide enough, else a list."""

from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from events.jurisdictions import JURISDICTIONS
from monitor.answers.shape import Shape
from monitor.answers.views import View
from monitor.cli.showing import NARROW, indented, status_text, view_line


def print_board(console: Console, items: Sequence[Shape], view: View) -> None:
    """Every item with its status, whose it is, since when, and its flags."""
    console.print(view_line(view))
    for code in sorted({item["jurisdiction"] for item in items}):
        some = [item for item in items if item["jurisdiction"] == code]
        console.print()
        console.print(Text(_place(code), style="bold"))
        console.print(_table(some) if console.width >= NARROW else _list(some))
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
    longest = max(len(item["id"]) for item in items)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("commitment", min_width=min(longest, 40), ratio=4, overflow="fold")
    table.add_column("status", min_width=24, ratio=3, overflow="fold")
    table.add_column("since", min_width=10, no_wrap=True)
    table.add_column("according to", ratio=2, overflow="fold")
    table.add_column("flags", ratio=2, overflow="fold")
    for item in items:
        name = Text(item["id"], style="bold").append(f"\n{item['title']}", style="not bold")
        status = Text("\n").join(_status(item))
        flags = Text("\n".join(item["flags"]), style="magenta")
        table.add_row(name, status, item["since"] or "", Text(by_line(item["by"])), flags)
    return table


def _list(items: Sequence[Shape]) -> RenderableType:
    shown: list[RenderableType] = []
    for item in items:
        shown.append(Text(item["id"], style="bold").append(f"  {item['title']}", style="not bold"))
        status, *more = _status(item)
        status.append(f", since {item['since']}" if item["since"] else "")
        status.append(f", by {by_line(item['by'])}" if item["by"] else "")
        flags = [Text(", ".join(item["flags"]), style="magenta")] if item["flags"] else []
        shown += [indented(line) for line in (status, *more, *flags)]
    return Group(*shown)


def _status(item: Shape) -> list[Text]:
    """The status, then in lines of their own how far it is known and how many benchmarks are met."""
    known, marks = item["last_known_on"], benchmark_line(item)
    about = [f"last known on {known}" if known else "", marks]
    return [status_text(item["status"], certain=item["certain"]), *(Text(f"  {one}", "dim") for one in about if one)]


def _count(items: int) -> str:
    if not items:
        return "No commitment on record matches on that day."
    return f"{items} {'commitment' if items == 1 else 'commitments'}; `reform-monitor why COMMITMENT` says why"
