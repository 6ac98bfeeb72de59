"""Lists, a page at a time."""

import base64
import hashlib
import re
from datetime import timedelta
from urllib.parse import quote, urlencode

import pytest

from monitor.api.cursors import Cursor, write_cursor
from tests.builders import PLEDGE, made, stated
from tests.integration.api.served import Api, places, problem


def pledges(api: Api, number: int) -> None:
    api.with_bodies(*(made(commitment=f"kz-pledge-{one}") for one in range(number)))


def test_pages_follow_each_other_by_cursor_or_link_until_there_is_none(api: Api) -> None:
    pledges(api, 5)
    found, path = [], "/v1/commitments?limit=2&jurisdiction=KZ&q=law"
    while path:
        response = api.get(path)
        found.append([item["id"] for item in response.json()["items"]])
        link = re.fullmatch(r'<(.+)>; rel="next"', response.headers.get("link", ""))
        path = link[1] if link else ""
        assert bool(link) == (response.json()["next"] is not None)
        assert link is None or f"after={response.json()['next']}" in path
    assert found == [["kz-pledge-0", "kz-pledge-1"], ["kz-pledge-2", "kz-pledge-3"], ["kz-pledge-4"]]


def test_later_pages_answer_the_view_of_the_first(api: Api) -> None:
    pledges(api, 3)
    first = api.read("/v1/commitments?limit=2")
    api.batch(made(commitment="kz-pledge-20"), made(commitment="kz-pledge-9"))
    api.clock.at += timedelta(days=3)
    second = api.read(f"/v1/commitments?limit=2&after={first['next']}")
    assert second["view"] == first["view"]
    assert [item["id"] for item in second["items"]] == ["kz-pledge-2"]
    assert second["next"] is None


def test_a_moment_asked_for_in_words_is_shown_so_on_every_page(api: Api) -> None:
    pledges(api, 3)
    api.clock.at += timedelta(days=1)
    asked = "/v1/commitments?limit=2&known_at=2021-03-04T23:00:00Z"
    first = api.read(asked)
    assert api.read(f"{asked}&after={first['next']}")["view"] == first["view"]


def test_the_size_of_the_page_may_change_on_the_way(api: Api) -> None:
    pledges(api, 4)
    first = api.read("/v1/commitments?limit=1")
    rest = api.read(f"/v1/commitments?limit=100&after={first['next']}")
    assert len(rest["items"]) == 3


def test_a_cursor_of_another_question_or_an_altered_one_is_refused(api: Api) -> None:
    pledges(api, 4)
    cursor = api.read("/v1/commitments?limit=1&jurisdiction=KZ")["next"]
    other = "B" if cursor[-5] != "B" else "C"
    for path in (
        f"/v1/commitments?limit=1&after={cursor}",
        f"/v1/commitments?jurisdiction=KZ&kind=achieve&after={cursor}",
        f"/v1/measures?jurisdiction=KZ&after={cursor}",
        f"/v1/commitments?jurisdiction=KZ&after={cursor[:-5]}{other}{cursor[-4:]}",
        f"/v1/commitments?jurisdiction=KZ&after={cursor}=",
        f"/v1/commitments?jurisdiction=KZ&after={quote(cursor + ' ')}",
    ):
        assert places(problem(api.get(path), 422, "invalid")) == [("after", "cursor")]


MADE_UP = (
    b"nojson", b"[1]", b"{}", b'[1,"x",1,5]', b'[1,5,1,"2021-01-01"]', b'[2,"x",1,"2021-01-01"]',
    b'[1,"x",-1,"2021-01-01"]', b'[1,"x",true,"2021-01-01"]', b'[1,"x",1,"soon"]', b'[1,"a\\u0000b",1,"2021-01-01"]',
    b'[1,"x",9007199254740993,"2021-01-01"]',
)  # fmt: skip


@pytest.mark.parametrize("content", MADE_UP)
@pytest.mark.parametrize("path", ["/v1/commitments", "/v1/events", f"/v1/commitments/{PLEDGE}/events", "/v1/search"])
def test_a_cursor_made_up_by_its_own_rules_is_refused(api: Api, path: str, content: bytes) -> None:
    api.with_pledge()
    asked = {"q": "pledge"} if path == "/v1/search" else {}
    question = f"{path}?{urlencode(asked)}"
    written = base64.urlsafe_b64encode(hashlib.sha256(content + b"\0" + question.encode()).digest()[:8] + content)
    address = f"{path}?{urlencode({**asked, 'after': written.decode().rstrip('=')})}"
    assert places(problem(api.get(address), 422, "invalid")) == [("after", "cursor")]


@pytest.mark.parametrize("path", ["/v1/events", f"/v1/commitments/{PLEDGE}/events", "/v1/search?q=pledge"])
def test_a_cursor_behind_an_item_of_another_kind_is_refused(api: Api, path: str) -> None:
    api.with_pledge()
    question = path if "?" in path else f"{path}?"
    cursor = write_cursor(Cursor("kz-media-law", 3, "2021-01-01"), question)
    address = f"{path}{'&' if '?' in path else '?'}after={cursor}"
    assert places(problem(api.get(address), 422, "invalid")) == [("after", "cursor")]


def test_events_are_also_read_on_from_a_position(api: Api) -> None:
    api.with_bodies()
    api.batch(*(stated(f"2009-01-{day:02}") for day in range(1, 6)))
    page = api.read("/v1/events?after=3&limit=2")
    assert [event["position"] for event in page["items"]] == [4, 5]
    page = api.read(f"/v1/events?after={page['next']}&limit=2")
    assert [event["position"] for event in page["items"]] == [6, 7]
    assert page["next"] is None
    assert api.read("/v1/events?after=99")["items"] == []


def test_other_lists_are_paged_alike(api: Api) -> None:
    api.with_bodies(made(), made(commitment="kz-second"))
    for path, key in (("/v1/bodies", "id"), ("/v1/commitments/kz-media-law/events", "id"), ("/v1/events", "id")):
        whole = [one[key] for one in api.read(path)["items"]]
        found, after = [], ""
        while True:
            page = api.read(f"{path}?limit=1{after}")
            found += [one[key] for one in page["items"]]
            if page["next"] is None:
                break
            after = f"&after={page['next']}"
        assert found == whole
