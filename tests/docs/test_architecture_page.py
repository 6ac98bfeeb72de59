"""The table of the two clocks on the page on architecture is what the service answers."""

import re

import pytest
from fastapi.testclient import TestClient

from tests.docs.pages import read

TABLE = re.search(r"^\| `([\w-]+)` \|(.+)\|\n\|---.*\n((?:\|.+\|\n)+)", read("docs/architecture.md"), re.MULTILINE)
assert TABLE is not None
COMMITMENT, HEADS, ROWS = TABLE.groups()
POSITIONS = re.findall(r"known at (\d+)", HEADS)
CELLS = [
    (row.split("|")[1].removeprefix(" as of ").strip(), position, cell.strip())
    for row in ROWS.splitlines()
    for position, cell in zip(POSITIONS, row.split("|")[2:], strict=False)
]


@pytest.mark.parametrize(("as_of", "known_at", "cell"), CELLS)
def test_where_it_stood_on_a_day_as_known_at_a_moment(client: TestClient, as_of: str, known_at: str, cell: str) -> None:
    item = client.get(f"/v1/commitments/{COMMITMENT}?as_of={as_of}&known_at={known_at}").json()
    status, *flags = re.findall(r"`([\w-]+)`", cell)
    assert (item["status"], item["flags"]) == (status, flags)
    assert item["certain"] is ("possibly" not in cell)


def test_both_moments_and_several_days_are_shown() -> None:
    assert len(POSITIONS) == 2
    assert len(CELLS) == 8
