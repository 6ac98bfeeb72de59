"""Feeds as Atom, read by a stranger."""

import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest

from monitor.feeds.atom import atom
from tests.spec.monitor.feeds.told import HOSTILE, RECORDED, entry, feed, read_atom

ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_feed_is_read_as_it_was_meant() -> None:
    found = read_atom(atom(feed(entry(updated=RECORDED + timedelta(days=1), topics=("media",), language="kk"))))
    assert found.version == "atom10"
    assert (found.feed.id, found.feed.title) == ("tag:example.org,2026-11-21:feeds/events", "Reform Monitor: events")
    (one,) = found.entries
    assert (one.id, one.link) == ("tag:example.org,2026-11-21:events/1", "https://example.org/monitor/events/1")
    assert [(link.rel, link.type, link.href) for link in one.links] == [
        ("alternate", "text/html", one.link),
        ("related", "application/json", "https://example.org/monitor/v1/events/1"),
    ]
    assert (one.published, one.updated) == ("2031-01-04T12:00:00.000000Z", "2031-01-05T12:00:00.000000Z")
    assert [tag.term for tag in one.tags] == ["media"]
    assert one.title_detail.language == "kk"


def test_a_feed_without_entries_is_one_too() -> None:
    found = read_atom(atom(feed()))
    assert found.entries == []
    assert found.feed.updated


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_statement_27_no_title_breaks_an_atom_feed(text: str) -> None:
    written = atom(feed(entry(title=f"Title {text}", summary=text), entry(title="The next")))
    found = read_atom(written)
    assert [one.title for one in found.entries][1] == "The next"
    title = ET.fromstring(written).findtext(f"{ATOM}entry/{ATOM}title") or ""  # noqa: S314 - our own
    assert title.startswith("Title ")
    assert title.replace("\N{HORIZONTAL ELLIPSIS}", "x").isprintable()
    assert len(title) <= 500


def test_statement_27_what_looks_like_markup_reaches_the_reader_as_text() -> None:
    (one,) = read_atom(atom(feed(entry(summary="<script>alert(1)</script> {{7*7}}")))).entries
    assert one.content[0].value.startswith("<p>&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}}</p>")
