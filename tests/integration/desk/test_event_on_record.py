"""Correcting, retracting and the like at the desk; undoing an append."""

from typing import Any

import pytest

from tests.builders import milestone, ruled
from tests.integration.api.served import Api
from tests.integration.desk.visited import Desk
from tests.integration.desk.written import append, at_desk, decide, draft, fields_of, press, shown_by
from tests.integration.private_pages.mailed import Page


@pytest.fixture
def aigul(api: Api) -> Desk:
    """Somebody at the desk of a record with a pledge, and a ruling that names a person, at position 4."""
    api.with_pledge()
    persons = {"persons": [{"name": "A. Bekova", "role": "journalist"}], "court": "odihr"}
    api.append(ruled("2021-02-01", "order", None, data=persons, title="A court orders", figures=[figure("0.1")]))
    return at_desk(api, "Aigul")


def figure(value: str) -> dict[str, Any]:
    return {"indicator": "fines", "value": value, "unit": "KZT"}


def filled(desk: Desk, path: str) -> dict[str, str]:
    """What a form is opened with."""
    page, found = desk.page(path), dict[str, str]()
    name = ""
    for one in page.elements:
        given = one.attributes
        if one.name == "input" and given.get("value") and given.get("type") not in {"checkbox", "hidden"}:
            found[str(given["name"])] = str(given["value"])
        elif one.name == "select":
            name = str(given["name"])
        elif one.name == "option" and "selected" in given and given.get("value"):
            found[name] = str(given["value"])
    return found


def differing_in(page: Page) -> int:
    """How many rows the table of what differs has."""
    return sum(one.attributes.get("scope") == "row" for one in page.elements)


def test_where_no_event_is_named_the_newest_are_there_to_choose_from(aigul: Desk) -> None:
    page = aigul.page("/desk/events")
    ways = [way for way in page.values("href", "a") if way.startswith("/desk/events/") and not way.endswith("/new")]
    assert len(ways) == 4
    assert "A court orders" in aigul.page(ways[0]).words
    assert "event" in page.values("name", "input")
    assert "A court orders" not in aigul.page("/desk/events?event=&before=4").words
    aigul.page("/desk/events?before=0", 422)


def test_an_event_is_found_by_its_position_and_offers_what_can_be_done(aigul: Desk) -> None:
    to = aigul.get("/desk/events?event=4").headers["location"]
    page = aigul.page(to)
    assert [one.rpartition("/")[2] for one in page.values("href", "a") if one.startswith(f"{to}/")] == [
        "correct",
        "retract",
        "annotate",
        "withhold",
    ]
    assert "A. Bekova" in page.words
    aigul.page("/desk/events?event=99", 404)
    aigul.page(f"{to}/nothing", 404)


def test_a_correction_begins_with_the_whole_event_and_shows_what_differs_before_it_goes_on_record(aigul: Desk) -> None:
    path = "/desk/events/4/correct"
    fields = filled(aigul, path)
    assert fields["data-replacement-title"] == "A court orders"
    assert fields["data-replacement-figures-0-value"] == "0.1"
    fields |= {"data-replacement-title": "A court decides", "data-kind": "editorial", "data-reason": "A slip"}
    page = Page(press(aigul, path, "preview", fields))
    assert "title A court orders A court decides" in page.words
    kept = draft(aigul, path, fields)
    assert differing_in(aigul.page(kept)) == differing_in(page) == 1
    assert "title A court orders A court decides" in aigul.page(kept).words
    assert decide(at_desk(aigul.api, "Boris"), kept, "append").status_code == 303
    event = aigul.api.read("/v1/events/4")
    assert (event["state"], aigul.api.read("/v1/events/5")["data"]["replacement"]["title"]) == (
        "corrected",
        "A court decides",
    )
    assert filled(aigul, path)["data-replacement-title"] == "A court decides"


def test_a_retraction_needs_a_second_person_and_can_be_reinstated(aigul: Desk) -> None:
    boris, fields = at_desk(aigul.api, "Boris"), {"data-reason": "Never happened", "data-kind": "error"}
    refused = append(aigul, "/desk/events/4/retract", fields)
    assert (refused.status_code, aigul.api.service.log.head().position) == (409, 4)
    path = draft(aigul, "/desk/events/4/retract", fields)
    assert "A court orders" in boris.page(path).words
    assert decide(boris, path, "append").status_code == 303
    assert aigul.api.read("/v1/events/4")["state"] == "retracted"
    again = press(aigul, "/desk/events/4/retract", "preview", fields)
    assert (again.status_code, "is retracted" in Page(again).words) == (422, True)
    assert append(aigul, "/desk/events/4/reinstate", {"data-reason": "It did"}).status_code == 303
    assert aigul.api.read("/v1/events/4")["state"] == "current"


