"""Words and dates in the language that is spoken."""

from datetime import UTC, date, datetime

import pytest

from monitor.languages.calendar import day_in_words, instant_in_words, month_in_words
from monitor.languages.language import ENGLISH, KAZAKH, LANGUAGES, RUSSIAN, Language
from monitor.languages.phrases import Words, gettext, ngettext
from monitor.languages.speaking import Speech, language, speaking


@pytest.mark.parametrize(
    ("spoken", "day", "month"),
    [
        (ENGLISH, "19 November 2009", "November 2009"),
        (RUSSIAN, "19 ноября 2009\u202fг.", "ноябрь 2009\u202fг."),
        (KAZAKH, "2009\u202fж. 19 қараша", "2009\u202fж. қараша"),
    ],
)
def test_dates_are_written_as_the_language_has_them(spoken: Language, day: str, month: str) -> None:
    with speaking(Speech(spoken)):
        assert day_in_words(date(2009, 11, 19)) == day
        assert month_in_words(date(2009, 11, 19)) == month
        assert instant_in_words(datetime(2009, 11, 19, 8, 30, tzinfo=UTC)) == f"{day}, 08:30 UTC"


def test_a_table_of_words_is_told_in_the_language_that_is_spoken_when_it_is_read() -> None:
    told = Words({"pages": "Pages"})
    with speaking(Speech(RUSSIAN)):
        assert dict(told) == {"pages": gettext("Pages")} != {"pages": "Pages"}
    assert dict(told) == {"pages": "Pages"}


def test_english_is_spoken_where_nothing_else_was_said_and_after_something_else_was() -> None:
    assert language() == ENGLISH
    with speaking(Speech(KAZAKH)):
        assert language() == KAZAKH
    assert language() == ENGLISH


@pytest.mark.parametrize("spoken", LANGUAGES.values(), ids=lambda one: one.code)
def test_what_is_translated_nowhere_is_said_as_it_was_written_with_its_values(spoken: Language) -> None:
    with speaking(Speech(spoken)):
        assert gettext("no such words, %(name)s", name="Aigul") == "no such words, Aigul"
        assert ngettext("%(number)s of these", "%(number)s of those", 2) == "2 of those"
        assert gettext("100%") == "100%"
