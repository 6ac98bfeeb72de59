"""Feeds in JSON (JSON Feed 1.1, jsonfeed.org)."""

from typing import Any

import orjson

from monitor.feeds.entries import Entry, Feed, as_html, as_text
from monitor.instants import written_instant

MEDIA_TYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"

_ABOUT = "json: the same view for programs"
"""What the extension is, as the format asks extensions to say (section "Extensions")."""


def json_feed(feed: Feed) -> bytes:
    """The feed as a JSON Feed, UTF-8."""
    return orjson.dumps(
        {
            "version": VERSION,
            "title": feed.title,
            "home_page_url": feed.home,
            "feed_url": feed.link,
            "language": "en",
            "authors": [{"name": "Reform Monitor"}],
            "items": [_item(entry) for entry in feed.entries],
        }
    )


def _item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.identity,
        "url": entry.link,
        "title": entry.title,
        "content_html": as_html(entry),
        "content_text": as_text(entry),
        "date_published": written_instant(entry.published),
        "date_modified": written_instant(entry.updated),
        "tags": list(entry.topics),
    }
    if entry.data is not None:
        item["_reform_monitor"] = {"about": _ABOUT, "json": entry.data}
    return item if entry.language is None else {**item, "language": entry.language}
