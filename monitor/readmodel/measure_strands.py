"""The strands of a measure: its stage, and beside it which parts of it stand apart. From its course to rows.

What happens to a part holds until it is undone, whatever becomes of the rest: told with each stage, it would be told
again by every row after it, and a part that is learnt of late would move them all. So a row of the strand of parts says
what changed on its day, and all up to a day together what holds on it (``row_json.parts_on``).
"""

from collections.abc import Sequence

from monitor.readmodel.row_json import measure_body, parts_body, written
from monitor.readmodel.strands import Row, Strand, merged
from monitor.status.facts import Fact
from monitor.status.measure_history import Course, course
from monitor.status.refolding import Splice


def measure_strands(measure: str, facts: Sequence[Fact]) -> tuple[Strand, Strand]:
    """Both strands of a measure, from the facts about it in the fold's order."""
    return strands_of_course(course(measure, facts))


def strands_of_course(whole: Course) -> tuple[Strand, Strand]:
    """Both strands of a measure, from its course."""
    every = len(whole.days)
    return (
        Strand("measure", whole.measure, _stages(whole, 0, every)),
        Strand("part", whole.measure, _parts(whole, 0, every)),
    )


def measure_after(whole: Course, splice: Splice) -> tuple[Strand, Strand]:
    """The stretch of both strands that a splice of the course has changed."""
    # Whether the day after a stretch begins a row depends on the last day in it.
    start, stop, days = splice.start, min(splice.stop + 1, len(whole.days)), whole.days
    first, until = days[start - 1] + 1 if start else 0, days[stop] if stop < len(days) else None
    return (
        Strand("measure", whole.measure, _stages(whole, start, stop), first=first, until=until),
        Strand("part", whole.measure, _parts(whole, start, stop), first=first, until=until),
    )


def _stages(whole: Course, start: int, stop: int) -> tuple[Row, ...]:
    return merged(whole.days, lambda at: written(measure_body(whole.measure, whole.steps[at])), start, stop)


def _parts(whole: Course, start: int, stop: int) -> tuple[Row, ...]:
    """A row for each day on which other parts stand apart than on the day before."""
    rows = []
    before = whole.steps[start - 1].track.parts if 0 < start < stop else ()
    for at in range(start, stop):
        now = whole.steps[at].track.parts
        if now != before:
            rows.append((whole.days[at], written(parts_body(before, now))))
        before = now
    return tuple(rows)
