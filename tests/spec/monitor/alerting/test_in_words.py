"""A subscription in one sentence."""

from typing import Any, get_args

import pytest

from alerts.notices import What
from alerts.wishes import Wishes
from monitor.alerting.in_words import MOST_NAMED, cadence_in_words, described, wanted_in_words
from monitor.languages.language import RUSSIAN
from monitor.languages.speaking import Speech, speaking


def wishes(**said: Any) -> Wishes:
    return Wishes.model_validate(said)


def about(**wanted: Any) -> str:
    """What a filter asks for, corrections alone unless it says otherwise, without the kinds of change."""
    words = wanted_in_words(wishes(filter={"change": ["correction"], **wanted}).filter, {"kz-media-law": "Media law"})
    assert words.endswith(": corrections")
    return words.removesuffix(": corrections")


def changes(*change: str, **more: Any) -> str:
    return wanted_in_words(wishes(filter={"change": change, **more}).filter).removeprefix("Everything on record: ")


def test_place_kinds_of_change_and_cadence_make_a_sentence() -> None:
    asked = wishes(filter={"jurisdiction": ["KZ"], "change": ["status", "stage", "ruling"]})
    assert described(asked) == "Kazakhstan: changes of status or stage and court rulings, at once"
    monday = wishes(cadence="weekly", weekday=0, hour=8, timezone="Asia/Almaty", filter={"change": ["ruling"]})
    assert described(monday) == "Everything on record: court rulings, every Monday at 8:00, Asia/Almaty"


def test_in_another_language_it_is_a_sentence_of_that_language() -> None:
    asked = wishes(
        cadence="weekly", weekday=2, hour=8, timezone="Asia/Almaty",
        filter={"jurisdiction": ["KZ"], "topic": ["media"], "change": ["status", "ruling"], "status_to": ["reversed"]},
    )  # fmt: skip
    with speaking(Speech(RUSSIAN)):
        assert described(asked, {"KZ": "Казахстан"}) == (
            "Казахстан, тема: media — изменения статуса и судебные решения, "
            "только если статус меняется на «обращено вспять»; каждую среду в 8:00, Asia/Almaty"
        )


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({}, "Everything on record"),
        ({"jurisdiction": ["KZ", "GE"]}, "Georgia or Kazakhstan"),
        ({"topic": ["freedom-of-religion"]}, "On freedom of religion"),
        ({"commitment": ["kz-media-law", "kz-other"]}, "“Media law” or “kz-other”"),
        ({"measure": ["kz-media-law"]}, "The measure “Media law”"),
        ({"body": ["kz-media-law"]}, "Involving Media law"),
        ({"account": ["civil-society", "osce"]}, "Told by civil society or the OSCE"),
        ({"event_type": ["court-ruling", "court-ruling.v1"]}, "By an event of type court ruling"),
        ({"text": "fair trial"}, "With the words “fair trial”"),
        ({"jurisdiction": ["KZ"], "topic": ["media"]}, "Kazakhstan, on media"),
        ({"jurisdiction": ["KZ"], "topic": ["media"], "match": "any"}, "Kazakhstan, or on media"),
    ],
)
def test_what_it_is_about(wanted: Any, words: str) -> None:
    assert about(**wanted) == words


def test_of_many_values_the_first_are_named_and_the_others_counted() -> None:
    topics = [f"topic-{number}" for number in range(MOST_NAMED + 3)]
    assert about(topic=topics) == "On topic 0, topic 1, topic 2, topic 3, topic 4 or 3 more"


def test_what_a_title_holds_is_text() -> None:
    assert wanted_in_words(
        wishes(filter={"commitment": ["kz-a"], "change": ["ruling"]}).filter, {"kz-a": "{0} % {}"}
    ) == ("“{0} % {}”: court rulings")


def test_every_kind_of_change_is_said() -> None:
    kinds = get_args(What)
    assert len({changes(kind) for kind in kinds}) == len(kinds)
    whole = changes(*kinds)
    assert all(changes(kind).removeprefix("changes of ") in whole for kind in kinds)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"status_to": ["implemented"]}, "to “implemented”"),
        ({"status_from": ["enacted", "in-progress"]}, "from “enacted, not assessed” or “in progress”"),
        ({"status_from": ["enacted"], "status_to": ["implemented"]}, "from “enacted, not assessed” to “implemented”"),
    ],
)
def test_between_which_statuses_it_must_move(more: Any, words: str) -> None:
    assert changes("status", **more) == f"changes of status, only where the status moves {words}"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "at once"),
        ({"cadence": "daily"}, "every day"),
        ({"cadence": "weekly"}, "every week"),
        ({"cadence": "daily", "hour": 0, "timezone": "UTC"}, "every day at 0:00, UTC"),
        ({"cadence": "daily", "hour": 17}, "every day at 17:00"),
        ({"cadence": "daily", "timezone": "Asia/Almaty"}, "every day"),
        ({"cadence": "weekly", "weekday": 6, "hour": 7, "timezone": "UTC"}, "every Sunday at 7:00, UTC"),
        ({"heartbeat": True}, "at once, with a sign of life when there is nothing to tell"),
    ],
)
def test_when_it_is_sent_as_far_as_that_was_said(said: Any, words: str) -> None:
    assert cadence_in_words(wishes(**said)) == words
