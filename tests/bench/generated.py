"""A generated record: any number of events over a thousand commitments, arriving in random order of their dates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

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
    """How much of what: ``events`` over ``commitments``, and so many more upon one commitment alone."""

    events: int
    commitments: int = 1_000
    upon_one: int = 0
    seed: int = 20_091_119


def declarations(shape: Shape) -> list[dict[str, Any]]:
    """The bodies, the commitments (one in five to be upheld) and one measure for each."""
    random = Random(shape.seed)
    drafts = [_body(name) for name in BODIES]
    for number in range(shape.commitments):
        kind = "uphold" if number % 5 == 0 else "achieve"
        made = FIRST_DAY + timedelta(days=random.randrange(_DAYS // 4))
        drafts.append(_commitment(number, kind, made, made + timedelta(days=random.randrange(200, 6_000))))
        drafts.append(_action(random, number, "introduction", made, first=True))
    return drafts


def happenings(shape: Shape) -> Iterator[dict[str, Any]]:
    """The events in the order in which they arrive, which is not that of their dates."""
    random = Random(shape.seed + 1)
    kinds = [kind for kind, weight in MIX for _ in range(weight)]
    todo = [random.randrange(shape.commitments) for _ in range(shape.events)] + [0] * shape.upon_one
    random.shuffle(todo)
    for number in todo:
        yield _happening(random, number, random.choice(kinds))


def _happening(random: Random, number: int, kind: str) -> dict[str, Any]:
    day = FIRST_DAY + timedelta(days=random.randrange(_DAYS))
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


def _action(random: Random, number: int, classification: str, day: date, *, first: bool = False) -> dict[str, Any]:
    measure: dict[str, Any] = {"id": f"law-{number}"}
    if first:
        measure |= {"title": f"Law number {number}", "kind": "law"}
    bears = "hinders" if number % 5 == 0 else "advances"
    event = _event("legislative-action.v1", number, day, {"measure": measure, "classification": classification}, bears=bears)
    if not first and random.random() < 0.2:
        event["occurred"] = day.strftime("%Y-%m")
    return event


def _ruling(random: Random, number: int, day: date) -> dict[str, Any]:
    outcome = random.choice(("constitutional", "unconstitutional", "partly-unconstitutional"))
    data = {"court": "council", "body_kind": "court", "outcome": outcome, "measure": {"id": f"law-{number}"}}
    return _event("court-ruling.v1", number, day, data)


def _assessment(random: Random, number: int, day: date) -> dict[str, Any]:
    data = {"speakers": [{"body": "observer"}], "act": "assessment", "attested": "direct"}
    event = _event("statement.v1", number, day, data)
    grade = {
        "of": f"pledge-{number}", "assessor": random.choice(ASSESSORS), "scheme": "plain",
        "value": random.choice(GRADES), "given": day.isoformat(),
    }  # fmt: skip
    return {**event, "assessments": [grade]}


def _event(kind: str, number: int, day: date, data: dict[str, Any], bears: str = "neutral") -> dict[str, Any]:
    return {
        "type": kind,
        "title": f"What was said and done about pledge number {number}",
        "summary": "A sentence or two on what happened, who was there, and what the document that tells it rests on.",
        "language": "en",
        "occurred": day.isoformat(),
        "jurisdiction": "KZ",
        "topics": ["elections"],
        "account": "government",
        "bears_on": [{"of": f"pledge-{number}", "effect": bears, "according_to": "observer", "given_on": day.isoformat()}],
        "sources": [
            {
                "title": "A report of the year", "publisher": "observer", "account": "civil-society", "language": "en",
                "published": day.isoformat(), "locator": "section 3, second paragraph",
            }
        ],
        "data": data,
    }  # fmt: skip


def _body(name: str) -> dict[str, Any]:
    account = "government" if name == "state" else "civil-society"
    return {"type": "body-described.v1", "data": {"body": {"id": name, "name": name.title(), "account": account}}}


def _commitment(number: int, kind: str, made: date, due: date) -> dict[str, Any]:
    commitment = {
        "id": f"pledge-{number}", "title": f"Pledge number {number}", "kind": kind, "origin": "pledge",
        "duty_bearers": ["state"], "due": due.isoformat(),
    }  # fmt: skip
    event = _event("commitment-made.v1", number, made, {"commitment": commitment})
    return {**event, "bears_on": []}