def test_what_acts_upon_another_event_is_not_corrected(aigul: Desk) -> None:
    assert append(aigul, "/desk/events/4/annotate", {"data-note": "Likely misdated"}).status_code == 303
    assert aigul.get("/desk/events/5/correct").status_code == 422


def test_a_remark_is_appended_by_one_person(aigul: Desk) -> None:
    assert append(aigul, "/desk/events/4/annotate", {"data-note": "Likely misdated"}).status_code == 303


def test_withholding_names_the_places_and_needs_a_second_person(aigul: Desk) -> None:
    path = "/desk/events/4/withhold"
    assert "/data/persons/0/nameA. Bekova" in aigul.page(path).words
    fields = {"data-fields": "/data/persons/0/name", "data-reason": "On demand", "data-authority": "A court"}
    kept = draft(aigul, path, fields)
    assert "It erases text for good." in aigul.page(kept).words
    assert decide(at_desk(aigul.api, "Boris"), kept, "append").status_code == 303
    assert aigul.api.read("/v1/events/4")["data"]["persons"] == [{"name": None, "role": "journalist"}]


def test_an_event_of_which_a_name_was_withheld_can_be_corrected(aigul: Desk) -> None:
    told = {"fields": ["/data/persons/0/name"], "reason": "On demand", "authority": "A court"}
    aigul.api.append({"type": "content-withheld.v1", "data": {"target": aigul.api.read("/v1/events/4")["id"], **told}})
    path = "/desk/events/4/correct"
    fields = filled(aigul, path) | {
        "data-replacement-title": "A court decides",
        "data-kind": "editorial",
        "data-reason": "A slip",
    }
    page = Page(press(aigul, path, "preview", fields))
    assert "title A court orders A court decides" in page.words
    assert append(aigul, path, fields).status_code == 303


def test_the_latest_appends_are_listed_with_what_they_brought(aigul: Desk) -> None:
    page = aigul.page("/desk/appends")
    assert page.words.index("Append 2") < page.words.index("Append 1")
    assert "A court orders" in page.words
    aigul.page("/desk/appends/9", 404)


def test_the_events_of_all_appends_of_a_page_are_read_at_once(aigul: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        aigul.api.batch(*(milestone("2020") for _ in range(5)))
    read, kind = [], type(aigul.api.service.log)
    at = kind.at

    def counted(*given: Any) -> Any:
        read.append(given)
        return at(*given)

    monkeypatch.setattr(kind, "at", counted)
    words = aigul.page("/desk/appends").words
    assert len(read) == 1
    assert words.count("and 2 more") == 3


def test_a_whole_append_is_undone_in_one_act_after_its_preview_by_a_second_person(aigul: Desk) -> None:
    aigul.api.batch(milestone("2020"), milestone("2019"))
    path, fields = (
        "/desk/appends/3",
        {"reason": "Wrong file", "kind": "error"},
    )
    assert aigul.post(path, {"do": "preview", "kind": "error"}).status_code == 422
    preview = aigul.post(path, {**fields, "do": "preview"})
    assert "It retracts what is on record." in Page(preview).words
    shown = shown_by(preview)
    assert aigul.post(path, {**fields, **shown, "do": "append"}).status_code == 409
    kept = aigul.post(path, {**fields, "do": "draft"}).headers["location"].partition("?")[0]
    assert "It retracts all that still stands of append 3" in aigul.page(kept).words
    assert decide(at_desk(aigul.api, "Boris"), kept, "append").status_code == 303
    assert [aigul.api.read(f"/v1/events/{one}")["state"] for one in (5, 6)] == ["retracted"] * 2
    assert aigul.post(path, {**fields, "do": "preview"}).status_code == 422


def test_one_person_undoes_an_append_where_the_settings_say_so(aigul: Desk) -> None:
    object.__setattr__(aigul.api.service.settings, "review_retractions", False)
    aigul.api.batch(milestone("2020"))
    path, fields = (
        "/desk/appends/3",
        {"reason": "Wrong file", "kind": "error"},
    )
    shown = shown_by(aigul.post(path, {**fields, "do": "preview"}))
    answers = [aigul.post(path, {**fields, **shown, "do": "append"}) for _ in range(2)]
    assert [one.headers["location"] for one in answers] == ["/desk/appends/4?done=appended"] * 2
    assert aigul.api.service.log.head().position == 6


def test_a_form_of_a_body_described_can_be_corrected_too(aigul: Desk) -> None:
    fields = filled(aigul, "/desk/events/1/correct")
    assert fields["data-replacement-data-body-id"] == "kz-government"
    assert fields_of(milestone("2020"))["data-name"] == "Parliamentary election"
