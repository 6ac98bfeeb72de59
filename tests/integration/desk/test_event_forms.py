"""Writing an event at the desk: previewed, then appended as over HTTP; nothing typed is lost."""

from typing import Any

import pytest

from tests.builders import LAW, PLEDGE, Event, bears, legislated, made, milestone
from tests.integration.api.served import Api
from tests.integration.desk.visited import Desk
from tests.integration.desk.written import append, at_desk, fields_of, press, shown_by
from tests.integration.private_pages.mailed import Page

LEGISLATED = "/desk/events/new/legislative-action"
SIGNED = legislated("2021-02-01", "executive-signature", LAW, bears_on=[bears("advances")])
PROMISED = made("2010-02-01", "kz-election-law")


@pytest.fixture
def desk(api: Api) -> Desk:
    """Somebody at the desk of a record with one pledge."""
    api.with_pledge()
    return at_desk(api)


def marked(page: Page) -> set[str]:
    """Names of the controls that are marked as wrong, each of which says by what it is described."""
    controls = [one.attributes for one in page.elements if one.attributes.get("aria-invalid") == "true"]
    for one in controls:
        assert f"{one['id']}-wrong" in str(one["aria-describedby"]).split()
    return {str(one["name"]) for one in controls}


def typed_in(page: Page) -> dict[str, str]:
    return {
        str(one.attributes["name"]): str(one.attributes.get("value"))
        for one in page.elements
        if one.name == "input" and one.attributes.get("value") and one.attributes.get("type") != "hidden"
    }


def test_every_type_that_can_be_written_is_offered_with_its_form(desk: Desk) -> None:
    links = [one for one in desk.page("/desk/events/new").values("href", "a") if "/desk/events/new/" in one]
    assert len(links) == 13
    for link in links:
        desk.page(link)


def test_an_event_is_previewed_and_then_appended_as_by_whoever_is_at_desk(desk: Desk) -> None:
    preview = press(desk, LEGISLATED, "preview", fields_of(SIGNED))
    words = Page(preview).words
    assert "1 commitment reads otherwise" in words
    assert "no action on record → becomes" in words
    assert "from 1 February 2021 to 30 June 2021, today" in words
    assert desk.api.service.log.head().position == 3
    done = press(desk, LEGISLATED, "append", fields_of(SIGNED), **shown_by(preview))
    assert (done.status_code, done.headers["location"]) == (303, "/desk/appends/2?done=appended")
    event = desk.api.read("/v1/events/4")
    assert event["title"] == SIGNED["title"]
    assert event["recorded_by"].startswith("key_")
    assert "It is on record." in desk.page("/desk/appends/2?done=appended").words


def test_nothing_is_appended_that_was_not_previewed(desk: Desk) -> None:
    response = press(desk, LEGISLATED, "append", fields_of(SIGNED))
    assert response.status_code == 200
    assert "Look at what it would change" in Page(response).words
    assert desk.api.service.log.head().position == 3


def test_what_was_changed_after_the_preview_is_previewed_anew(desk: Desk) -> None:
    shown = shown_by(press(desk, LEGISLATED, "preview", fields_of(SIGNED)))
    response = press(desk, LEGISLATED, "append", {**fields_of(SIGNED), "title": "Another title"}, **shown)
    assert response.status_code == 409
    assert typed_in(Page(response))["title"] == "Another title"
    assert desk.api.service.log.head().position == 3


def test_what_would_change_something_else_by_now_is_shown_anew_and_then_appended(desk: Desk) -> None:
    shown = shown_by(press(desk, LEGISLATED, "preview", fields_of(SIGNED)))
    desk.api.append(legislated("2021-01-01", "introduction", LAW, bears_on=[bears("advances")]))
    response = press(desk, LEGISLATED, "append", fields_of(SIGNED), **shown)
    page = Page(response)
    assert response.status_code == 409
    assert "not what the preview showed" in page.words
    assert "in progress" in page.words
    assert append(desk, LEGISLATED, fields_of(SIGNED)).status_code == 303


@pytest.mark.parametrize(
    ("path", "event"), [(LEGISLATED, SIGNED), ("/desk/events/new/commitment-made", PROMISED)], ids=["law", "promise"]
)
def test_pressed_twice_it_is_on_record_once(desk: Desk, path: str, event: Event) -> None:
    shown = shown_by(press(desk, path, "preview", fields_of(event)))
    answers = [press(desk, path, "append", fields_of(event), **shown) for _ in range(2)]
    assert [one.headers["location"] for one in answers] == ["/desk/appends/2?done=appended"] * 2
    assert desk.api.service.log.head().position == 4
    again = press(desk, path, "append", {**fields_of(event), "title": "Another"}, **shown)
    assert again.status_code == 409
    assert desk.api.service.log.head().position == 4


