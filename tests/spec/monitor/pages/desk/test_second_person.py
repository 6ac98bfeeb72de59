"""Why a second person is needed is said on pages as the rule says it."""

from monitor.drafting.review import Foreseen, Thresholds, needs_review
from monitor.languages.language import KAZAKH, RUSSIAN
from monitor.languages.speaking import Speech, speaking
from monitor.pages.desk.second_person import why_told
from tests.builders import retracted, ruled

FORESEEN, LIMITS = Foreseen(["a", "b", "c", "d", "a"], 501), Thresholds()
WITHHELD = {"type": "content-withheld.v1", "data": {"target": 1, "fields": ["persons"]}}
REASONS = needs_review(
    FORESEEN, [ruled("2009", "conviction", data={"persons": ["A. B."]}), retracted(1), WITHHELD], LIMITS
)


def test_in_english_it_is_said_in_the_words_of_the_rule() -> None:
    assert len(REASONS) == 5
    assert [why_told(one.why, FORESEEN, LIMITS) for one in REASONS] == [one.words for one in REASONS]


def test_in_other_languages_every_reason_is_said_in_words_of_theirs() -> None:
    for language in (KAZAKH, RUSSIAN):
        with speaking(Speech(language)):
            told = {why_told(one.why, FORESEEN, LIMITS) for one in REASONS}
        assert len(told - {one.words for one in REASONS}) == 5
