"""Every read: its shape, its view, and what it leaves out."""

from datetime import UTC, datetime, timedelta

import orjson
import pytest

from monitor.api import event_answers, shapes
from monitor.intake.reading import read_draft
from monitor.intake.request import Request
from tests.builders import (
    GOVERNMENT,
    LAW,
    PLEDGE,
    REVIEWER,
    assessed,
    covered,
    described,
    fact,
    grade,
    legislated,
    made,
    retracted,
    ruled,
    stated,
)
from tests.integration.api.served import Api, problem

COURT = "kz-constitutional-council"
FIGURE = {"indicator": "outlets", "value": 7.5, "unit": "thousand", "period": "2009", "of": PLEDGE, "by": REVIEWER}

SHAPES: dict[str, type[shapes.Shape]] = {
    "/v1/commitments": shapes.Board,
    f"/v1/commitments/{PLEDGE}": shapes.CommitmentRead,
    f"/v1/commitments/{PLEDGE}/history": shapes.History,
    f"/v1/commitments/{PLEDGE}/events": event_answers.CommitmentEvents,
    f"/v1/commitments/{PLEDGE}/terms": shapes.CommitmentTerms,
    "/v1/events": event_answers.Events,
    "/v1/events/5": event_answers.EventRead,
    "/v1/measures": shapes.Measures,
    f"/v1/measures/{LAW}": shapes.MeasureRead,
    "/v1/bodies": shapes.Bodies,
    f"/v1/bodies/{REVIEWER}": shapes.BodyRead,
    "/v1/compare?from=2009-01-01&to=2009-12-31": shapes.Comparison,
    "/v1/figures": shapes.AnyList,
    "/v1/rules": shapes.AnyList,
    "/v1/rules/default/1": shapes.RuleSet,
    "/v1/schemes": shapes.AnyList,
    "/v1/jurisdictions": shapes.AnyList,
}


@pytest.fixture
def told(api: Api) -> Api:
    """A record with a little of everything, in five appends."""
    term = {"source": GOVERNMENT, "text": "A better law.", "due": "2008"}
    mark = {"id": f"{PLEDGE}.libel", "title": "No prison for words", "set_by": REVIEWER}
    api.with_bodies(
        described(COURT, "court"),
        made(terms=[term], due="2008", benchmarks=[mark], published="2008-01-02"),
        covered(None),
    )
    api.append(legislated("2009-02-01", "introduction"))
    partly = grade("partially-implemented")
    api.append(assessed("2009-06-01", partly, topics=["media"], figures=[FIGURE], published="2009-06-01"))
    api.append(ruled("2009-09-01", "partly-unconstitutional", data={"persons": ["A. Person"]}))
    api.append(made("2010-01-01", "osce-watch", "watch", origin="none", jurisdiction="OSCE", duty_bearers=[]))
    return api


def test_every_call_answers_in_the_shape_that_is_documented(told: Api) -> None:
    for path, shape in SHAPES.items():
        found = told.read(path)
        shape.model_validate(found)
        for listed in found.get("items", ()):
            assert isinstance(listed, dict)


def test_every_read_states_the_view_it_answered(told: Api) -> None:
    for path in SHAPES:
        if path.startswith(("/v1/rules", "/v1/schemes", "/v1/compare")):
            continue
        asked = "as_of=2009-07-01&known_at=7&rules=default/1"
        assert told.read(f"{path}?{asked}")["view"] == {
            "as_of": "2009-07-01", "known_at": "7", "through_position": 7, "public_at": None, "lens": None,
            "rules": "default/1", "future": False,
        }  # fmt: skip


def test_a_position_inside_an_append_is_its_end_and_an_instant_the_last_append_by_then(told: Api) -> None:
    told.clock.at += timedelta(days=1)
    told.append(stated("2009-01-01"))
    through = {
        "2": 5, "5": 5, "0": 0, "2021-03-04": 9, "2021-03-03": 0, "2021-03-04T11:59:59Z": 0,
        "2021-03-04T12:00:00Z": 5, "2021-03-04T13:00:00%2B01:00": 5, "2021-03-05T12:00:00Z": 10,
    }  # fmt: skip
    for known_at, position in through.items():
        assert told.read(f"/v1/commitments?known_at={known_at}")["view"]["through_position"] == position


