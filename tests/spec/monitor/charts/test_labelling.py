from monitor.charts.labelling import Room, fits, place, text_width

WIDTH = 540.0


def rooms(*parts: tuple[float, str]) -> list[Room]:
    """Rooms that follow each other from the left, each of a width and with a label."""
    found, left = [], 0.0
    for width, text in parts:
        found.append(Room(left, left + width, (text,)))
        left += width
    return found


def rows(*parts: tuple[float, str]) -> list[int | None]:
    """The row in which each label stands."""
    return [one.row if one else None for one in place(rooms(*parts), WIDTH)]


def test_a_label_stands_in_its_room_where_it_fits_and_above_it_where_not() -> None:
    assert rows((200, "in progress"), (20, "enacted"), (320, "implemented")) == [0, 1, 0]


def test_labels_that_would_meet_stand_in_rows_above_each_other_the_left_one_higher() -> None:
    assert rows((20, "no action on record"), (20, "in progress"), (20, "enacted"), (480, "implemented")) == [3, 2, 1, 0]


def test_at_the_end_of_the_strip_labels_stand_to_the_left_of_their_lines_the_right_one_higher() -> None:
    parts = ((480, "no action on record"), (20, "in progress"), (20, "enacted"), (20, "implemented"))
    assert rows(*parts) == [0, 1, 2, 3]
    placed = [one for one in place(rooms(*parts), WIDTH) if one and one.row]
    assert all(one.end < one.anchor <= WIDTH for one in placed)


def test_where_every_row_is_taken_labels_are_left_out() -> None:
    assert rows(*[(20, "partially implemented")] * 5, (440, "reversed")) == [None, None, 3, 2, 1, 0]


def test_a_room_that_nobody_sees_takes_no_label() -> None:
    assert rows((1.9, "in progress"), (538.1, "enacted")) == [None, 0]


def test_a_room_may_have_several_texts_of_which_the_first_that_fits_is_taken() -> None:
    texts = ("last known on 19 November 2009", "last known")
    taken = [place([Room(0, width, texts, above=False)], WIDTH)[0] for width in (200, 100, 20)]
    assert [one.text if one else None for one in taken] == [*texts, None]


def test_a_letter_of_another_script_counts_as_a_wide_one() -> None:
    assert text_width("Ж") > text_width("W") / 2
    assert text_width("ჟ") == text_width("語") > text_width("ж")
    assert text_width("") == 0


def test_a_label_fits_with_a_little_air_on_both_sides() -> None:
    width = text_width("in progress")
    assert fits("in progress", 0, width + 12)
    assert not fits("in progress", 0, width + 11)
