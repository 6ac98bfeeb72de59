"""axe-core, which finds what the guidelines of accessibility forbid."""

from functools import cache
from typing import Any, Final

from playwright.sync_api import Page

from tests.proof.strangers.node import FOLDER

_TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_OF_COLOURS: Final = ("color-contrast", "link-in-text-block")
_RUN: Final = """
async (only) => {
  const found = await axe.run(document, {runOnly: only, resultTypes: ["violations"]});
  return found.violations.map((one) => ({rule: one.id, help: one.help, at: one.nodes.map((node) => node.target)}));
}
"""


def violations(page: Page, *, of_colours: bool = False) -> list[Any]:
    """What axe finds wrong on the page as it is now, WCAG 2.2 AA and the library's own advice: rule, words, places.

    ``of_colours`` looks at these alone, where nothing else has changed since the last look.

    The library is put in by the browser's tools, which the policy of a page does not bind: the page stays as it is.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    only = {"type": "rule", "values": _OF_COLOURS} if of_colours else {"type": "tag", "values": _TAGS}
    found: list[Any] = page.evaluate(_RUN, only)
    return found


@cache
def _source() -> str:
    path = FOLDER / "node_modules" / "axe-core" / "axe.min.js"
    assert path.is_file(), "axe-core is not installed: run `make strangers`"
    return f"{path.read_text('utf-8')};0"
