"""Feeds as JSON Feed 1.1."""

from datetime import timedelta
from typing import Any

import orjson
import pytest

from monitor.feeds.json_feed import json_feed
from tests.spec.monitor.feeds.told import HOSTILE, RECORDED, URL, entry, feed


def written(*entries: Any) -> Any:
    return orjson.loads(json_feed(feed(*entries)))


def test_a_feed_has_what_the_format_asks_for() -> None:
    found = written(entry(updated=RECORDED + timedelta(days=1), topics=("media",), language="kk", summary="In short."))
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert (found["title"], found["home_page_url"]) == ("Reform Monitor: events", f"{URL}/")
    assert found["items"] == [
        {
            "id": "tag:example.org,2026-11-21:events/1",
            "url": f"{URL}/events/1",
            "title": "A title",
            "content_html": f'<p>In short.</p><p>Sources:</p><ul><li><a href="{URL}/?a=1&amp;b=2">A line</a></li></ul>',
            "content_text": f"In short.\n\nSources:\n- A line <{URL}/?a=1&b=2>",
            "date_published": "2031-01-04T12:00:00.000000Z",
            "date_modified": "2031-01-05T12:00:00.000000Z",
            "tags": ["media"],
            "_reform_monitor": {"about": "json: the same view for programs", "json": f"{URL}/v1/events/1"},
            "language": "kk",
        }
    ]


def test_an_item_whose_language_is_not_known_says_none() -> None:
    assert "language" not in written(entry())["items"][0]


def test_an_item_that_is_of_nothing_with_an_answer_names_none() -> None:
    assert "_reform_monitor" not in written(entry(data=None))["items"][0]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_statement_27_no_title_breaks_a_json_feed(text: str) -> None:
    found = written(entry(title=f"Title {text}", summary=text), entry(title="The next"))
    assert [item["title"] for item in found["items"]][1] == "The next"
    assert "<script>" not in found["items"][0]["content_html"]
    assert found["items"][0]["title"].isprintable()
