"""Entries of events."""

from datetime import timedelta

from monitor.feeds.entries import as_text
from monitor.feeds.event_entry import event_entry
from tests.builders import at
from tests.spec.monitor.feeds.told import BODIES, RECORDED, URL, event


def test_an_event_is_told_with_place_day_and_sources() -> None:
    found = event_entry(event(summary="In short."), URL, BODIES)
    assert (found.title, found.language, found.topics) == ("The court upholds the law", "en", ("media",))
    assert (found.identity, found.link) == (
        f"tag:example.org,2026-11-21:events/{at(2)}",
        f"{URL}/events/{at(2)}",
    )
    assert as_text(found) == (
        "In short.\n\nOn record:\n- Kazakhstan, 2031-01-03: court ruling\n\n"
        "Sources:\n- “A report” (kz-government; government)\n- “A study” (The Reviewers; osce)"
    )


def test_a_retracted_event_stays_and_is_marked() -> None:
    later = RECORDED + timedelta(days=1)
    found = event_entry(event(state="retracted", updated=later), URL, BODIES)
    assert found.title == "Retracted: The court upholds the law"
    assert (found.published, found.updated) == (RECORDED, later)
    assert "- retracted since it was first recorded" in as_text(found)


def test_a_place_that_is_not_listed_goes_by_its_code() -> None:
    found = event_entry(event(jurisdiction="XX", sources=()), URL, BODIES)
    assert as_text(found) == "On record:\n- XX, 2031-01-03: court ruling"
