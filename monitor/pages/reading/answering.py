"""Pages that anybody may read: HTML under an entity tag, with the headers of the view that they show."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Final

from fastapi import Request, Response

from events.jurisdictions import today_in
from monitor.answers.views import Asked, View
from monitor.api.answering import entity_tag, tagged
from monitor.bootstrap import Service
from monitor.feeds.names import name_of
from monitor.pages.reading.addresses import Addresses, Pairs
from monitor.pages.reading.asked import addresses_of
from monitor.pages.reading.labels import ACCOUNTS
from monitor.pages.reading.timemap import has_versions
from monitor.pages.reading.view_in_words import view_in_words
from monitor.pages.rendering import PAGE_HEADERS, SCRIPTED, rendered

HTML: Final = "text/html"


class Shown:
    """A page in the making: the view it shows, and everything that all of its parts need."""

    def __init__(self, request: Request, service: Service, asked: Asked, view: View, home: str | None = None) -> None:
        self.request, self.service, self.asked, self.view = request, service, asked, view
        self.reader = service.reader
        self.to: Addresses = addresses_of(request, asked)
        self.bodies = service.reader.gather.bodies(view.through)
        self.recorded_at = _recorded_at(service, view.through)
        self.today = today_in(home, service.now())

    def name(self, body: str) -> str:
        """What a body is called; its id where it is not described."""
        return name_of(body, self.bodies)

    @property
    def public_url(self) -> str:
        """The address that the service is reached at."""
        return self.service.settings.public_url

    @property
    def words(self) -> str:
        """The view in a sentence."""
        return view_in_words(self.view, self.asked, self.recorded_at, self.name, self.today)

    @property
    def pinned(self) -> dict[str, str]:
        """The parameters by which an address shows this view for ever."""
        view = self.view
        found = {"as_of": view.as_of.isoformat(), "known_at": str(view.through), "rules": view.rules}
        found |= {"public_at": view.public_at.isoformat()} if view.public_at is not None else {}
        return {**found, **({"lens": view.lens} if view.lens is not None else {})}

    def permanent(self, path: str, more: Pairs = ()) -> str:
        """The whole address at which this view of a page is found for ever."""
        return f"{self.public_url}{Addresses('', self.pinned).page(path, more)}"

    def answer(self, template: str, path: str, more: Pairs = (), **values: object) -> Response:
        """The page; ``path`` is its own, without the root of the service, ``more`` what is asked beside the view."""
        pairs = list(more)
        content = rendered(
            f"reading/{template}",
            root=self.to.root,
            to=self.to,
            there=self.to.page,
            lenses=list(ACCOUNTS.items()),
            name=self.name,
            asked=self.asked,
            view=self.view,
            view_words=self.words,
            path=path,
            public_url=self.public_url,
            **values,
        ).encode()
        # A page that can be dragged through time has a script for that.
        scripted = SCRIPTED if values.get("through") is not None else {}
        headers = {**PAGE_HEADERS, **scripted, **self._memento(path, pairs)}
        # Never lasting, even where the view is pinned: what stands around the record changes with the program, and
        # words on it may be withheld.
        return tagged(self.request, content, entity_tag(content), media_type=HTML, headers=headers)

    def _memento(self, path: str, more: Pairs) -> dict[str, str]:
        """The headers of a version as known at a moment (RFC 7089, section 2)."""
        if self.asked.known_at is None or self.recorded_at is None or not has_versions(path):
            return {}
        latest = Addresses("", {**self.to.asked, "known_at": ""})
        page = latest.page(path, more)
        original = f"{self.public_url}{page}"
        timemap = f"{self.public_url}{Addresses('', {}).bare('/timemap', [('of', page)])}"
        return {
            "Memento-Datetime": format_datetime(self.recorded_at.astimezone(UTC).replace(microsecond=0), usegmt=True),
            "Link": f'<{original}>; rel="original", <{timemap}>; rel="timemap"; type="application/link-format"',
        }


def page_headers(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The headers of a page that shows no view."""
    return {**PAGE_HEADERS, **(more or {})}


def _recorded_at(service: Service, through: int) -> datetime | None:
    held = service.log.append_holding(through) if through else None
    return held.recorded_at if held is not None else None
