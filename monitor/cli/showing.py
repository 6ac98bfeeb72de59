"""How answers look: the console, the words and colours of statuses, JSON."""

import os
import sys

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from monitor.answers.shape import Shape
from monitor.answers.views import View
from monitor.api.answering import json_bytes
from monitor.languages.possibly import possibly
from monitor.status.rules import LABELS

NARROW = 96
"""Columns below which lists stand for tables."""

_UNSEEN = 120  # columns where nobody says how wide the paper is

# A mark says without colour what the colour says.
_LOOKS = {
    "implemented": ("+", "green"),
    "in-line": ("+", "green"),
    "mostly-implemented": ("+", "green"),
    "enacted": ("=", "cyan"),
    "in-progress": (">", "blue"),
    "partially-implemented": ("~", "yellow"),
    "concern-on-record": ("!", "yellow"),
    "not-implemented": ("x", "red"),
    "not-in-line": ("x", "red"),
    "reversed": ("x", "red"),
    "no-action-on-record": (".", "dim"),
    "no-breach-on-record": (".", "dim"),
}
_NO_LOOK = (" ", "dim")


def out() -> Console:
    """The console for answers, on standard output; as wide as the terminal, or 120 columns where there is none."""
    return _console(stderr=False)


def err() -> Console:
    """The console for what is said beside an answer, on standard error."""
    return _console(stderr=True)


def print_json(shape: object) -> None:
    """The answer as the HTTP interface gives it, byte for byte, and a line break."""
    sys.stdout.write(json_bytes(shape).decode())
    sys.stdout.write("\n")


def status_text(status: str | None, *, certain: bool = True, last_known: str | None = None) -> Text:
    """A status in words with its mark and colour."""
    mark, style = _LOOKS.get(status or "", _NO_LOOK)
    words = "followed, no status" if status is None else LABELS[status]
    shown = Text().append(f"{mark} {possibly(words, certain=certain)}", style)
    if last_known is not None:
        shown.append(f", last known on {last_known}", style="dim")
    return shown


def core_text(core: Shape | None) -> Text:
    """Status, stage and flags of one side of a change."""
    if core is None:
        return Text("not made, or not on record", style="dim")
    shown = status_text(core["status"], certain=core["certain"])
    if core["stage"] != "none":
        shown.append(f", {core['stage']}")
    if core["flags"]:
        shown.append(f" [{', '.join(core['flags'])}]", style="magenta")
    return shown


def indented(words: str | Text, columns: int = 2) -> Padding:
    """Words set in from the left in all their lines."""
    return Padding(words if isinstance(words, Text) else Text(words), (0, 0, 0, columns), expand=False)


def view_line(view: View) -> Text:
    """Both clocks of a view, and what it leaves out."""
    parts = [f"as of {view.as_of.isoformat()}", f"as known at position {view.through}"]
    if view.public_at is not None:
        parts.append(f"public by {view.public_at.isoformat()}")
    if view.lens is not None:
        parts.append(f"according to {view.lens} alone")
    if view.future:
        parts.append("a day that is yet to come")
    return Text(", ".join(parts), style="dim")


def _console(*, stderr: bool) -> Console:
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or os.environ.get("COLUMNS") else _UNSEEN
    # Brackets are brackets: a date such as [2009-02-11..] is no markup.
    return Console(file=stream, width=width, markup=False, highlight=False, emoji=False)
