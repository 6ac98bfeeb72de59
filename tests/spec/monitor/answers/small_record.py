"""A small record for tests of answers: drafts with a default for every part, and a service to put them in."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Engine

from monitor.answers.views import Asked, View, resolve
from monitor.appending import Outcome
from monitor.bootstrap import Service
from monitor.intake.reading import read_drafts
from monitor.intake.request import Request
from monitor.settings import Settings

NOW = datetime(2010, 3, 1, 12, tzinfo=UTC)
Draft = dict[str, Any]


def service_on(engine: Engine) -> Service:
    """A service on a migrated database, on a day of March 2010."""
    return Service(Settings(), engine, lambda: NOW)


def request_of(*drafts: Draft) -> Request:
    return Request(tuple(read_drafts(enumerate(drafts, 1))), "key_test")


def append(service: Service, *drafts: Draft) -> Outcome:
    return service.appending.append(request_of(*drafts))


def view_of(service: Service, day: date | str = "2010-03-01", **asked: str) -> View:
    return resolve(service.log, Asked(as_of=str(day), **asked), NOW)


def event_id(number: int) -> str:
    return f"01a1fb67-1800-7000-8000-{number:012}"


def source(publisher: str = "kz-press", account: str = "media", **more: Any) -> Draft:
    return {"title": "Gazette", "publisher": publisher, "account": account, "language": "en", **more}


def fact(kind: str, occurred: str, data: Draft, number: int, **more: Any) -> Draft:
    return {
        "id": event_id(number),
        "type": f"{kind}.v1",
        "title": f"{kind} {number}",
        "language": "en",
        "occurred": occurred,
        "jurisdiction": "KZ",
        "account": "parliament",
        "sources": [source()],
        "data": data,
        **more,
    }


def act(kind: str, data: Draft, number: int) -> Draft:
    return {"id": event_id(number), "type": f"{kind}.v1", "data": data}


def body(name: str, account: str, number: int, *ties: Draft) -> Draft:
    described = {"id": name, "name": name.title(), "account": account, "jurisdiction": "KZ", "ties": list(ties)}
    return act("body-described", {"body": described}, number)


def commitment(number: int = 10, name: str = "kz-media-law", made: str = "2007-12-01", **more: Any) -> Draft:
    promised = {
        "id": name,
        "title": "Reform the media law",
        "kind": "achieve",
        "origin": "pledge",
        "duty_bearers": ["kz-government"],
        **more,
    }
    return fact("commitment-made", made, {"commitment": promised}, number, topics=["media"], account="government")


def law(classification: str, occurred: str, number: int, *, effect: str | None = "advances", **more: Any) -> Draft:
    """A step of the media law of 2009, which bears on the commitment where ``effect`` says how."""
    measure = {"id": "kz-law-media-2009", "title": "Media law", "kind": "law"}
    bears = [{"of": "kz-media-law", "effect": effect, "according_to": "kz-watch"}] if effect else []
    data = {"measure": measure, "classification": classification}
    return fact("legislative-action", occurred, data, number, bears_on=bears, **more)


def grade(value: str, occurred: str, number: int, assessor: str = "kz-watch", **more: Any) -> Draft:
    assessment = {"of": "kz-media-law", "assessor": assessor, "scheme": "plain", "value": value}
    spoken = {"speakers": [{"body": assessor}], "act": "assessment", "attested": "direct"}
    told = [source("kz-watch", "civil-society", published=occurred)]
    told = more.pop("sources", told)
    return fact("statement", occurred, spoken, number, assessments=[assessment], sources=told, **more)


def figure(indicator: str, value: Any, period: str | None, **more: Any) -> Draft:
    return {"indicator": indicator, "value": value, "unit": "papers", "period": period, "by": "kz-watch", **more}


def bodies() -> list[Draft]:
    """The government, which bears the duty, and a watch that it pays."""
    paid = {"to": "kz-government", "kind": "paid-by", "source": "Annual report"}
    return [body("kz-government", "government", 1), body("kz-watch", "civil-society", 2, paid)]
