"""Which notices a filter asks for, and what no filter can say."""

from typing import Any, get_args

import pytest
from pydantic import ValidationError

from alerts.filters import ON_REQUEST, QUIET, Filter, matches
from alerts.notices import What
from tests.spec.alerts.announcing import announced

ONE_OF_EACH: list[dict[str, tuple[str, ...]]] = [
    {"jurisdiction": ("KZ",)},
    {"topic": ("media",)},
    {"commitment": ("kz-media-law",)},
    {"measure": ("kz-law-media-2009",)},
    {"body": ("kz-parliament",)},
    {"event_type": ("legislative-action",)},
    {"account": ("parliament",)},
]
ANOTHER_OF_EACH: list[dict[str, tuple[str, ...]]] = [
    {"jurisdiction": ("RU",)},
    {"topic": ("religion",)},
    {"commitment": ("kz-election-law",)},
    {"measure": ("kz-law-religion-2008",)},
    {"body": ("osce-rfom",)},
    {"event_type": ("court-ruling",)},
    {"account": ("osce",)},
]


def read(**fields: Any) -> Filter:
    return Filter.model_validate(fields)


def refused(**fields: Any) -> list[tuple[int | str, ...]]:
    with pytest.raises(ValidationError) as error:
        read(**fields)
    return [each["loc"] for each in error.value.errors()]


def test_an_empty_filter_asks_for_every_notice_of_the_quiet_kinds() -> None:
    kinds: tuple[What, ...] = get_args(What)
    assert {what for what in kinds if matches(Filter(), announced(what))} == {
        "status",
        "stage",
        "ruling",
        "assessment",
        "overdue",
        "correction",
        "retraction",
    }


def test_the_other_kinds_come_on_request_and_alone() -> None:
    assert set(ON_REQUEST) == {
        "event",
        "commitment",
        "concern",
        "flag",
        "due-soon",
        "no-recent-record",
        "dispute",
        "history",
    }
    for what in ON_REQUEST:
        wanted = read(change=[what])
        assert matches(wanted, announced(what))
        assert not matches(wanted, announced("status"))


@pytest.mark.parametrize("asked", ONE_OF_EACH, ids=str)
def test_a_field_matches_on_any_of_its_values(asked: dict[str, tuple[str, ...]]) -> None:
    (field, (value,)) = next(iter(asked.items()))
    other = next(each[field][0] for each in ANOTHER_OF_EACH if field in each)
    assert matches(read(**asked), announced())
    assert matches(read(**{field: [other, value]}), announced())
    assert not matches(read(**{field: [other]}), announced())


@pytest.mark.parametrize("wrong", ANOTHER_OF_EACH, ids=str)
def test_with_all_one_field_that_does_not_match_is_enough_to_pass_a_notice_by(wrong: dict[str, Any]) -> None:
    right = {field: values for each in ONE_OF_EACH for field, values in each.items()}
    assert matches(read(**right), announced())
    assert not matches(read(**{**right, **wrong}), announced())


@pytest.mark.parametrize("right", ONE_OF_EACH, ids=str)
def test_with_any_one_field_that_matches_is_enough(right: dict[str, Any]) -> None:
    wrong = {field: values for each in ANOTHER_OF_EACH for field, values in each.items()}
    assert not matches(read(**wrong, match="any"), announced())
    assert matches(read(**{**wrong, **right}, match="any"), announced())


def test_with_any_the_words_are_one_field_among_the_others() -> None:
    wanted = read(topic=["religion"], text="president", match="any")
    assert matches(wanted, announced())
    assert matches(wanted, announced(topics=["religion"], text=""))
    assert not matches(wanted, announced(text=""))


def test_with_any_and_nothing_given_every_notice_of_the_kinds_matches() -> None:
    assert matches(read(match="any"), announced())
    assert not matches(read(match="any"), announced("event"))


@pytest.mark.parametrize("match", ["all", "any"])
def test_the_kind_of_change_must_hold_however_the_fields_are_joined(match: str) -> None:
    wanted = read(topic=["media"], change=["ruling"], match=match)
    assert not matches(wanted, announced("status"))
    assert matches(wanted, announced("ruling"))


