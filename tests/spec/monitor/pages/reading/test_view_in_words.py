"""The view of a page in a sentence, and who prefers a page."""

from datetime import UTC, date, datetime

from monitor.answers.views import Asked, View
from monitor.pages.reading.view_in_words import view_in_words

TODAY = date(2026, 11, 22)
RECORDED = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


def view(**more: object) -> View:
    told = {
        "as_of": TODAY, "known_at": "54", "through": 54, "public_at": None, "lens": None, "rules": "default/1",
        "future": False, "pinned": False,
    }  # fmt: skip
    return View(**{**told, **more})  # type: ignore[arg-type]


def words(asked: Asked, recorded_at: datetime | None = RECORDED, **more: object) -> str:
    return view_in_words(view(**more), asked, recorded_at, str.title, TODAY)


def test_today_as_known_today() -> None:
    assert words(Asked()) == "As of today, 22 November 2026, as known to this record today"


def test_each_clock_is_told_as_it_was_asked_for() -> None:
    day = date(2008, 12, 4)
    assert words(Asked(known_at="2026-11-21"), as_of=day) == (
        "As of 4 December 2008, as known to this record on 21 November 2026"
    )
    assert words(Asked(known_at="54"), as_of=day) == (
        "As of 4 December 2008, as known to this record at position 54 (21 November 2026, 10:00 UTC)"
    )
    assert words(Asked(known_at="0"), None) == "As of today, 22 November 2026, before anything was on record"
    assert words(Asked(known_at="2026-11-21T10:00:00Z")).endswith("on 2026-11-21T10:00:00Z")


def test_what_narrows_it_is_told() -> None:
    told = words(Asked(), public_at=date(2009, 1, 1), lens="kz-government", future=True, as_of=date(2030, 1, 1))
    assert told == (
        "As of 1 January 2030, a day that has not come yet, as known to this record today, only what anyone could know "
        "by 1 January 2009, only what Kz-Government put on record"
    )
    assert "only what the account “civil society” put on record" in words(Asked(), lens="civil-society")
    assert words(Asked(), rules="other/1").endswith("under the rules other/1")
