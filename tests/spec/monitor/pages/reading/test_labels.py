"""What statuses, flags and reasons are called, and by which shape a status is known."""

from typing import get_args

from events.jurisdictions import JURISDICTIONS
from events.words import AccountClass, CommitmentKind, TieKind
from monitor.languages.language import KAZAKH, RUSSIAN
from monitor.languages.speaking import Speech, speaking
from monitor.pages.reading.labels import (
    ACCOUNTS,
    FLAGS,
    KINDS,
    STATUS_ORDER,
    STATUSES,
    TIES,
    account_of,
    jurisdiction,
    mark,
    tied,
)
from monitor.status import flags
from monitor.status.rules import LABELS


def test_every_word_of_the_record_has_words_for_people() -> None:
    assert set(STATUS_ORDER) == set(LABELS)
    assert set(FLAGS) == {name for name, _, _ in flags.FLAGS}
    assert set(ACCOUNTS) == set(get_args(AccountClass))
    assert set(KINDS) == set(get_args(CommitmentKind))
    assert set(TIES) == set(get_args(TieKind))


def test_statuses_of_one_table_differ_in_shape_and_not_in_colour_alone() -> None:
    promises = ["reversed", "implemented", "mostly-implemented", "partially-implemented", "not-implemented", "enacted"]
    promises += ["in-progress", "no-action-on-record"]
    duties = ["not-in-line", "concern-on-record", "in-line", "no-breach-on-record"]
    for table in (promises, duties):
        assert len({mark(status).shape for status in table}) == len(table)
    assert {*promises, *duties} == set(LABELS)


def test_what_is_merely_possible_says_so_and_what_is_followed_has_no_status() -> None:
    assert mark("in-progress", certain=False).label == "possibly in progress"
    assert (mark(None).name, mark(None).label) == ("none", "no status")


def test_names_that_are_not_known_stay_as_they_are() -> None:
    assert jurisdiction("KZ") == "Kazakhstan"
    assert jurisdiction("XX") == "XX"
    assert account_of(None) == "not described"
    assert tied("paid-by", "Ministry of Justice") == "paid by Ministry of Justice"


def test_pages_call_a_status_what_the_rules_call_it() -> None:
    assert dict(STATUSES) == LABELS


def test_each_jurisdiction_has_a_name_in_every_language() -> None:
    for language in (KAZAKH, RUSSIAN):
        with speaking(Speech(language)):
            assert [code for code in JURISDICTIONS if jurisdiction(code) == code] == []
    with speaking(Speech(KAZAKH)):
        assert jurisdiction("KZ") == "Қазақстан"
