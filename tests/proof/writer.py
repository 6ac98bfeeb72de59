"""A service that writes, as a program of its own: ``python -m tests.proof.writer URL NAME APPENDS EVENTS...``.

It makes ``APPENDS`` appends whose sizes go round ``EVENTS...``, decides again whenever another was first, and says
``appending <number>`` before each try.
"""

import sys
from itertools import cycle, islice

from events.log import HeadMoved
from events.sql import make_engine, open_log
from tests.contract.new_appends import an_event, following


def write(url: str, name: str, sizes: list[int]) -> None:
    """Append events called ``<name>-<n>``, n from 0, in appends of these sizes."""
    log = open_log(make_engine(url))
    written = 0
    for size in sizes:
        events = [an_event(f"writer:{name}", event_id=f"{name}-{written + n}", words="w" * 600) for n in range(size)]
        lost = 0
        while True:
            with log.turn(exclusive=lost > 0):
                new = following(log.head(), *events)
                print(f"appending {new.number}", flush=True)  # noqa: T201 - how the test follows this program
                try:
                    log.append(new)
                except HeadMoved:
                    lost += 1
                    continue
                break
        written += size


if __name__ == "__main__":
    target, writer, appends, *each = sys.argv[1:]
    write(target, writer, list(islice(cycle(int(size) for size in each), int(appends))))