def test_the_day_is_that_of_the_jurisdiction_where_there_is_one(told: Api) -> None:
    told.clock.at = datetime(2021, 3, 4, 22, 30, tzinfo=UTC)  # the fifth in Almaty, the fourth in Vienna and London
    days = {
        "/v1/commitments": "2021-03-04",
        "/v1/commitments?jurisdiction=KZ": "2021-03-05",
        "/v1/commitments?jurisdiction=KZ&jurisdiction=OSCE": "2021-03-04",
        f"/v1/commitments/{PLEDGE}": "2021-03-05",
        f"/v1/commitments/{PLEDGE}/history": "2021-03-05",
        "/v1/commitments/osce-watch": "2021-03-04",
        f"/v1/measures/{LAW}": "2021-03-05",
    }
    assert {path: told.read(path)["view"]["as_of"] for path in days} == days
    assert told.read("/v1/commitments?jurisdiction=KZ&as_of=2021-03-05")["view"]["future"] is False
    assert told.read("/v1/commitments?as_of=2021-03-05")["view"]["future"] is True


def test_the_board_is_filtered_by_alternatives_that_must_all_match(told: Api) -> None:
    def ids(query: str) -> list[str]:
        return [item["id"] for item in told.read(f"/v1/commitments?{query}")["items"]]

    assert ids("") == [PLEDGE, "osce-watch"]
    assert ids("jurisdiction=KZ&jurisdiction=OSCE") == [PLEDGE, "osce-watch"]
    assert ids("jurisdiction=OSCE") == ["osce-watch"]
    assert ids("kind=watch&jurisdiction=KZ") == []
    assert ids("status=partially-implemented") == [PLEDGE]
    assert ids("status=enacted&status=partially-implemented") == [PLEDGE]
    assert ids("flag=overdue") == [PLEDGE]
    assert ids("q=MEDIA%20law") == [PLEDGE, "osce-watch"]
    assert ids("as_of=2009-12-31") == [PLEDGE]
    assert ids("known_at=0") == []


def test_what_is_watched_has_no_status_and_is_on_the_board(told: Api) -> None:
    item = told.read("/v1/commitments/osce-watch")
    assert (item["status"], item["kind"]) == (None, "watch")


def test_before_it_was_made_a_commitment_has_no_status_and_is_not_on_the_board(told: Api) -> None:
    assert told.read(f"/v1/commitments/{PLEDGE}?as_of=2007-12-31")["status"] is None
    assert told.read("/v1/commitments?as_of=2007-12-31")["items"] == []


def test_a_commitment_whose_making_was_retracted_is_gone_and_the_answer_says_by_what(told: Api) -> None:
    act = told.append(retracted(4))["event"]["id"]
    for part in ("", "/history", "/events", "/terms"):
        found = problem(told.get(f"/v1/commitments/{PLEDGE}{part}"), 410, "retracted")
        assert found["retracted_by"] == act
        assert told.get(f"/v1/commitments/{PLEDGE}{part}?known_at=9").status_code == 200
    assert [item["id"] for item in told.read("/v1/commitments")["items"]] == ["osce-watch"]


def test_periods_are_half_open_and_leave_no_gap(told: Api) -> None:
    periods = told.read(f"/v1/commitments/{PLEDGE}/history")["periods"]
    assert periods[0]["from"] == "2008-01-01"
    assert [period["to"] for period in periods] == [*(period["from"] for period in periods[1:]), None]


def test_a_lens_and_the_day_of_publication_leave_out_what_others_say(told: Api) -> None:
    asked = f"/v1/commitments/{PLEDGE}?as_of=2009-07-01"
    assert told.read(asked)["status"] == "partially-implemented"
    assert told.read(f"{asked}&public_at=2009-06-01")["status"] == "partially-implemented"
    assert told.read(f"{asked}&public_at=2009-05-31")["accounts"] == []
    assert told.read(f"{asked}&lens=media")["accounts"] == []
    assert told.read(f"{asked}&lens={GOVERNMENT}")["due"] == "2008"
    assert told.read(f"{asked}&lens=academic")["due"] is None


