"""Figures as they are taken away: every point of every series as one row."""

from collections.abc import Iterator, Sequence
from typing import Final

from monitor.answers.figures import figures
from monitor.languages.phrases import gettext as _
from monitor.pages.reading.addresses import Addresses
from monitor.pages.reading.answering import Shown
from monitor.pages.takeaway.citing_events import Footnotes
from monitor.pages.takeaway.selection import Selection
from monitor.takeaway.document import Draft

COLUMNS: Final = (
    "indicator", "unit", "of", "period", "value", "min", "max", "by", "event", "position", "occurred", "as_of",
    "through_position",
)  # fmt: skip


def figures_selection(shown: Shown, indicator: Sequence[str], of: Sequence[str]) -> Selection:
    """The series of these indicators about these subjects, all of them where none is named; only a table."""
    names = tuple(indicator)
    if not names and not of:
        names = tuple(one["indicator"] for one in figures(shown.reader, shown.view))
    found = figures(shown.reader, shown.view, names, tuple(of)) if names or of else []
    asked = [*(("indicator", one) for one in indicator), *(("of", one) for one in of)]

    def rows() -> Iterator[list[object]]:
        for series in found:
            for point in series["points"]:
                cells = {**series, **point, "as_of": shown.view.as_of, "through_position": shown.view.through}
                yield [cells.get(column) for column in COLUMNS]

    permanent = f"{shown.public_url}{Addresses('', shown.pinned).page('/v1/figures', asked)}"
    return Selection(_("Figures"), ("figures", *names), permanent, (), _nothing, COLUMNS, rows)


def _nothing(draft: Draft, notes: Footnotes) -> None:
    del draft, notes
