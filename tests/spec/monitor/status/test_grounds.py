"""Grounds say which views of a commitment can differ: all that show the same go by one aspect."""

from datetime import date, timedelta

import pytest

from monitor.status.assessors import Bodies, Body
from monitor.status.cases import Aspect
from monitor.status.grounds import NOBODY, Grounds, grounds_of
from monitor.status.record import read_entry
from tests.builders import Event, amended, assessed, bears, grade, legislated, made, recorded, source, stated
from tests.spec.monitor.status.asking import day

GIVEN_LATER = bears("advances", given_on="2009-03-01")
LEAGUE = Bodies({"league": Body("league", "The League", "civil-society")})


def grounds(*events: Event) -> Grounds:
    return grounds_of([read_entry(record) for record in recorded(*events)])


def plainest(told: Grounds, *, public_at: str | None = None, lens: str | None = None) -> Aspect:
    return told.plainest(Aspect(day(public_at) if public_at else None, lens), LEAGUE)


def test_a_view_of_everything_is_its_own() -> None:
    assert plainest(grounds(made())).plain


@pytest.mark.parametrize(
    "published",
    [
        stated("2009-03-01", sources=[source(published="2009-03-01")]),
        legislated("2009-01-01", "passage", public="2009-03-01"),
        legislated(
            "2009-01-01", "passage", published="2009-01-02", bears_on=[bears("advances", given_on="2009-03-01")]
        ),
        assessed("2009-01-01", grade("implemented", given="2009-03-01"), published="2009-01-02"),
        legislated("2009-01-01", "passage", public="2009-01-02", sources=[source(published="2009-03-01")]),
    ],
    ids=["a source", "the fact itself", "an effect", "a grade", "a second thought of a source"],
)
def test_public_at_makes_a_difference_on_the_days_on_which_something_became_public(published: Event) -> None:
    told = grounds(made("2008-01-01", published="2008-01-01"), published)
    on = {one: plainest(told, public_at=one) for one in ("2009-02-27", "2009-02-28", "2009-03-01", "2009-04-01")}
    assert on["2009-02-27"] == on["2009-02-28"]
    assert on["2009-02-28"] != on["2009-03-01"] == on["2009-04-01"]


def test_before_anything_was_public_all_days_are_alike() -> None:
    told = grounds(made("2008-01-01", published="2008-01-01"))
    first = date(2008, 1, 1)
    assert {plainest(told, public_at=str(first - timedelta(days=number))) for number in (1, 2, 900)} == {Aspect(0)}


@pytest.mark.parametrize(
    ("lens", "spoken"),
    [
        ("media", made(sources=[source("a-journal", "media")])),
        ("a-journal", made(sources=[source("a-journal", "media")])),
        ("league", legislated("2009-01-01", "passage", bears_on=[bears("advances", by="league")])),
        ("civil-society", legislated("2009-01-01", "passage", bears_on=[bears("advances", by="league")])),
        ("civil-society", assessed("2009-01-01", grade("implemented", by="league"))),
        ("ministry", made(terms=[{"source": "ministry", "text": "A law."}])),
        ("ministry", amended("2009-01-01", terms=[{"source": "ministry", "text": "A law."}])),
    ],
)
def test_a_lens_is_kept_where_anything_is_seen_through_it(lens: str, spoken: Event) -> None:
    first = made(sources=[source("gazette", "government")])
    assert plainest(grounds(first, spoken), lens=lens) == Aspect(lens=lens)


def test_all_lenses_through_which_nothing_is_seen_are_one() -> None:
    told = grounds(made(sources=[source("gazette", "government")]))
    assert plainest(told, lens="league") == plainest(told, lens="no-such-body") == Aspect(lens=NOBODY)


def test_the_last_position_is_that_of_the_last_entry() -> None:
    assert grounds(made(), stated("2009-01-01")).last == 2
    assert grounds_of([]).last == 0
