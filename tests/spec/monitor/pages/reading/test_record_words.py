"""Every closed word of the record has words for people."""

from typing import get_args

from events.codec import DRAFTS, base_type
from events.words import MeasureKind
from monitor.api.event_answers import State
from monitor.pages.reading.record_words import MEASURES, STAGES, STATES, TYPES, measure_kind, plain, stage_of, type_of
from monitor.status.stages import ALIVE, ENDED, SET_ASIDE


def test_every_word_of_the_record_has_words_for_people() -> None:
    assert set(TYPES) == {base_type(name) for name in DRAFTS}
    assert set(STATES) == set(get_args(State))
    assert set(STAGES) == {*ALIVE, *ENDED, *SET_ASIDE}
    assert set(MEASURES) == set(get_args(MeasureKind))


def test_in_english_they_are_the_words_of_the_record_with_blanks() -> None:
    assert dict(STAGES) == {name: plain(name) for name in STAGES}
    assert {name.replace("OSCE", "osce") for name in TYPES.values()} == {plain(name) for name in TYPES}


def test_names_that_are_not_known_stay_as_they_are() -> None:
    assert stage_of("under-way") == "under way"
    assert type_of("osce-statement.v1") == "OSCE statement"
    assert measure_kind(None) == "measure"
