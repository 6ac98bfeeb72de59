"""The table of ``uphold``: concerns, threats and hindering measures, and how each ends."""

import pytest

from monitor.status.concerns import Concern
from tests.builders import (
    GOVERNMENT,
    LAW,
    Event,
    assessed,
    at,
    bears,
    described,
    grade,
    legislated,
    made,
    practised,
    recorded,
)
from tests.builders import ruled as court
from tests.builders import stated as said
from tests.spec.monitor.status.asking import day, seen, set_aside, stage, status

MADE = made("2008-01-01", kind="uphold")
CONCERN, THREAT = (said("2008-03-01", act, bears_on=[bears("concern")]) for act in ("concern", "threat"))
HINDERING = legislated("2008-03-01", "introduction", bears_on=[bears("hinders")])
HINDERING_SOME_DAY = legislated("2008-02", "introduction", bears_on=[bears("hinders")])
ON_RECORD, NONE = "concern-on-record", "no-breach-on-record"


def concerns(*events: Event, on: str = "2009-01-01") -> tuple[Concern, ...]:
    return seen(recorded(MADE, *events), on).concerns


def ended(*events: Event, on: str = "2009-01-01") -> list[tuple[str, str | None]]:
    """Of each concern its kind and how it ended."""
    return [(one.kind, one.ended) for one in concerns(*events, on=on)]


def test_where_no_concern_stands_there_is_no_breach_on_record() -> None:
    found = seen(recorded(MADE), "2008-01-01")
    assert (found.status, found.rule, found.events[0][1:]) == (NONE, "uphold/4-no-breach-on-record", (1, "definition"))


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        (CONCERN, "concern"),
        (THREAT, "threat"),
        (said("2008-03-01", "position", bears_on=[bears("hinders")]), "hinders"),
        (practised("2008-03-01", bears_on=[bears("concern", by="monitor")]), "concern"),
        (court("2008-03-01", "conviction", of=None, bears_on=[bears("hinders")]), "hinders"),
        (HINDERING, "hinders"),
        (legislated("2008-03-01", "introduction", bears_on=[bears("concern")]), "concern"),
    ],
)
def test_a_concern_threat_or_hindering_measure_is_a_concern_on_record(event: Event, kind: str) -> None:
    records = recorded(MADE, event)
    assert (status(records, "2008-02-29"), status(records, "2008-03-01")) == (NONE, ON_RECORD)
    assert [one.kind for one in seen(records, "2008-03-01").concerns] == [kind]
    assert [(position, role) for _, position, role in seen(records, "2008-03-01").events] == [(2, "concern")]


@pytest.mark.parametrize("effect", ["advances", "neutral"])
def test_an_advancing_or_neutral_fact_is_no_concern_even_spoken_as_one(effect: str) -> None:
    assert status(recorded(MADE, said("2008-03-01", "concern", bears_on=[bears(effect)])), "2008-03-01") == NONE


def test_an_event_that_resolves_a_concern_ends_it() -> None:
    records = recorded(MADE, CONCERN, practised("2008-06-01", resolves=[at(2)]))
    assert (status(records, "2008-05-31"), status(records, "2008-06-01")) == (ON_RECORD, NONE)
    assert seen(records, "2008-06-01").concerns == (
        Concern(at(2), 2, "concern", day("2008-03-01"), until=day("2008-06-01"), ended="resolved", by_event=at(3)),
    )


def test_a_threat_that_ends_stays_in_the_history_as_averted_with_how() -> None:
    found = concerns(THREAT, practised("2008-06-01", resolves=[at(2)]))
    assert [(one.kind, one.ended, one.by_event, one.until) for one in found] == [
        ("threat", "averted", at(3), day("2008-06-01"))
    ]


def test_one_concern_that_ends_leaves_the_others_standing() -> None:
    other = said("2008-04-01", "concern", bears_on=[bears("concern")])
    records = recorded(MADE, CONCERN, other, practised("2008-06-01", resolves=[at(2)]))
    assert status(records, "2008-06-01") == ON_RECORD
    assert [position for _, position, _ in seen(records, "2008-06-01").events] == [3]


@pytest.mark.parametrize("step", ["passage", "executive-signature", "entry-into-force", "executive-veto", "suspension"])
def test_a_hindering_measure_is_a_concern_while_it_is_alive(step: str) -> None:
    assert ended(HINDERING, legislated("2008-06-01", step, bears_on=[])) == [("hinders", None)]


