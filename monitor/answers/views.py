"""Views: which day in the world, which moment on record, and what of it is shown."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

from events.jurisdictions import today_in
from events.log import Log
from monitor.status.cases import Aspect
from monitor.status.rules import LATEST_RULES, RULE_SETS


class BadView(ValueError):
    """A view that cannot be asked for; ``parameter`` names what is wrong."""

    def __init__(self, parameter: str, detail: str) -> None:
        super().__init__(f"{parameter}: {detail}")
        self.parameter, self.detail = parameter, detail


@dataclass(frozen=True, slots=True)
class Asked:
    """A view as asked for, in words; ``None`` takes the default."""

    as_of: str | None = None
    known_at: str | None = None
    public_at: str | None = None
    lens: str | None = None
    rules: str | None = None


@dataclass(frozen=True, slots=True)
class View:
    """A view that every read answers to: ``as_of`` a whole day, ``through`` the position that ``known_at`` resolved to.

    ``known_at`` is as asked, else ``through`` itself. ``pinned`` says that as_of, a position and the rules were all
    named and the day has come, so that the answer can never change.
    """

    as_of: date
    known_at: str
    through: int
    public_at: date | None
    lens: str | None
    rules: str
    future: bool
    pinned: bool

    @property
    def aspect(self) -> Aspect:
        """What of the record is shown."""
        return Aspect(self.public_at.toordinal() if self.public_at else None, self.lens, self.rules)

    @property
    def day(self) -> int:
        """``as_of`` as an ordinal."""
        return self.as_of.toordinal()

    def on(self, day: date) -> "View":
        """The same view of another day."""
        return replace(self, as_of=day)

    def settled(self) -> "View":
        """The same view without regard to the day on which it is asked for, so that it reads the same for ever."""
        return replace(self, future=False)

    def shown(self) -> dict[str, Any]:
        """The view as it stands in every answer."""
        return {
            "as_of": self.as_of.isoformat(),
            "known_at": self.known_at,
            "through_position": self.through,
            "public_at": self.public_at.isoformat() if self.public_at else None,
            "lens": self.lens,
            "rules": self.rules,
            "future": self.future,
        }


def resolve(log: Log, asked: Asked, now: datetime, jurisdiction: str | None = None) -> View:
    """The view that is meant: today in the jurisdiction's own zone (UTC for several), the head of the log.

    Raises:
        BadView: naming the parameter that is wrong.
    """
    today = today_in(jurisdiction, now)
    as_of = read_day("as_of", asked.as_of) if asked.as_of is not None else today
    through = resolve_position(log, asked.known_at, now)
    rules = asked.rules if asked.rules is not None else LATEST_RULES
    if rules not in RULE_SETS:
        raise BadView("rules", f"there is no rule set {rules}; there is {', '.join(RULE_SETS)}")
    if asked.lens is not None and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", asked.lens) is None:
        raise BadView("lens", "a lens is an account class or the id of a body")
    future = as_of > today
    return View(
        as_of=as_of,
        known_at=asked.known_at if asked.known_at is not None else str(through),
        through=through,
        public_at=read_day("public_at", asked.public_at) if asked.public_at is not None else None,
        lens=asked.lens,
        rules=rules,
        future=future,
        # That a day is yet to come stands in the answer, and will one day not be so.
        pinned=not future
        and None not in {asked.as_of, asked.rules}
        and asked.known_at is not None
        and asked.known_at.isdigit(),
    )


def read_day(parameter: str, written: str) -> date:
    """A day, ``YYYY-MM-DD``.

    Raises:
        BadView: it is none.
    """
    if re.fullmatch(r"\d{4}-\d\d-\d\d", written, re.ASCII) is None:
        raise BadView(parameter, "a day is written YYYY-MM-DD")
    if written[0] not in "12":
        raise BadView(parameter, "days are asked about from 1000-01-01 to 2999-12-31")
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise BadView(parameter, f"there is no day {written}") from error


def resolve_position(log: Log, known_at: str | None, now: datetime, parameter: str = "known_at") -> int:
    """The position that a moment on record means: always the end of an append, or 0 for nothing.

    ``known_at`` is a position (inside an append, its end), an RFC 3339 instant (the last append recorded at or before
    it), or a day (its end, UTC; today is as much of it as there is by ``now``); ``None`` is the head.

    Raises:
        BadView: it is none of them, or lies in the future of the log.
    """
    head = log.head()
    if known_at is None:
        return head.position
    if re.fullmatch(r"[0-9]{1,18}", known_at):
        position = int(known_at)
        if position > head.position:
            raise BadView(parameter, f"position {position} is in the future; the log ends at {head.position}")
        held = log.append_holding(position) if position else None
        return held.last_position if held else 0
    instant = _instant(parameter, known_at)
    if instant > now and known_at != now.astimezone(UTC).date().isoformat():
        raise BadView(parameter, f"{known_at} is in the future")
    record = log.last_append_at(instant)
    return record.last_position if record else 0


def _instant(parameter: str, written: str) -> datetime:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", written, re.ASCII):
        return datetime.combine(read_day(parameter, written), time.max, UTC)
    # A plus sign in a query arrives as a blank where it was not escaped.
    pattern = r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(\.\d{1,18})?)?([Zz]|[ +-]\d\d:\d\d)"
    if re.fullmatch(pattern, written, re.ASCII) is None:
        raise BadView(parameter, "give a position, an RFC 3339 instant with its zone, or a day YYYY-MM-DD")
    try:
        return datetime.fromisoformat(written.replace(" ", "+").upper())
    except ValueError as error:
        raise BadView(parameter, f"there is no instant {written}") from error
