"""Appending one event: what comes back, once, again, and as a trial."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from monitor.api.event_answers import Appended, Tried
from tests.builders import GOVERNMENT, LAW, PLEDGE, annotated, assessed, corrected, grade, legislated, stated
from tests.integration.api.served import Api, places, problem


def test_an_event_is_answered_with_its_place_what_it_changed_and_the_view(api: Api) -> None:
    api.with_pledge()
    response = api.send("/v1/events", legislated("2009-02-01", "introduction"))
    assert response.status_code == 201
    Appended.model_validate(response.json())
    answer = response.json()
    assert (answer["event"]["position"], answer["event"]["append"]) == (4, 2)
    assert response.headers["location"] == f"/v1/events/{answer['event']['id']}"
    assert answer["view"]["through_position"] == 4
    (change,) = [one for one in answer["changes"] if one["current"]]
    assert (change["commitment"], change["after"]["status"], change["after"]["stage"]) == (
        PLEDGE, "in-progress", "introduced",
    )  # fmt: skip
    assert change["cause"] == {"kind": "event", "event": answer["event"]["id"], "position": 4}
    assert api.read(f"/v1/commitments/{PLEDGE}")["stage"] == "introduced"
    assert api.read(response.headers["location"])["title"] == answer["event"]["title"]


def test_the_clients_own_id_is_kept_and_given_once(api: Api) -> None:
    own = "01920000-0000-7000-8000-000000000001"
    api.with_bodies()
    assert api.append(stated("2009-01-01", id=own))["event"]["id"] == own
    found = problem(api.send("/v1/events", stated("2009-01-02", id=own)), 409, "event-id-taken")
    assert places(found) == [("/id", "id_taken")]


def test_an_external_id_stands_on_record_once_and_the_refusal_names_its_event(api: Api) -> None:
    api.with_bodies()
    own = {"scheme": "osce-docs", "value": "42"}
    first = api.append(stated("2009-01-01", external_id=own))
    found = problem(api.send("/v1/events", stated("2009-01-02", external_id=own)), 409, "external-id-taken")
    assert found["event"] == first["event"]["id"]


def test_a_repeat_answers_200_with_the_first_body_whatever_came_in_between(api: Api) -> None:
    api.with_pledge()
    event = legislated("2009-02-01", "introduction")
    first = api.send("/v1/events", event, key="one")
    api.append(legislated("2009-03-01", "executive-signature"))
    api.append(corrected(4, legislated("2009-01-01", "introduction")))
    api.clock.at += timedelta(days=400)
    for written in ("one", '"one"'):
        again = api.send("/v1/events", event, key=written)
        assert (again.status_code, again.headers["idempotency-replayed"]) == (200, "true")
        assert again.content == first.content
        assert again.headers["location"] == first.headers["location"]
    assert "idempotency-replayed" not in first.headers
    assert api.service.log.head().position == 6


def test_the_same_key_with_another_request_is_refused(api: Api) -> None:
    api.with_pledge()
    event = stated("2009-01-01")
    api.send("/v1/events", event, key="one")
    for path, body in (("/v1/events", stated("2009-01-02")), ("/v1/events?notify=false", event)):
        found = problem(api.send(path, body, key="one"), 422, "idempotency-key-reused")
        assert places(found) == [("Idempotency-Key", "key_reused")]
    assert api.service.log.head().position == 4


def test_a_key_belongs_to_one_credential_and_one_call(api: Api) -> None:
    api.with_bodies()
    event = stated("2009-01-01")
    other = api.new_key("ingest")
    assert api.send("/v1/events", event, key="one").status_code == 201
    assert api.send("/v1/events", event, key="one", bearer=other).status_code == 201
    assert api.send("/v1/events/batch", [event], key="one").status_code == 201


def test_of_requests_at_once_with_one_key_one_appends_and_all_answer_alike(api: Api) -> None:
    api.with_pledge()
    event = legislated("2009-02-01", "introduction")
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: api.send("/v1/events", event, key="one"), range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert len({answer.content for answer in answers}) == 1
    assert api.service.log.head().position == 4


def test_requests_at_once_with_keys_of_their_own_are_all_on_record(api: Api) -> None:
    api.with_bodies()
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda day: api.append(stated(f"2009-01-{day:02}")), range(1, 17)))
    assert sorted(answer["event"]["position"] for answer in answers) == list(range(3, 19))


def test_a_dry_run_shows_what_would_change_and_stores_nothing(api: Api) -> None:
    api.with_pledge()
    before = api.service.log.head()
    response = api.send("/v1/events?dry_run=true", legislated("2009-02-01", "executive-signature"), key=None)
    assert response.status_code == 200
    Tried.model_validate(response.json())
    answer = response.json()
    assert [answer["event"][part] for part in ("id", "position", "append", "recorded_at")] == [None] * 4
    assert answer["told"] == 0
    assert {one["after"]["status"] for one in answer["changes"]} == {"enacted"}
    assert {(one["cause"]["event"], one["cause"]["position"]) for one in answer["changes"]} == {(None, None)}
    assert api.service.log.head() == before
    assert api.read(f"/v1/measures?commitment={PLEDGE}")["items"] == []


def test_a_preview_holds_until_something_else_would_change(api: Api) -> None:
    api.with_pledge()
    event = legislated("2009-02-01", "executive-signature")
    token = api.send("/v1/events?dry_run=true", event).json()["preview_token"]
    api.append(stated("2009-01-01"))
    assert api.send(f"/v1/events?dry_run=true&preview_token={token}", event).status_code == 200
    api.append(legislated("2009-01-15", "introduction"))
    problem(api.send(f"/v1/events?dry_run=true&preview_token={token}", event), 409, "preview-outdated")
    problem(api.send(f"/v1/events?preview_token={token}", event), 409, "preview-outdated")
    fresh = api.send("/v1/events?dry_run=true", event).json()["preview_token"]
    assert api.send(f"/v1/events?preview_token={fresh}", event).status_code == 201


def test_a_condition_names_the_first_event_that_stands_against_it(api: Api) -> None:
    api.with_pledge()
    first = api.append(legislated("2009-02-01", "introduction"))["event"]
    api.append(legislated("2009-02-02", "passage"))
    path = f"/v1/events?if_none_since=3&tag=commitment:nobody&tag=measure:{LAW}"
    found = problem(api.send(path, stated("2009-01-01")), 409, "append-condition")
    assert found["conflict"] == {"event": first["id"], "position": 4}
    assert api.send(f"/v1/events?if_none_since=5&tag=measure:{LAW}", stated("2009-01-01")).status_code == 201


def test_a_condition_on_a_type_may_leave_out_its_version(api: Api) -> None:
    api.with_pledge()
    problem(
        api.send("/v1/events?if_none_since=0&tag=type:commitment-made", stated("2009-01-01")), 409, "append-condition"
    )


def test_a_condition_that_cannot_be_checked_is_refused(api: Api) -> None:
    api.with_bodies()
    refused = {
        "if_none_since=0": [("tag", "missing")],
        "tag=type:statement": [("if_none_since", "missing")],
        "if_none_since=99&tag=type:statement": [("if_none_since", "future")],
        "if_none_since=0&tag=target:1": [("tag", "unknown_tag")],
        "if_none_since=0&tag=topic:": [("tag", "unknown_tag")],
        "if_none_since=0&tag=type:poem": [("tag", "unknown_type")],
        "if_none_since=-1&tag=topic:media": [("if_none_since", "greater_than_equal")],
    }
    for query, expected in refused.items():
        found = problem(api.send(f"/v1/events?{query}", stated("2009-01-01")), 422, "invalid")
        assert places(found) == expected


def test_what_only_the_record_does_needs_type_and_data_alone(api: Api) -> None:
    api.with_pledge()
    event = api.append(annotated(3))["event"]
    assert (event["occurred"], event["account"], event["jurisdiction"]) == ("2021-03-04", "monitor", "KZ")
    assert api.read("/v1/events/3")["annotated_by"] == [event["id"]]


def test_a_late_report_changes_history_and_not_what_was_known(api: Api) -> None:
    api.with_pledge()
    api.append(assessed("2009-06-01", grade("not-implemented")))
    answer = api.append(legislated("2009-02-01", "executive-signature"))
    assert [one["current"] for one in answer["changes"]] == [False, False, True]
    assert api.read(f"/v1/commitments/{PLEDGE}?as_of=2009-03-01")["status"] == "enacted"
    assert api.read(f"/v1/commitments/{PLEDGE}?as_of=2009-03-01&known_at=4")["status"] == "no-action-on-record"
    assert api.read(f"/v1/commitments/{PLEDGE}")["by"]["body"] != GOVERNMENT
