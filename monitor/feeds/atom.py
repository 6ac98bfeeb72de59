"""Feeds in Atom (RFC 4287)."""

import xml.etree.ElementTree as ET

from monitor.feeds.entries import Entry, Feed, as_html
from monitor.instants import written_instant

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
_NAMESPACE = "http://www.w3.org/2005/Atom"
_LANGUAGE = "xml:lang"


def atom(feed: Feed) -> bytes:
    """The feed as an Atom document, UTF-8."""
    root = ET.Element("feed", {"xmlns": _NAMESPACE, _LANGUAGE: "en"})
    _put(root, "id", feed.identity)
    _put(root, "title", feed.title)
    _put(root, "updated", written_instant(feed.updated))
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.link})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.home})
    _put(ET.SubElement(root, "author"), "name", "Reform Monitor")
    _put(root, "generator", "Reform Monitor")
    for entry in feed.entries:
        _entry(ET.SubElement(root, "entry"), entry)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(element: ET.Element, entry: Entry) -> None:
    _put(element, "id", entry.identity)
    title = _put(element, "title", entry.title)
    if entry.language is not None:
        title.set(_LANGUAGE, entry.language)
    _put(element, "updated", written_instant(entry.updated))
    _put(element, "published", written_instant(entry.published))
    ET.SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": entry.link})
    if entry.data is not None:
        ET.SubElement(element, "link", {"rel": "related", "type": "application/json", "href": entry.data})
    for topic in entry.topics:
        ET.SubElement(element, "category", {"term": topic})
    _put(element, "content", as_html(entry)).set("type", "html")


def _put(element: ET.Element, name: str, text: str) -> ET.Element:
    child = ET.SubElement(element, name)
    child.text = text
    return child