@pytest.mark.parametrize(
    "end",
    [
        court("2008-06-01", "unconstitutional"),
        legislated("2008-06-01", "withdrawal", bears_on=[]),
        legislated("2008-06-01", "failure", bears_on=[]),
    ],
)
def test_a_hindering_measure_that_ends_before_it_took_effect_is_averted(end: Event) -> None:
    assert ended(HINDERING, end) == [("hinders", "averted")]
    assert status(recorded(MADE, HINDERING, end), "2008-06-01") == NONE


def test_a_hindering_measure_that_ends_after_it_took_effect_is_resolved() -> None:
    in_force = legislated("2008-05-01", "entry-into-force", bears_on=[])
    assert ended(HINDERING, in_force, legislated("2008-06-01", "repeal", bears_on=[])) == [("hinders", "resolved")]


def test_a_hindering_measure_struck_down_in_part_still_hinders() -> None:
    assert ended(HINDERING, court("2008-06-01", "partly-unconstitutional")) == [("hinders", None)]


def test_a_measure_that_hinders_from_the_first_event_that_says_so_on() -> None:
    silent = legislated("2008-03-01", "introduction", bears_on=[])
    records = recorded(MADE, silent, legislated("2008-05-01", "passage", bears_on=[bears("hinders")]))
    assert (status(records, "2008-04-30"), status(records, "2008-05-01")) == (NONE, ON_RECORD)


def test_a_measure_hinders_from_an_event_whose_order_is_unknown_too_since_that_concerns_its_stage_alone() -> None:
    passed = legislated("2008-02-10", "passage", bears_on=[])
    records = recorded(MADE, passed, HINDERING_SOME_DAY)
    assert (status(records, "2008-02-28"), status(records, "2008-02-29")) == (NONE, ON_RECORD)
    found = seen(records, "2008-02-29")
    assert [(one.event, one.kind, one.measure, one.since) for one in found.concerns] == [
        (at(3), "hinders", LAW, day("2008-02-29"))
    ]
    assert found.measures == ((LAW, "hinders"),)


def test_an_ended_measure_that_is_said_to_hinder_by_an_event_whose_order_is_unknown_is_no_concern() -> None:
    lapsed = legislated("2008-02-10", "lapse", bears_on=[])
    assert status(recorded(MADE, lapsed, HINDERING_SOME_DAY), "2008-03-01") == NONE


def test_a_hindering_measure_that_begins_again_hinders_again() -> None:
    again = legislated("2008-09-01", "introduction", bears_on=[])
    assert ended(HINDERING, legislated("2008-06-01", "failure", bears_on=[]), again) == [
        ("hinders", "averted"), ("hinders", None)
    ]  # fmt: skip


def test_the_law_hinders_and_the_ruling_that_strikes_it_down_advances() -> None:
    records = recorded(MADE, HINDERING, court("2009-02-11", "unconstitutional", bears_on=[bears("advances")]))
    assert [(status(records, one), stage(records, one)[0]) for one in ("2009-02-10", "2009-02-11")] == [
        (ON_RECORD, "none"), (NONE, "none")
    ]  # fmt: skip
    assert seen(records, "2009-02-11").measures == (("kz-law-media-2009", "hinders"),)


@pytest.mark.parametrize("value", ["mostly-implemented", "partially-implemented"])
def test_a_grade_of_one_or_two_is_a_concern_until_the_same_assessor_gives_a_better_one(value: str) -> None:
    low = assessed("2008-03-01", grade(value, by="one"))
    assert status(recorded(MADE, low), "2008-03-01") == ON_RECORD
    by_another = assessed("2008-06-01", grade("implemented", by="two"))
    assert status(recorded(MADE, low, by_another), "2008-06-01") == ON_RECORD
    by_the_same = assessed("2008-06-01", grade("implemented", by="one"))
    assert status(recorded(MADE, low, by_the_same), "2008-06-01") == "in-line"
    assert ended(low, by_the_same) == [("concern", "better-grade")]


def test_a_better_grade_that_is_low_itself_ends_one_concern_and_is_another() -> None:
    low, better = (assessed(f"2008-0{month}-01", grade(value)) for month, value in
                   ((3, "partially-implemented"), (4, "mostly-implemented")))  # fmt: skip
    records = recorded(MADE, low, better)
    assert status(records, "2008-04-01") == ON_RECORD
    assert [(one.event, one.ended) for one in seen(records, "2008-04-01").concerns] == [
        (at(2), "better-grade"), (at(3), None)
    ]  # fmt: skip
    assert [(position, role) for _, position, role in seen(records, "2008-04-01").events] == [(3, "grade")]


