"""Which versions of a page there are: a TimeMap (RFC 7089 section 5), one for each append that it shows."""

from datetime import UTC
from email.utils import format_datetime
from itertools import groupby
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from events.appends import AppendRecord
from events.log import Log
from monitor.answers.views import BadView

MEDIA_TYPE: Final = "application/link-format"

MOST: Final = 200
"""So many versions are listed, the latest."""

_OF_EVERYTHING: Final = ("/", "/board", "/board/over-time", "/compare")
_TAGGED: Final = {"commitments": "commitment", "measures": "measure"}
_EVENTS: Final = "events"
_LONGEST_POSITION: Final = 18
"""Digits; nothing longer fits a position."""

_MOMENTS: Final = {"known_at", "from_known_at", "to_known_at"}


def has_versions(path: str) -> bool:
    """Whether the page at a path is another one as known at another moment: the method and the status are not."""
    kind, _, identity = path.removeprefix("/").partition("/")
    return path in _OF_EVERYTHING or (kind in {_EVENTS, *_TAGGED} and bool(identity) and "/" not in identity)


def timemap(log: Log, of: str, public_url: str) -> bytes | None:
    """The versions of the page at a path, with what it asks for beside the moment, oldest first.

    Of a page about everything every append is one; of an event the append that brought it and those that acted upon it.
    ``None`` where nothing of that name ever came on record.

    Raises:
        BadView: the path is none of a page that has versions.
    """
    path, query = _taken_apart(of)
    kind, _, identity = path.removeprefix("/").partition("/")
    if kind == _EVENTS:
        records = _of_positions(log, _acts_upon(log, identity))
    elif kind in _TAGGED:
        records = _of_positions(log, log.tagged([f"{_TAGGED[kind]}:{identity}"]))
    else:
        records = _latest(log)
    if kind in {_EVENTS, *_TAGGED} and not records:
        return None
    place = f"{public_url}{quote(path, safe='/')}"
    original = f"{place}?{query}" if query else place
    asked = f"{path}?{query}" if query else path
    lines = [
        f'<{original}>; rel="original"',
        f'<{public_url}/timemap?of={quote(asked, safe="")}>; rel="self"; type="{MEDIA_TYPE}"',
    ]
    for number, one in enumerate(records):
        end = "first " * (number == 0) + "last " * (number == len(records) - 1)
        moment = format_datetime(one.recorded_at.astimezone(UTC).replace(microsecond=0), usegmt=True)
        known = f"{place}?{query}&" if query else f"{place}?"
        lines.append(f'<{known}known_at={one.last_position}>; rel="{end}memento"; datetime="{moment}"')
    return ",\n".join(lines).encode() + b"\n"


def _taken_apart(of: str) -> tuple[str, str]:
    try:
        found = urlsplit(of)
    except ValueError:
        found = urlsplit("")
    if "\0" in of or found.scheme or found.netloc or not has_versions(found.path):
        raise BadView("of", "give the path of a page, such as /board or /commitments/kz-media-law")
    return found.path, urlencode([(name, value) for name, value in parse_qsl(found.query) if name not in _MOMENTS])


def _acts_upon(log: Log, identity: str) -> list[int]:
    """Where an event stands, by its id or its position, and every act upon it, and upon those; ascending."""
    by_place = identity.isascii() and identity.isdigit() and len(identity) <= _LONGEST_POSITION
    new = {int(identity)} if by_place else set(log.positions_of([identity]).values())
    found: set[int] = set()
    while new and len(found) < MOST:
        found |= new
        new = set(log.tagged([f"target:{position}" for position in sorted(new)])) - found
    return sorted(found)


def _of_positions(log: Log, positions: list[int]) -> list[AppendRecord]:
    appends = [number for number, _ in groupby(record.append for record in log.at(positions[-MOST * 10 :]))]
    return log.append_records(appends[-MOST:])


def _latest(log: Log) -> list[AppendRecord]:
    head = log.head().append
    return log.append_records(range(max(1, head - MOST + 1), head + 1))
