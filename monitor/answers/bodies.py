"""Bodies as answers: who they are, what they depend on, what they put on record."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from events.appends import ErasableText
from monitor.answers.facts_in_view import contents_of, facts_in_view
from monitor.answers.measure_shapes import lines
from monitor.answers.reader import NotOnRecord, Reader
from monitor.answers.shape import Shape
from monitor.answers.views import View
from monitor.status.facts import Fact
from monitor.status.record import effective

LATEST = 20
"""Events of a body that are named one by one, the latest."""


def bodies(
    reader: Reader,
    view: View,
    account: tuple[str, ...] = (),
    jurisdiction: tuple[str, ...] = (),
    q: str = "",
    *,
    after: str = "",
    limit: int = 100,
) -> tuple[list[Shape], bool]:
    """Bodies by id past ``after``, at most ``limit``, and whether there are more; as described at that moment.

    A body is who it is on every day, so only the moment on record counts. Each word of ``q`` occurs in name or id.
    """
    words = q.casefold().split()
    found = [
        (data, fact)
        for data, fact in _described(reader, view).values()
        if data["id"] > after
        and (not account or data["account"] in account)
        and (not jurisdiction or data.get("jurisdiction") in jurisdiction)
        and all(word in f"{data['name']} {data['id']}".casefold() for word in words)
    ]
    return _told(reader, found[:limit]), len(found) > limit


def one_body(reader: Reader, view: View, body: str) -> Shape:
    """One body with what it put on record by the day of the view: how much, the latest, every grade.

    ``on_record`` counts the events that name the body as speaker, court, assessor, giver of an effect or figure,
    duty-bearer or reviewer.

    Raises:
        NotOnRecord: it is not described at that moment.
    """
    described = _described(reader, view).get(body)
    if described is None:
        raise NotOnRecord("body", body)
    facts = [
        fact
        for fact in facts_in_view(reader, view, [f"body:{body}", f"publisher:{body}"])
        if fact.counts_from <= view.day
    ]
    told = [fact for fact in facts if fact.type != "body-described"]
    (about,) = _told(reader, [described])
    latest = told[: -LATEST - 1 : -1]
    return {
        **about,
        "on_record": {
            "events": len(told),
            "by_type": dict(sorted(Counter(fact.type for fact in told).items())),
            "latest": lines(latest, contents_of(reader, latest)),
        },
        "assessments": list(assessments_by(body, facts, view.day)),
    }


def assessments_by(body: str, facts: Iterable[Fact], day: int) -> Iterable[Shape]:
    """The assessments a body gave that count by the end of a day, in the order of the facts."""
    for fact in facts:
        for grade in fact.grades:
            if grade.assessor == body and (grade.day or 0) <= day:
                yield {
                    "of": grade.of,
                    "scheme": grade.scheme,
                    "value": grade.value,
                    "ordinal": grade.ordinal,
                    "direction": grade.direction,
                    "graded_by": grade.graded_by,
                    "given": grade.given or fact.occurred,
                    "event": fact.id,
                    "position": fact.position,
                }


def _described(reader: Reader, view: View) -> dict[str, tuple[Mapping[str, Any], Fact]]:
    """Every body by id, ascending, as described last, with the fact that describes it."""
    positions = reader.log.tagged(["type:body-described.v1"], through=view.through)
    held = effective(reader.gather.closed(positions, view.through))
    described = sorted((fact for fact in held if fact.type == "body-described"), key=lambda fact: fact.place)
    found = {fact.data["body"]["id"]: (fact.data["body"], fact) for fact in described if fact.data is not None}
    return dict(sorted(found.items()))


def quotes(body: Shape) -> bool:
    """Whether a source of a tie is quoted: words that may be withheld, which no cache keeps for good."""
    return any(isinstance(tie["source"], dict) and "quote" in tie["source"] for tie in body["ties"])


def _told(reader: Reader, described: Sequence[tuple[Mapping[str, Any], Fact]]) -> list[Shape]:
    texts = reader.log.texts({fact.position for _, fact in described})
    return [_about(data, fact, texts.get(fact.position, ())) for data, fact in described]


def _about(data: Mapping[str, Any], fact: Fact, texts: Sequence[ErasableText]) -> Shape:
    return {
        "id": data["id"],
        "name": data["name"],
        "account": data["account"],
        "jurisdiction": data.get("jurisdiction"),
        "ties": [_tie(tie, f"/data/body/ties/{at}/source/quote", texts) for at, tie in enumerate(data.get("ties", ()))],
        "described_by": fact.id,
    }


def _tie(tie: Mapping[str, Any], place: str, texts: Sequence[ErasableText]) -> Shape:
    """A tie with the words of its source put back, null where they were withheld: the record holds their digest."""
    source = tie["source"]
    # Of a correction the place is in the replacement.
    for quoted in (text for text in texts if text.path.endswith(place)):
        source = {**source, "quote": quoted.text}
    return {**tie, "source": source}
