"""Which texts a withholding erases: those it names, wherever the event and its corrections have them, and no others."""

from typing import Any

from tests.builders import Event, corrected, ruled, source, stated
from tests.integration.api.served import Api, places, problem

NAME, OTHER = "Zhanargul Placeholder", "Aigerim Placeholder"
SECRET, HARMLESS = "words that should not have been quoted", "words that may stand"


def withheld(target: int | str, *fields: str, authority: str = "the editor") -> Event:
    data = {"target": target, "fields": list(fields), "reason": "A private person asked", "authority": authority}
    return {"type": "content-withheld.v1", "data": data}


def quoting(*quotes: str) -> Event:
    return stated("2009-02-01", sources=[source(quote=quote) for quote in quotes])


def naming(*persons: Any) -> Event:
    return ruled("2009-02-01", "annulled", of=None, data={"court": "odihr", "persons": list(persons)})


def quotes(api: Api, position: int) -> list[str | None]:
    """What the sources of an event quote, or those of the replacement in it."""
    event = api.read(f"/v1/events/{position}")
    return [one["quote"] for one in event["data"].get("replacement", event)["sources"]]


def persons(api: Api, position: int) -> list[Any]:
    event = api.read(f"/v1/events/{position}")
    found: list[Any] = event["data"].get("replacement", event)["data"]["persons"]
    return found


def erased(answer: Any) -> list[tuple[str, str]]:
    return [(one["event"], one["pointer"]) for one in answer["event"]["erased"]]


def test_a_correction_loses_the_same_words_wherever_it_has_them_and_keeps_what_stands_in_their_place(api: Api) -> None:
    api.with_bodies()
    first = api.append(quoting(SECRET))["event"]["id"]
    second = api.append(corrected(3, quoting(HARMLESS, SECRET)))["event"]["id"]
    third = api.append(corrected(4, quoting(SECRET, HARMLESS, SECRET)))["event"]["id"]
    dry = api.send("/v1/events?dry_run=true", withheld(3, "/sources/0/quote")).json()
    assert SECRET in quotes(api, 5)
    answer = api.append(withheld(3, "/sources/0/quote"))
    assert (quotes(api, 3), quotes(api, 4), quotes(api, 5)) == (
        [None], [HARMLESS, None], [None, HARMLESS, None],
    )  # fmt: skip
    assert erased(answer) == erased(dry) == [
        (first, "/sources/0/quote"), (second, "/data/replacement/sources/1/quote"),
        (third, "/data/replacement/sources/0/quote"), (third, "/data/replacement/sources/2/quote"),
    ]  # fmt: skip


def test_a_name_goes_however_and_however_often_it_is_written_and_another_persons_stays(api: Api) -> None:
    api.with_bodies()
    api.append(naming({"name": NAME, "role": "editor"}, OTHER, NAME))
    api.append(corrected(3, naming(OTHER, NAME, {"name": OTHER, "role": "editor"}, {"name": NAME})))
    api.append(withheld(3, "/data/persons/0/name"))
    assert persons(api, 3) == [{"name": None, "role": "editor"}, OTHER, None]
    assert persons(api, 4) == [OTHER, None, {"name": OTHER, "role": "editor"}, {"name": None}]


def test_each_text_that_is_gone_names_the_act_that_erased_it(api: Api) -> None:
    api.with_bodies()
    api.append(quoting(SECRET, HARMLESS))
    api.append(corrected(3, quoting(HARMLESS, SECRET)))
    api.append(withheld(3, "/sources/0/quote", authority="a court"))
    api.append(withheld(3, "/sources/1/quote", authority="the publisher"))
    for position, at, authorities in (
        (3, "", ["a court", "the publisher"]), (4, "/data/replacement", ["the publisher", "a court"]),
    ):  # fmt: skip
        assert [(one["pointer"], one["authority"]) for one in api.read(f"/v1/events/{position}")["withheld"]] == [
            (f"{at}/sources/{index}/quote", authority) for index, authority in enumerate(authorities)
        ]


def test_what_is_withheld_of_a_correction_stays_in_the_event_it_corrects(api: Api) -> None:
    api.with_bodies()
    api.append(quoting(SECRET))
    api.append(corrected(3, quoting(HARMLESS, SECRET)))
    api.append(corrected(4, quoting(SECRET)))
    api.append(withheld(4, "/data/replacement/sources/1/quote"))
    assert (quotes(api, 3), quotes(api, 4), quotes(api, 5)) == ([SECRET], [HARMLESS, None], [None])


def test_a_text_that_is_withheld_already_is_not_withheld_again(api: Api) -> None:
    api.with_bodies()
    api.append(quoting(SECRET, HARMLESS))
    api.append(withheld(3, "/sources/0/quote"))
    api.append(corrected(3, quoting(SECRET)))
    # What was there is gone, so nobody can tell any more that the correction has it again.
    found = problem(api.send("/v1/events", withheld(3, "/sources/1/quote", "/sources/0/quote")), 422, "invalid")
    assert places(found) == [("/data/fields/1", "already_withheld")]
    assert quotes(api, 5) == [SECRET]
    api.append(withheld(5, "quote"))
    assert (quotes(api, 3), quotes(api, 5)) == ([None, HARMLESS], [None])
    # A field that names several texts takes those that still stand.
    api.append(withheld(3, "quote"))
    assert quotes(api, 3) == [None, None]