def test_two_days_or_two_moments_are_compared(told: Api) -> None:
    days = told.read("/v1/compare?from=2008-12-01&to=2009-07-01&jurisdiction=KZ")
    assert (days["from_view"]["as_of"], days["to_view"]["as_of"], days["unchanged"]) == ("2008-12-01", "2009-07-01", 0)
    (item,) = days["items"]
    assert (item["before"]["status"], item["after"]["status"]) == ("no-action-on-record", "partially-implemented")
    known = told.read("/v1/compare?from_known_at=5&to_known_at=9&as_of=2009-07-01")
    assert (known["from_view"]["through_position"], known["to_view"]["through_position"]) == (5, 9)
    assert [item["id"] for item in known["items"]] == [PLEDGE]


def test_events_are_found_by_what_they_carry(told: Api) -> None:
    def positions(query: str) -> list[int]:
        return [event["position"] for event in told.read(f"/v1/events?{query}")["items"]]

    assert positions("type=legislative-action") == positions("type=legislative-action.v1") == [6]
    assert positions("type=court-ruling&type=legislative-action") == [6, 8]
    assert positions("jurisdiction=OSCE") == [9]
    assert positions("topic=media") == [7]
    assert positions(f"commitment={PLEDGE}&body={REVIEWER}") == [4, 6, 7]
    assert positions(f"measure={LAW}&account=government") == [6, 8]
    assert positions("occurred_from=2009-02-01&occurred_to=2009-06-01") == [6, 7]
    assert positions("recorded_from=2021-03-05") == []
    assert positions("recorded_from=2021-03-04T12:00:00Z&recorded_to=2021-03-04T12:00:00Z") == [1, 2, 3, 4, 5]
    assert positions("q=COURT") == [8]
    assert positions("known_at=6&after=4") == [5, 6]


def test_an_event_is_read_by_id_or_position(told: Api) -> None:
    by_position = told.read("/v1/events/7")
    assert told.read(f"/v1/events/{by_position['id']}") == by_position
    assert told.read(f"/v1/events/{by_position['id'].upper()}") == by_position
    assert by_position["figures"][0]["value"] == 7.5


def test_a_leaf_is_the_very_bytes_that_were_hashed(told: Api) -> None:
    response = told.get("/v1/log/leaf/7")
    (record,) = told.service.log.at([7])
    assert (response.content, response.headers["content-type"]) == (record.leaf, "application/json")
    assert told.read("/v1/events/7")["leaf_hash"] == record.leaf_hash.hex()


def test_a_schema_is_json_schema_of_what_a_client_sends(told: Api) -> None:
    response = told.get("/v1/schemas/court-ruling")
    assert response.headers["content-type"] == "application/schema+json"
    assert response.json() == told.get("/v1/schemas/court-ruling.v1").json()
    assert response.json()["properties"]["type"]["const"] == "court-ruling.v1"


def test_an_export_holds_everything_up_to_a_moment(told: Api) -> None:
    response = told.get("/v1/export/events.ndjson?known_at=6")
    assert response.headers["content-type"] == "application/x-ndjson"
    assert response.headers["content-disposition"] == 'attachment; filename="events.ndjson"'
    exported = [orjson.loads(line) for line in response.content.splitlines()]
    assert exported == told.read("/v1/events?known_at=6")["items"]
    statuses = [orjson.loads(line)["id"] for line in told.get("/v1/export/statuses.ndjson").content.splitlines()]
    assert statuses == [PLEDGE, "osce-watch"]


def test_no_cell_of_a_table_is_run_by_a_spreadsheet(told: Api) -> None:
    told.append(fact("milestone", "2009-01-01", {"name": "n", "kind": "k"}, title='=HYPERLINK("x")'))
    told.append(fact("milestone", "2009-01-01", {"name": "n", "kind": "k"}, title="@SUM(1)"))
    response = told.get("/v1/export/events.csv")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert '"\'=HYPERLINK(""x"")"' in response.text
    assert "'@SUM(1)" in response.text
    assert told.get("/v1/export/statuses.csv").text.startswith("id,title,")


def test_what_another_process_appended_is_in_the_answer_that_names_its_position(told: Api) -> None:
    # On record, and not projected by whoever put it there.
    told.service.appending.intake.append(Request((read_draft(legislated("2009-03-01", "passage")),), "another"))
    found = told.read(f"/v1/measures/{LAW}?as_of=2009-03-02")
    assert (found["view"]["through_position"], found["stage"]) == (10, "passed")
