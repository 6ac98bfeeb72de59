"""The control that drags a page through time."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from monitor.pages.asset_files import asset, asset_path
from tests.builders import PLEDGE, made
from tests.integration.api.served import Api, serve
from tests.integration.pages.record import page


@pytest.mark.parametrize("path", ["/board", f"/commitments/{PLEDGE}"])
def test_it_is_hidden_until_its_script_runs_which_may_ask_this_site_alone(read: Api, path: str) -> None:
    found = page(read, path)
    (control,) = (one.attributes for one in found.elements if one.attributes.get("id") == "through-time")
    assert "hidden" in control
    assert control["data-first"] == "2008-01-01"
    assert asset_path("through-time.js") in found.values("src", "script")
    policy = read.get(path, Accept="text/html").headers["content-security-policy"]
    assert policy.endswith("; script-src 'self'; connect-src 'self'")


@pytest.mark.parametrize("path", ["/", "/method", "/compare", "/events/1"])
def test_a_page_without_it_may_run_nothing(read: Api, path: str) -> None:
    assert "script" not in read.get(path, Accept="text/html").headers["content-security-policy"]


def test_its_days_are_the_same_on_whatever_day_the_page_is_of(read: Api) -> None:
    days = [page(read, f"/board{query}").values("data-changes") for query in ("", "?as_of=2008-02-01", "?lens=osce")]
    assert days[0] == days[1] == days[2]
    assert days[0][0].startswith("0:2 ")


def test_each_commitment_on_the_board_says_where_it_stands(read: Api) -> None:
    found = page(read, "/board?as_of=2008-12-04")
    assert dict(zip(found.values("data-stands"), found.values("data-status"), strict=True))[PLEDGE] == "in progress"
    assert "board" in found.values("id")


def test_a_module_names_what_it_imports_in_its_present_version(read: Api) -> None:
    script = read.get(asset_path("through-time.js"))
    assert script.headers["content-type"].startswith("text/javascript")
    for name in ("days.js", "live-page.js"):
        assert f'from "./{name}?v={asset(name).version}";' in script.text


def test_what_comes_to_be_followed_without_a_promise_changes_no_status(sqlite_engine: Engine, tmp_path: Path) -> None:
    api = serve(sqlite_engine, tmp_path)
    api.with_pledge()
    api.append(made("2010-01-01", "kz-watch", "watch", origin="none", duty_bearers=[]))
    (changes,) = page(api, "/board").values("data-changes")
    assert changes.startswith("0:1")
    assert f"{(date(2010, 1, 1) - date(2008, 1, 1)).days}:" not in changes
    (first,) = page(api, "/commitments/kz-watch").values("data-first")
    assert first == "2010-01-01"
