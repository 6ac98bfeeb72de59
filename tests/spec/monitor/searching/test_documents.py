"""Which words of an event are looked through, and which never are."""

from typing import Any

from monitor.searching.documents import Document, documents
from tests.builders import amended, corrected, described, legislated, made, recorded, ruled, source, stated


def made_of(*events: Any, names: tuple[str, ...] = ()) -> list[Document]:
    """The documents of the last of these events."""
    last = recorded(*events)[-1]
    return documents(last.envelope, last.id, names)


def test_an_event_is_found_by_title_summary_topics_speakers_bodies_and_titles_of_sources() -> None:
    told = stated("2009-02-11", title="A remark", summary="On elections", topics=["media"], sources=[source()])
    told["data"]["speakers"] = [{"as_described": "five CIS countries", "count": 5}]
    (found,) = made_of(told, names=("kz-government", "Government of Kazakhstan"))
    assert (found.kind, found.jurisdiction, found.title) == ("event", "KZ", "A remark")
    assert found.body == "On elections media A report five CIS countries kz-government Government of Kazakhstan"


def test_a_translated_title_is_a_title() -> None:
    told = stated("2009-02-11", translations={"kk": {"title": "Ескерту", "summary": "Сайлау туралы"}})
    (found,) = made_of(told)
    assert found.title.endswith("Ескерту")
    assert "Сайлау туралы" in found.body


def test_a_commitment_is_found_by_its_title_its_benchmarks_and_its_terms() -> None:
    terms = [{"source": "odihr", "text": "Amend the law on mass media"}]
    benchmarks = [{"id": ".libel", "title": "Libel is no crime", "set_by": "odihr"}]
    _, found = made_of(made(terms=terms, benchmarks=benchmarks))
    assert (found.kind, found.key, found.title) == (
        "commitment",
        "kz-media-law",
        "A media law in line with the standards",
    )
    assert found.body == "Amend the law on mass media Libel is no crime"


def test_an_amendment_brings_another_title_and_one_of_something_else_brings_none() -> None:
    assert [one.title for one in made_of(amended("2009-01-01", title="A broadcasting law"))][1:] == [
        "A broadcasting law"
    ]
    assert [one.kind for one in made_of(amended("2009-01-01", due="2010"))] == ["event"]


def test_a_measure_is_found_by_its_title() -> None:
    _, found = made_of(legislated("2009-02-11", "introduction"))
    assert (found.kind, found.key, found.title) == ("measure", "kz-law-media-2009", "A law")


def test_a_correction_is_found_by_what_it_puts_in_place_and_by_its_reason() -> None:
    replacement = {**made(title="A law on the press"), "title": "The pledge, corrected"}
    event, commitment = made_of(made(), corrected(1, replacement))
    assert event.title == "The pledge, corrected"
    assert "The source says otherwise" in event.body
    assert commitment.title == "A law on the press"


def test_a_body_is_found_by_its_name() -> None:
    assert made_of(described("odihr"))[0].body.startswith("odihr")


def test_nothing_that_can_be_erased_is_ever_among_the_words() -> None:
    quoted = source(quote="Secret words")
    ruling = ruled("2009-02-11", "upheld", data={"persons": ["Jane Private", {"name": "John Private"}]})
    ruling["sources"] = [quoted]
    body = described("odihr", paid_by="kz-government")
    body["data"]["body"]["ties"][0]["source"] = quoted
    for events in ((ruling,), (body,), (ruling, corrected(1, ruling))):
        for one in made_of(*events):
            assert "Private" not in f"{one.title} {one.body}"
            assert "Secret" not in f"{one.title} {one.body}"
