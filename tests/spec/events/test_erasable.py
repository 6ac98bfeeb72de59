"""Which texts of an event can be forgotten, and by which words a withholding names them."""

from collections.abc import Callable
from typing import Any

import pytest

from events.erasable import erasable_places, named_by, put_back, take_out
from events.leaf import salted_digest

Event = dict[str, Any]


def ruling() -> Event:
    """Two sources quoted, and one that is not; a person with a part in the case, and one by name alone."""
    return {
        "title": "Not erasable",
        "sources": [{"title": "One", "quote": "first words"}, {"title": "Two"}, {"title": "3", "quote": "third words"}],
        "data": {"persons": [{"name": "Aigerim", "role": "editor"}, "Zhanargul"], "norms": ["Article 1"]},
    }


def description() -> Event:
    """A body with a tie to one that a source is quoted for, and to one whose source is only named."""
    ties = [{"to": "a", "source": "Its own page"}, {"to": "b", "source": {"title": "One", "quote": "tied words"}}]
    return {"sources": [{"quote": "own words"}], "data": {"body": {"id": "league", "ties": ties}}}


def correction() -> Event:
    """A correction that quotes a source for itself, with a ruling as its replacement."""
    return {"sources": [{"quote": "why"}], "data": {"target": "an id", "replacement": ruling()}}


RULING = ("/sources/0/quote", "/sources/2/quote", "/data/persons/0/name", "/data/persons/1")
DESCRIPTION = ("/sources/0/quote", "/data/body/ties/1/source/quote")
CORRECTION = ("/sources/0/quote", *(f"/data/replacement{place}" for place in RULING))


def salts() -> Callable[[], bytes]:
    numbers = iter(range(100))
    return lambda: bytes([next(numbers)]) * 16


def test_quotations_and_names_of_persons_can_be_forgotten_in_a_replacement_too() -> None:
    assert erasable_places(ruling()) == RULING
    assert erasable_places(description()) == DESCRIPTION
    assert erasable_places(correction()) == CORRECTION


def test_what_neither_quotes_nor_names_anybody_has_nothing_to_forget() -> None:
    assert erasable_places({"sources": [], "data": {"body": "league", "persons": None}}) == ()


def test_a_text_taken_out_leaves_its_digest_under_a_salt_of_its_own() -> None:
    event = ruling()
    taken = take_out(event, salts())
    assert tuple(taken) == RULING
    assert [text for text, _ in taken.values()] == ["first words", "third words", "Aigerim", "Zhanargul"]
    assert len({salt for _, salt in taken.values()}) == len(RULING)
    assert event["sources"][0]["quote"] == {"digest": salted_digest(*taken["/sources/0/quote"])}
    assert event["data"]["persons"] == [
        {"name": {"digest": salted_digest(*taken["/data/persons/0/name"])}, "role": "editor"},
        {"digest": salted_digest(*taken["/data/persons/1"])},
    ]


@pytest.mark.parametrize("made", [ruling, description, correction])
def test_an_event_has_the_same_places_once_its_texts_are_taken_out(made: Callable[[], Event]) -> None:
    event = made()
    take_out(event, salts())
    assert erasable_places(event) == erasable_places(made())


@pytest.mark.parametrize("made", [ruling, description, correction])
def test_texts_that_are_put_back_make_the_event_as_it_was(made: Callable[[], Event]) -> None:
    event = made()
    texts = {pointer: text for pointer, (text, _) in take_out(event, salts()).items()}
    assert put_back(event, texts) == []
    assert event == made()


def test_a_withheld_text_is_put_back_as_null_and_named() -> None:
    event = ruling()
    texts: dict[str, str | None] = {pointer: text for pointer, (text, _) in take_out(event, salts()).items()}
    assert put_back(event, {**texts, "/data/persons/1": None}) == ["/data/persons/1"]
    assert event["data"]["persons"] == [{"name": "Aigerim", "role": "editor"}, None]


@pytest.mark.parametrize("places", [RULING, DESCRIPTION, CORRECTION])
def test_a_whole_pointer_names_its_own_place_alone(places: tuple[str, ...]) -> None:
    assert [named_by(place, places) for place in places] == [(place,) for place in places]


@pytest.mark.parametrize("field", ["data.persons[0].name", "data.persons.0.name", "data/persons/0/name"])
def test_a_whole_pointer_may_be_written_as_programs_write_it(field: str) -> None:
    assert named_by(field, RULING) == ("/data/persons/0/name",)


def test_a_pointer_to_a_person_or_a_source_names_what_is_said_of_it() -> None:
    assert named_by("/data/persons/0", RULING) == ("/data/persons/0/name",)
    assert named_by("data.persons[1]", RULING) == ("/data/persons/1",)
    assert named_by("/sources/2", RULING) == named_by("sources[2]", RULING) == ("/sources/2/quote",)
    assert named_by("/data/body/ties/1/source", DESCRIPTION) == ("/data/body/ties/1/source/quote",)


def test_data_may_be_left_out_of_a_whole_pointer() -> None:
    assert named_by("persons[0]", RULING) == named_by("/persons/0/name", RULING) == ("/data/persons/0/name",)
    assert named_by("persons[1]", CORRECTION) == ("/data/replacement/data/persons/1",)


@pytest.mark.parametrize(
    ("field", "named"),
    [
        ("quote", RULING[:2]),
        ("sources", RULING[:2]),
        ("sources.quote", RULING[:2]),
        ("/sources/quote", RULING[:2]),
        ("persons", RULING[2:]),
        ("data.persons", RULING[2:]),
        ("/data/persons", RULING[2:]),
        ("data.persons.name", RULING[2:3]),
    ],
)
def test_without_indexes_every_place_is_named_whose_steps_end_so(field: str, named: tuple[str, ...]) -> None:
    assert named_by(field, RULING) == named


def test_the_quotation_of_a_tie_is_one_of_its_source() -> None:
    assert named_by("quote", DESCRIPTION) == DESCRIPTION
    assert named_by("ties.source.quote", DESCRIPTION) == DESCRIPTION[1:]
    assert named_by("sources.quote", DESCRIPTION) == DESCRIPTION[:1]


def test_in_a_correction_the_replacement_is_meant_as_well() -> None:
    assert named_by("quote", CORRECTION) == (CORRECTION[0], *CORRECTION[1:3])
    assert named_by("persons", CORRECTION) == CORRECTION[3:]
    assert named_by("/data/persons/1", CORRECTION) == ("/data/replacement/data/persons/1",)
    assert named_by("/sources/2/quote", CORRECTION) == ("/data/replacement/sources/2/quote",)


def test_a_pointer_to_the_correction_itself_does_not_reach_into_the_replacement() -> None:
    assert named_by("/sources/0/quote", CORRECTION) == ("/sources/0/quote",)


@pytest.mark.parametrize(
    "field",
    [
        *("0", "1", "/1", "[1]", "1.quote", "/0/name"),
        *("data", "/sources/1", "data.replacement", "/data/replacement", "/"),
        *("data.quote", "data.name", "sources.name", "persons[2]", "sources[1]", "data.0", "/data/persons/0/role"),
        *("title", "/title", "/sources/1/quote", "/sources/9/quote", "/sources/00/quote", "/data/persons/1/name"),
        *("quot", "uote", "/sources//0/quote", "/sources/0/quote/", "sources..quote", ".", "[]", "*", "QUOTE"),
    ],
)
@pytest.mark.parametrize("places", [RULING, CORRECTION[1:]], ids=["an event", "a replacement"])
def test_anything_else_names_nothing(field: str, places: tuple[str, ...]) -> None:
    assert named_by(field, places) == ()
