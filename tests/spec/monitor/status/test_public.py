"""``public_at``: what anyone could have known by then."""

from typing import Any

import pytest

from tests.builders import Event, assessed, bears, corrected, grade, legislated, made, recorded, source, stated
from tests.spec.monitor.status.asking import dossier, seen, status

MADE = made(published="2008-01-10")


def seen_by(public_at: str, *events: Event) -> str | None:
    """The status on a late day, by what was public on a day."""
    return status(recorded(MADE, *events), "2010-01-01", public_at=public_at)


def signed(**more: Any) -> Event:
    return legislated("2008-02-01", "executive-signature", **more)


def test_an_event_is_public_from_the_first_day_one_of_its_sources_was_published() -> None:
    event = signed(sources=[source(published="2008-03-10"), source(published="2008-02-20"), source()])
    assert (seen_by("2008-02-19", event), seen_by("2008-02-20", event)) == ("no-action-on-record", "enacted")


def test_where_a_source_says_when_the_fact_became_public_that_day_decides() -> None:
    event = signed(public="2008-02-05", published="2008-03-10")
    assert (seen_by("2008-02-04", event), seen_by("2008-02-05", event)) == ("no-action-on-record", "enacted")
    secret = signed(public="2008-06-01", published="2008-03-10")
    assert (seen_by("2008-05-31", secret), seen_by("2008-06-01", secret)) == ("no-action-on-record", "enacted")


@pytest.mark.parametrize(("published", "first"), [("2008-03", "2008-03-31"), ("[2008-03-05..]", "2008-03-05")])
def test_an_imprecise_day_of_publication_is_its_last_and_an_undated_one_its_first(published: str, first: str) -> None:
    event = signed(published=published)
    before = first[:-2] + f"{int(first[-2:]) - 1:02}"
    assert (seen_by(before, event), seen_by(first, event)) == ("no-action-on-record", "enacted")


def test_what_was_public_in_advance_still_counts_from_its_day_only() -> None:
    records = recorded(MADE, legislated("2008-06-01", "entry-into-force", scheduled=True, published="2008-02-01"))
    assert status(records, "2008-05-31", public_at="2008-03-01") == "no-action-on-record"
    assert status(records, "2008-06-01", public_at="2008-03-01") == "enacted"


def test_a_grade_also_needs_its_own_day() -> None:
    event = assessed("2008-02-01", grade("implemented", given="2009-11-19"), sources=[source(published="2008-02-01")])
    assert (seen_by("2009-11-18", event), seen_by("2009-11-19", event)) == ("no-action-on-record", "implemented")


def test_an_effect_also_needs_the_day_it_was_given() -> None:
    event = legislated(
        "2008-02-01", "passage", bears_on=[bears("advances", given_on="2009-02-11")], published="2008-02-01"
    )
    assert (seen_by("2009-02-10", event), seen_by("2009-02-11", event)) == ("no-action-on-record", "in-progress")


def test_a_grade_whose_document_is_not_public_is_not_known_however_early_it_was_given() -> None:
    event = assessed("2008-02-01", grade("implemented", given="2008-02-01"), sources=[source(published="2009-11-19")])
    assert (seen_by("2009-11-18", event), seen_by("2009-11-19", event)) == ("no-action-on-record", "implemented")


def test_a_term_needs_a_source_of_its_own_published_by_then() -> None:
    sources = [source("government", published="2008-01-10"), source("brief", published="2009-11-19")]
    terms = [
        {"source": "government", "text": "when possible"},
        {"source": "brief", "text": "by the end of 2008", "due": "2008"},
    ]
    records = recorded(made(terms=terms, sources=sources), stated("2009-01-05", bears_on=[bears("neutral")]))
    before, after = (seen(records, "2010-01-01", public_at=day).definition for day in ("2009-11-18", "2009-11-19"))
    assert ([term["source"] for term in before.terms], before.due) == (["government"], None)
    assert ([term["source"] for term in after.terms], after.due) == (["government", "brief"], "2008")


def test_a_commitment_nobody_could_know_of_is_not_on_record() -> None:
    records = recorded(MADE)
    assert dossier(records, public_at="2008-01-09") is None
    assert dossier(records, public_at="2008-01-10") is not None


def test_a_correction_is_read_with_the_sources_it_brings() -> None:
    records = recorded(
        MADE, signed(published="2008-02-01"), corrected(2, signed(published="2009-06-01"))
    )  # fmt: skip
    assert status(records, "2010-01-01", public_at="2009-05-31", known_at=2) == "enacted"
    assert status(records, "2010-01-01", public_at="2009-05-31") == "no-action-on-record"
