"""What the page on operations says of parts and figures is so."""

import re
from datetime import timedelta

from monitor import metrics
from monitor.watching.parts import PARTS
from tests.docs.pages import blocks, code_words, read

PAGE = read("docs/operations.md")
UNITS = {"s": timedelta(seconds=1), "min": timedelta(minutes=1), "h": timedelta(hours=1)}


def span(written: str) -> timedelta:
    number, unit = written.split()
    return float(number) * UNITS[unit]


def test_the_parts_are_those_there_are_with_their_times() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \| ([\d.]+ \w+) \|[^|]+\| (\d+ \w+) \|$", PAGE, re.MULTILINE)
    written = [(name, span(every), span(limit)) for name, every, limit in rows]
    assert written == [(part.name, timedelta(seconds=part.every_s), part.stalls_after) for part in PARTS]


def test_every_figure_that_is_named_is_given() -> None:
    given = set(re.findall(r"^# TYPE (reform_monitor_\w+) ", metrics.exposition().decode(), re.MULTILINE))
    rules = "".join(block.text for block in blocks(PAGE) if block.language == "yaml")
    named = set(re.findall(r"reform_monitor_\w+", " ".join([rules, *code_words(PAGE)])))
    assert len(named) > 4
    assert named <= given, named - given
