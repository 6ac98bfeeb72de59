import json
from datetime import date
from typing import Any, NamedTuple

import pytest

from monitor.charts.labelling import FONT_SIZE, text_width
from monitor.charts.letter_widths import ANY_OTHER, UNITS
from monitor.charts.palette import DARK, LIGHT
from monitor.charts.strip import WIDTH, Stretch, in_words, status_strip
from monitor.languages.language import LANGUAGES, RUSSIAN
from monitor.languages.speaking import Speech, speaking
from monitor.pages.reading.labels import STATUSES
from monitor.status.rules import LABELS

FIRST, LAST = date(2008, 1, 1), date(2011, 12, 31)


class Drawn(NamedTuple):
    """What a specification draws: bars as (from, to, colour), labels as (text, x, y, colour), where lines stand."""

    bars: list[tuple[str, str, str]]
    pale: list[tuple[str, str, str]]
    labels: list[tuple[str, float, float, str]]
    lines: list[float]


def drawn(spec: dict[str, Any]) -> Drawn:
    found = Drawn([], [], [], [])
    for layer in spec["layer"]:
        values, mark = layer["data"]["values"], layer["mark"]
        if mark["type"] == "rect":
            kept = found.pale if "strokeDash" in mark else found.bars
            kept += [(one["from"], one["to"], one["fill"]) for one in values]
        elif mark["type"] == "text":
            found.labels.extend((one["text"], one["x"], one["y"], one["ink"]) for one in values)
        else:
            found.lines.extend(one["x"] for one in values)
    return found


def row(*statuses: tuple[str, str]) -> list[Stretch]:
    """Stretches that follow each other at once, each from its day on."""
    days = [date.fromisoformat(day) for day, _ in statuses]
    ends = [*days[1:], None]
    return [
        Stretch(since, until, status, LABELS[status])
        for since, until, (_, status) in zip(days, ends, statuses, strict=True)
    ]


THREE = row(("2008-07-01", "no-action-on-record"), ("2009-07-01", "in-progress"), ("2010-07-01", "implemented"))


def colour(status: str) -> str:
    return LIGHT.statuses[status].fill


def test_every_stretch_is_a_bar_in_the_colour_of_its_status_on_a_track_of_all_the_days() -> None:
    assert drawn(status_strip(THREE, FIRST, LAST)).bars == [
        ("2008-01-01", "2012-01-01", LIGHT.track),
        ("2008-07-01", "2009-07-01", colour("no-action-on-record")),
        ("2009-07-01", "2010-07-01", colour("in-progress")),
        ("2010-07-01", "2012-01-01", colour("implemented")),
    ]


def test_every_status_is_said_in_words_as_well_as_by_colour() -> None:
    shown = drawn(status_strip(THREE, FIRST, LAST))
    assert [text for text, *_ in shown.labels] == ["no action on record", "in progress", "implemented"]
    assert [ink for *_, ink in shown.labels] == [LIGHT.statuses[one.status or ""].ink for one in THREE]


def test_what_lies_outside_the_days_asked_for_is_cut_off() -> None:
    shown = drawn(status_strip(THREE, date(2009, 1, 1), date(2010, 6, 30)))
    assert shown.bars[1:] == [
        ("2009-01-01", "2009-07-01", colour("no-action-on-record")),
        ("2009-07-01", "2010-07-01", colour("in-progress")),
    ]


def test_a_label_that_finds_no_room_inside_stands_above_with_a_line_to_its_stretch() -> None:
    short = row(
        ("2008-01-01", "no-action-on-record"), ("2009-07-01", "partially-implemented"), ("2009-09-01", "enacted")
    )
    spec = status_strip(short, FIRST, LAST)
    by_text = {text: (y, ink) for text, _, y, ink in drawn(spec).labels}
    above, inside = by_text["partially implemented"], by_text["enacted, not assessed"]
    assert above[0] < spec["height"] - 26 < inside[0]
    assert above[1] == LIGHT.ink, "it stands on the background, not on the colour"
    without = status_strip(THREE, FIRST, LAST)
    assert spec["height"] == without["height"] + 15
    assert len(drawn(spec).lines) == len(drawn(without).lines) + 1


@pytest.mark.parametrize("dark", [False, True])
def test_it_is_as_wide_as_a_mail_and_about_as_high_as_four_lines(*, dark: bool) -> None:
    for stretches in ([], THREE, row(*((f"200{n}-01-01", status) for n, status in enumerate(list(LABELS)[:9])))):
        spec = status_strip(stretches, date(2000, 1, 1), LAST, dark=dark)
        around = spec["padding"]
        assert spec["width"] + around["left"] + around["right"] == WIDTH == 560
        assert 54 <= spec["height"] + around["top"] + around["bottom"] <= 99


