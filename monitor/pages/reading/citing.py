"""How a page is cited and taken away: the text to cite, the links that last, and the address of each form."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import urlencode

from monitor.languages.phrases import N_, gettext
from monitor.pages.reading.answering import Shown
from monitor.pages.short_links import short_link

FORMS: Final = (
    ("docx", N_("Word with footnotes")),
    ("md", N_("Markdown with footnotes")),
    ("bib", "BibTeX"),
    ("ris", "RIS"),
    ("csv", "CSV"),
)
"""Endings of the addresses at which a view can be taken away, and what each is called in English, as messages."""

EMBED_WIDTH: Final = 480
EMBED_HEIGHT: Final = 440
"""The size, in CSS pixels, of a frame that holds an embed; a board scrolls in it."""


@dataclass(frozen=True, slots=True)
class Citing:
    """What the foot of a page holds.

    ``forms`` are (words, address) of each form on this site; ``embed`` is the HTML of a frame for other sites, and
    ``oembed`` where programs ask for it; both ``None`` where the page has no embed.
    """

    text: str
    permanent: str
    short: str | None
    forms: tuple[tuple[str, str], ...]
    embed: str | None
    oembed: str | None


def citing(shown: Shown, permanent: str, text: str, title: str, *, embedded: bool = False) -> Citing:
    """The foot of the page that ``permanent`` shows for ever.

    Args:
        shown: the page.
        permanent: its whole permanent address, from which those of all forms are made.
        text: the citation without the address.
        title: what it is called.
        embedded: whether it has an embed.
    """
    path, _, query = permanent.removeprefix(shown.public_url).partition("?")
    there = f"?{query}" if query else ""
    return Citing(
        text=f"{text.removesuffix('.')}: {permanent}",
        permanent=permanent,
        short=short_link(shown, permanent),
        forms=tuple((gettext(words), f"{shown.to.root}{path}.{ending}{there}") for ending, words in FORMS),
        embed=frame(f"{shown.public_url}{_embed_of(shown, path)}", title) if embedded else None,
        oembed=f"{shown.public_url}/oembed?{urlencode({'url': permanent, 'format': 'json'})}" if embedded else None,
    )


def cited_as(shown: Shown, title: str, identity: str = "") -> str:
    """The citation of a view in words, with both clocks and without its address."""
    view = shown.view
    clocks = {"day": view.as_of.isoformat(), "position": view.through}
    if identity:
        return gettext(
            "Reform Monitor, “%(title)s” (%(identity)s), as of %(day)s, as known at position %(position)s",
            title=title, identity=identity, **clocks,
        )  # fmt: skip
    return gettext(
        "Reform Monitor, “%(title)s”, as of %(day)s, as known at position %(position)s", title=title, **clocks
    )


def frame(address: str, title: str, size: Sequence[int] = (EMBED_WIDTH, EMBED_HEIGHT)) -> str:
    """The HTML of a frame around an embed, which may open a new window and nothing else."""
    width, height = size
    return (
        f'<iframe src="{escape(address)}" title="{escape(f"Reform Monitor: {title}")}" width="{width}" '
        f'height="{height}" loading="lazy" referrerpolicy="no-referrer" '
        'sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>'
    )


def _embed_of(shown: Shown, path: str) -> str:
    """The embed of the view that is asked for: without a day it goes on showing today's."""
    narrowed = [(name, value) for name, value in shown.request.query_params.multi_items() if name not in shown.to.asked]
    kept = [(name, value) for name, value in narrowed if name in BOARD_FILTER and value.strip()]
    return shown.to.page(f"/embed{path}", kept).removeprefix(shown.to.root)


BOARD_FILTER: Final = frozenset({"jurisdiction", "topic", "status", "flag", "kind", "q"})
