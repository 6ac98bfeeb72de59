"""Corrections and retractions follow the wrong letter: exactly those who were told are told again, on each engine."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.builders import PLEDGE, REVIEWER, annotated, assessed, corrected, grade, reinstated, retracted, source
from tests.integration.mail.lettered import ANNA, BORIS, Letter, Mailing, mailing
from tests.integration.private_pages.mailed import post

GRADES: dict[str, Any] = {"filter": {"change": ["assessment"]}}
EVERY: dict[str, Any] = {"filter": {"change": ["event"]}}
DAY = "2021-03-02"
REPORT = source(REVIEWER, "osce", title="Third report", url="https://osce.example/3")


def graded(title: str = "Wrong", value: str = "mixed", **more: Any) -> Any:
    return assessed(DAY, grade(value), **{"title": title, "sources": [REPORT], **more})


def record(mail: Mailing, event: Any) -> str:
    """An event on record; its id."""
    return str(mail.api.append(event)["event"]["id"])


def told(mail: Mailing, event: Any = None, **wishes: Any) -> tuple[str, Letter]:
    """An event with a mistake that Anna was told of, and the letter."""
    mail.subscribe(**(wishes or GRADES))
    wrong = record(mail, event or graded())
    (letter,) = mail.send()
    return wrong, letter


def test_statement_6_a_correction_names_the_letter_that_was_wrong_with_both_texts(mail: Mailing) -> None:
    wrong, earlier = told(mail)
    record(mail, corrected(wrong, graded("Right", "negative")))
    (letter,) = mail.send()
    assert letter.header("In-Reply-To") == letter.header("References") == earlier.header("Message-ID")
    assert letter.id != earlier.id
    assert letter.subject == "Kazakhstan: Reform Monitor: Correction: Wrong, 2021-03-04"
    assert letter.text.split("\n")[2] == "Reform Monitor: Correction: Wrong", "it is we who correct"
    assert "  Correction: The source says otherwise, according to Reform Monitor" in letter.text.split("\n")
    corrects = f"This corrects our message {earlier.id} of 2021-03-04: The source says otherwise"
    _, _, after = letter.text.partition(corrects)
    assert "\nTitle\nWe wrote:\n> Wrong\nIt should read:\n> Right\n" in after
    assert f"\nAssessments\nWe wrote:\n> {REVIEWER}: mixed\nIt should read:\n> {REVIEWER}: negative\n" in after
    assert corrects in letter.html
    for text in (">Wrong<", ">Right<", ">odihr: mixed<", ">odihr: negative<"):
        assert text in letter.html, "side by side in a table"
    assert letter.header("List-Unsubscribe") != earlier.header("List-Unsubscribe")


def test_statement_6_exactly_those_who_were_told_are_told_again(mail: Mailing) -> None:
    changed = mail.subscribe("changed@post.example.org", **GRADES)
    paused = mail.subscribe("paused@post.example.org", **GRADES)
    mail.subscribe("digest@post.example.org", cadence="daily", hour=8, timezone="UTC", **GRADES)
    mail.subscribe("left@post.example.org", **GRADES)
    mail.subscribe("left@post.example.org", filter={"change": ["ruling"]})
    mail.subscribe("other@post.example.org", filter={"change": ["ruling", "correction", "retraction"]})
    wrong = record(mail, graded())
    letters = {letter.to: letter for letter in mail.digests("2021-03-05T08:00:00+00:00")}
    assert sorted(letters) == [f"{who}@post.example.org" for who in ("changed", "digest", "left", "paused")]
    staff = mail.api.new_key("admin")
    elsewhere = {"filter": {"topic": ["elections"], "change": ["ruling"]}}
    headers = {"Authorization": f"Bearer {staff}"}
    path = f"/v1/subscriptions/{changed}"
    assert mail.api.client.patch(path, headers=headers, json=elsewhere).status_code == 200
    assert mail.api.send(f"/v1/subscriptions/{paused}/pause", {}, key=None, bearer=staff).status_code == 200
    mail.leave(letters["left@post.example.org"].one_click)
    mail.subscribe("later@post.example.org", filter={"change": ["assessment", "correction", "retraction"]})
    record(mail, corrected(wrong, graded("Right")))
    again = {letter.to: letter for letter in mail.send()}
    assert sorted(again) == [f"{who}@post.example.org" for who in ("changed", "digest", "paused")]
    assert {to: letter.header("In-Reply-To") for to, letter in again.items()} == {
        to: letters[to].header("Message-ID") for to in again
    }
    assert mail.digests("2021-03-06T08:00:00+00:00") == []


def test_statement_6_a_correction_that_changes_nothing_printed_is_told_to_those_who_asked_for_every_event(
    mail: Mailing,
) -> None:
    told(mail)
    mail.subscribe(BORIS, **EVERY)
    wrong = record(mail, graded("Another"))
    assert sorted(letter.to for letter in mail.send()) == [ANNA, BORIS]
    record(mail, corrected(wrong, graded("Another", topics=["media"])))
    (letter,) = mail.send()
    assert (letter.to, letter.message["In-Reply-To"]) == (BORIS, None)


@pytest.mark.parametrize(
    ("more", "of"),
    [
        ({"occurred": "2021-03-01"}, "Day"),
        ({"sources": [{**REPORT, "title": "Fourth report"}]}, "Sources"),
        ({"sources": [{**REPORT, "publisher": "osce-hcnm"}]}, "Sources"),
        ({"sources": [{**REPORT, "account": "international"}]}, "Sources"),
        ({"sources": [{**REPORT, "url": "https://osce.example/4"}]}, "Sources"),
        ({"sources": [REPORT, source()]}, "Sources"),
    ],
)
def test_a_correction_of_whatever_was_printed_is_told(on_sqlite: Mailing, more: Any, of: str) -> None:
    wrong, earlier = told(on_sqlite)
    record(on_sqlite, corrected(wrong, {**graded(), **more}))
    (letter,) = on_sqlite.send()
    assert letter.header("In-Reply-To") == earlier.header("Message-ID")
    assert f"\n{of}\nWe wrote:" in letter.text
    assert letter.text.count("We wrote:") == 1


def test_editorial_corrections_and_remarks_tell_nobody(on_sqlite: Mailing) -> None:
    wrong, _ = told(on_sqlite, filter={"change": ["assessment", "event", "correction"]})
    record(on_sqlite, corrected(wrong, graded("A typing error less"), kind="editorial"))
    record(on_sqlite, annotated(wrong))
    assert on_sqlite.send() == []


def test_a_retraction_withdraws_and_a_reinstatement_answers_the_withdrawal(mail: Mailing) -> None:
    wrong, earlier = told(mail)
    record(mail, retracted(wrong))
    (withdrawn,) = mail.send()
    assert withdrawn.header("In-Reply-To") == earlier.header("Message-ID")
    assert "We wrote:\n> Wrong\nIt should read:\n> Withdrawn: nothing stands in its place." in withdrawn.text
    assert withdrawn.subject == "Kazakhstan: Reform Monitor: Retraction: Wrong, 2021-03-04"
    record(mail, reinstated(wrong))
    (again,) = mail.send()
    assert again.header("In-Reply-To") == withdrawn.header("Message-ID")
    assert "We wrote:\n> Withdrawn: Wrong\nIt should read:\n> Wrong" in again.text
    kinds = [(one["type"], one["seq"]) for one in mail.staff("/v1/messages")["items"] if one["seq"]]
    assert sorted(kinds, key=lambda one: one[1]) == [
        ("event.recorded", 1),
        ("message.withdrawn", 2),
        ("message.corrected", 3),
    ]


@pytest.mark.parametrize("names", ["the event", "the correction"])
def test_a_correction_of_a_correction_answers_the_letter_of_the_correction(mail: Mailing, names: str) -> None:
    wrong, _ = told(mail)
    act = record(mail, corrected(wrong, graded("Still wrong")))
    (first,) = mail.send()
    record(mail, corrected(wrong if names == "the event" else act, graded("Right")))
    (second,) = mail.send()
    assert second.header("In-Reply-To") == first.header("Message-ID")
    assert "We wrote:\n> Still wrong\nIt should read:\n> Right" in second.text
    assert "\n> Wrong" not in second.text


def test_who_was_told_of_the_correction_alone_hears_when_that_was_wrong(on_sqlite: Mailing) -> None:
    wrong, _ = told(on_sqlite)
    on_sqlite.subscribe(BORIS, **EVERY)
    record(on_sqlite, corrected(wrong, graded("Still wrong")))
    first = {letter.to: letter for letter in on_sqlite.send()}
    assert sorted(first) == [ANNA, BORIS]
    on_sqlite.act(first[BORIS].links("manage")[0], act="end-all")
    record(on_sqlite, corrected(wrong, graded("Right")))
    assert [letter.to for letter in on_sqlite.send()] == [ANNA], "but for those who left"


def test_when_a_correction_is_taken_back_the_letter_says_what_holds_again(on_sqlite: Mailing) -> None:
    wrong, _ = told(on_sqlite)
    act = record(on_sqlite, corrected(wrong, graded("Right")))
    (first,) = on_sqlite.send()
    record(on_sqlite, retracted(act))
    (second,) = on_sqlite.send()
    assert second.header("In-Reply-To") == first.header("Message-ID")
    assert "We wrote:\n> Right\nIt should read:\n> Wrong" in second.text


def test_what_the_correction_changes_is_told_beside_it_and_to_others_as_a_change(mail: Mailing) -> None:
    wrong, _ = told(mail, graded(value="implemented"), filter={"change": ["status"]})
    mail.subscribe(BORIS, filter={"commitment": [PLEDGE], "change": ["status"]})
    record(mail, corrected(wrong, graded("Right", "not-implemented")))
    letters = {letter.to: letter for letter in mail.send()}
    assert "In-Reply-To" in letters[ANNA].message
    assert "In-Reply-To" not in letters[BORIS].message
    for letter in letters.values():
        assert "→ after: not implemented, according to odihr" in letter.text


def test_a_correction_says_what_was_told_at_once_and_again_in_a_digest_only_once(mail: Mailing) -> None:
    told(mail)
    mail.subscribe(cadence="daily", hour=8, timezone="UTC", **GRADES)
    second = record(mail, graded("Another"))
    (at_once,) = mail.send()
    (digest,) = mail.digests("2021-03-05T08:00:00+00:00")
    assert at_once.id != digest.id
    record(mail, corrected(second, graded("Right")))
    (letter,) = mail.send()
    assert letter.header("In-Reply-To") == digest.header("Message-ID"), "the latest of them"


def test_a_whole_append_is_withdrawn_in_one_letter(on_sqlite: Mailing) -> None:
    on_sqlite.subscribe(**GRADES)
    appended = on_sqlite.api.batch(graded("One"), graded("Two"))
    (earlier,) = on_sqlite.send()
    path = f"/v1/appends/{appended['append']}/retract"
    response = on_sqlite.api.send(path, {"reason": "Another country", "kind": "error"})
    assert response.status_code == 201, response.text
    (letter,) = on_sqlite.send()
    assert letter.header("In-Reply-To") == earlier.header("Message-ID")
    for title in ("One", "Two"):
        assert f"We wrote:\n> {title}\nIt should read:\n> Withdrawn" in letter.text


def test_a_letter_that_was_written_after_the_correction_is_not_corrected(engine: Engine, tmp_path: Path) -> None:
    with mailing(engine, tmp_path, send_delay=600) as mail:
        mail.subscribe(**GRADES)
        wrong = record(mail, graded())
        mail.api.clock.at += timedelta(minutes=5)
        record(mail, corrected(wrong, graded("Right")))
        mail.api.clock.at += timedelta(minutes=5)
        (letter,) = mail.send()
        assert "Right" in letter.text
        assert "Wrong" not in letter.text
        mail.api.clock.at += timedelta(minutes=5)
        assert mail.send() == []


def test_the_link_of_a_correction_ends_what_it_was_sent_for(on_sqlite: Mailing) -> None:
    wrong, _ = told(on_sqlite)
    record(on_sqlite, corrected(wrong, graded("Right")))
    (letter,) = on_sqlite.send()
    on_sqlite.leave(letter.one_click)
    record(on_sqlite, retracted(wrong))
    assert on_sqlite.send() == []


def test_a_leave_that_was_undone_makes_somebody_one_of_those_who_were_told_again(on_sqlite: Mailing) -> None:
    wrong, earlier = told(on_sqlite)
    on_sqlite.leave(earlier.one_click)
    assert post(on_sqlite.api, earlier.one_click, {"undo": "1"}).status_code == 200
    record(on_sqlite, corrected(wrong, graded("Right")))
    assert [letter.to for letter in on_sqlite.send()] == [ANNA]
