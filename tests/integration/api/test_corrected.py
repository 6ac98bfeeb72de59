"""What a correction does to lists: it is found by what it says, and stands where the other stood."""

import pytest

from tests.builders import GOVERNMENT, PLEDGE, assessed, corrected, covered, described, grade, made, stated
from tests.integration.api.served import Api


@pytest.fixture
def pledged(api: Api) -> Api:
    """Two bodies, and a pledge at position 3."""
    api.with_pledge()
    return api


def test_a_correction_is_found_by_what_it_puts_in_the_place_of_the_other(pledged: Api) -> None:
    told = pledged.append(stated("2009-01-01", title="As it was told first"))["event"]
    replacement = stated("2009-01-01", title="An okapi was seen", jurisdiction="UZ", account="media")
    found = pledged.append(corrected(told["position"], replacement))["event"]["position"]
    for asked in ("q=okapi", "jurisdiction=UZ", "account=media&type=event-corrected"):
        assert [one["position"] for one in pledged.read(f"/v1/events?{asked}")["items"]] == [found], asked


def test_a_correction_into_another_jurisdiction_is_a_conflict_for_whoever_conditions_by_it(pledged: Api) -> None:
    told = pledged.append(stated("2009-01-01"))["event"]["position"]
    pledged.append(corrected(told, stated("2009-01-01", jurisdiction="UZ")))
    path = f"/v1/events?if_none_since={told}&tag=jurisdiction:UZ"
    assert pledged.send(path, stated("2009-02-01", jurisdiction="UZ")).status_code == 409


def test_what_was_described_last_holds_though_an_earlier_description_was_corrected_after(pledged: Api) -> None:
    first = pledged.append(described("observer", "media"))["event"]["position"]
    pledged.append(described("observer", "academic"))
    pledged.append(corrected(first, described("observer", "media"), "editorial"))
    pledged.append(assessed("2009-01-01", grade("implemented", "observer")))
    (account,) = pledged.read(f"/v1/commitments/{PLEDGE}")["accounts"]
    assert account["account"] == pledged.read("/v1/bodies/observer")["account"] == "academic"


def test_the_coverage_stated_last_holds_though_an_earlier_one_was_corrected_after(pledged: Api) -> None:
    first = pledged.append(covered("2018-12-31"))["event"]["position"]
    pledged.append(covered("2020-12-31"))
    pledged.append(corrected(first, covered("2018-12-30")))
    (found,) = pledged.read("/v1/jurisdictions")["items"]
    assert found["coverage"]["covers_to"] == "2020-12-31"
    assert pledged.read(f"/v1/commitments/{PLEDGE}")["last_known_on"] == "2020-12-31"


def test_a_commitment_counts_where_it_is_and_not_where_it_was_declared_by_mistake(pledged: Api) -> None:
    told = pledged.append(made(commitment="moved"))["event"]["position"]
    pledged.append(corrected(told, made(commitment="moved", jurisdiction="UZ")))

    def counted(known_at: int) -> dict[str, int]:
        items = pledged.read(f"/v1/jurisdictions?known_at={known_at}")["items"]
        return {one["code"]: one["commitments"] for one in items}

    assert counted(told) == {"KZ": 2}
    assert counted(told + 1) == {"KZ": 1, "UZ": 1}


def test_a_lens_sets_aside_what_is_about_the_commitment_and_nothing_else(pledged: Api) -> None:
    pledged.append(made(commitment="another"))
    told = pledged.append(assessed("2009-01-01", grade("implemented")))["event"]["position"]
    pledged.append(corrected(told, assessed("2009-01-01", grade("implemented", of="another"))))
    for commitment, aside in ((PLEDGE, []), ("another", [told + 1])):
        found = pledged.read(f"/v1/commitments/{commitment}?lens={GOVERNMENT}")["because"]["set_aside"]
        assert [one["position"] for one in found if one["why"] == "outside-lens"] == aside
