"""Looking at a page as people do: by day and by night, on a desk and in the hand, with everything folded out."""

import os
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import Page

from tests.architecture.source_tree import ROOT
from tests.browser.axe import violations
from tests.browser.visit import DESKTOP, NARROWEST, PHONE

FOLDER: Final = "REFORM_MONITOR_SCREENSHOTS"
"""The variable that names where pictures go; else they go to ``var/screenshots``."""

_SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
_SIZES: Final = {"desktop": DESKTOP, "phone": PHONE}
_UNFOLD: Final = "for (const one of document.querySelectorAll('details')) one.open = true"
_TOO_WIDE: Final = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def look_at(page: Page, name: str) -> None:
    """Take four pictures of the page that is open, and hold it against the guidelines in each of these ways.

    Raises:
        AssertionError: something is not accessible, or the page has to be scrolled sideways at 320 pixels.
    """
    for scheme in _SCHEMES:
        for device, size in _SIZES.items():
            _set(page, scheme, size)
            page.screenshot(path=pictures() / f"{name}-{scheme}-{device}.png", full_page=True)
    page.evaluate(_UNFOLD)
    found = {}
    for scheme in _SCHEMES:
        for device, size in _SIZES.items():
            _set(page, scheme, size)
            found[scheme, device] = violations(page, of_colours=scheme == "dark")
    wrong = {which: what for which, what in found.items() if what}
    assert wrong == {}, wrong
    _set(page, "light", NARROWEST)
    assert page.evaluate(_TOO_WIDE) == 0
    _set(page, "light", DESKTOP)


def _set(page: Page, scheme: Literal["light", "dark"], size: tuple[int, int]) -> None:
    width, height = size
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": height})


def pictures() -> Path:
    """The folder that pictures are kept in; it is there."""
    given = os.environ.get(FOLDER)
    folder = Path(given) if given else ROOT / "var" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
