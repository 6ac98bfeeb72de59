"""What a page says of itself to programs: schema.org in JSON-LD, as a block of data that no browser runs."""

from collections.abc import Mapping
from typing import Any

import orjson
from markupsafe import Markup

from monitor.languages.speaking import language

CONTEXT = "https://schema.org"


def linked_data(shape: Mapping[str, Any]) -> Markup:
    """A shape as the text of a ``script`` block that holds data: no character in it can end the block."""
    written = orjson.dumps({"@context": CONTEXT, **shape}).decode()
    for sign in "<>&":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(written)  # noqa: S704 - every sign that HTML knows has been escaped above


def page_shape(name: str, url: str, about: Mapping[str, Any], site: str) -> dict[str, Any]:
    """A page about something; ``url`` shows the same for ever."""
    return {
        "@type": "WebPage",
        "name": name,
        "url": url,
        "inLanguage": language().code,
        "isPartOf": {"@type": "WebSite", "name": "Reform Monitor", "url": f"{site}/"},
        "mainEntity": dict(about),
    }


def dataset_shape(name: str, url: str, csv: str, day: str) -> dict[str, Any]:
    """A board as a data set with its download."""
    return {
        "@type": "Dataset",
        "name": name,
        "url": url,
        "description": "Where each commitment on record stands, who says so and since when.",
        "temporalCoverage": f"../{day}",
        "creator": {"@type": "Organization", "name": "Reform Monitor"},
        "distribution": [{"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": csv}],
    }
