"""Addresses that keep the view."""

from monitor.pages.reading.addresses import Addresses

SITE = Addresses("/monitor", {"as_of": "2009-02-06", "lens": "osce"})


def test_a_link_carries_the_view_and_begins_under_the_root() -> None:
    assert SITE.commitment("kz-media-law") == "/monitor/commitments/kz-media-law?as_of=2009-02-06&lens=osce"
    assert SITE.measure("a/b") == "/monitor/measures/a%2Fb?as_of=2009-02-06&lens=osce"
    assert SITE.event("7") == "/monitor/events/7?as_of=2009-02-06&lens=osce"
    assert SITE.board([("topic", "a b")]) == "/monitor/board?topic=a+b&as_of=2009-02-06&lens=osce"


def test_a_parameter_of_the_view_can_be_changed_or_dropped() -> None:
    assert SITE.page("/board", as_of="2010-01-01", lens=None) == "/monitor/board?as_of=2010-01-01"
    assert SITE.page("/board", as_of=None, lens=None) == "/monitor/board"
    assert SITE.bare("/feeds/changes.atom", [("topic", "media")]) == "/monitor/feeds/changes.atom?topic=media"
