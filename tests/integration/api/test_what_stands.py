"""What can be named is what stands: neither what was retracted nor what was corrected away, and each thing once."""

import pytest

from tests.builders import (
    LAW,
    PLEDGE,
    Event,
    assessed,
    bears,
    corrected,
    described,
    fact,
    grade,
    legislated,
    made,
    reinstated,
    retracted,
    stated,
)
from tests.integration.api.served import Api, places, problem

BY_ITS_ID = fact("legislative-action", "2009-01-01", {"measure": {"id": LAW}, "classification": "passage"})
OF_A_MARK = stated("2009-02-01", bears_on=[bears("concern", of=f"{PLEDGE}.libel")])
MARK = {"id": ".libel", "title": "Libel is no crime", "set_by": "odihr"}


@pytest.fixture
def pledged(api: Api) -> Api:
    """Two bodies, and a pledge at position 3."""
    api.with_pledge()
    return api


def refused(api: Api, event: Event, *, path: str = "/v1/events?dry_run=true") -> list[tuple[str, str]]:
    """Where and why an event is refused; nowhere where it is not."""
    response = api.send(path, event)
    return [] if response.status_code == 200 else list(places(problem(response, 422, "invalid")))


def test_a_body_whose_description_was_retracted_is_unknown_until_it_is_described_again(pledged: Api) -> None:
    spoken = assessed("2009-01-01", grade("implemented", "observer"))
    first = pledged.append(described("observer"))["event"]["position"]
    assert refused(pledged, spoken) == []
    pledged.append(retracted(first))
    assert refused(pledged, spoken) == [("/assessments/0/assessor", "unknown_body")]
    pledged.append(described("observer"))
    assert refused(pledged, spoken) == []


def test_a_measure_named_only_by_what_was_retracted_is_named_anew_with_its_title(pledged: Api) -> None:
    first = pledged.append(legislated("2009-01-01", "introduction"))["event"]["position"]
    assert refused(pledged, BY_ITS_ID) == []
    retraction = pledged.append(retracted(first))["event"]["position"]
    assert {code for _, code in refused(pledged, BY_ITS_ID)} == {"unknown_measure"}
    pledged.append(retracted(retraction))
    assert refused(pledged, BY_ITS_ID) == []


def test_a_measure_that_a_correction_took_the_name_from_is_unknown_and_one_it_kept_is_not(pledged: Api) -> None:
    first = pledged.append(legislated("2009-01-01", "introduction"))["event"]["position"]
    pledged.append(corrected(first, legislated("2009-01-02", "introduction")))
    assert refused(pledged, BY_ITS_ID) == []
    pledged.append(corrected(first, stated("2009-01-02")))
    assert {code for _, code in refused(pledged, BY_ITS_ID)} == {"unknown_measure"}


def test_a_benchmark_that_a_correction_took_away_is_unknown(api: Api) -> None:
    api.with_bodies(described("odihr", "osce"))
    making = api.append(made(benchmarks=[MARK]))["event"]["position"]
    assert refused(api, OF_A_MARK) == []
    api.append(corrected(making, made()))
    assert refused(api, OF_A_MARK) == [("/bears_on/0/of", "unknown_benchmark")]


@pytest.mark.parametrize("again", [reinstated(3), retracted(4)], ids=["reinstated", "its retraction retracted"])
def test_a_making_cannot_hold_again_beside_one_that_came_since(pledged: Api, again: Event) -> None:
    pledged.append(retracted(3))
    assert refused(pledged, again) == []
    second = pledged.append(made("2008-02-01"))["event"]["position"]
    assert refused(pledged, again) == [("/data/target", "commitment_exists")]
    pledged.append(retracted(second))
    assert refused(pledged, again) == []


def ending(event_id: str) -> Event:
    return stated("2009-03-01", resolves=[event_id])


def test_what_ends_something_names_the_event_and_not_a_correction_of_it(pledged: Api) -> None:
    threat = pledged.append(stated("2009-01-01", "threat"))["event"]
    correction = pledged.append(corrected(threat["position"], stated("2009-01-02", "threat")))["event"]
    assert refused(pledged, ending(threat["id"])) == []
    assert refused(pledged, ending(correction["id"])) == [("/resolves/0", "not_a_fact")]


def test_lines_that_are_wrong_are_named_together_with_those_whose_ids_are_taken(pledged: Api) -> None:
    theirs = {"scheme": "osce-docs", "value": "1"}
    pledged.append(stated("2009-01-01", external_id=theirs))
    taken, wrong = (
        stated("2009-01-02", external_id=theirs),
        stated("2009-01-02", bears_on=[bears("concern", of="kz-x")]),
    )
    for path in ("/v1/events/batch", "/v1/events/batch?dry_run=true"):
        found = problem(pledged.send(path, [wrong, taken, stated("2009-01-03")]), 422, "invalid")
        assert places(found) == [("/bears_on/0/of", "unknown_commitment", 1), ("/external_id", "external_id_taken", 2)]


def test_what_is_sent_a_second_time_is_told_that_it_is_on_record_and_nothing_else(api: Api) -> None:
    api.with_bodies()
    theirs = {"scheme": "osce-docs", "value": "1"}
    sent = [{**made(), "external_id": theirs}, stated("2009-01-01", bears_on=[bears("concern")])]
    api.batch(*sent)
    found = problem(api.send("/v1/events/batch", sent), 409, "external-id-taken")
    assert places(found) == [("/external_id", "external_id_taken", 1)]
