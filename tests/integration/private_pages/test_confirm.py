"""Confirming an address by the link that was mailed to it."""

from datetime import timedelta

import pytest

from tests.integration.api.served import Api
from tests.integration.private_pages.mailed import (
    CONFIRM,
    CONTACT,
    LEAVE,
    MANAGE,
    UNKNOWN,
    Page,
    everything,
    post,
    states,
)

LINK = f"/confirm/{CONFIRM}"
WEEK = timedelta(days=7)


def test_the_page_says_what_will_be_sent_and_asks(on_sqlite: Api) -> None:
    page = Page(on_sqlite.get(LINK))
    assert "“kz-media-law”: changes of status or stage" in page.words
    assert "every day" in page.words
    assert "a…@post.example.org" in page.words
    assert [one.attributes.get("type") for one in page.elements if one.name == "button"] == ["submit"]


def test_a_commitment_goes_by_its_title(api: Api) -> None:
    api.with_pledge(commitment="kz-media-law", title="A law on <b>media</b> & access")
    page = Page(api.get(LINK))
    assert "“A law on <b>media</b> & access”: changes" in page.words


@pytest.mark.parametrize("body", [b"", b"confirm=1", b"{}"])
def test_a_post_confirms_whatever_its_body(on_sqlite: Api, body: bytes) -> None:
    response = post(on_sqlite, LINK, body, Content_Type="application/json" if body == b"{}" else "text/plain")
    assert response.status_code == 200
    page = Page(response)
    assert "What comes next" in page.text
    assert page.values("method", "form") == []
    assert states(on_sqlite)["sub_3"] == "active"


def test_statement_26_a_link_is_used_once_and_says_so_afterwards(api: Api) -> None:
    post(api, LINK)
    after = everything(api)
    for response in (api.get(LINK), post(api, LINK)):
        assert response.status_code == 200
        assert "Already confirmed" in Page(response).words
    assert everything(api) == after


def test_statement_26_a_used_link_takes_nothing_up_again_that_was_left(api: Api) -> None:
    post(api, LINK)
    post(api, f"/manage/{MANAGE}", {"act": "end", "subscription": "sub_3"})
    response = post(api, LINK)
    assert response.status_code == 200
    assert "has ended since" in Page(response).words
    assert states(api)["sub_3"] == "ended"


def test_statement_26_a_link_works_for_seven_days(api: Api) -> None:
    api.clock.at += WEEK
    assert post(api, LINK).status_code == 200
    assert states(api)["sub_3"] == "active"


def test_statement_26_a_link_does_nothing_after_seven_days(api: Api) -> None:
    api.clock.at += WEEK + timedelta(seconds=1)
    before = everything(api)
    for response in (api.get(LINK), post(api, LINK)):
        assert response.status_code == 410
        assert "This link works no more" in Page(response).words
    assert everything(api) == before


def test_the_contact_of_an_endpoint_is_told_what_that_means(on_sqlite: Api) -> None:
    link = f"/confirm/{CONTACT}"
    assert "Mail about a webhook endpoint" in Page(on_sqlite.get(link)).words
    assert "when the endpoint stops taking messages" in Page(post(on_sqlite, link)).words


@pytest.mark.parametrize("token", [UNKNOWN, LEAVE, MANAGE, "x", f"%00{CONFIRM}"])
def test_what_is_no_confirm_link_is_a_page_that_says_so(on_sqlite: Api, token: str) -> None:
    before = everything(on_sqlite)
    for response in (on_sqlite.get(f"/confirm/{token}"), post(on_sqlite, f"/confirm/{token}")):
        assert response.status_code == 404
        assert "There is nothing under this link" in Page(response).words
    assert everything(on_sqlite) == before