def test_a_line_parts_two_stretches_that_follow_each_other_at_once() -> None:
    days = (LAST - FIRST).days + 1
    borders = [(one.since - FIRST).days * 540 / days for one in THREE[1:]]
    assert drawn(status_strip(THREE, FIRST, LAST)).lines == pytest.approx(borders)
    first, _, last = THREE
    assert drawn(status_strip([first, last], FIRST, LAST)).lines == [], "nothing is known of the year between them"


def test_days_past_the_record_are_pale_and_say_when_it_was_last_known() -> None:
    known = Stretch(date(2008, 1, 1), None, "in-progress", "in progress", last_known=date(2009, 11, 19))
    shown = drawn(status_strip([known], FIRST, LAST))
    assert shown.bars[1:] == [
        ("2008-01-01", "2009-11-20", colour("in-progress")),
        ("2009-11-20", "2012-01-01", LIGHT.background),
    ]
    assert shown.pale == [("2009-11-20", "2012-01-01", colour("in-progress"))]
    assert [text for text, *_ in shown.labels] == ["in progress", "last known on 19 November 2009"]


def test_a_status_of_the_last_day_on_record_is_named_where_it_is_pale() -> None:
    known = Stretch(date(2009, 11, 19), None, "in-progress", "in progress", last_known=date(2009, 11, 19))
    shown = drawn(status_strip([known], FIRST, LAST))
    assert [(text, ink) for text, *_, ink in shown.labels] == [
        ("in progress, last known on 19 November 2009", LIGHT.ink)
    ]


def test_a_stretch_too_short_to_be_seen_takes_no_label_and_is_told_of_in_words() -> None:
    short = row(("2008-01-01", "no-action-on-record"), ("2008-01-02", "in-progress"))
    spec = status_strip(short, FIRST, LAST)
    assert [text for text, *_ in drawn(spec).labels] == ["in progress"]
    assert spec["description"] == "No action on record from 1 January 2008, in progress from 2 January 2008"


def test_the_description_is_the_strip_in_words() -> None:
    assert status_strip(THREE, FIRST, LAST)["description"] == in_words(THREE, FIRST, LAST)


def test_on_a_dark_background_it_has_other_colours_and_the_same_places() -> None:
    light, dark = (status_strip(THREE, FIRST, LAST, dark=dark) for dark in (False, True))
    assert dark["background"] == DARK.background
    assert [bar[:2] for bar in drawn(dark).bars] == [bar[:2] for bar in drawn(light).bars]
    assert {ink for *_, ink in drawn(dark).bars}.isdisjoint({ink for *_, ink in drawn(light).bars})


def test_the_same_stretches_and_days_give_the_same_specification_which_json_can_say() -> None:
    spec = status_strip(THREE, FIRST, LAST)
    assert json.loads(json.dumps(spec)) == spec == status_strip(list(THREE), FIRST, LAST)


def test_it_has_nothing_to_fetch() -> None:
    written = json.dumps({**status_strip(THREE, FIRST, LAST), "$schema": ""})
    assert "url" not in written
    assert "://" not in written


def test_nothing_on_record_is_an_empty_track() -> None:
    assert drawn(status_strip([], FIRST, LAST)) == Drawn([("2008-01-01", "2012-01-01", LIGHT.track)], [], [], [])


def test_a_single_day_can_be_shown() -> None:
    shown = drawn(status_strip(THREE, date(2009, 7, 1), date(2009, 7, 1)))
    assert shown.bars[1:] == [("2009-07-01", "2009-07-02", colour("in-progress"))]
    assert [text for text, *_ in shown.labels] == ["in progress"]


def test_a_strip_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="is before"):
        status_strip(THREE, LAST, FIRST)


def test_months_stand_below_it_in_the_language_that_is_spoken() -> None:
    stretches = row(("2009-02-06", "in-progress"))
    assert "locale" not in status_strip(stretches, FIRST, LAST)["config"]
    with speaking(Speech(RUSSIAN)):
        names = status_strip(stretches, FIRST, LAST)["config"]["locale"]["time"]
    assert (names["months"][0], names["days"][0]) == ("январь", "воскресенье")


def test_the_width_of_every_letter_of_a_status_is_known_in_every_language() -> None:
    for language in LANGUAGES.values():
        with speaking(Speech(language)):
            labels = list(STATUSES.values())
        assert [one for one in labels if text_width(one) >= len(one) * ANY_OTHER * FONT_SIZE / UNITS * 0.8] == []
