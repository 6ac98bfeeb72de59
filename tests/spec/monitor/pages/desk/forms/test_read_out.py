"""An event in the words of its form."""

from monitor.pages.desk.forms.form import form_for
from monitor.pages.desk.forms.read_out import read_out
from tests.builders import bears, described, legislated


def test_an_event_is_read_out_in_the_order_of_its_form_without_what_goes_without_saying() -> None:
    event = legislated("2009-02-06", "executive-signature", bears_on=[bears("advances")])
    lines = read_out(form_for(event), {**event, "order": 0})
    assert lines[:2] == (
        ("Title", "What happened: legislative-action", "en"),
        ("When it happened", "2009-02-06", None),
    )
    assert ("Step", "executive signature", None) in lines
    assert ("Effect 1 · commitment or benchmark", "kz-media-law", None) in lines
    assert "Order within the day" not in {line.label for line in lines}


def test_words_in_place_of_a_document_are_read_out_as_they_are() -> None:
    event = described("a-league", paid_by="kz-government")
    assert ("Tie 1 · which source says so", "Its own page", "en") in read_out(form_for(event), event)
