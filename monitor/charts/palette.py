"""The colours of charts: blue for what is done, grey for what is not on record, amber to red for what is wrong.

No meaning rests on a colour alone. Side by side they can be told apart by people who do not see red, green or blue, and
text stands on each of them with a contrast of at least 4.5 to 1 (WCAG 2.2, success criterion 1.4.3).
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tint:
    """The colour of an area, and that of text on it; both ``#rrggbb``."""

    fill: str
    ink: str


@dataclass(frozen=True, slots=True)
class Palette:
    """What a chart on one kind of background is drawn with: ``ink`` is text, ``line`` what text is not.

    ``unknown`` is the tint of a status that is not in ``statuses``, or of none.
    """

    background: str
    ink: str
    line: str
    track: str
    unknown: Tint
    statuses: Mapping[str, Tint]

    def tint(self, status: str | None) -> Tint:
        """The tint of a status."""
        return self.statuses.get(status or "", self.unknown)


_WHITE, _NIGHT = "#ffffff", "#08131f"

LIGHT = Palette(
    background="#ffffff",
    ink="#374151",
    line="#9aa3b0",
    track="#f1f3f6",
    unknown=Tint("#e9ecf1", "#374151"),
    statuses={
        "no-action-on-record": Tint("#ccd2db", "#1f2937"),
        "no-breach-on-record": Tint("#ccd2db", "#1f2937"),
        "in-progress": Tint("#93b4d8", "#0f2338"),
        "enacted": Tint("#4378a8", _WHITE),
        "mostly-implemented": Tint("#27588a", _WHITE),
        "implemented": Tint("#0f3559", _WHITE),
        "in-line": Tint("#0f3559", _WHITE),
        "partially-implemented": Tint("#e6c36a", "#3b2a00"),
        "concern-on-record": Tint("#d98f45", "#2b1500"),
        "not-implemented": Tint("#a8452c", _WHITE),
        "not-in-line": Tint("#a8452c", _WHITE),
        "reversed": Tint("#5f1f2f", _WHITE),
    },
)

DARK = Palette(
    background="#15181d",
    ink="#c9cfd9",
    line="#6b7482",
    track="#1f242b",
    unknown=Tint("#2c323b", "#c9cfd9"),
    statuses={
        "no-action-on-record": Tint("#4b525e", _WHITE),
        "no-breach-on-record": Tint("#4b525e", _WHITE),
        "in-progress": Tint("#38608c", _WHITE),
        "enacted": Tint("#5b93c6", _NIGHT),
        "mostly-implemented": Tint("#86b6e2", _NIGHT),
        "implemented": Tint("#bfdcf7", _NIGHT),
        "in-line": Tint("#bfdcf7", _NIGHT),
        "partially-implemented": Tint("#dfc06a", "#140d00"),
        "concern-on-record": Tint("#d8853a", "#1f0f00"),
        "not-implemented": Tint("#bd5038", _WHITE),
        "not-in-line": Tint("#bd5038", _WHITE),
        "reversed": Tint("#c68fb0", "#1c0613"),
    },
)
