"""Searching over HTTP, on both engines alike."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from events.sql.engines import writing
from monitor.api.search_answers import FoundList
from monitor.searching.indexing import bring_up
from monitor.searching.reindexing import reindex
from tests.builders import GOVERNMENT, LAW, PLEDGE, bears, corrected, legislated, made, retracted, ruled, source, stated
from tests.integration.api.served import Api, places, problem, serve
from tests.integration.private_pages.mailed import Page


@pytest.fixture
def api(engine: Engine, tmp_path: Path) -> Api:
    """A pledge, a law, and two statements of which one has the word in its title and one in its summary."""
    found = serve(engine, tmp_path)
    found.with_pledge()
    found.append(legislated("2009-02-11", "introduction"))
    found.append(said("Élan for the press", summary="Something about broadcasting"))
    found.append(said("Broadcasting is freed", topics=["media"]))
    return found


def said(title: str, by: str = GOVERNMENT, **more: Any) -> Any:
    return stated("2009-03-01", by=by, title=title, bears_on=[bears("neutral", PLEDGE)], **more)


def found(api: Api, query: str) -> list[str]:
    """The titles that are found, in their order."""
    answer = api.read(f"/v1/search?{query}")
    FoundList.model_validate(answer)
    return [one["title"] for one in answer["items"]]


def test_titles_come_before_other_words_and_among_them_the_newest_first(api: Api) -> None:
    api.append(said("Quiet", summary="broadcasting again"))
    assert found(api, "q=broadcasting") == ["Broadcasting is freed", "Quiet", "Élan for the press"]


def test_commitments_come_before_measures_before_events(api: Api) -> None:
    kinds = [one["kind"] for one in api.read("/v1/search?q=law")["items"]]
    assert kinds == ["commitment", "measure"]
    assert api.read("/v1/search?q=law&kind=measure")["items"][0] == {
        "kind": "measure", "id": LAW, "title": "A law", "in_title": True, "jurisdiction": None, "status": None,
        "stage": "introduced", "type": None, "occurred": None, "state": None, "language": None,
    }  # fmt: skip


def test_case_accents_and_the_end_of_the_last_word_do_not_matter(api: Api) -> None:
    for query in ("q=elan%20PRESS", "q=%C3%89LAN%20pre", "q=the%20elan", "q=press%20el"):
        assert found(api, query) == ["Élan for the press"], query
    assert found(api, "q=ela%20press") == [], "only the last word may be cut short"


def test_an_event_is_found_by_the_bodies_that_have_a_part_in_it(api: Api) -> None:
    assert "Broadcasting is freed" in found(api, f"q={GOVERNMENT}&kind=event")


def test_words_that_no_language_of_queries_minds_find_what_they_say(api: Api) -> None:
    api.append(said("NEAR AND \"quotes\" OR 'more' & | ! :* (x)"))
    for query in ("NEAR AND", "quotes", "'more'", "(x)", "OR 'more' :*"):
        assert len(api.client.get("/v1/search", params={"q": query}).json()["items"]) == 1, query
    for query in ("", "  ", "\"'&|!:*()", "–"):
        assert api.client.get("/v1/search", params={"q": query}).json()["items"] == []


def test_it_can_be_narrowed_by_kind_and_jurisdiction(api: Api) -> None:
    assert found(api, "q=law&kind=commitment") == ["A media law in line with the standards"]
    assert found(api, "q=law&jurisdiction=FR") == []
    assert problem(api.get("/v1/search?q=law&kind=body"), 422, "invalid")


def test_it_answers_for_a_moment_on_record(api: Api) -> None:
    before = api.service.log.head().position
    api.append(said("A broadcasting council"))
    assert len(found(api, "q=broadcasting")) == 3
    assert len(found(api, f"q=broadcasting&known_at={before}")) == 2


def test_a_corrected_event_is_found_once_by_its_old_words_and_its_new_ones(api: Api) -> None:
    wrong = api.append(said("A typo in the headlien"))["event"]["id"]
    mended = api.append(corrected(wrong, said("No typo in the headline")))["event"]["id"]
    api.append(corrected(mended, said("Not one typo in the headline")))
    for query in ("headlien", "headline", "not one typo"):
        (one,) = api.read(f"/v1/search?q={query}")["items"]
        assert (one["id"], one["title"], one["state"]) == (wrong, "Not one typo in the headline", "corrected")


def test_a_retracted_event_is_found_and_says_so_and_a_commitment_that_is_gone_is_not(api: Api) -> None:
    struck = api.append(said("Struck words"))["event"]["id"]
    api.append(retracted(struck))
    assert [one["state"] for one in api.read("/v1/search?q=struck")["items"]] == ["retracted"]
    other = api.append(made(commitment="kz-other", title="Passing fancy"))["event"]["id"]
    assert found(api, "q=fancy&kind=commitment") == ["Passing fancy"]
    api.append(retracted(other))
    assert found(api, "q=fancy&kind=commitment") == []


def test_what_can_be_withheld_is_never_found_before_or_after(api: Api) -> None:
    ruling = ruled("2009-04-01", "upheld", data={"persons": ["Jane Private"]}, sources=[source(quote="Secret")])
    ruling["data"]["court"] = "odihr"
    event = api.append(ruling)["event"]["id"]
    assert found(api, "q=private") == found(api, "q=secret") == []
    withheld = {"target": event, "fields": ["persons"], "reason": "a private person", "authority": "Article 17"}
    api.append({"type": "content-withheld.v1", "data": withheld})
    assert found(api, "q=jane") == []
    with api.service.engine.connect() as connection:
        kept = [repr(row) for row in connection.exec_driver_sql("SELECT * FROM search_words_a")]
    assert "jane" not in " ".join(kept)


def test_pages_follow_one_another_and_stay_in_the_view_of_the_first(api: Api) -> None:
    for number in range(7):
        api.append(said(f"Numbered {number}"))
    whole = found(api, "q=numbered")
    pages, cursor = [], ""
    while True:
        answer = api.read(f"/v1/search?q=numbered&limit=3{cursor}")
        pages += [one["title"] for one in answer["items"]]
        if answer["next"] is None:
            break
        cursor = f"&after={answer['next']}"
        api.append(said(f"Numbered later {len(pages)}"))
    assert pages == whole == [f"Numbered {number}" for number in range(6, -1, -1)]
    refused = problem(api.get("/v1/search?q=other&after=made-up"), 422, "invalid")
    assert places(refused) == [("after", "cursor")]


def test_the_index_is_the_same_whenever_it_is_made(api: Api) -> None:
    head = api.service.log.head().position
    for through in (2, 3, head):
        bring_up(api.service.reader, through)
    assert bring_up(api.service.reader, head) == 0
    assert len(found(api, "q=broadcasting")) == 2


def test_several_that_index_at_once_make_every_document_once(api: Api) -> None:
    reader, head = api.service.reader, api.service.log.head().position
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: bring_up(reader, head), range(4)))
    assert sum(done) == head
    with api.service.engine.connect() as connection:
        made = connection.exec_driver_sql("SELECT number, position FROM search_documents_a ORDER BY number").all()
        (indexed,) = connection.exec_driver_sql(
            "SELECT position, documents FROM search_indexed WHERE answers = 1"
        ).all()
    assert [number for number, _ in made] == list(range(1, len(made) + 1))
    assert {position for _, position in made} == set(range(1, head + 1))
    assert tuple(indexed) == (head, len(made))


def test_an_index_that_is_made_anew_finds_what_the_old_one_lost(api: Api) -> None:
    assert len(found(api, "q=broadcasting")) == 2
    with writing(api.service.engine) as connection:
        connection.exec_driver_sql("DELETE FROM search_documents_a")
    assert found(api, "q=broadcasting") == []
    told: list[tuple[int, int]] = []
    head = api.service.log.head().position
    assert reindex(api.service.reader, lambda done, of: told.append((done, of))) == head
    assert told == [(head, head)]
    assert len(found(api, "q=broadcasting")) == 2


def test_the_index_is_made_anew_again_and_again_and_kept_up_in_between(api: Api) -> None:
    for number in range(1, 4):
        reindex(api.service.reader)
        api.append(said(f"Numbered {number}"))
        assert len(found(api, "q=numbered")) == number
    assert len(found(api, "q=broadcasting")) == 2


def test_whoever_searches_while_the_index_is_made_anew_finds_all(api: Api) -> None:
    beside: list[list[str]] = []

    def look(_done: int, _of: int) -> None:
        api.append(said("Broadcasting meanwhile"))
        beside.append(found(api, "q=broadcasting"))

    reindex(api.service.reader, look)
    grown = ["Broadcasting meanwhile", "Broadcasting is freed", "Élan for the press"]
    assert beside[0] == grown
    assert found(api, "q=broadcasting") == beside[-1]


def test_several_that_make_the_index_anew_at_once_make_one(api: Api) -> None:
    head = api.service.log.head().position
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(lambda _: reindex(api.service.reader), range(3))) == [head] * 3
    assert len(found(api, "q=broadcasting")) == 2
    with api.service.engine.connect() as connection:
        answers = connection.exec_driver_sql("SELECT answers FROM search_indexed ORDER BY answers").all()
    assert [tuple(row) for row in answers] == [(0,), (1,)]


def test_the_page_shows_what_is_found_with_links_and_marks_what_was_asked(api: Api) -> None:
    page = Page(api.get("/search?q=broadcasting&kind=event&jurisdiction=KZ"))
    assert page.words.index("Broadcasting is freed") < page.words.index("Élan for the press")
    assert "broadcasting" in page.values("value", "input")
    boxes = {one.attributes["value"] for one in page.elements if "checked" in one.attributes}
    assert boxes == {"event"}
    assert sum(url.startswith("/events/") for url in page.values("href", "a")) == 2


def test_the_page_leads_to_the_next_and_keeps_what_was_asked(api: Api) -> None:
    for number in range(30):
        api.append(said(f"Numbered {number}"))
    first = Page(api.get("/search?q=numbered&kind=event"))
    (more,) = (one.attributes["href"] for one in first.elements if one.attributes.get("rel") == "next")
    second = Page(api.get(str(more)))
    assert "Numbered 29" in first.words
    assert [number for number in range(30) if f"Numbered {number} " in second.words] == list(range(5))


def test_the_page_says_that_nothing_was_found_and_asks_where_nothing_was_asked(api: Api) -> None:
    assert "Nothing on record has these words" in Page(api.get("/search?q=zzz")).words
    assert "Nothing on record" not in Page(api.get("/search")).words


def test_what_people_wrote_is_text_on_the_page(api: Api) -> None:
    hostile = '"><script>alert(1)</script>{{ 7*7 }}'
    api.append(said(hostile))
    response = api.client.get("/search", params={"q": hostile})
    assert "<script" not in response.text
    assert hostile in Page(response).text


@pytest.mark.parametrize("query", ["q=law&kind=body", "q=law&after=x", "q=law&as_of=tomorrow", "q=" + "x" * 201])
def test_what_cannot_be_asked_is_refused_with_a_page(api: Api, query: str) -> None:
    assert Page(api.get(f"/search?{query}")).values("lang", "html") == ["en"]
    assert api.get(f"/search?{query}").status_code == 422
