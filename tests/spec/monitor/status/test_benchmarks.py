"""Benchmarks: the same table on what bears on them, counted and never rolled up."""

from typing import Any

import pytest

from monitor.answers.items import benchmark_count
from tests.builders import (
    GOVERNMENT,
    PLEDGE,
    amended,
    assessed,
    bears,
    grade,
    legislated,
    made,
    practised,
    recorded,
    stated,
)
from tests.spec.monitor.status.asking import assessors, dossier, seen, stage, status

LIBEL, CLOSURE = f"{PLEDGE}.libel", f"{PLEDGE}.closure"
MARKS = [{"id": one, "title": one, "set_by": "osce-rfom"} for one in (LIBEL, CLOSURE)]
MADE = made("2008-01-01", benchmarks=MARKS)


def test_a_benchmark_has_a_status_of_its_own_by_the_same_table() -> None:
    records = recorded(
        MADE,
        legislated("2008-03-01", "executive-signature", bears_on=[bears("advances", LIBEL)]),
        assessed("2008-05-01", grade("not-implemented", of=CLOSURE)),
    )
    assert (status(records, "2008-03-01", LIBEL), stage(records, "2008-03-01", LIBEL)) == ("enacted", ("signed", True))
    assert status(records, "2008-05-01", CLOSURE) == "not-implemented"


def test_a_benchmark_of_an_uphold_commitment_runs_the_table_of_uphold() -> None:
    records = recorded(
        made("2008-01-01", kind="uphold", benchmarks=MARKS), stated("2008-03-01", bears_on=[bears("concern", LIBEL)])
    )
    assert (status(records, "2008-03-01", LIBEL), status(records, "2008-03-01", CLOSURE)) == (
        "concern-on-record", "no-breach-on-record"
    )  # fmt: skip


@pytest.mark.parametrize("value", ["implemented", "not-implemented"])
def test_what_bears_on_a_benchmark_never_rolls_up(value: str) -> None:
    records = recorded(
        MADE,
        legislated("2008-03-01", "executive-signature", bears_on=[bears("advances", LIBEL)]),
        assessed("2008-05-01", grade(value, of=LIBEL)),
    )
    found = seen(records, "2008-05-01")
    assert (found.status, found.stage, assessors(records)) == ("no-action-on-record", "none", ())


def test_what_bears_on_the_commitment_says_nothing_about_a_benchmark() -> None:
    records = recorded(MADE, legislated("2008-03-01", "passage"), assessed("2008-05-01", grade("implemented")))
    assert (status(records, "2008-05-01", LIBEL), stage(records, "2008-05-01", LIBEL)) == (
        "no-action-on-record", ("none", True)
    )  # fmt: skip


def test_a_measure_linked_to_a_benchmark_moves_it_with_every_event() -> None:
    records = recorded(
        MADE,
        legislated("2008-03-01", "introduction", bears_on=[bears("advances", LIBEL)]),
        legislated("2008-04-01", "passage", bears_on=[]),
    )
    assert stage(records, "2008-04-01", LIBEL) == ("passed", True)


def test_a_claim_about_a_benchmark_raises_nothing() -> None:
    records = recorded(MADE, assessed("2008-05-01", grade("implemented", by=GOVERNMENT, of=LIBEL)))
    assert status(records, "2008-05-01", LIBEL) == "no-action-on-record"


def test_a_benchmark_is_due_when_its_commitment_is() -> None:
    records = recorded(made("2008-01-01", due="2008", benchmarks=MARKS), practised("2009-01-01"))
    assert "overdue" in seen(records, "2009-01-01", LIBEL).flags.names


def test_an_amendment_can_add_a_benchmark() -> None:
    added = {"id": f"{PLEDGE}.added", "title": "Added", "set_by": "osce-rfom"}
    records = recorded(MADE, amended("2009-01-01", benchmarks=[*MARKS, added]))
    found = dossier(records)
    assert found is not None
    assert sorted(found.benchmarks) == [f"{PLEDGE}.added", CLOSURE, LIBEL]
    assert found.definition.content["benchmarks"][-1]["id"] == f"{PLEDGE}.added"


def counted(*statuses: str, open_ended: bool = False, own: int = 0) -> Any:
    """The count of benchmarks with these statuses, the last ``own`` of them set by whoever bears the duty."""
    marks = [{"status": one, "counted": number < len(statuses) - own} for number, one in enumerate(statuses)]
    return benchmark_count({"open_ended": open_ended}, marks)


def test_the_item_counts_benchmarks_with_numerator_and_denominator() -> None:
    assert counted("implemented", "in-line", "mostly-implemented", "enacted") == {"met": 2, "of": 4}


def test_a_benchmark_set_by_whoever_bears_the_duty_never_enters_the_denominator() -> None:
    assert counted("implemented", "not-implemented", "implemented", own=1) == {"met": 1, "of": 2}
    assert counted("implemented", own=1) is None


def test_an_open_ended_list_has_no_denominator() -> None:
    assert counted("implemented", open_ended=True) is None