def test_the_same_grade_given_again_leaves_the_concern_as_it_was() -> None:
    low, again = (assessed(f"2008-0{month}-01", grade("mostly-implemented")) for month in (3, 4))
    assert [(one.event, one.ended) for one in concerns(low, again)] == [(at(2), None)]


def test_an_event_that_resolves_a_low_grade_ends_its_concern() -> None:
    low = assessed("2008-03-01", grade("partially-implemented"))
    assert status(recorded(MADE, low, practised("2008-06-01", resolves=[at(2)])), "2008-06-01") == NONE


def test_not_in_line_is_the_latest_external_grade_of_zero_and_comes_first() -> None:
    found = seen(recorded(MADE, CONCERN, assessed("2008-05-01", grade("not-implemented"))), "2008-05-01")
    assert (found.status, found.rule) == ("not-in-line", "uphold/1-not-in-line")
    later = assessed("2008-06-01", grade("partially-implemented"))
    records = recorded(MADE, assessed("2008-05-01", grade("not-implemented")), later)
    assert (status(records, "2008-05-31"), status(records, "2008-06-01")) == ("not-in-line", ON_RECORD)


def test_in_line_is_an_external_grade_of_three_where_no_concern_stands() -> None:
    high = assessed("2008-05-01", grade("implemented"))
    assert status(recorded(MADE, high), "2008-05-01") == "in-line"
    records = recorded(MADE, CONCERN, high)
    assert status(records, "2008-05-01") == ON_RECORD
    assert set_aside(records, "2008-05-01")[3] == "lower-rule"


@pytest.mark.parametrize("value", ["not-implemented", "partially-implemented", "implemented"])
def test_a_claim_of_the_duty_bearer_raises_no_concern_and_is_not_in_line(value: str) -> None:
    assert status(recorded(MADE, assessed("2008-05-01", grade(value, by=GOVERNMENT))), "2008-05-01") == NONE


def test_a_higher_grade_of_a_tied_body_is_not_in_line_and_a_low_one_is_a_concern() -> None:
    tied = described("reviewer", paid_by=GOVERNMENT)
    for value, expected in (("implemented", NONE), ("mostly-implemented", NONE), ("partially-implemented", ON_RECORD)):
        records = recorded(tied, MADE, assessed("2008-05-01", grade(value, by="reviewer")))
        assert status(records, "2008-05-01") == expected


def test_a_concern_from_before_the_making_is_context() -> None:
    records = recorded(made("2008-06-01", kind="uphold"), CONCERN, HINDERING, assessed("2008-04-01", grade("mixed")))
    assert (status(records, "2008-06-01"), seen(records, "2008-06-01").concerns) == (NONE, ())


@pytest.mark.parametrize(
    "still",
    [
        legislated("2008-07-01", "publication-official", bears_on=[]),
        legislated("2008-07-01", "referral", bears_on=[]),
        court("2008-07-01", "partly-unconstitutional"),
        practised("2008-07-01", resolves=[at(2)]),
    ],
)
def test_a_hindering_measure_from_before_the_making_stays_context_where_nothing_moves_it(still: Event) -> None:
    in_part = legislated("2008-03-01", "entry-into-force-partial", bears_on=[bears("hinders")])
    records = recorded(made("2008-06-01", kind="uphold"), in_part, still)
    assert (status(records, "2008-07-01"), seen(records, "2008-07-01").concerns) == (NONE, ())


def test_a_hindering_measure_from_before_the_making_is_a_concern_once_it_moves_on_or_is_said_to_hinder_again() -> None:
    late = made("2008-06-01", kind="uphold")
    for later in (
        legislated("2008-07-01", "passage", bears_on=[]),
        legislated("2008-07-01", "publication-official", bears_on=[bears("hinders")]),
    ):
        found = seen(recorded(late, HINDERING, later), "2008-07-01")
        assert (found.status, [one.event for one in found.concerns]) == (ON_RECORD, [at(3)])


def test_what_advances_it_gives_it_a_stage_and_no_status() -> None:
    records = recorded(MADE, legislated("2008-03-01", "entry-into-force"))
    assert (status(records, "2008-03-01"), stage(records, "2008-03-01")) == (NONE, ("in-force", True))
