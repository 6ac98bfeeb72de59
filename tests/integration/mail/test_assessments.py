"""What letters say of assessments: every grade, as it reads when the letter is written."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.builders import GOVERNMENT, PLEDGE, REVIEWER, assessed, corrected, described, grade, made, ruled, stated
from tests.integration.mail.lettered import ANNA, BORIS, Mailing, mailing

DAY = "2021-03-02"
ASKED: dict[str, Any] = {"filter": {"change": ["assessment", "ruling"]}}
DAILY: dict[str, Any] = {**ASKED, "cadence": "daily", "hour": 8, "timezone": "UTC"}
FRIDAY, SATURDAY = "2021-03-05T08:00:00+00:00", "2021-03-06T08:00:00+00:00"


@pytest.fixture
def slow(engine: Engine, tmp_path: Path) -> Iterator[Mailing]:
    """A record that mails ten minutes after it was told, on each engine in turn."""
    with mailing(engine, tmp_path, send_delay=600) as found:
        yield found


def record(mail: Mailing, event: Any) -> str:
    """An event on record; its id."""
    return str(mail.api.append(event)["event"]["id"])


def correct_in_time(mail: Mailing, wrong: Any, right: Any) -> None:
    """An event that is corrected before anybody was told of it, and the delay of both over."""
    of = record(mail, wrong)
    mail.api.clock.at += timedelta(minutes=5)
    record(mail, corrected(of, right))
    mail.api.clock.at += timedelta(minutes=20)


def test_a_letter_names_every_grade_of_an_assessment(on_sqlite: Mailing) -> None:
    on_sqlite.subscribe(**ASKED)
    record(on_sqlite, assessed(DAY, grade("partially-implemented"), grade("mixed", by=GOVERNMENT)))
    (letter,) = on_sqlite.send()
    assert [line for line in letter.text.split("\n") if line.startswith("  Assessment")] == [
        f"  Assessment: partially implemented, according to {REVIEWER}",
        f"  Assessment: mixed, according to {GOVERNMENT}",
    ]


def test_where_it_grades_several_things_each_grade_says_which(on_sqlite: Mailing) -> None:
    on_sqlite.subscribe(**ASKED)
    record(on_sqlite, made(commitment="kz-courts"))
    wrong = record(on_sqlite, assessed(DAY, grade("mixed"), grade("negative", of="kz-courts")))
    (letter,) = on_sqlite.send()
    title = on_sqlite.api.read(f"/v1/commitments/{PLEDGE}")["title"]
    other = on_sqlite.api.read("/v1/commitments/kz-courts")["title"]
    assert f"  Assessment: {title}: mixed, according to {REVIEWER}\n" in letter.text
    assert f"  Assessment: {other}: negative, according to {REVIEWER}\n" in letter.text
    record(on_sqlite, corrected(wrong, assessed(DAY, grade("mixed", of="kz-courts"), grade("negative"))))
    (again,) = on_sqlite.send()
    assert again.header("In-Reply-To") == letter.header("Message-ID"), "what was printed of either reads otherwise"


def test_a_grade_that_was_corrected_before_anybody_was_told_is_told_as_it_reads_now(slow: Mailing) -> None:
    slow.subscribe(**ASKED)
    correct_in_time(slow, assessed(DAY, grade("mixed")), assessed(DAY, grade("negative"), title="Right"))
    (letter,) = slow.send()
    assert f"  Assessment: negative, according to {REVIEWER}\n" in letter.text
    assert "mixed" not in letter.text


def test_a_ruling_that_was_corrected_before_anybody_was_told_is_told_as_it_reads_now(slow: Mailing) -> None:
    record(slow, described("kz-constitutional-council", "court"))
    slow.subscribe(**ASKED)
    correct_in_time(slow, ruled(DAY, "annulled", of=None), ruled(DAY, "upheld", of=None))
    (letter,) = slow.send()
    assert "  Ruling: upheld" in letter.text
    assert "annulled" not in letter.text


def test_of_an_assessment_that_was_corrected_away_in_time_nobody_is_told_who_asked_for_it_alone(slow: Mailing) -> None:
    slow.subscribe(ANNA, **ASKED)
    slow.subscribe(BORIS, filter={"change": ["assessment", "event"]})
    correct_in_time(slow, assessed(DAY, grade("mixed")), stated(DAY, title="A report without a grade"))
    letters = slow.send()
    assert {letter.to for letter in letters} == {BORIS}
    assert "A report without a grade" in [title for letter in letters for title in letter.sections]
    assert not any("  Assessment" in letter.text for letter in letters)


def test_an_assessment_that_was_corrected_away_is_left_out_of_the_digest_it_waited_for(mail: Mailing) -> None:
    mail.subscribe(**DAILY)
    wrong = record(mail, assessed(DAY, grade("mixed"), title="Wrong"))
    assert mail.send() == []
    record(mail, corrected(wrong, stated(DAY)))
    record(mail, assessed(DAY, grade("negative"), title="Another"))
    (letter,) = mail.digests(FRIDAY)
    assert [title for title in letter.sections if not title.startswith("==")] == ["Another"]
    assert mail.digests(SATURDAY) == [], "nothing of it waits any longer"
