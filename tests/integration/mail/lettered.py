"""A record that mails: people who subscribe, and the letters they get, kept as files."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from monitor.sending import Sending, sending
from tests.builders import LAW, PLEDGE, bears, legislated, stated
from tests.integration.api.served import Api, serve
from tests.integration.private_pages.mailed import ONE_CLICK, post

PUBLIC_URL = "https://monitor.example"
MAIL: dict[str, Any] = {
    "public_url": PUBLIC_URL,
    "mail_from": "alerts@monitor.example",
    "send_delay": 0,
    "digest_spread": 0,
}
ANNA, BORIS = "anna@post.example.org", "boris@post.example.org"
ASKED: dict[str, Any] = {"change": ["status"]}


@dataclass(frozen=True)
class Letter:
    """A letter as it was sent, and what a mail program makes of it."""

    raw: bytes
    message: EmailMessage = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", message_from_bytes(self.raw, policy=policy.default))

    @property
    def id(self) -> str:
        """The id of the message, as ``Message-ID`` has it."""
        return self.header("Message-ID").strip("<>").partition("@")[0]

    @property
    def to(self) -> str:
        return self.header("To")

    @property
    def subject(self) -> str:
        return self.header("Subject")

    def header(self, name: str) -> str:
        return str(self.message[name])

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    def _part(self, kind: str) -> str:
        found = self.message.get_body((kind,))
        assert found is not None
        content = found.get_content()
        assert isinstance(content, str)
        return content.replace("\r\n", "\n")

    @property
    def sections(self) -> list[str]:
        """The titles of its sections, in their order; a heading stands as it is printed."""
        lines = (line for line in self.text.split("\n") if line.startswith(("* ", "== ")))
        return [line.removeprefix("* ") for line in lines]

    def links(self, page: str) -> list[str]:
        """The path of each link of the text to ``confirm``, ``u`` or ``manage``, in their order."""
        return re.findall(rf"{re.escape(PUBLIC_URL)}(/{page}/[\w-]+)", self.text)

    @property
    def one_click(self) -> str:
        """The path that a mail program posts to."""
        return self.header("List-Unsubscribe").strip("<>").removeprefix(PUBLIC_URL)


@dataclass
class Mailing:
    """A served record whose letters are sent as a test says."""

    api: Api
    sending: Sending
    seen: set[str] = field(default_factory=set)

    def send(self) -> list[Letter]:
        """Sends what is due, a second later; the letters that were kept by it, the oldest first."""
        self.api.clock.at += timedelta(seconds=1)
        self.api.service.expanding.expand()
        self.sending.send()
        return self.new()

    def new(self) -> list[Letter]:
        """The letters that have been kept since this was asked last."""
        files = sorted(self.api.service.settings.mail_folder.glob("*.eml"))
        found = [path for path in files if path.name not in self.seen]
        self.seen.update(path.name for path in found)
        return [Letter(path.read_bytes()) for path in found]

    def digests(self, at: str | datetime | None = None) -> list[Letter]:
        """Makes the digests that are due, at an instant if one is given, and sends them; the letters."""
        if at is not None:
            self.api.clock.at = datetime.fromisoformat(at) if isinstance(at, str) else at
        self.api.service.expanding.expand()
        self.api.service.digesting.make()
        return self.send()

    def ask(self, to: str = ANNA, **more: Any) -> Any:
        """Asks for a subscription by mail; the answer."""
        body = {"channel": "email", "to": to, "filter": ASKED, **more}
        response = self.api.send("/v1/subscriptions", body, key=None, bearer=None)
        assert response.status_code == 202, response.text
        return response.json()

    def subscribe(self, to: str = ANNA, **more: Any) -> str:
        """A subscription that its address has confirmed; its id."""
        begun = self.ask(to, **more)
        (letter,) = self.send()
        assert letter.to == to
        self.confirm(letter)
        return str(begun["id"])

    def confirm(self, letter: Letter) -> None:
        (link,) = letter.links("confirm")
        assert post(self.api, link).status_code == 200

    def leave(self, link: str) -> None:
        assert post(self.api, link, ONE_CLICK).status_code == 200

    def act(self, link: str, **form: str) -> None:
        """Posts a form of the page of all subscriptions of an address."""
        assert post(self.api, link, form).status_code == 303

    def seen_by_staff(self, subscription: str) -> Any:
        """A subscription as staff see it."""
        return self.staff(f"/v1/subscriptions/{subscription}")

    def staff(self, path: str) -> Any:
        """A read with a key of staff."""
        response = self.api.get(path, Authorization=f"Bearer {self.api.new_key('admin')}")
        assert response.status_code == 200, response.text
        return response.json()

    def sign_the_law(self, day: str = "2021-03-01", of: str = LAW, **more: Any) -> str:
        """The law is signed, by which the pledge is enacted; the id of the event."""
        event = legislated(day, "executive-signature", of, bears_on=[bears("advances")], **more)
        return str(self.api.append(event)["event"]["id"])

    def state(self, day: str = "2021-03-02", **more: Any) -> str:
        """Somebody says something about the pledge that changes no status; the id of the event."""
        return str(self.api.append(stated(day, bears_on=[bears("neutral", PLEDGE)], **more))["event"]["id"])


@contextmanager
def mailing(engine: Engine, folder: Path, **settings: Any) -> Iterator[Mailing]:
    """A record with one pledge that mails."""
    api = serve(engine, folder, **{**MAIL, **settings})
    api.with_pledge()
    with mailing_of(api) as found:
        yield found


@contextmanager
def mailing_of(api: Api) -> Iterator[Mailing]:
    """A record that mails, whatever is on it."""
    with sending(api.service) as found:
        api.service.expanding.expand()
        yield Mailing(api, found)
