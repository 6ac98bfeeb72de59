"""A lens shows what one account class or one body put on record, its own grades counting as grades."""

import pytest

from tests.builders import (
    GOVERNMENT,
    Event,
    assessed,
    bears,
    described,
    grade,
    legislated,
    made,
    practised,
    recorded,
    source,
)
from tests.spec.monitor.status.asking import assessors, flags, reasons, seen, set_aside, stage, status

BODIES = (
    described(GOVERNMENT, "government"),
    described("brief", "civil-society"),
    described("league", "civil-society"),
)
OF_GOVERNMENT, OF_BRIEF = source(GOVERNMENT, "government"), source("brief", "civil-society")


def signed(by: str, *sources: Event) -> Event:
    """The law is signed, which advances the pledge according to one body, on these sources."""
    said = [bears("advances", by=by)]
    return legislated("2009-02-06", "executive-signature", bears_on=said, sources=list(sources))


def graded(value: str, by: str, *sources: Event) -> Event:
    return assessed("2009-03-01", grade(value, by=by), sources=list(sources))


def lensed(lens: str | None, *events: Event) -> str | None:
    return status(recorded(*BODIES, made(), *events), "2009-03-01", lens=lens)


@pytest.mark.parametrize("lens", ["government", GOVERNMENT])
def test_a_lens_shows_events_with_a_source_of_that_class_or_by_that_publisher(lens: str) -> None:
    assert lensed(lens, signed(GOVERNMENT, OF_GOVERNMENT)) == "enacted"
    assert lensed(lens, signed(GOVERNMENT, OF_BRIEF)) == "no-action-on-record"
    assert lensed(lens, signed(GOVERNMENT, OF_BRIEF, OF_GOVERNMENT)) == "enacted"


def test_a_lens_by_body_does_not_show_what_others_of_its_class_put_on_record() -> None:
    event = graded("implemented", "league", source("league", "civil-society"))
    assert lensed("civil-society", event) == "implemented"
    assert lensed("brief", event) == "no-action-on-record"


def test_a_lens_shows_only_effects_that_its_own_bodies_gave() -> None:
    assert lensed("government", signed("brief", OF_GOVERNMENT)) == "no-action-on-record"


def test_a_lens_shows_only_grades_that_its_own_bodies_gave() -> None:
    assert lensed("civil-society", graded("implemented", GOVERNMENT, OF_BRIEF)) == "no-action-on-record"


def test_through_its_own_lens_a_claim_counts_as_a_grade() -> None:
    claim = graded("implemented", GOVERNMENT, OF_GOVERNMENT)
    assert lensed(None, claim) == "no-action-on-record"
    assert lensed("government", claim) == "implemented"
    assert lensed(GOVERNMENT, claim) == "implemented"


def test_through_its_own_lens_a_high_grade_of_a_tied_body_counts() -> None:
    records = recorded(
        described("league", "civil-society", paid_by=GOVERNMENT),
        made(),
        graded("implemented", "league", source("league", "civil-society")),
    )
    assert status(records, "2009-03-01") == "no-action-on-record"
    assert status(records, "2009-03-01", lens="league") == "implemented"


def test_a_lens_compares_nothing_with_what_lies_outside_it() -> None:
    records = recorded(
        *BODIES, made(), graded("implemented", GOVERNMENT, OF_GOVERNMENT), graded("not-implemented", "brief", OF_BRIEF)
    )
    assert "disputed-by-duty-bearer" in flags(records, "2009-03-01")
    assert status(records, "2009-03-01", lens="civil-society") == "not-implemented"
    assert flags(records, "2009-03-01", lens="civil-society") == ()
    assert assessors(records, lens="civil-society") == ("brief",)


def test_what_lies_outside_is_listed_as_set_aside() -> None:
    records = recorded(*BODIES, made(), signed(GOVERNMENT, OF_GOVERNMENT), practised("2009-12-01"))
    assert set_aside(records, "2009-03-01", lens="brief")[5] == "outside-lens"
    assert stage(records, "2009-03-01", lens="brief") == ("none", True)


def test_the_commitment_itself_is_always_in_view_with_the_terms_of_the_lens() -> None:
    terms = [
        {"source": GOVERNMENT, "text": "when possible"},
        {"source": "brief", "text": "by the end of 2008", "due": "2008"},
    ]
    sources = [OF_GOVERNMENT, OF_BRIEF]
    records = recorded(
        *BODIES, made(terms=terms, sources=sources), practised("2009-02-01", bears_on=[bears("neutral")])
    )
    shown = {
        lens: seen(records, "2009-03-01", lens=lens).definition for lens in ("brief", "civil-society", "government")
    }
    assert [term["source"] for term in shown["brief"].terms] == ["brief"]
    assert (shown["brief"].due, shown["civil-society"].due, shown["government"].due) == ("2008", "2008", None)


def test_without_a_lens_nothing_lies_outside() -> None:
    records = recorded(*BODIES, made(), signed(GOVERNMENT, OF_GOVERNMENT))
    assert "outside-lens" not in {one.why for one in reasons(records, "2009-03-01").set_aside}
