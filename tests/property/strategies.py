"""Whole records: several commitments with benchmarks, shared measures, tied bodies, imprecise dates, acts upon acts.

A record is a list of appends, each a list of events as a client would send them, with ids of their own (``at``). Few
days and few names are drawn from, so that facts meet: on one day, on one measure, about one commitment.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import strategies as st

from events.words import (
    CourtOutcome,
    ExecutiveClassification,
    IntergovernmentalOutcome,
    LegislativeClassification,
)
from tests import builders as new
from tests.builders import Event, at

Append = list[Event]
Draw = Callable[[st.SearchStrategy[Any]], Any]

PLEDGES = ("pledge-one", "pledge-two", "pledge-three")
MEASURES = ("law-one", "law-two", "plan-one")
BODIES = ("state", "ministry", "council", "reviewer", "league")
MARKS = ("first", "second")
JURISDICTIONS = ("KZ", "OSCE")

FIRST_DAY = date(2008, 1, 1)
_WORDS = {
    "legislative": get_args(LegislativeClassification),
    "executive": get_args(ExecutiveClassification),
    "court": get_args(CourtOutcome),
    "intergovernmental": get_args(IntergovernmentalOutcome),
}
# What moves a measure most is drawn most, everything else now and then.
OFTEN = (
    "introduction", "passage", "executive-signature", "entry-into-force", "constitutional-referral", "suspension",
    "repeal", "failure",
)  # fmt: skip

VAGUE = "myspf<>"
MOSTLY_DAYS = "dddddd" + VAGUE

days = st.sampled_from([0, 1, 30, 31, 89, 90, 91, 149, 150, 151, 240, 366, 400, 500]).map(
    lambda number: FIRST_DAY + timedelta(days=number)
)


@st.composite
def datings(draw: Draw, of: st.SearchStrategy[date] = days, forms: str = MOSTLY_DAYS) -> str:
    """A day, mostly; else a month, season, year, range, interval or open end."""
    one, other = sorted((draw(of), draw(of)))
    form = draw(st.sampled_from(forms))
    match form:
        case "m":
            return f"{one:%Y-%m}"
        case "y":
            return f"{one:%Y}"
        case "s":
            return f"{one:%Y}-2{draw(st.integers(1, 4))}"
        case "p":
            return f"[{one}..{other}]"
        case "f":
            return f"{one}/{other}"
        case "<":
            return f"[..{one}]"
        case ">":
            return f"[{one}..]"
        case _:
            return f"{one}"


def _some(values: Sequence[str], most: int = 2) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True)


class Author:
    """Draws one event after another; knows what it has drawn, so that later events can refer to it."""

    def __init__(self, draw: Draw, *, distinct_orders: bool = False) -> None:
        self.draw = draw
        self.events: list[Event] = []
        self.pledges: list[str] = []
        self._distinct_orders = distinct_orders
        # A few of each in one record, so that its facts meet.
        few = draw(st.lists(days, min_size=2, max_size=5, unique=True))
        self._dating = datings(st.sampled_from(few))
        self._measures = draw(_some(MEASURES, 3)) or MEASURES

    def add(self, event: Event) -> Event:
        """The event with an id, and, where asked for, an order that no other event has."""
        number = len(self.events) + 1
        event = {**event, "id": at(number)}
        if self._distinct_orders:
            event["order"] = number
        self.events.append(event)
        return event

    def body(self, name: str) -> Event:
        account = "government" if name in {"state", "ministry"} else "civil-society"
        ties = {}
        if name != "state":
            kinds = st.sampled_from(["", "", "belongs_to", "paid_by", "appointed_by"])
            kind = self.draw(kinds)
            if kind:
                ties = {kind: self.draw(st.sampled_from([one for one in BODIES if one != name]))}
        return new.described(name, account, **ties)

    def made(self, pledge: str) -> Event:
        if pledge not in self.pledges:
            self.pledges.append(pledge)
        more: Event = {"due": self.draw(st.none() | self._dating.filter(lambda written: not written.endswith("..]")))}
        marks = [{"id": f"{pledge}.{mark}", "title": mark, "set_by": "reviewer"} for mark in MARKS]
        return new.made(
            self.draw(self._dating),
            pledge,
            self.draw(st.sampled_from(["achieve", "achieve", "uphold", "uphold", "recommendation", "watch"])),
            jurisdiction=self.draw(st.sampled_from(JURISDICTIONS)),
            benchmarks=marks,
            duty_bearers=self.draw(st.sampled_from([["state"], ["state", "ministry"]])),
            **{key: value for key, value in more.items() if value},
        )

    def fact(self) -> Event:
        """Any fact of the world but a making."""
        kinds = "llllllleeerrriaaaaassspmc" if self.pledges else "llser"
        match self.draw(st.sampled_from(kinds)):
            case "l":
                often = self.draw(st.booleans())
                classification = self.draw(st.sampled_from(OFTEN if often else _WORDS["legislative"]))
                more = {"scope": "article 5"} if self.draw(st.integers(0, 5)) == 5 else {}
                return new.legislated(
                    self.draw(self._dating),
                    classification,
                    self._measure(),
                    data=more,
                    **self._bearing(),
                    **self._about(),
                )
            case "e":
                of = self.draw(st.sampled_from([None, *self._measures]))
                word = self.draw(st.sampled_from(_WORDS["executive"]))
                return new.executed(self.draw(self._dating), word, of, **self._bearing(), **self._about())
            case "r":
                word = self.draw(st.sampled_from(_WORDS["court"]))
                event = new.ruled(self.draw(self._dating), word, self._measure(), **self._bearing(), **self._about())
                return {**event, "data": {**event["data"], "court": "council"}}
            case "i":
                word = self.draw(st.sampled_from(_WORDS["intergovernmental"]))
                event = new.decided(self.draw(self._dating), word, self._measure(), **self._bearing(), **self._about())
                return {**event, "data": {**event["data"], "body": "council"}}
            case "a":
                return self._assessed()
            case "s":
                act = self.draw(st.sampled_from(["concern", "threat", "position", "welcome"]))
                return new.stated(self.draw(self._dating), act, "reviewer", **self._bearing(), **self._about())
            case "p":
                return new.practised(self.draw(self._dating), **self._bearing(), **self._about())
            case "m":
                return new.milestone(self.draw(self._dating), **self._bearing(), **self._about())
            case _:
                return self._amended()

    def act(self, among: Sequence[Event] = ()) -> Event:
        """An act upon an earlier event, another act perhaps; one of these, where any are given."""
        target = self.draw(st.sampled_from(among or self.events))
        kinds = "rrrx" if target["type"].startswith("event-") else "rcccxn"
        match self.draw(st.sampled_from(kinds)):
            case "r":
                return new.retracted(target["id"])
            case "x":
                return new.reinstated(target["id"])
            case "n":
                return new.annotated(target["id"])
            case _:
                kind = self.draw(st.sampled_from(["substantive", "editorial"]))
                return new.corrected(target["id"], self._instead_of(target), kind)

    def covered(self) -> Event:
        to = self.draw(st.none() | days.map(date.isoformat))
        if self.pledges and self.draw(st.booleans()):
            return new.covered(to, commitments=[self.draw(st.sampled_from(self.pledges))])
        return new.covered(to, self.draw(st.sampled_from(JURISDICTIONS)))

    def _measure(self) -> str:
        measure: str = self.draw(st.sampled_from(self._measures))
        return measure

    def _subject(self) -> str:
        pledge = self.draw(st.sampled_from(self.pledges))
        mark = self.draw(st.sampled_from(["", "", *MARKS]))
        return f"{pledge}.{mark}" if mark else pledge

    def _bearing(self) -> Event:
        effects = st.lists(st.sampled_from(["advances", "advances", "hinders", "concern", "neutral"]), max_size=2)
        found = (
            [new.bears(effect, self._subject(), "reviewer") for effect in self.draw(effects)] if self.pledges else []
        )
        return {"bears_on": found}

    def _about(self) -> Event:
        """What any fact may carry besides: an order, a source's date, what it ends."""
        more: Event = {}
        if not self._distinct_orders and self.draw(st.booleans()):
            more["order"] = self.draw(st.integers(0, 2))
        if self.draw(st.integers(0, 3)) == 3:
            more["published"] = self.draw(self._dating)
        if self.events and self.draw(st.integers(0, 3)) == 3:
            facts = [event["id"] for event in self.events if "occurred" in event]
            more["resolves"] = self.draw(_some(facts)) if facts else []
        return more

    def _assessed(self) -> Event:
        values = [
            "implemented",
            "mostly-implemented",
            "partially-implemented",
            "not-implemented",
            "positive",
            "negative",
        ]
        grades = [
            new.grade(
                self.draw(st.sampled_from(values)),
                self.draw(st.sampled_from(BODIES)),
                self._subject(),
                **({"given": self.draw(self._dating)} if self.draw(st.booleans()) else {}),
            )
            for _ in range(self.draw(st.integers(1, 2)))
        ]
        return {**new.assessed(self.draw(self._dating), *grades, by="reviewer"), **self._about_words()}

    def _about_words(self) -> Event:
        more = self._about()
        published = more.pop("published", None)
        return {**more, "sources": [new.source(published=published)]} if published else more

    def _amended(self, pledge: str | None = None) -> Event:
        changes: Event = {}
        if self.draw(st.booleans()):
            changes["due"] = self.draw(days).isoformat()
        if self.draw(st.booleans()):
            changes["duty_bearers"] = self.draw(st.sampled_from([["ministry"], ["council"], ["state"]]))
        return new.amended(self.draw(self._dating), pledge or self.draw(st.sampled_from(self.pledges)), **changes)

    def _instead_of(self, target: Event) -> Event:
        kind, data = target["type"], target["data"]
        if kind == "event-corrected.v1":
            return self._instead_of(data["replacement"])
        match kind:
            case "commitment-made.v1":
                return self.made(data["commitment"]["id"])
            case "commitment-amended.v1":
                return self._amended(data["commitment"])
            case "body-described.v1":
                return self.body(data["body"]["id"])
            case "coverage-stated.v1":
                return self.covered()
            case _:
                event = self.fact()
                while event["type"] == "commitment-amended.v1":
                    event = self.fact()
                return event


@st.composite
def records(draw: Draw, *, most: int = 9) -> list[Append]:
    """A whole record: bodies first, the commitments at any time, facts and acts in any order of their days."""
    author = Author(draw)
    first = [author.add(author.body(name)) for name in BODIES]
    appends = [first]
    early = draw(_some(PLEDGES, 3))
    first += [author.add(author.made(pledge)) for pledge in early]
    late = [pledge for pledge in PLEDGES if pledge not in early]
    for _ in range(draw(st.integers(1, most))):
        append = []
        for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3]))):
            match draw(st.sampled_from("fffffffaaacbbm")):
                case "a":
                    event = author.act()
                case "c":
                    event = author.covered()
                case "b":
                    event = author.body(draw(st.sampled_from(BODIES)))
                case "m" if late:
                    event = author.made(late.pop())
                case _:
                    event = author.fact()
            append.append(author.add(event))
        appends.append(append)
    return appends