@pytest.mark.parametrize("match", ["all", "any"])
def test_the_statuses_before_and_after_must_hold_however_the_fields_are_joined(match: str) -> None:
    wanted = read(topic=["media"], status_from=["in-progress"], status_to=["enacted", "implemented"], match=match)
    assert matches(wanted, announced(moved=("in-progress", "enacted")))
    assert matches(wanted, announced(moved=("in-progress", "implemented")))
    assert not matches(wanted, announced(moved=("in-progress", "reversed")))
    assert not matches(wanted, announced(moved=("no-action-on-record", "enacted")))
    assert not matches(wanted, announced(moved=(None, "enacted")))


def test_a_status_that_did_not_move_came_from_nowhere_and_went_nowhere() -> None:
    assert not matches(read(status_to=["enacted"]), announced("stage", moved=("enacted", "enacted")))
    assert not matches(read(status_from=["enacted"]), announced("ruling", moved=("enacted", "enacted")))
    assert matches(Filter(), announced("stage", moved=("enacted", "enacted")))


def test_who_follows_a_commitment_follows_its_benchmarks_but_not_the_other_way_round() -> None:
    benchmark = announced(commitments=["kz-media-law.libel"])
    assert matches(read(commitment=["kz-media-law"]), benchmark)
    assert matches(read(commitment=["kz-media-law.libel"]), benchmark)
    assert not matches(read(commitment=["kz-media-law.libel"]), announced(commitments=["kz-media-law"]))


def test_a_type_without_version_asks_for_all_of_them_and_one_with_version_for_that_one() -> None:
    later = announced(event_types=["legislative-action.v2"])
    assert matches(read(event_type=["legislative-action"]), later)
    assert not matches(read(event_type=["legislative-action.v1"]), later)


@pytest.mark.parametrize("words", ["president", "LAW President", "medi", "«закон»", "Strasse", "Cafe\u0301"])
def test_every_word_must_stand_somewhere_in_the_text_whatever_its_case(words: str) -> None:
    text = "The President signs the Law on the Media: «ЗАКОН», STRAßE, caf\u00e9"
    assert matches(read(text=words), announced(text=text))
    assert not matches(read(text=f"{words} ombudsman"), announced(text=text))


@pytest.mark.parametrize("kind", ["statuses", "Status", "", "flags"])
def test_an_unknown_kind_of_change_is_refused_with_the_field_named(kind: str) -> None:
    assert refused(change=["status", kind]) == [("change", 1)]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("jurisdiction", "kz"),
        ("topic", "Media"),
        ("commitment", "kz media"),
        ("measure", ""),
        ("body", 7),
        ("event_type", "ruling"),
        ("status_from", "in progress"),
        ("status_to", None),
        ("account", "press"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_with_its_place(field: str, value: object) -> None:
    assert refused(**{field: [value]}) == [(field, 0)]
    assert refused(**{field: value}) == [(field,)]


@pytest.mark.parametrize("text", ["", "  ", "two\nlines", "a\u202eb", "x" * 501, 7])
def test_words_that_no_text_on_record_can_hold_are_refused(text: object) -> None:
    assert refused(text=text) == [("text",)]


def test_an_unknown_field_a_third_way_to_join_and_an_endless_list_are_refused() -> None:
    assert refused(jurisdictions=["KZ"]) == [("jurisdictions",)]
    assert refused(match="none") == [("match",)]
    assert refused(topic=[f"topic-{n}" for n in range(201)]) == [("topic",)]


def test_a_filter_that_asks_for_no_kind_of_change_is_refused_since_it_would_never_speak() -> None:
    assert refused(change=[]) == [("change",)]


def test_two_filters_that_ask_the_same_are_equal_and_stay_so_when_stored() -> None:
    wanted = read(topic=["religion", "media", "media"], change=["status", "event", "status"])
    assert wanted == Filter(topic=("media", "religion"), change=("event", "status"))
    assert Filter.model_validate_json(wanted.model_dump_json()) == wanted
    assert read(change=list(QUIET)) == Filter()
    assert len({wanted, read(topic=("media", "religion"), change=["event", "status"])}) == 1


def test_a_filter_once_made_stays_as_it_is() -> None:
    with pytest.raises(ValidationError):
        Filter().match = "any"  # type: ignore[misc]