@pytest.mark.parametrize("trusted", [False, True])
def test_a_delay_is_promised_only_where_there_is_one(desk: Desk, trusted: bool) -> None:
    feed = at_desk(desk.api, "Feed", trusted_feed=trusted)
    done = feed.page(append(feed, LEGISLATED, fields_of(SIGNED)).headers["location"])
    assert ("Whoever follows it is told in 10 minutes" in done.words) is not trusted
    desk.api.batch(milestone("2020"), path="/v1/events/batch?notify=false")
    assert "is told in" not in desk.page("/desk/appends/3?done=appended").words


def test_before_an_append_it_is_foretold_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = shown_by(press(desk, LEGISLATED, "preview", fields_of(SIGNED)))
    foretold, kind = [], type(desk.api.service.appending)
    foretell = kind.preview

    def counted(*given: Any) -> Any:
        foretold.append(given)
        return foretell(*given)

    monkeypatch.setattr(kind, "preview", counted)
    assert press(desk, LEGISLATED, "append", fields_of(SIGNED), **shown).status_code == 303
    assert len(foretold) == 1


def test_what_is_wrong_is_told_beside_its_field_and_everything_typed_is_kept(desk: Desk) -> None:
    wrong: Event = {**SIGNED, "occurred": "2009-13", "bears_on": [bears("advances", "nothing-like-it")]}
    fields = {**fields_of(wrong), "sources-0-url": "ftp://x", "order": "first"}
    response = press(desk, LEGISLATED, "preview", fields)
    page = Page(response)
    assert response.status_code == 422
    assert marked(page) == {"occurred", "sources-0-url", "order"}
    assert typed_in(page).items() >= {"occurred": "2009-13", "sources-0-url": "ftp://x", "order": "first"}.items()
    assert "#at-occurred" in page.values("href", "a")
    mended = {**fields, "occurred": "2009", "sources-0-url": "https://example.org", "order": "1"}
    assert marked(Page(press(desk, LEGISLATED, "preview", mended))) == {"bears_on-0-of"}


def test_another_source_is_asked_for_by_a_button_and_taken_out_by_one(desk: Desk) -> None:
    more = Page(press(desk, LEGISLATED, "add:sources", fields_of(SIGNED)))
    assert "sources-1-title" in more.values("name", "input")
    assert typed_in(more)["title"] == SIGNED["title"]
    filled = {**fields_of(SIGNED), "sources-1-title": "The second"}
    less = Page(press(desk, LEGISLATED, "remove:sources-0", filled))
    assert typed_in(less)["sources-0-title"] == "The second"
    assert "sources-1-title" not in less.values("name", "input")


def test_what_is_on_record_is_offered_to_pick_from(desk: Desk) -> None:
    page = desk.page(LEGISLATED)
    offered = page.values("value", "option")
    assert {PLEDGE, "kz-government", "KZ", "kk"} <= set(offered)
    lists = {one.attributes["id"] for one in page.elements if one.name == "datalist"}
    assert set(page.values("list", "input")) <= lists


def test_a_hostile_title_stays_text(desk: Desk) -> None:
    hostile = '"><script>alert(1)</script>'
    fields = {**fields_of(milestone("2009")), "title": hostile}
    response = press(desk, "/desk/events/new/milestone", "preview", fields)
    assert typed_in(Page(response))["title"] == hostile
    assert "script" not in {one.name for one in Page(response).elements}


def test_every_control_has_a_label_and_no_id_stands_twice(desk: Desk) -> None:
    page = Page(press(desk, LEGISLATED, "add:assessments", fields_of(SIGNED)))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    named = {*page.values("for", "label")}
    for one in page.elements:
        if one.name in {"input", "select", "textarea"} and one.attributes.get("type") not in {"hidden", "checkbox"}:
            assert one.attributes["id"] in named


def test_a_form_of_another_site_does_nothing(desk: Desk) -> None:
    refused = desk.post(LEGISLATED, fields_of(SIGNED), {"Sec-Fetch-Site": "cross-site"})
    assert refused.status_code == 403


def test_a_type_that_there_is_none_of_is_not_found(desk: Desk) -> None:
    assert desk.get("/desk/events/new/nothing").status_code == 404


def test_what_was_typed_survives_the_end_of_the_session(desk: Desk) -> None:
    desk.client.cookies.clear()
    refused = press(desk, LEGISLATED, "preview", fields_of(SIGNED))
    assert refused.status_code == 403
    page = Page(refused)
    assert fields_of(SIGNED).keys() <= set(page.values("name", "textarea"))
    assert str(SIGNED["title"]) in page.words
