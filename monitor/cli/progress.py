"""Progress bars: on standard error, and only where somebody watches."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from monitor.cli.showing import err


@contextmanager
def bar(doing: str, *, shown: bool = True) -> Iterator[Callable[[int, int | None], None]]:
    """A bar that is told how much is done, and of how much; until it is told, it only says that work is going on.

    Nothing is drawn unless standard error is a terminal; the bar is gone when the work is done.
    """
    console = err()
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not (shown and console.is_terminal)) as progress:
        task = progress.add_task(doing, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
