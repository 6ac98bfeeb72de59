"""What reads are asked for: the parameters of a view, and whose day it is where none is named."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Annotated

from fastapi import Depends, Query

from events.sql.engines import reading
from monitor.answers.reader import Reader
from monitor.answers.views import Asked, BadView, View, read_day, resolve
from monitor.api.words import RULE_SET
from monitor.bootstrap import Service
from monitor.readmodel.projector import checkpoint

_DAY_ALONE = re.compile(r"\d{4}-\d\d-\d\d")
_INSTANT = re.compile(r"[12]\d{3}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(\.\d{1,18})?)?([Zz]|[ +-]\d\d:\d\d)")

DAY = {"format": "date", "pattern": r"^[12]\d{3}-\d\d-\d\d$"}

AsOf = Annotated[
    str | None,
    Query(
        description="The day in the world, whole: what had happened by its end. Default: today in the jurisdiction's "
        "own zone, in UTC where there are several.",
        json_schema_extra=DAY,
        openapi_examples={"helsinki": {"summary": "The eve of the Helsinki Ministerial", "value": "2008-12-04"}},
    ),
]
KnownAt = Annotated[
    str | None,
    Query(
        description="The moment on record: a position (0 is nothing; inside an append its end), an RFC 3339 instant "
        "(the last append recorded by then) or a day (its end, UTC). Default: the end of the log. None in the future.",
        openapi_examples={
            "position": {"value": "54"},
            "instant": {"value": "2026-11-21T10:00:00Z"},
            "day": {"value": "2026-11-21"},
        },
    ),
]
PublicAt = Annotated[
    str | None,
    Query(description="Only what anyone could have known by this day.", json_schema_extra=DAY),
]
Lens = Annotated[
    str | None,
    Query(
        description="Only what one account class, or one body by its id, put on record.",
        json_schema_extra={"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        openapi_examples={"class": {"value": "government"}, "body": {"value": "csis-ind-task-force"}},
    ),
]
Rules = Annotated[
    Annotated[str, RULE_SET] | None, Query(description="The rule set, named and versioned. Default: the latest.")
]


async def _view_asked(
    as_of: AsOf = None, known_at: KnownAt = None, public_at: PublicAt = None, lens: Lens = None, rules: Rules = None
) -> Asked:
    return Asked(as_of, known_at, public_at, lens, rules)


async def _record_asked(as_of: AsOf = None, known_at: KnownAt = None, rules: Rules = None) -> Asked:
    return Asked(as_of=as_of, known_at=known_at, rules=rules)


ViewAsked = Annotated[Asked, Depends(_view_asked)]
"""All five parameters of a view."""

RecordAsked = Annotated[Asked, Depends(_record_asked)]
"""For reads of events, which say the same on every day and under all rules; how they stand goes by ``known_at``."""


def view_of(service: Service, asked: Asked, jurisdiction: str | None = None) -> View:
    """The view that is meant, once the read model has passed the position it is known at.

    Raises:
        BadView: naming the parameter that is wrong.
    """
    view = resolve(service.log, asked, service.now(), jurisdiction)
    with reading(service.engine) as connection:
        reached = checkpoint(connection).position
    if view.through > reached:  # appended by another process, or a moment ago
        service.appending.catch_up()
    return view


def instant(parameter: str, written: str | None, of_day: time) -> datetime | None:
    """An RFC 3339 instant, or this time of a day (UTC).

    Raises:
        BadView: it is neither.
    """
    if written is None:
        return None
    if _DAY_ALONE.fullmatch(written):
        return datetime.combine(read_day(parameter, written), of_day, UTC)
    if _INSTANT.fullmatch(written) is None:
        raise BadView(parameter, "give an RFC 3339 instant with its zone, or a day YYYY-MM-DD")
    try:
        # A plus sign in a query arrives as a blank where it was not escaped.
        return datetime.fromisoformat(written.replace(" ", "+").upper()).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadView(parameter, f"there is no instant {written}") from error


def one_of(codes: Sequence[str]) -> str | None:
    """The jurisdiction in whose zone a list begins its day: the one that is asked for, none for several or all."""
    return codes[0] if len(set(codes)) == 1 else None


def home_of(reader: Reader, kind: str, identity: str) -> str | None:
    """The jurisdiction that a commitment, measure or body was last declared in; none where it is not on record."""
    declared = reader.log.last_tagged([f"declares:{kind}:{identity}"])
    for entry in reader.gather.at(list(declared.values())):
        return entry.fact.jurisdiction if entry.fact is not None else None
    return None
