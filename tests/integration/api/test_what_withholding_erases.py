"""Which texts a withholding erases: those it names, wherever the event and its corrections have them, and no others."""

from typing import Any

import pytest

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


OWN_ID = "01970000-0000-7000-8000-000000000001"
AT_ODDS = {
    "an event and its withholding": [{**quoting(SECRET), "id": OWN_ID}, withheld(OWN_ID, "quote")],
    "an event by position and its withholding": [quoting(SECRET), withheld(4, "/sources/0/quote")],
    "a correction and the withholding of the original": [
        corrected(3, quoting(HARMLESS, SECRET)), withheld(3, "/sources/0/quote"),
    ],
    "a correction of a correction and the withholding of the original": [
        corrected(3, quoting(HARMLESS)), corrected(4, quoting(SECRET)), withheld(3, "quote"),
    ],
    "a correction and its own withholding": [corrected(3, quoting(SECRET)), withheld(4, "quote")],
    "a withholding and a correction that has it again": [withheld(3, "quote"), corrected(3, quoting(SECRET))],
}  # fmt: skip


@pytest.mark.parametrize("batch", AT_ODDS.values(), ids=AT_ODDS)
def test_one_append_does_not_bring_a_text_and_have_it_forgotten(sqlite_api: Api, batch: list[Event]) -> None:
    sqlite_api.with_bodies(quoting(SECRET))
    line = 1 + next(number for number, event in enumerate(batch) if event["type"] == "content-withheld.v1")
    for path in ("/v1/events/batch", "/v1/events/batch?dry_run=true"):
        found = problem(sqlite_api.send(path, batch), 422, "invalid")
        assert places(found) == [("/data/fields/0", "text_in_same_append", line)]
        assert SECRET not in str(found)
    assert quotes(sqlite_api, 3) == [SECRET]
    assert sqlite_api.service.log.head().position == 3


def test_a_text_is_withheld_in_one_append_with_the_correction_that_leaves_it_out(api: Api) -> None:
    api.with_bodies(quoting(SECRET, SECRET), quoting(SECRET))
    api.batch(corrected(3, quoting(HARMLESS)), withheld(3, "/sources/1/quote"))
    api.batch(withheld(4, "quote"), corrected(4, quoting(HARMLESS)))
    assert [quotes(api, position) for position in (3, 4, 5, 8)] == [[None, None], [None], [HARMLESS], [HARMLESS]]


def test_a_text_that_two_withholdings_of_one_append_name_is_erased_by_the_first(api: Api) -> None:
    api.with_bodies(quoting(SECRET, HARMLESS))
    twice = [withheld(3, "/sources/0/quote"), withheld(3, "/sources/0/quote")]
    found = problem(api.send("/v1/events/batch", twice), 422, "invalid")
    assert places(found) == [("/data/fields/0", "already_withheld", 2)]
    api.batch(withheld(3, "/sources/0/quote"), withheld(3, "quote"))
    erased_by_each = [[one["pointer"] for one in api.read(f"/v1/events/{at}")["erased"]] for at in (4, 5)]
    assert erased_by_each == [["/sources/0/quote"], ["/sources/1/quote"]]
