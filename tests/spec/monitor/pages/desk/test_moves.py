"""What an append would change, in words."""

from datetime import date

from monitor.pages.desk.moves import moved
from monitor.status.changes import Change, Core

TODAY = date(2009, 6, 1)
BEFORE: Core = ("enacted", True, "in-force", ())
AFTER: Core = ("reversed", True, "struck-down", ("late",))


def change(since: date, until: date | None, *, current: bool = False, before: Core | None = BEFORE) -> Change:
    return Change(since.toordinal(), until.toordinal() if until else None, before, AFTER, current)


def test_a_move_tells_before_and_after_and_what_else_is_different() -> None:
    ((one,),) = [
        found.moves for found in moved([("a", change(date(2009, 2, 11), None, current=True))], {"a": "A law"}, TODAY)
    ]
    assert one.before is not None
    assert one.after is not None
    assert (one.before.label, one.after.label) == ("enacted, not assessed", "reversed")
    assert one.beside == ("stage: in force → struck down", "now late")
    assert (one.span, one.when) == ("from 11 February 2009 on", "today")


def test_a_span_names_its_last_day() -> None:
    one, month = change(date(2009, 2, 11), date(2009, 2, 12)), change(date(2009, 3, 1), date(2009, 4, 1))
    (found,) = moved([("a", one), ("a", month)], {}, TODAY)
    assert [one.span for one in found.moves] == ["on 11 February 2009", "from 1 March 2009 to 31 March 2009"]


def test_what_holds_today_comes_first_and_an_id_stands_where_there_is_no_title() -> None:
    past, today = change(date(2008, 1, 1), date(2008, 2, 1)), change(date(2009, 1, 1), None, current=True)
    found = moved([("a", past), ("b", past), ("b", today)], {"a": "A law"}, TODAY)
    assert [(one.id, one.title) for one in found] == [("b", "b"), ("a", "A law")]
    assert [one.when for one in found[0].moves] == ["today", "past"]


def test_what_is_to_come_is_no_history_that_is_revised() -> None:
    (found,) = moved([("a", change(date(2009, 7, 1), None))], {}, TODAY)
    assert found.moves[0].when == "to come"


def test_what_was_not_on_record_before_is_new() -> None:
    (found,) = moved([("a", change(date(2009, 1, 1), None, before=None))], {}, TODAY)
    assert found.moves[0].before is None
    assert found.moves[0].beside == ("now late",)
