"""Home, measure, comparison and method."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from alerts.filters import Filter
from events.schemes import schemes
from monitor.feeds.change_entry import change_entry
from monitor.feeds.reading_changes import Changes
from monitor.status.rules import LATEST_RULES, RULE_SETS
from tests.builders import PLEDGE, assessed, grade, made
from tests.integration.api.served import Api, problem, serve
from tests.integration.pages.record import GRADED, HTML, page


def test_home_shows_jurisdictions_in_numbers_what_changed_and_what_is_overdue(api: Api) -> None:
    words = page(api, "/").words
    assert "Kazakhstan 2 commitments with a status." in words
    assert "partially implemented 1 of 2" in words
    assert "1 of 2 contested by whoever bears the duty" in words
    assert "Reform the media law Kazakhstan; due by 31 December 2008, overdue" in words
    assert "Reform the media law: enacted, not assessed → partially implemented, according to odihr" in words


def test_home_as_known_earlier_tells_no_later_change(api: Api) -> None:
    words = page(api, f"/?known_at={GRADED - 1}").words
    assert "enacted, not assessed 1 of 2" in words


def test_home_tells_the_newest_changes_of_the_feed_and_reads_no_more_of_them_than_it_shows(api: Api) -> None:
    service = api.service
    changes = Changes(service.reader, service.log.head().position, "http://127.0.0.1:8000")
    latest, names = changes.latest(4, 1)
    whole, short = changes.entries(Filter(), 4), [change_entry(one, names, "http://127.0.0.1:8000") for one in latest]
    assert [one.identity for one in short] == [one.identity for one in whole]
    for one, other in zip(short, whole, strict=True):
        shown, told = one.lists[0], other.lists[0]
        assert (shown.lines, 1 + shown.more) == (told.lines[:1], len(told.lines))


def test_home_as_known_earlier_tells_the_changes_up_to_then(sqlite_engine: Engine, tmp_path: Path) -> None:
    api = serve(sqlite_engine, tmp_path)
    api.with_bodies(made(title="Reform"))
    for number, grade_given in enumerate(("not-implemented", "partially-implemented", "implemented")):
        api.clock.at += timedelta(days=1)
        api.append(assessed(f"2009-01-0{number + 1}", grade(grade_given)))
    words = page(api, "/?known_at=4").words
    assert "recorded on 5 March 2021" in words
    assert "recorded on 6 March 2021" not in words
    assert "recorded on 7 March 2021" in page(api, "/").words


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (HTML, "text/html; charset=utf-8"),
        ("text/html", "text/html; charset=utf-8"),
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        ("application/json, text/html;q=0.5", "application/json"),
        ("text/html;q=0, */*", "application/json"),
        ("text/html;q=x", "application/json"),
        ("", "application/json"),
    ],
)
def test_browsers_get_a_page_at_the_start_and_programs_json(read: Api, accept: str, media_type: str) -> None:
    answer = read.get("/", Accept=accept)
    assert answer.headers["content-type"] == media_type
    assert "Accept" in answer.headers["vary"]


def test_a_measure_shows_its_stages_and_what_it_does_according_to_whom(api: Api) -> None:
    found = page(api, "/measures/kz-law-media-2009")
    words = found.words
    assert "Signed since 7 February 2009." in words
    assert "Advances Reform the media law, according to odihr" in words
    assert "5 June 2008introduced" in found.text.replace("\n", "")
    assert "The bill is introduced" in words
    assert "Signed on the sixth" in found.struck()
    assert "Signed on the seventh" in words


def test_two_days_are_compared_side_by_side_with_what_happened_in_between(api: Api) -> None:
    found = page(api, "/compare?from=2008-12-04&to=2009-12-01&topic=media")
    assert "As of 4 December 2008, as known to this record today" in found.words
    assert "1 stands differently, of 1." in found.words
    assert found.words.index("in progress stage: introduced") < found.words.index("partially implemented stage: signed")
    assert "The review, 19 November 2009" in found.words


def test_two_moments_of_our_knowledge_are_compared(api: Api) -> None:
    found = page(api, f"/compare?from_known_at={GRADED - 1}&to_known_at={GRADED}&as_of=2010-01-01")
    assert "as known to this record at position 7" in found.words
    assert "enacted, not assessed" in found.words
    assert f"/commitments/{PLEDGE}?as_of=2010-01-01" in found.links


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("/compare?from=2008-01-01", "to"),
        ("/compare?from=x&to=2008-01-01", "from"),
        ("/compare?from_known_at=1&to_known_at=999", "to_known_at"),
        ("/compare?from=2008-01-01&to=2009-01-01&to_known_at=5", "to_known_at"),
        ("/board?as_of=2009-02-30", "as_of"),
        ("/board?known_at=999", "known_at"),
        ("/board?status=great", "status"),
        ("/board?flag=red", "flag"),
        ("/board?topic=%00", "topic"),
        ("/board?rules=default/9", "rules"),
        ("/board?lens=A%20B", "lens"),
        (f"/commitments/{PLEDGE}?public_at=yesterday", "public_at"),
        ("/method?as_of=x", "as_of"),
        ("/?as_of=x", "as_of"),
        ("/timemap?of=x", "of"),
        ("/timemap?of=/method", "of"),
        ("/timemap?of=//example.org/board", "of"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_a_page_that_names_the_field(api: Api, query: str, field: str) -> None:
    found = page(api, query, 422)
    assert f"The field “{field}” cannot be read" in found.words
    assert found.values("data-field") == [field]


@pytest.mark.parametrize("of", ["/commitments/kz-nothing", "/measures/kz-nothing", "/events/999", "/events/nothing"])
def test_what_never_came_on_record_has_no_versions(read: Api, of: str) -> None:
    page(read, f"/timemap?of={of}", 404)


def test_the_method_prints_every_rule_and_scheme_from_the_code(read: Api) -> None:
    words = page(read, "/method").words
    for rows in RULE_SETS[LATEST_RULES].values():
        for row in rows:
            assert row.name in words
            assert row.text in words
    for scheme in schemes():
        assert scheme.title in words
        assert scheme.mapping in words
    for told in ("No finding of its own", "Silence is neither compliance nor failure", "Right of reply"):
        assert told in words


@pytest.mark.parametrize("path", ["/nothing", "/commitments/a/b", "/assets/missing.css"])
def test_an_address_that_leads_nowhere_says_so_on_a_page_to_people_and_as_a_problem_to_programs(
    read: Api, path: str
) -> None:
    assert "Nothing is at this address" in page(read, path, 404).words
    problem(read.get(path, Accept="application/json"), 404, "not-found")
    problem(read.get(f"/v1{path}", Accept=HTML), 404, "not-found")
