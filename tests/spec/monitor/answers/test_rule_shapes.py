"""The rules in words."""

import pytest

from monitor.answers.reader import NotOnRecord
from monitor.answers.rule_shapes import rule_set as table
from monitor.answers.schemas import rule_set, rules_shapes, scheme_shapes, type_schema


def test_the_rule_sets_are_listed_with_the_one_that_answers() -> None:
    assert rules_shapes() == [
        {
            "name": "default",
            "version": "1",
            "id": "default/1",
            "latest": True,
            "kinds": ["achieve", "recommendation", "uphold", "watch"],
        }
    ]


def test_the_rows_of_a_kind_stand_in_the_order_in_which_they_are_tried() -> None:
    kinds = table("default", 1)["kinds"]
    assert [row["name"] for row in kinds["achieve"]] == [
        "achieve/1-reversed",
        "achieve/2-graded",
        "achieve/3-enacted",
        "achieve/4-in-progress",
        "achieve/5-no-action-on-record",
    ]
    assert [row["status"] for row in kinds["uphold"]] == [
        "not-in-line",
        "concern-on-record",
        "in-line",
        "no-breach-on-record",
    ]
    assert kinds["watch"] == []
    assert all(row["text"] and row["label"] for rows in kinds.values() for row in rows)


def test_every_flag_is_explained_with_its_days() -> None:
    flags = {flag["name"]: flag["days"] for flag in rule_set("default", "1")["flags"]}
    assert flags == {
        "disputed-by-duty-bearer": None,
        "due-soon": 90,
        "late": None,
        "no-recent-record": 150,
        "overdue": None,
        "reviewers-differ": None,
        "threatened": None,
    }


@pytest.mark.parametrize(("name", "version"), [("default", "2"), ("strict", "1"), ("default", "")])
def test_a_rule_set_that_does_not_exist_is_not_on_record(name: str, version: str) -> None:
    with pytest.raises(NotOnRecord) as refused:
        rule_set(name, version)
    assert (refused.value.kind, refused.value.identity) == ("rule set", f"{name}/{version}")


def test_every_scheme_shows_its_values_and_what_they_mean_to_us() -> None:
    schemes = {scheme["id"]: scheme for scheme in scheme_shapes()}
    assert {"plain", "odihr-p25", "greco", "upr", "ogp-completion"} <= {one["name"] for one in schemes.values()}
    plain = {value["value"]: (value["ordinal"], value["direction"]) for value in schemes["plain/1"]["values"]}
    assert plain == {
        "implemented": (3, "positive"),
        "mostly-implemented": (2, "positive"),
        "partially-implemented": (1, "mixed"),
        "not-implemented": (0, "negative"),
    }


def test_the_schema_of_a_type_is_found_with_and_without_its_version() -> None:
    assert type_schema("court-ruling") == type_schema("court-ruling.v1")
    with pytest.raises(NotOnRecord, match="court-rulings"):
        type_schema("court-rulings")
