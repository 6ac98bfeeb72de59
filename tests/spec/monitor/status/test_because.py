"""Why: the rule, what decided, what was set aside and why, what is merely possible."""

import pytest

from tests.builders import (
    GOVERNMENT,
    PLEDGE,
    Event,
    amended,
    assessed,
    at,
    bears,
    described,
    executed,
    grade,
    legislated,
    made,
    milestone,
    practised,
    recorded,
    responded,
    source,
    stated,
)
from tests.builders import ruled as court
from tests.spec.monitor.status.asking import reasons, seen, set_aside


def test_every_fact_that_counts_either_decided_or_was_set_aside() -> None:
    records = recorded(
        described("think-tank", paid_by=GOVERNMENT),
        made("2008-02-01"),
        legislated("2008-01-01", "introduction", of="law-zero"),
        legislated("2008-03-01", "introduction"),
        legislated("2008-04-01", "executive-signature"),
        assessed("2008-05-01", grade("implemented", by=GOVERNMENT)),
        assessed("2008-05-02", grade("implemented", by="think-tank")),
        assessed("2008-05-03", grade("mixed", by="league")),
        assessed("2008-05-04", grade("mostly-implemented", by="league")),
        assessed("2008-05-05", grade("implemented", by="odihr")),
        practised("2008-06-01", bears_on=[bears("advances")]),
        practised("2008-06-02", bears_on=[bears("concern")]),
        milestone("2008-06-03", bears_on=[bears("neutral")]),
        stated("2009-06-04", bears_on=[bears("advances")]),
    )
    found = seen(records, "2009-01-01")
    assert (found.rule, [(position, role) for _, position, role in found.events]) == (
        "achieve/2-graded",
        [(10, "grade")],
    )
    aside = set_aside(records, "2009-01-01")
    assert {position: why for position, why in aside.items() if position != 2} == {
        3: "before-commitment",
        4: "superseded",
        5: "lower-rule",
        6: "claim",
        7: "tied",
        8: "not-evaluated",
        9: "superseded",
        11: "lower-rule",
        12: "lower-rule",
        13: "not-evaluated",
    }


def test_an_earlier_grade_is_superseded() -> None:
    records = recorded(
        made(), assessed("2008-03-01", grade("not-implemented")), assessed("2008-04-01", grade("implemented"))
    )
    assert set_aside(records, "2008-04-01")[2] == "superseded"


def test_a_concern_that_has_ended_is_superseded() -> None:
    records = recorded(
        made(kind="uphold"),
        legislated("2008-03-01", "introduction", bears_on=[bears("hinders")]),
        court("2008-04-01", "unconstitutional"),
    )
    assert set_aside(records, "2008-04-01")[2] == "superseded"


def test_an_imprecise_fact_whose_order_is_unknown_says_so() -> None:
    records = recorded(made(), legislated("2008-06-01", "executive-signature"), legislated("2008", "passage"))
    assert set_aside(records, "2008-12-31")[3] == "order-unknown"


def test_what_does_not_count_yet_is_not_set_aside() -> None:
    records = recorded(made(), legislated("2008-06-01", "executive-signature"))
    assert 2 not in set_aside(records, "2008-05-31")


def test_what_is_set_aside_stands_in_the_order_of_the_fold() -> None:
    records = recorded(made(), milestone("2008-06-01", bears_on=[bears("neutral")]), responded("2008-03-01"))
    places = [one.fact.place for one in reasons(records, "2009-01-01").set_aside]
    assert places.index(3) < places.index(2)


def test_possible_facts_are_listed_by_their_days_and_id() -> None:
    records = recorded(
        made(),
        executed("[2008-04-01..2008-12-01]", "proposed", of="plan-one"),
        executed("[2008-03-01..2008-12-01]", "proposed", of="plan-two"),
        executed("[2008-03-01..2008-11-01]", "proposed", of="plan-three"),
        legislated("2008-02-01", "introduction"),
    )
    assert [fact.place for fact in reasons(records, "2008-06-01").possible] == [4, 3, 2]


@pytest.mark.parametrize(
    "event",
    [
        stated("2008-05", "concern", bears_on=[bears("concern")]),
        stated("2008-05", bears_on=[bears("advances")]),
        practised("2008-05", bears_on=[bears("hinders")]),
        assessed("2008-05", grade("mixed")),
        amended("2008-05", due="2009-01-01"),
        milestone("2008-05", bears_on=[bears("neutral")]),
        practised("2008-05", resolves=[at(1)]),
    ],
)
@pytest.mark.parametrize("kind", ["achieve", "uphold"])
def test_whatever_is_on_record_about_it_is_listed_while_it_is_merely_possible(event: Event, kind: str) -> None:
    records = recorded(made(kind=kind), event)
    for day, listed in (("2008-04-30", []), ("2008-05-01", [2]), ("2008-05-30", [2]), ("2008-05-31", [])):
        assert [fact.place for fact in reasons(records, day).possible] == listed
        assert seen(records, day).certain
    assert seen(records, "2008-05-30").core == seen(recorded(made(kind=kind)), "2008-05-30").core


def test_of_a_benchmark_only_what_is_about_it_is_listed_as_possible() -> None:
    libel = f"{PLEDGE}.libel"
    marks = [{"id": libel, "title": "Libel is no crime", "set_by": "osce-rfom"}]
    records = recorded(
        made(benchmarks=marks),
        practised("2008-05", bears_on=[bears("concern", libel)]),
        practised("2008-05", bears_on=[bears("concern")]),
    )
    assert [fact.place for fact in reasons(records, "2008-05-10", libel).possible] == [2]


def test_through_a_lens_only_what_it_shows_is_listed_as_possible() -> None:
    own = practised("2008-05", bears_on=[bears("concern", by="odihr")], sources=[source("odihr", "international")])
    records = recorded(described("odihr"), made(), own, practised("2008-05", bears_on=[bears("concern")]))
    assert [fact.place for fact in reasons(records, "2008-05-10", lens="odihr").possible] == [3]


def test_a_fact_is_possible_or_set_aside_never_both() -> None:
    records = recorded(
        made(), legislated("[2008-03-01..2008-12-01]", "passage"), legislated("2008-02-01", "introduction")
    )
    for day in ("2008-06-01", "2008-12-01"):
        found = reasons(records, day)
        assert not {one.fact.id for one in found.set_aside} & {fact.id for fact in found.possible}
