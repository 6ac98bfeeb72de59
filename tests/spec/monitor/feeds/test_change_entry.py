"""Entries of changes: one for each cause, with everything that came of it."""

from datetime import date, timedelta

from alerts.notices import Cause, Notice
from monitor.feeds.change_entry import Happened, Names, change_entry, notice_text
from monitor.feeds.entries import MOST_LINES, Entry, as_text
from tests.builders import LAW, PLEDGE, at
from tests.spec.monitor.feeds.told import BODIES, RECORDED, URL, core, event, notice

ITEMS = {f"commitment:{PLEDGE}": "A media law", f"measure:{LAW}": "The law"}
NAMES = Names(BODIES, ITEMS, {at(2): event(2)})


def made(*notices: Notice, names: Names = NAMES, by: str | None = None) -> Entry:
    grounds = {PLEDGE: by} if by is not None else {}
    return change_entry(Happened(notices[0].cause, notices, date(2031, 1, 4), 7, grounds), names, URL)


def lines(entry: Entry) -> list[str]:
    return [line.words for line in entry.lists[0].lines]


def test_an_append_of_one_event_is_titled_by_place_act_and_day() -> None:
    found = made(notice(), notice("ruling", None, {"event": at(2), "outcome": "constitutional"}, item=f"event:{at(2)}"))
    assert found.title == "Kazakhstan: The court upholds the law, 2031-01-03"
    assert found.identity == "tag:example.org,2026-11-21:changes/append/2"
    assert lines(found) == [
        "A media law: no action on record → in progress, by the facts on record",
        "The court upholds the law: ruling: constitutional",
    ]
    assert found.topics == ("media",)


def test_an_append_of_several_events_is_titled_by_what_changed_first() -> None:
    names = Names(BODIES, ITEMS, {at(2): event(2), at(3): event(3, jurisdiction="GE")})
    found = made(notice(events=(at(2), at(3))), notice("stage", "none", "signed", item=f"measure:{LAW}"), names=names)
    assert found.title.startswith("Kazakhstan: A media law: no action on record → in progress")
    assert found.title.endswith(", and 1 more")


def test_what_a_day_brought_is_titled_by_the_day() -> None:
    overdue = {"flag": "overdue", "set": True}
    day = Cause("time", day=date(2031, 1, 1), jurisdiction="KZ")
    found = made(notice("overdue", None, overdue, cause=day, events=()))
    assert found.title == "Kazakhstan, 2031-01-01: A media law: overdue"
    assert found.identity == "tag:example.org,2026-11-21:changes/day/KZ/2031-01-01"
    assert [listed.heading for listed in found.lists] == ["What changed"]


def test_every_line_leads_to_the_exact_view() -> None:
    history = notice("history", core("enacted"), core("enacted", "late"), since=date(2009, 2, 1))
    measure = notice("stage", "none", "signed", item=f"measure:{LAW}")
    gone = notice("commitment", core("enacted"), None)
    found = made(notice(), history, measure, gone)
    assert [(line.url or "").removeprefix(URL) for line in found.lists[0].lines] == [
        f"/commitments/{PLEDGE}?as_of=2031-01-04&known_at=7",
        f"/commitments/{PLEDGE}?as_of=2009-02-01&known_at=7",
        f"/measures/{LAW}?as_of=2031-01-04&known_at=7",
        f"/events/{at(2)}?known_at=7",
    ]
    assert found.link == found.lists[0].lines[0].url


def test_a_status_that_rests_on_a_grade_says_whose() -> None:
    found = made(notice(), by="The Reviewers, 2031")
    assert lines(found)[0].endswith("in progress, according to The Reviewers, 2031")


def test_facts_stand_beside_the_changes_with_their_sources() -> None:
    found = made(notice())
    assert (
        "What happened:\n- 2031-01-03: The court upholds the law; “A report” (kz-government; government) <"
        in as_text(found)
    )


def test_the_entry_is_updated_when_one_of_its_events_was_acted_upon_later() -> None:
    later = RECORDED + timedelta(days=9)
    names = Names(BODIES, ITEMS, {at(2): event(2, state="retracted", updated=later)})
    found = made(notice(), names=names)
    assert (found.published, found.updated) == (RECORDED, later)
    assert found.title == "Kazakhstan: Retracted: The court upholds the law, 2031-01-03"


def test_an_entry_says_how_many_changes_it_leaves_out() -> None:
    found = made(*[notice()] * (MOST_LINES + 3))
    assert len(found.lists[0].lines) == MOST_LINES
    assert "- … and 3 more" in as_text(found)


def test_what_is_not_known_by_a_title_goes_by_its_id() -> None:
    assert lines(made(notice(), names=Names(BODIES)))[0].startswith(f"{PLEDGE}: ")


def test_words_are_looked_for_in_titles_changes_and_what_is_said_of_events() -> None:
    found = notice_text(notice(), NAMES)
    assert "A media law no action on record → in progress" in found
    assert "The court upholds the law" in found
    assert "A study" in found
