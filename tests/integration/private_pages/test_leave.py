"""Leaving by the link in a letter, and taking it back."""

from datetime import timedelta

import pytest

from tests.integration.api.served import Api
from tests.integration.private_pages.mailed import (
    CONFIRM,
    LEAVE,
    MANAGE,
    ONE_CLICK,
    UNKNOWN,
    Page,
    everything,
    post,
    states,
)

LINK = f"/u/{LEAVE}"
BOUNDARY = "gc0p4Jq0M2Yt08jU534c0p"
IN_PARTS = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--{BOUNDARY}--\r\n'
)


@pytest.mark.proof
def test_statement_25_looking_changes_no_row_however_often(on_sqlite: Api) -> None:
    before = everything(on_sqlite)
    for path in (LINK, f"/confirm/{CONFIRM}", f"/manage/{MANAGE}"):
        for method in ("GET", "HEAD", "OPTIONS"):
            answers = {on_sqlite.client.request(method, path).status_code for _ in range(100)}
            assert answers == {204 if method == "OPTIONS" else 200}
    assert everything(on_sqlite) == before


def test_statement_25_one_post_without_cookies_ends_only_what_the_letter_was_about_and_a_second_changes_nothing(
    api: Api,
) -> None:
    first = post(api, LINK, ONE_CLICK)
    assert (first.status_code, "location" in first.headers, "set-cookie" in first.headers) == (200, False, False)
    assert states(api) == {"sub_1": "ended", "sub_2": "ended", "sub_3": "pending", "sub_4": "active"}
    after = everything(api)
    assert post(api, LINK, ONE_CLICK).status_code == 200
    assert everything(api) == after


def test_statement_25_a_one_click_request_in_parts_is_one_too(api: Api) -> None:
    response = post(api, LINK, IN_PARTS.encode(), Content_Type=f"multipart/form-data; boundary={BOUNDARY}")
    assert response.status_code == 200
    assert states(api)["sub_1"] == "ended"


def test_a_cookie_or_another_origin_makes_no_difference(on_sqlite: Api) -> None:
    response = post(
        on_sqlite, LINK, ONE_CLICK, Cookie="session=1", Origin="https://mail.example", Sec_Fetch_Site="cross-site"
    )
    assert response.status_code == 200
    assert states(on_sqlite)["sub_1"] == "ended"


def test_statement_26_a_leave_link_of_two_years_ago_still_works(api: Api) -> None:
    api.clock.at += timedelta(days=731)
    assert "Stop these messages" in Page(api.get(LINK)).text
    assert post(api, LINK, ONE_CLICK).status_code == 200
    assert states(api)["sub_1"] == "ended"


def test_the_page_names_exactly_what_it_would_end(on_sqlite: Api) -> None:
    words = Page(on_sqlite.get(LINK)).words
    assert "On media: changes of status or stage" in words
    assert "Kazakhstan: court rulings" in words
    assert "kz-media-law" not in words


def test_the_button_of_the_page_posts_what_a_mail_program_would(on_sqlite: Api) -> None:
    page = Page(on_sqlite.get(LINK))
    (button,) = (one for one in page.elements if one.name == "button")
    assert (button.attributes["name"], button.attributes["value"]) == ("List-Unsubscribe", "One-Click")


@pytest.mark.parametrize("body", [b"", b"List-Unsubscribe=Two-Clicks", b"a=b", b"list-unsubscribe"])
def test_a_post_that_asks_for_nothing_changes_nothing(on_sqlite: Api, body: bytes) -> None:
    before = everything(on_sqlite)
    response = post(on_sqlite, LINK, body)
    assert response.status_code == 400
    assert "Nothing was changed" in Page(response).text
    assert everything(on_sqlite) == before


def test_leaving_can_be_undone_for_thirty_days(api: Api) -> None:
    left = Page(post(api, LINK, ONE_CLICK))
    assert "Possible until 3 April 2021" in left.words
    api.clock.at += timedelta(days=30)
    undone = post(api, LINK, {"undo": "1"})
    assert undone.status_code == 200
    assert "You are sent these messages again" in Page(undone).words
    assert states(api) == {"sub_1": "active", "sub_2": "active", "sub_3": "pending", "sub_4": "active"}


def test_after_thirty_days_it_cannot_and_the_page_says_so(api: Api) -> None:
    post(api, LINK, ONE_CLICK)
    api.clock.at += timedelta(days=30, seconds=1)
    assert "undo" not in Page(api.get(LINK)).values("name")
    response = post(api, LINK, {"undo": "1"})
    assert response.status_code == 409
    assert "cannot be undone any more" in Page(response).words
    assert states(api)["sub_1"] == "ended"


def test_after_the_last_has_ended_it_can_be_undone_too(api: Api) -> None:
    for one in ("sub_3", "sub_4"):
        post(api, f"/manage/{MANAGE}", {"act": "end", "subscription": one})
    post(api, LINK, ONE_CLICK)
    assert set(states(api).values()) == {"ended"}
    assert post(api, LINK, {"undo": "1"}).status_code == 200
    assert [states(api)[one] for one in ("sub_1", "sub_2", "sub_3")] == ["active", "active", "ended"]


@pytest.mark.parametrize("token", [UNKNOWN, MANAGE, CONFIRM, "x", f"{LEAVE}x", f"%00{LEAVE}", "%F0%9F%90%9F"])
def test_what_is_no_leave_link_is_a_page_that_says_so(on_sqlite: Api, token: str) -> None:
    before = everything(on_sqlite)
    for response in (
        on_sqlite.get(f"/u/{token}"),
        post(on_sqlite, f"/u/{token}", ONE_CLICK),
        post(on_sqlite, f"/u/{token}", b"undo=1"),
    ):
        assert response.status_code == 404
        assert "There is nothing under this link" in Page(response).words
    assert everything(on_sqlite) == before
