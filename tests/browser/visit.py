"""A visit: a window onto the service that notes whatever a reader should never meet."""

from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request, Response, WebError

DESKTOP: Final = (1280, 900)
PHONE: Final = (390, 844)
NARROWEST: Final = (320, 640)
"""What a window of 1280 pixels is at 400 % (WCAG 2.2, 1.4.10)."""

_TELL_OF_VIOLATIONS: Final = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error("refused by the policy:", event.violatedDirective, event.blockedURI, event.sample));
"""


@dataclass
class Visit:
    """A window of its own, without cookies or a cache; ``met`` is what was wrong, in the order in which it came.

    Wrong are messages on the console, what the policy refused, errors of scripts, dialogs, requests that fail or go to
    another origin but ``others``, and answers of 400 and more unless ``refusals`` says that a test asks for them.
    """

    address: str
    context: BrowserContext
    page: Page = field(init=False)
    met: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    refusals: bool = False
    others: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.context.add_init_script(_TELL_OF_VIOLATIONS)
        self.context.on("console", self._said)
        self.context.on("weberror", self._failed)
        self.context.on("dialog", self._asked)
        self.context.on("request", self._requested)
        self.context.on("requestfailed", self._lost)
        self.context.on("response", self._answered)
        self.page = self.context.new_page()

    def open(self, path: str) -> Page:
        """The page at a path of the service, loaded."""
        self.page.goto(f"{self.address}{path}")
        return self.page

    def close(self) -> None:
        """End it.

        Raises:
            AssertionError: something wrong was met.
        """
        self.context.close()
        assert self.met == [], "\n".join(self.met)

    def _said(self, message: ConsoleMessage) -> None:
        refused = self.refusals and message.text.startswith("Failed to load resource: the server responded")
        if not refused:
            self.met.append(f"console, {message.type}: {message.text} ({message.location['url']})")

    def _failed(self, error: WebError) -> None:
        self.met.append(f"error of a script: {error.error}")

    def _asked(self, dialog: Dialog) -> None:
        self.met.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _requested(self, request: Request) -> None:
        self.requests.append(request)
        if origin(request.url) not in {self.address, *self.others}:
            self.met.append(f"request to another origin: {request.url}")

    def _lost(self, request: Request) -> None:
        # A script that asks for something newer drops what it asked for before; who goes on drops the icon, and
        # pictures that a page asks for only once it is shown.
        dropped = request.failure == "net::ERR_ABORTED" and request.resource_type in {"fetch", "other", "image"}
        if not dropped:
            self.met.append(f"request that failed: {request.url} ({request.failure})")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and not self.refusals:
            self.met.append(f"{response.status}: {response.url}")


def visit(
    browser: Browser, address: str, size: tuple[int, int] = DESKTOP, *, refusals: bool = False, **options: Any
) -> Visit:
    """A new window; ``options`` are those of a browser context."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    # What a page waits for is on this machine.
    context.set_default_timeout(15_000)
    return Visit(address, context, refusals=refusals)


def origin(url: str) -> str:
    """The origin of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
