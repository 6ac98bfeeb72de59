"""Digests: one for each destination, kind and local date, with everything that waited for it, on each engine."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.builders import PLEDGE, assessed, corrected, grade, retracted, stated
from tests.integration.mail.lettered import ANNA, BORIS, Letter, Mailing, mailing
from tests.integration.private_pages.mailed import post

EVERY: dict[str, Any] = {"change": ["event"]}
DAILY: dict[str, Any] = {"cadence": "daily", "hour": 8, "timezone": "UTC", "filter": EVERY}
WEEKLY: dict[str, Any] = {"cadence": "weekly", "hour": 8, "weekday": 0, "timezone": "UTC", "filter": EVERY}
EARLIER, NEWS = "== Newly recorded, happened earlier ==", "== What changed =="

# The clock begins on Thursday, the 4th of March, at noon.
FRIDAY, SATURDAY, SUNDAY, MONDAY = (f"2021-03-0{day}T08:00:00+00:00" for day in (5, 6, 7, 8))


def happen(mail: Mailing, *titles: str, **more: Any) -> None:
    """Something happens, and whoever asked for it is found."""
    for title in titles:
        mail.state(title=title, **more)
    mail.api.service.expanding.expand()


def told(letters: list[Letter]) -> list[str]:
    """What letters tell, in their order; no heading."""
    return [title for letter in letters for title in letter.sections if not title.startswith("==")]


def change(mail: Mailing, subscription: str, letter: Letter, **wishes: Any) -> None:
    """Changes what is asked for, with the token that a letter holds."""
    token = letter.links("manage")[0].rpartition("/")[2]
    headers = {"Authorization": f"Bearer {token}"}
    response = mail.api.client.patch(f"/v1/subscriptions/{subscription}", headers=headers, json=wishes)
    assert response.status_code == 200, response.text


def test_a_digest_tells_at_its_hour_everything_that_came_since_the_last_one(mail: Mailing) -> None:
    mail.subscribe(**DAILY)
    happen(mail, "First", "Second")
    assert mail.digests() == [], "it is not told at once"
    (letter,) = mail.digests(FRIDAY)
    assert letter.subject == "Reform Monitor: your daily digest: 2 things that you follow changed, 2021-03-05"
    assert letter.header("List-Id") == "<daily.alerts.monitor.example>"
    assert letter.sections == [NEWS, "First", "Second"]
    assert letter.text.startswith("Your daily digest of 2021-03-05\n\nReform Monitor: 2 things that you follow changed")
    happen(mail, "Third")
    assert told(mail.digests(SATURDAY)) == ["Third"]


def test_a_weekly_one_comes_on_its_weekday(on_sqlite: Mailing) -> None:
    on_sqlite.subscribe(**WEEKLY)
    happen(on_sqlite, "First")
    assert [on_sqlite.digests(day) for day in (FRIDAY, SATURDAY, SUNDAY)] == [[], [], []]
    (letter,) = on_sqlite.digests(MONDAY)
    assert letter.header("List-Id") == "<weekly.alerts.monitor.example>"
    assert told([letter]) == ["First"]


def test_the_hour_is_that_of_the_zone_it_was_asked_for_in(on_sqlite: Mailing) -> None:
    on_sqlite.subscribe(**{**DAILY, "timezone": "Asia/Almaty"})
    happen(on_sqlite, "First")
    assert on_sqlite.digests("2021-03-05T01:59:59+00:00") == []
    assert told(on_sqlite.digests("2021-03-05T02:00:00+00:00")) == ["First"]


def test_the_link_of_a_digest_ends_exactly_what_it_was_for(on_sqlite: Mailing) -> None:
    daily, weekly = on_sqlite.subscribe(**DAILY), on_sqlite.subscribe(**WEEKLY)
    happen(on_sqlite, "First")
    (letter,) = on_sqlite.digests(FRIDAY)
    assert len(letter.header("List-Unsubscribe")) <= 77
    on_sqlite.leave(letter.one_click)
    assert [on_sqlite.seen_by_staff(one)["state"] for one in (daily, weekly)] == ["ended", "active"]
    happen(on_sqlite, "Second")
    assert on_sqlite.digests(SATURDAY) == []
    assert told(on_sqlite.digests(MONDAY)) == ["First", "Second"]


def test_statement_9_however_often_and_by_whomever_it_is_looked_one_digest_is_made_a_date(mail: Mailing) -> None:
    everybody = [f"reader-{number}@post.example.org" for number in range(6)]
    for to in everybody:
        mail.subscribe(to, **DAILY)
    happen(mail, "First", "Second")
    mail.digests("2021-03-05T07:59:59+00:00")
    mail.api.clock.at += timedelta(seconds=1)
    for _ in range(2):
        with ThreadPoolExecutor(3) as processes:
            list(processes.map(lambda _: mail.api.service.digesting.make(), range(3)))
    letters = mail.send()
    assert Counter(letter.to for letter in letters) == dict.fromkeys(everybody, 1)
    assert all(told([letter]) == ["First", "Second"] for letter in letters)
    assert mail.digests() == []


def test_statement_9_after_three_days_of_silence_one_digest_tells_all_of_it(mail: Mailing) -> None:
    mail.subscribe(**DAILY)
    mail.subscribe(BORIS, **WEEKLY)
    happen(mail, "Thursday")
    for title in ("Friday", "Saturday", "Sunday"):
        mail.api.clock.at += timedelta(days=1)
        happen(mail, title)
    letters = mail.digests("2021-03-08T09:30:00+00:00")
    assert sorted((letter.to, letter.header("List-Id").split(".")[0]) for letter in letters) == [
        (ANNA, "<daily"),
        (BORIS, "<weekly"),
    ]
    for letter in letters:
        assert told([letter]) == ["Thursday", "Friday", "Saturday", "Sunday"]
    assert "2021-03-08" in letters[0].subject


def test_statement_10_what_came_just_before_the_cut_is_in_it_and_what_came_just_after_in_the_next(
    mail: Mailing,
) -> None:
    mail.subscribe(**DAILY)
    for moment, title in (("07:59:59.999", "Just before"), ("08:00:00.001", "Just after")):
        mail.api.clock.at = datetime.fromisoformat(f"2021-03-05T{moment}000+00:00")
        happen(mail, title)
        if title == "Just before":
            mail.api.clock.at = datetime.fromisoformat(FRIDAY)
            mail.api.service.digesting.make()
    assert told(mail.send()) == ["Just before"]
    assert mail.digests() == []
    assert told(mail.digests(SATURDAY)) == ["Just after"]


def test_statement_10_what_was_matched_after_the_cut_waits_for_the_next_whenever_it_was_recorded(
    engine: Engine, tmp_path: Path
) -> None:
    with mailing(engine, tmp_path, send_delay=600) as mail:
        mail.subscribe(**DAILY)
        mail.digests("2021-03-05T07:55:00+00:00")
        happen(mail, "Before the cut")
        assert mail.digests(FRIDAY) == [], "it can still be taken back"
        assert mail.digests("2021-03-05T09:00:00+00:00") == []
        assert told(mail.digests(SATURDAY)) == ["Before the cut"]


def test_statement_10_an_old_fact_recorded_late_is_told_once_under_a_heading_of_its_own(mail: Mailing) -> None:
    mail.subscribe(**DAILY)
    happen(mail, "Long ago", day="2009-02-11")
    happen(mail, "News")
    (letter,) = mail.digests(FRIDAY)
    assert letter.sections == [NEWS, "News", EARLIER, "Long ago"]
    assert mail.digests(SATURDAY) == []


def test_old_news_of_an_immediate_subscription_comes_with_the_next_daily_digest(mail: Mailing) -> None:
    mail.subscribe(filter=EVERY, hour=8, timezone="UTC")
    happen(mail, "Long ago", day="2009-02-11")
    happen(mail, "News")
    assert told(mail.send()) == ["News"]
    (letter,) = mail.digests(FRIDAY)
    assert letter.sections == [EARLIER, "Long ago"]
    assert mail.digests(SATURDAY) == []


@pytest.mark.parametrize(
    ("jurisdiction", "recorded_at", "is_news"),
    [
        ("KZ", "2021-03-04T17:00:00+00:00", True),
        ("KZ", "2021-03-04T20:00:00+00:00", False),
        ("US", "2021-03-05T03:00:00+00:00", True),
        ("US", "2021-03-05T06:00:00+00:00", False),
    ],
)
def test_how_old_news_is_goes_by_the_day_it_is_where_it_happened(
    on_sqlite: Mailing, jurisdiction: str, recorded_at: str, is_news: bool
) -> None:
    on_sqlite.subscribe(filter=EVERY, hour=8, timezone="UTC")
    on_sqlite.subscribe(BORIS, **DAILY)
    on_sqlite.api.clock.at = datetime.fromisoformat(recorded_at)
    on_sqlite.api.append(stated("2021-02-02", title="A month ago", jurisdiction=jurisdiction))
    assert told(on_sqlite.send()) == (["A month ago"] if is_news else [])
    digests = {letter.to: letter.sections for letter in on_sqlite.digests(SATURDAY)}
    heading = NEWS if is_news else EARLIER
    assert digests == {to: [heading, "A month ago"] for to in ([BORIS] if is_news else [ANNA, BORIS])}


def test_how_old_news_may_be_can_be_said(on_sqlite: Mailing) -> None:
    on_sqlite.subscribe(filter=EVERY, old_news=36_500)
    happen(on_sqlite, "Long ago", day="2009-02-11")
    assert told(on_sqlite.send()) == ["Long ago"]


def test_statement_11_what_two_subscriptions_ask_for_is_told_once_and_says_which_they_were(mail: Mailing) -> None:
    mail.subscribe(**DAILY)
    mail.subscribe(**{**DAILY, "filter": {"commitment": [PLEDGE], **EVERY}})
    happen(mail, "First")
    (letter,) = mail.digests(FRIDAY)
    assert told([letter]) == ["First"]
    (line,) = [line for line in letter.text.split("\n") if "You asked for this with" in line]
    assert "Everything on record: every new event" in line
    assert "“A media law in line with the standards”: every new event" in line
    assert "“A media law in line with the standards”: every new event" in letter.html
    assert len(letter.links("u")) == 3


def test_statement_11_an_empty_digest_is_never_sent(mail: Mailing) -> None:
    mail.subscribe(**DAILY)
    mail.subscribe(BORIS, **WEEKLY)
    for day in (FRIDAY, SATURDAY, SUNDAY, MONDAY):
        assert mail.digests(day) == []


def test_statement_12_from_weekly_to_daily_to_immediate_nothing_is_lost_or_repeated(mail: Mailing) -> None:
    weekly = mail.subscribe(**WEEKLY)
    mail.subscribe(**{**DAILY, "filter": {**EVERY, "text": "letter"}})
    happen(mail, "For a letter")
    (letter,) = mail.digests(FRIDAY)
    happen(mail, "First")
    change(mail, weekly, letter, cadence="daily")
    happen(mail, "Second")
    assert told(mail.digests(SATURDAY)) == ["For a letter", "First", "Second"]
    happen(mail, "Third")
    change(mail, weekly, letter, cadence="immediate")
    happen(mail, "Fourth")
    assert told(mail.send()) == ["Fourth"]
    assert told(mail.digests(SUNDAY)) == ["Third"]
    change(mail, weekly, letter, cadence="weekly")
    happen(mail, "Fifth")
    assert told(mail.digests(MONDAY)) == ["Fifth"]


def test_statement_12_another_hour_or_zone_loses_and_repeats_nothing(mail: Mailing) -> None:
    daily = mail.subscribe(**DAILY)
    happen(mail, "First")
    (letter,) = mail.digests(FRIDAY)
    happen(mail, "Second")
    change(mail, daily, letter, hour=20)
    assert mail.digests("2021-03-05T20:00:00+00:00") == [], "of this date there was one"
    assert mail.digests(SATURDAY) == []
    assert told(mail.digests("2021-03-06T20:00:00+00:00")) == ["Second"]
    happen(mail, "Third")
    change(mail, daily, letter, hour=20, timezone="Pacific/Kiritimati")
    happen(mail, "Fourth")
    assert mail.digests("2021-03-07T05:59:59+00:00") == []
    assert told(mail.digests("2021-03-07T06:00:00+00:00")) == ["Third", "Fourth"]
    happen(mail, "Fifth")
    change(mail, daily, letter, hour=5, timezone="Pacific/Kiritimati")
    assert told(mail.digests("2021-03-07T15:00:00+00:00")) == ["Fifth"], "the 8th has begun there"
    assert mail.digests(MONDAY) == []


def test_what_waits_for_a_paused_subscription_waits_until_it_is_resumed(mail: Mailing) -> None:
    daily = mail.subscribe(**DAILY)
    happen(mail, "Before")
    mail.digests("2021-03-04T13:00:00+00:00")
    page = f"/v1/subscriptions/{daily}"
    staff = mail.api.new_key("admin")
    assert mail.api.send(f"{page}/pause", {}, key=None, bearer=staff).json()["state"] == "paused"
    happen(mail, "Meanwhile")
    assert mail.digests(FRIDAY) == []
    assert mail.api.send(f"{page}/resume", {}, key=None, bearer=staff).json()["state"] == "active"
    happen(mail, "After")
    assert told(mail.digests(SATURDAY)) == ["Before", "After"]


def test_what_was_retracted_before_the_digest_is_in_none_and_neither_is_its_retraction(mail: Mailing) -> None:
    mail.subscribe(**{**DAILY, "filter": {"change": ["status", "event", "retraction"]}})
    mail.digests()
    wrong = mail.sign_the_law(title="Signed")
    happen(mail, "Stands")
    mail.digests("2021-03-04T14:00:00+00:00")
    mail.api.append(retracted(wrong))
    assert told(mail.digests(FRIDAY)) == ["Stands"]
    assert mail.digests(SATURDAY) == []


def test_what_was_corrected_before_the_digest_is_told_as_it_reads_by_then_and_by_nothing_else(mail: Mailing) -> None:
    mail.subscribe(**{**DAILY, "filter": {"change": ["assessment", "correction"]}})
    wrong = mail.api.append(assessed("2021-03-02", grade("mixed"), title="Wrong"))["event"]["id"]
    assert mail.send() == []
    mail.api.append(corrected(wrong, assessed("2021-03-02", grade("mixed"), title="Right")))
    assert mail.send() == []
    (letter,) = mail.digests(FRIDAY)
    assert letter.sections == [NEWS, "Right"]
    assert "Wrong" not in letter.text


def test_who_reads_daily_hears_nothing_of_what_others_were_told_at_once_and_that_was_withdrawn_the_same_day(
    mail: Mailing,
) -> None:
    about = {"change": ["status", "event", "retraction"]}
    mail.subscribe(filter=about)
    mail.subscribe(BORIS, **{**DAILY, "filter": about})
    wrong = mail.sign_the_law(title="Signed")
    assert [letter.to for letter in mail.send()] == [ANNA]
    mail.api.append(retracted(wrong))
    assert [letter.to for letter in mail.send()] == [ANNA], "told that it is withdrawn"
    assert mail.digests(FRIDAY) == []


def test_within_half_an_hour_after_its_hour_each_address_has_its_own_moment(engine: Engine, tmp_path: Path) -> None:
    with mailing(engine, tmp_path, digest_spread=1800) as mail:
        everybody = {f"reader-{number}@post.example.org" for number in range(5)}
        for to in everybody:
            mail.subscribe(to, **DAILY)
        happen(mail, "First")
        mail.digests(FRIDAY)
        sent = {letter.to for minute in range(30) for letter in mail.digests(f"2021-03-05T08:{minute:02}:59+00:00")}
        assert sent == everybody
        dues = {one["created_at"] for one in mail.staff("/v1/messages")["items"] if one["type"] == "digest"}
        assert len(dues) == 1, "all are made at the hour"


def test_who_leaves_and_comes_back_on_the_day_of_a_digest_loses_nothing(mail: Mailing) -> None:
    daily = mail.subscribe(**DAILY)
    happen(mail, "First")
    (letter,) = mail.digests(FRIDAY)
    change(mail, daily, letter, hour=20)
    mail.leave(letter.one_click)
    assert post(mail.api, letter.one_click, {"undo": "1"}).status_code == 200
    happen(mail, "Second")
    assert mail.digests("2021-03-05T20:00:00+00:00") == [], "of this date there was one"
    assert told(mail.digests("2021-03-06T20:00:00+00:00")) == ["Second"]
