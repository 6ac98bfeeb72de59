"""The board: where every commitment stands, on any day, as known at any moment."""

import gzip
import json
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.builders import GOVERNMENT, PLEDGE, REVIEWER, legislated, made, source
from tests.integration.api.served import Api, serve
from tests.integration.pages.record import CORRECTION, GRADED, HOSTILE, QUIET, page


@pytest.fixture
def many(sqlite_engine: Engine, tmp_path: Path) -> Api:
    """A hundred and three commitments."""
    api = serve(sqlite_engine, tmp_path)
    api.with_bodies(*(made(commitment=f"kz-{number:03}") for number in range(103)))
    return api


def test_each_day_shows_the_status_of_that_day_in_words_and_shape(api: Api) -> None:
    for day, status, shape in (
        ("2008-03-01", "no action on record", "○"),
        ("2008-12-04", "in progress", "◔"),
        ("2009-05-01", "enacted, not assessed", "◧"),
        ("2009-12-01", "partially implemented", "◑"),
    ):
        shown = page(api, f"/board?jurisdiction=KZ&topic=media&as_of={day}")
        assert f"{shape} {status} 1 of 1" in shown.words, day


def test_the_page_says_which_view_it_shows(api: Api) -> None:
    assert "As of today, 4 March 2021, as known to this record today." in page(api, "/board?jurisdiction=KZ").words
    asked = "/board?as_of=2008-12-04&known_at=5&public_at=2008-12-01&lens=osce"
    told = (
        "As of 4 December 2008, as known to this record at position 5 (4 March 2021, 12:00 UTC), only what anyone "
        "could know by 1 December 2008, only what the account “OSCE” put on record."
    )
    assert told in page(api, asked).words


def test_what_was_known_at_a_moment_is_shown_as_it_was_known(api: Api) -> None:
    before, after = (page(api, f"/board?as_of=2009-12-01&known_at={at}&topic=media") for at in (GRADED - 1, GRADED))
    assert "enacted, not assessed 1 of 1" in before.words
    assert "partially implemented 1 of 1" in after.words
    assert "since 6 February 2009" in before.words
    corrected = page(api, f"/board?as_of=2009-05-01&known_at={CORRECTION}&topic=media")
    assert "since 7 February 2009" in corrected.words


def test_a_commitment_that_was_not_known_or_not_made_yet_is_not_on_the_board(api: Api) -> None:
    for view in ("known_at=0", "as_of=2007-01-01"):
        shown = page(api, f"/board?{view}")
        assert "No commitment matches in this view." in shown.words
        assert f"/commitments/{PLEDGE}" not in shown.source


def test_accounts_stand_side_by_side_and_a_claim_is_called_one(api: Api) -> None:
    words = page(api, "/board?topic=media").words
    assert f"{GOVERNMENT} states: Implemented" in words
    assert "odihr: Partially implemented" in words
    assert "contested by whoever bears the duty" in words


def test_numbers_have_their_denominator(api: Api) -> None:
    words = page(api, "/board").words
    assert "partially implemented 1 of 2" in words
    assert "no breach on record 1 of 2" in words


def test_every_field_narrows_it(read: Api) -> None:
    for query, shown in (
        ("status=partially-implemented", {PLEDGE}),
        ("status=partially-implemented&status=no-breach-on-record", {PLEDGE, QUIET}),
        ("flag=disputed-by-duty-bearer", {PLEDGE}),
        ("kind=uphold", {QUIET}),
        ("topic=media", {PLEDGE}),
        ("q=media", {PLEDGE}),
        ("jurisdiction=OSCE", set()),
        ("jurisdiction=&topic=&status=&flag=&as_of=&known_at=&lens=&q=", {PLEDGE, QUIET}),
    ):
        links = page(read, f"/board?{query}").links
        found = {url.partition("?")[0].removeprefix("/commitments/") for url in links if "/commitments/" in url}
        assert found == shown, query


def test_links_keep_the_view_and_the_permanent_link_pins_it(read: Api) -> None:
    links = page(read, "/board?as_of=2009-05-01&lens=government&topic=media").links
    assert f"/commitments/{PLEDGE}?as_of=2009-05-01&lens=government" in links
    assert "/board?topic=media&as_of=2009-05-01&known_at=11&lens=government&rules=default%2F1" in links


def test_what_it_shows_can_be_taken_away_and_followed(read: Api) -> None:
    shown = page(read, "/board?jurisdiction=KZ&topic=media&status=enacted&as_of=2009-05-01")
    assert "/subscribe?jurisdiction=KZ&topic=media&status_to=enacted" in shown.links
    assert "/feeds/changes.atom?jurisdiction=KZ&topic=media&status_to=enacted" in shown.values("href", "link")
    csv = next(url for url in shown.links if url.startswith("/board.csv"))
    assert [line.split(",")[0] for line in read.get(csv).text.splitlines()[1:]] == ["id", PLEDGE]
    data = json.loads(shown.source.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    told = data["distribution"][0]["contentUrl"].removeprefix("http://127.0.0.1:8000")
    assert read.get(told).content == read.get(csv).content


def test_what_a_strip_shows_is_told_in_words(read: Api) -> None:
    (strip,) = page(read, "/board?topic=media").values("aria-label", "svg")
    assert strip == (
        "No action on record from 1 January 2008; in progress from 5 June 2008; enacted, not assessed from "
        "7 February 2009; partially implemented from 19 November 2009"
    )


def test_a_page_holds_a_hundred_and_the_next_one_shows_the_same_view(many: Api) -> None:
    first = page(many, "/board")
    assert "1 to 100 of 103." in first.words
    following = next(url for url in first.links if "after=" in url)
    assert "known_at=" in following
    assert "as_of=2021-03-04" in following
    assert "101 to 103 of 103." in page(many, following).words


def test_the_first_load_of_a_full_page_is_small(many: Api) -> None:
    first = page(many, "/board")
    loaded = [*first.values("href", "link"), *first.values("src", "script"), "/assets/days.js", "/assets/live-page.js"]
    bodies = [many.get(url).content for url in loaded if url.startswith("/assets/")]
    assert len(bodies) == 8
    assert sum(len(gzip.compress(body)) for body in (first.source.encode(), *bodies)) < 100_000


def test_titles_that_people_wrote_are_text(read: Api) -> None:
    shown = page(read, "/board?kind=uphold")
    assert HOSTILE in shown.text
    assert "<img" not in shown.source


def test_a_board_through_one_account_shows_no_benchmark_as_a_commitment(sqlite_engine: Engine, tmp_path: Path) -> None:
    api = serve(sqlite_engine, tmp_path)
    mark = {"id": f"{PLEDGE}.libel", "title": "Libel is no crime", "set_by": REVIEWER}
    api.with_pledge(benchmarks=[mark])
    assert "no action on record 1 of 1" in page(api, "/board?lens=media").words


def test_a_strip_says_the_same_through_an_account_that_told_everything(sqlite_engine: Engine, tmp_path: Path) -> None:
    api = serve(sqlite_engine, tmp_path)
    own = [source(REVIEWER)]
    api.with_pledge(sources=own)
    api.append(legislated("2008", "introduction", sources=own))
    api.append(made("2010-01-01", "kz-watch", "watch", origin="none", duty_bearers=[], sources=own))
    told = page(api, "/board").values("aria-label", "svg")
    assert told == page(api, f"/board?lens={REVIEWER}").values("aria-label", "svg")
    assert "Possibly in progress from 1 January 2008" in str(told)
