"""The board as a page shows it, beside the board as the interface answers it."""

from playwright.sync_api import Page

from tests.browser.site import Site

NO_STATUS = "followed, no status"


def shown(page: Page) -> dict[str, str]:
    """Title of each commitment on the board that is open -> its status in words."""
    items = page.locator("ol.board > li")
    titles, badges = items.locator("h3").all_inner_texts(), items.locator(".status").all_inner_texts()
    # Before the words stands a shape.
    return {title: badge.split(maxsplit=1)[1] for title, badge in zip(titles, badges, strict=True)}


def answered(at: Site, **asked: str) -> dict[str, str]:
    """The same, from ``/v1/commitments`` for a day of which nothing is only last known."""
    found = at.read("/v1/commitments", **asked)["items"]
    return {one["title"]: _in_words(one["label"], certain=one["certain"]) for one in found}


def _in_words(label: str | None, *, certain: bool) -> str:
    if label is None:
        return NO_STATUS
    return label if certain else f"possibly {label}"
