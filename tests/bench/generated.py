"""A generated record: any number of events over a thousand commitments, arriving in random order of their dates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Literal

Event = dict[str, Any]
Arrival = Literal["random", "chronological"]

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2025, 12, 31)
_DAYS = (LAST_DAY - FIRST_DAY).days

BODIES = ("state", "council", "observer", "academy", "league", "union")
ASSESSORS = BODIES[1:]
GRADES = ("implemented", "mostly-implemented", "partially-implemented", "not-implemented")
STEPS = ("introduction", "reading-1", "passage", "executive-signature", "entry-into-force", "repeal")

# About what a record of reforms is made of: mostly words, then acts, then grades.
MIX = (("statement", 40), ("legislative", 25), ("assessment", 20), ("practice", 10), ("ruling", 5))


@dataclass(frozen=True, slots=True)
class Shape:
    """How much of what: ``events`` over ``commitments``, and ``upon_one`` more upon one further commitment.

    Events arrive in random order of their dates, or as they happen. The same shape always gives the same events.
    """

    events: int
    commitments: int = 1_000
    upon_one: int = 0
    arrival: Arrival = "random"
    seed: int = 20_091_119

    @property
    def the_one(self) -> str:
        """The commitment that bears ``upon_one`` events; the last of all."""
        return _pledge(self.commitments)


def declarations(shape: Shape) -> list[Event]:
    """The bodies, the commitments (one in five to be upheld, one in ten with benchmarks) and one measure for each."""
    random = Random(shape.seed)
    drafts = [_body(name) for name in BODIES]
    for number in range(shape.commitments + bool(shape.upon_one)):
        made = FIRST_DAY + timedelta(days=random.randrange(_DAYS // 4))
        drafts.append(_commitment(number, made, made + timedelta(days=random.randrange(200, 6_000))))
        drafts.append(_action(random, number, "introduction", made, first=True))
    return drafts


def happenings(shape: Shape) -> Iterator[Event]:
    """The events in the order in which they arrive."""
    random = Random(shape.seed + 1)
    kinds = [kind for kind, weight in MIX for _ in range(weight)]
    todo = [random.randrange(shape.commitments) for _ in range(shape.events)] + [shape.commitments] * shape.upon_one
    random.shuffle(todo)
    days = [random.randrange(_DAYS) for _ in todo]
    if shape.arrival == "chronological":
        days.sort()
    for number, day in zip(todo, days, strict=True):
        yield _happening(random, number, random.choice(kinds), FIRST_DAY + timedelta(days=day))


def _happening(random: Random, number: int, kind: str, day: date) -> Event:
    match kind:
        case "legislative":
            return _action(random, number, random.choice(STEPS), day)
        case "assessment":
            return _assessment(random, number, day)
        case "ruling":
            return _ruling(random, number, day)
        case "practice":
            data = {"kind": "registration", "count": random.randrange(1, 9)}
            return _event("practice-recorded.v1", number, day, data, bears=random.choice(("advances", "concern")))
        case _:
            data = {"speakers": [{"body": random.choice(BODIES)}], "act": "position", "attested": "direct"}
            return _event("statement.v1", number, day, data)


def _pledge(number: int) -> str:
    return f"pledge-{number:04d}"


def _is_upheld(number: int) -> bool:
    return number % 5 == 4


def _benchmarks(number: int) -> tuple[str, ...]:
    return (f"{_pledge(number)}.law", f"{_pledge(number)}.practice") if number % 10 == 0 else ()


def _action(random: Random, number: int, classification: str, day: date, *, first: bool = False) -> Event:
    measure: Event = {"id": f"law-{number}"}
    if first:
        measure |= {"title": f"Law number {number}", "kind": "law"}
    bears = "hinders" if _is_upheld(number) else "advances"
    event = _event(
        "legislative-action.v1", number, day, {"measure": measure, "classification": classification}, bears=bears
    )
    if not first and random.random() < 0.2:
        event["occurred"] = day.strftime("%Y-%m")
    return event


def _ruling(random: Random, number: int, day: date) -> Event:
    outcome = random.choice(("constitutional", "unconstitutional", "partly-unconstitutional"))
    data = {"court": "council", "body_kind": "court", "outcome": outcome, "measure": {"id": f"law-{number}"}}
    return _event("court-ruling.v1", number, day, data)


def _assessment(random: Random, number: int, day: date) -> Event:
    data = {"speakers": [{"body": "observer"}], "act": "assessment", "attested": "direct"}
    event = _event("statement.v1", number, day, data)
    grade = {
        "of": random.choice((_pledge(number), *_benchmarks(number))),
        "assessor": random.choice(ASSESSORS),
        "scheme": "plain",
        "value": random.choice(GRADES),
        "given": day.isoformat(),
    }
    return {**event, "assessments": [grade]}


def _event(kind: str, number: int, day: date, data: Event, bears: str = "neutral") -> Event:
    return {
        "type": kind,
        "title": f"What was said and done about pledge number {number}",
        "summary": "A sentence or two on what happened, who was there, and what the document that tells it rests on.",
        "language": "en",
        "occurred": day.isoformat(),
        "jurisdiction": "KZ",
        "topics": ["elections"],
        "account": "government",
        "bears_on": [{"of": _pledge(number), "effect": bears, "according_to": "observer", "given_on": day.isoformat()}],
        "sources": [
            {
                "title": "A report of the year", "publisher": "observer", "account": "civil-society", "language": "en",
                "published": day.isoformat(), "locator": "section 3, second paragraph",
            }
        ],
        "data": data,
    }  # fmt: skip


def _body(name: str) -> Event:
    account = "government" if name == "state" else "civil-society"
    return {"type": "body-described.v1", "data": {"body": {"id": name, "name": name.title(), "account": account}}}


def _commitment(number: int, made: date, due: date) -> Event:
    commitment: Event = {
        "id": _pledge(number),
        "title": f"Pledge number {number}",
        "kind": "uphold" if _is_upheld(number) else "achieve",
        "origin": "pledge",
        "duty_bearers": ["state"],
        "due": due.isoformat(),
    }
    if marks := _benchmarks(number):
        commitment["benchmarks"] = [{"id": mark, "title": f"What {mark} asks", "set_by": "observer"} for mark in marks]
    event = _event("commitment-made.v1", number, made, {"commitment": commitment})
    return {**event, "bears_on": []}
