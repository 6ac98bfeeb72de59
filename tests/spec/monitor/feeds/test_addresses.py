"""Permanent names and exact links."""

import re
from datetime import date

import pytest

from monitor.feeds.addresses import answer_of, event_link, feed_path, tag_uri, view_link
from tests.spec.monitor.feeds.told import URL

# RFC 4151 section 2.1, as far as we use it.
TAG = re.compile(r"tag:[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?,\d{4}-\d\d-\d\d:[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*")


@pytest.mark.parametrize(
    "public_url", [URL, "http://127.0.0.1:8000", "http://[::1]:8000", "https://XN--Bcher-kva.example"]
)
def test_a_name_is_a_tag_uri_without_port_or_path(public_url: str) -> None:
    name = tag_uri(public_url, feed_path("feeds/events", [("text", "закон & media"), ("jurisdiction", "KZ")]))
    assert TAG.fullmatch(name)
    assert "8000" not in name
    assert "monitor" not in name


def test_a_name_stays_as_it_was_given() -> None:
    assert tag_uri(URL, "changes/append/12") == "tag:example.org,2026-11-21:changes/append/12"


def test_a_link_leads_to_the_day_and_the_moment_on_record() -> None:
    found = view_link(URL, "commitments", "kz-media-law", date(2009, 2, 11), 54)
    assert found == f"{URL}/commitments/kz-media-law?as_of=2009-02-11&known_at=54"
    assert event_link(URL, "x", 54) == f"{URL}/events/x?known_at=54"
    assert event_link(URL, "x") == f"{URL}/events/x"


def test_the_answer_to_programs_is_at_the_same_view_and_nothing_else_has_one() -> None:
    page = view_link(URL, "measures", "a law", date(2009, 2, 11), 54)
    assert answer_of(page, URL) == f"{URL}/v1/measures/a%20law?as_of=2009-02-11&known_at=54"
    assert answer_of(event_link(URL, "x"), URL) == f"{URL}/v1/events/x"
    for other in (URL, f"{URL}/board", "https://elsewhere.example/events/x"):
        assert answer_of(other, URL) is None


def test_the_same_questions_in_another_order_are_the_same_feed() -> None:
    asked = [("topic", "media"), ("jurisdiction", "KZ")]
    assert feed_path("feeds/events", asked) == feed_path("feeds/events", reversed(asked))
    assert feed_path("feeds/events", []) == "feeds/events"
