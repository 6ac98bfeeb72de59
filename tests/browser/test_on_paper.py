"""Pages as they are printed."""

import re

import pytest

from tests.browser.addresses import COMMITMENT
from tests.browser.conftest import Visiting
from tests.browser.looking import pictures
from tests.browser.site import Site

pytestmark = pytest.mark.proof

_A_PAGE = re.compile(rb"/Type\s*/Page\b")
PATHS = {"commitment": COMMITMENT, "board": "/board?jurisdiction=KZ", "event": "/events/150"}


@pytest.mark.parametrize("name", PATHS)
def test_a_page_fits_on_two_sheets(kazakhstan: Site, visiting: Visiting, name: str) -> None:
    page = visiting(kazakhstan).open(PATHS[name])
    printed = page.pdf(path=pictures() / f"{name}-on-paper.pdf", format="A4", print_background=True)
    assert 1 <= len(_A_PAGE.findall(printed)) <= 2


def test_what_is_pressed_is_not_printed_and_the_view_and_the_link_are(kazakhstan: Site, visiting: Visiting) -> None:
    page = visiting(kazakhstan).open(COMMITMENT)
    page.emulate_media(media="print")
    assert page.locator("nav:visible, button:visible, form:visible").count() == 0
    words = page.locator("main").inner_text()
    assert "as known to this record" in words
    assert f"{kazakhstan.address}{COMMITMENT}?as_of=" in words
