"""Charts over time: the board's numbers, and what accounts of a commitment said."""

import pytest

from tests.builders import PLEDGE
from tests.integration.api.served import Api
from tests.integration.pages.record import CLAIMED, GRADED, HTML, page

ACCOUNTS = f"/commitments/{PLEDGE}/accounts"


def rows(api: Api, path: str) -> list[str]:
    return api.get(path).text.splitlines()


def test_the_board_over_time_is_told_in_words_and_as_a_table(api: Api) -> None:
    found = page(api, "/board/over-time")
    told = (
        "On 4 March 2021, of 2 commitments with a status: 1 partially implemented, 1 no breach on record; "
        "on 1 January 2008, of 2 commitments with a status: 1 no action on record, 1 no breach on record."
    )
    assert told in found.words
    assert any(told in alt for alt in found.values("alt"))
    assert "From no action on record in progress enacted, not assessed partially implemented" in found.words
    assert "19 November 2009 0 0 0 1 1 2" in found.words


def test_its_data_are_half_open_days_with_their_view(api: Api) -> None:
    found = rows(api, "/board/over-time.csv?topic=media&as_of=2009-12-01&known_at=8")
    assert found[0] == "from,to,status,number,of,as_of,through_position,public_at,lens"
    assert found[1] == "2008-01-01,2008-06-05,no-action-on-record,1,1,2009-12-01,8,,"
    assert found[-1] == "2009-11-19,,partially-implemented,1,1,2009-12-01,8,,"


def test_days_after_that_of_the_view_are_not_in_it_and_every_clock_counts(read: Api) -> None:
    assert rows(read, "/board/over-time.csv?topic=media&as_of=2009-03-01")[-1].startswith("2009-02-07,,enacted,1,1,")
    assert rows(read, f"/board/over-time.csv?topic=media&as_of=2009-12-01&known_at={CLAIMED}")[-1].startswith(
        "2009-02-06,,enacted,1,1,"
    )
    assert rows(read, "/board/over-time.csv?status=enacted") == rows(read, "/board/over-time.csv?known_at=0")
    assert "partially-implemented" not in read.get("/board/over-time.csv?topic=media&public_at=2009-03-05").text


def test_it_draws_nothing_where_nothing_is_on_the_board(read: Api) -> None:
    assert "No commitment matches in this view." in page(read, "/board/over-time?known_at=0").words
    assert read.get("/board/over-time.svg?known_at=0").status_code == 200


@pytest.mark.parametrize("path", ["/board/over-time.svg?topic=media", f"{ACCOUNTS}.svg?known_at=8", f"{ACCOUNTS}.csv"])
def test_who_has_a_picture_makes_nobody_draw_it_again(read: Api, path: str) -> None:
    first = read.get(path)
    again = read.get(path, If_None_Match=first.headers["etag"])
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    other = read.get(f"{path}{'&' if '?' in path else '?'}as_of=2009-11-20")
    assert other.headers["etag"] != first.headers["etag"]


def test_a_picture_of_a_pinned_view_of_an_earlier_day_is_kept(read: Api) -> None:
    pinned = "as_of=2009-12-01&known_at=11&rules=default/1"
    for path, kept in (
        (f"/board/over-time.svg?{pinned}", True),
        (f"{ACCOUNTS}.csv?{pinned}", True),
        (f"/board/over-time.svg?{pinned.replace('2009-12-01', '2021-03-04')}", False),
        ("/board/over-time.svg?as_of=2009-12-01", False),
    ):
        assert ("immutable" in read.get(path).headers["cache-control"]) == kept, path


def test_pictures_are_for_light_and_dark_and_named_by_what_they_show(read: Api) -> None:
    light, dark = (read.get(f"{ACCOUNTS}.svg{query}") for query in ("", "?dark=1"))
    assert light.headers["content-type"] == "image/svg+xml"
    assert light.headers["etag"] != dark.headers["etag"]
    assert light.content != dark.content
    assert 'aria-label="kz-government states (a claim): Implemented, from 1 March 2009. odihr says:' in light.text


def test_accounts_diverge_in_words_and_in_a_table(api: Api) -> None:
    found = page(api, f"/commitments/{PLEDGE}")
    assert "kz-government (claim) 1 March 2009 Implemented" in found.words
    assert "odihr 19 November 2009 Partially implemented" in found.words
    before = page(api, f"/commitments/{PLEDGE}?known_at={GRADED - 1}")
    assert "odihr 19 November 2009 Partially implemented" not in before.words


@pytest.mark.parametrize("lens", ["", "&lens=osce", "&lens=odihr", "&public_at=2022-01-01"])
def test_accounts_as_data_are_those_of_the_view(read: Api, lens: str) -> None:
    found = rows(read, f"{ACCOUNTS}.csv?as_of=2010-01-01{lens}")
    assert found[0].startswith("commitment,body,name,claim,from,scheme,value,ordinal,")
    shown = {line.split(",")[1]: line.split(",")[6] for line in found[1:]}
    accounts = read.read(f"/v1/commitments/{PLEDGE}?as_of=2010-01-01{lens}")["accounts"]
    assert shown == {one["body"]: one["value"] for one in accounts}


def test_accounts_of_what_is_not_on_record_are_refused(read: Api) -> None:
    for path in ("/commitments/kz-nothing/accounts.csv", f"{ACCOUNTS}.svg?known_at=0"):
        assert read.get(path, Accept=HTML).status_code == 404
        assert read.get(path, Accept=HTML, If_None_Match="*").status_code == 404
