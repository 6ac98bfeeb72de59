"""Where a sign-in leads: to pages of the desk alone."""

import pytest

from monitor.pages.desk.whither import DESK, is_desk, within_the_desk


@pytest.mark.parametrize("path", ["/desk", "/desk?a=1", "/desk/events/new", "/desk/appends?after=3&q=%D2%B1", "/desk/"])
def test_a_page_of_the_desk_is_kept_with_its_query(path: str) -> None:
    assert within_the_desk(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "//evil.example",
        "https://evil.example/desk",
        "/\\evil.example",
        "/desk.evil.example",
        "/desk@evil.example",
        "/desks",
        "/board",
        "/desk/../board",
        "/desk/%2e%2e/board",
        "/desk/.%2E/board",
        "/desk/..%2fboard",
        "/desk/..\\board",
        "/desk\r\nSet-Cookie: a=b",
        "/desk\t//evil.example",
        "javascript:alert(1)",
        "/desk/sign-in",
        "/desk/sign-in/done?next=/desk/sign-in/done",
        "/desk/" + "a" * 2000,
    ],
)
def test_anything_else_leads_to_the_first_page(path: str) -> None:
    assert within_the_desk(path) == DESK


def test_the_desk_is_its_path_and_what_is_below() -> None:
    assert [is_desk(path) for path in ("/desk", "/desk/keys", "/desks", "/v1/desk")] == [True, True, False, False]
