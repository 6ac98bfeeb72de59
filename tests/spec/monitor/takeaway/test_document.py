"""A document between the record and a file."""

import pytest

from monitor.takeaway.document import Draft, Mark, Paragraph, Text, as_runs
from monitor.takeaway.reference import Issued, issued, key_of, with_keys_of_their_own
from tests.spec.monitor.takeaway.references import reference


def test_a_footnote_is_said_in_full_once_and_later_by_its_number() -> None:
    draft = Draft()
    marks = [draft.note(key, [f"All about {key}."], f"{key}.") for key in ("a", "b", "a")]
    assert marks == [Mark(1), Mark(2), Mark(3)]
    said = ["".join(run.words for run in note if isinstance(run, Text)) for note in draft.notes]
    assert said == ["All about a.", "All about b.", "As note 1: a."]


def test_words_stand_on_one_line_without_what_no_file_can_hold() -> None:
    assert as_runs(["one\ntwo\x00\x0b", Text(""), ""]) == (Text("one two��"),)
    draft = Draft()
    draft.say("\ud800")
    assert draft.blocks == [Paragraph((Text("�"),))]


def test_a_list_or_table_of_nothing_is_left_out() -> None:
    draft = Draft()
    draft.items([])
    draft.table(["a"], [])
    assert draft.blocks == []


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("2009-11-19", Issued(2009, 11, 19)),
        ("2009-05", Issued(2009, 5)),
        ("2008", Issued(2008)),
        ("2008-21", Issued(2008)),
        ("[2008-03-01..2008-03-05]", Issued(2008, 3)),
        ("[2007-11,2008-01]", None),
        ("[2009-02-11..]", None),
        ("[..2009-02-10]", None),
        ("2009?", None),
        ("some day", None),
        (None, None),
    ],
)
def test_of_a_date_only_what_is_known_is_cited(written: str | None, known: Issued | None) -> None:
    assert issued(written) == known


def test_keys_are_plain_and_each_is_given_once() -> None:
    assert key_of("Қазақстан", "é/{x}") == "e-x"
    assert key_of("Қ") == "reference"
    found = with_keys_of_their_own([reference(key="a"), reference(key="a"), reference(key="a-2"), reference(key="a")])
    assert [one.key for one in found] == ["a", "a-2", "a-2-2", "a-3"]
