"""What a first visit costs the reader."""

import pytest

from tests.browser.addresses import COMMITMENT
from tests.browser.conftest import Visiting
from tests.browser.site import Site
from tests.builders import made

pytestmark = pytest.mark.proof

MOST_BYTES = 100_000


@pytest.mark.parametrize("path", ["/", "/board", COMMITMENT])
def test_a_first_load_is_under_100_kilobytes(kazakhstan: Site, visiting: Visiting, path: str) -> None:
    assert loaded(kazakhstan, visiting, path) < MOST_BYTES


def test_so_is_that_of_a_board_of_a_hundred(own_site: Site, visiting: Visiting) -> None:
    for number in range(80):
        told = made("2009-01-01", f"kz-more-{number}", title=f"Promise {number} of a long list of promises", due="2010")
        own_site.append(told)
    assert loaded(own_site, visiting, "/board") < MOST_BYTES


def loaded(at: Site, visiting: Visiting, path: str) -> int:
    """The bytes of everything that a page loads, headers included, as they came over the wire."""
    visit = visiting(at)
    visit.open(path).wait_for_load_state("networkidle")
    sizes = [request.sizes() for request in visit.requests]
    assert len(sizes) >= 3, "the page and its style sheets"
    return sum(one["responseBodySize"] + one["responseHeadersSize"] for one in sizes)
