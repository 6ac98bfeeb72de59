"""Retracting a whole append in one act."""

from tests.builders import PLEDGE, annotated, legislated, retracted, stated
from tests.integration.api.served import Api, places, problem

WHY = {"reason": "The import took the wrong column for the dates."}


def test_an_append_is_retracted_in_one_act_with_one_reason(api: Api) -> None:
    api.with_pledge()
    brought = api.batch(legislated("2009-02-01", "introduction"), legislated("2009-03-01", "executive-signature"))
    assert api.read(f"/v1/commitments/{PLEDGE}")["status"] == "enacted"
    response = api.send(f"/v1/appends/{brought['append']}/retract", WHY, key="one")
    assert response.status_code == 201
    answer = response.json()
    assert (answer["append"], len(answer["ids"])) == (3, 2)
    assert {one["cause"]["kind"] for one in answer["changes"]} == {"retraction"}
    assert api.read(f"/v1/commitments/{PLEDGE}")["status"] == "no-action-on-record"
    for position in (4, 5):
        event = api.read(f"/v1/events/{position}")
        assert (event["state"], event["retracted_by"] in answer["ids"]) == ("retracted", True)
    assert api.read("/v1/events/6")["data"]["reason"] == WHY["reason"]


def test_a_repeat_answers_with_the_first_body_although_nothing_is_left(api: Api) -> None:
    api.with_bodies()
    api.batch(stated("2009-01-01"), stated("2009-01-02"))
    first = api.send("/v1/appends/2/retract", WHY, key="one")
    again = api.send("/v1/appends/2/retract", WHY, key="one")
    assert (again.status_code, again.content) == (200, first.content)
    problem(api.send("/v1/appends/2/retract", {"reason": "Another"}, key="one"), 422, "idempotency-key-reused")
    problem(api.send("/v1/appends/2/retract", WHY, key="two"), 409, "nothing-to-retract")


def test_what_is_retracted_already_and_mere_remarks_are_left_as_they_are(api: Api) -> None:
    api.with_bodies()
    api.batch(stated("2009-01-01"), stated("2009-01-02"), annotated(1))
    api.append(retracted(3))
    answer = api.send("/v1/appends/2/retract", {**WHY, "kind": "source-withdrew"}).json()
    assert len(answer["ids"]) == 1
    assert api.read("/v1/events/4")["retracted_by"] == answer["ids"][0]


def test_it_can_be_tried_out(api: Api) -> None:
    api.with_pledge()
    answer = api.send("/v1/appends/1/retract?dry_run=true", WHY, key=None).json()
    assert answer["ids"] == [None] * 3
    assert {one["after"] for one in answer["changes"]} == {None}
    assert api.service.log.head().position == 3


def test_an_append_that_is_not_there_and_a_retraction_without_reason_are_refused(api: Api) -> None:
    api.with_bodies()
    problem(api.send("/v1/appends/9/retract", WHY), 404, "not-found")
    for number in ("0", "x", "9" * 30):
        problem(api.send(f"/v1/appends/{number}/retract", WHY), 422, "invalid")
    refused = {
        b"{}": ("/reason", "missing"),
        b'{"reason": "x", "kind": "mood"}': ("/kind", "literal_error"),
        b'{"reason": "x", "why": "y"}': ("/why", "extra_forbidden"),
        b'{"reason": "a\\u0000b"}': ("/reason", "text"),
        b"[]": ("", "model_type"),
    }
    for body, expected in refused.items():
        found = problem(api.send("/v1/appends/1/retract", body), 422, "invalid")
        assert places(found) == [expected]
    problem(api.send("/v1/appends/1/retract", b'{"reason": "x",}'), 400, "malformed-json")
    assert api.service.log.head().position == 2
