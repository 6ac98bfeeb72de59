"""Which versions of a page there are: a TimeMap (RFC 7089 section 5), one for each append."""

from datetime import UTC
from email.utils import format_datetime
from itertools import groupby
from typing import Final
from urllib.parse import quote

from events.appends import AppendRecord
from events.log import Log
from monitor.answers.views import BadView

MEDIA_TYPE: Final = "application/link-format"

MOST: Final = 200
"""So many versions are listed, the latest."""

_TAGGED: Final = {"commitments": "commitment", "measures": "measure"}


def timemap(log: Log, of: str, public_url: str) -> bytes:
    """The versions of the page at a path, oldest first; of a page about everything, every append is one.

    Raises:
        BadView: the path is none of a page.
    """
    kind, _, identity = of.removeprefix("/").partition("/")
    if not of.startswith("/") or "\0" in of or kind not in {"", "board", *_TAGGED}:
        raise BadView("of", "give the path of a page, such as /board or /commitments/kz-media-law")
    records = _touching(log, f"{_TAGGED[kind]}:{identity}") if kind in _TAGGED else _latest(log)
    original = f"{public_url}{quote(of, safe='/')}"
    lines = [
        f'<{original}>; rel="original"',
        f'<{public_url}/timemap?of={quote(of, safe="")}>; rel="self"; type="{MEDIA_TYPE}"',
    ]
    for number, one in enumerate(records):
        place = "first " * (number == 0) + "last " * (number == len(records) - 1)
        moment = format_datetime(one.recorded_at.astimezone(UTC).replace(microsecond=0), usegmt=True)
        lines.append(f'<{original}?known_at={one.last_position}>; rel="{place}memento"; datetime="{moment}"')
    return ",\n".join(lines).encode() + b"\n"


def _touching(log: Log, tag: str) -> list[AppendRecord]:
    positions = log.tagged([tag])
    appends = [number for number, _ in groupby(record.append for record in log.at(positions[-MOST * 10 :]))]
    return _records(log, appends[-MOST:])


def _latest(log: Log) -> list[AppendRecord]:
    head = log.head().append
    return _records(log, list(range(max(1, head - MOST + 1), head + 1)))


def _records(log: Log, numbers: list[int]) -> list[AppendRecord]:
    found = (log.append_record(number) for number in numbers)
    return [one for one in found if one is not None]
