"""Writing letters: from a message on record to the letter, the same on every attempt."""

from collections.abc import Callable, Mapping
from typing import Any

import orjson

from alerts.destinations import Destination, Message
from alerts.keyring import Keyring
from alerts.mail.letter import Address, InlineImage, Letter, ListName
from alerts.mail.notification import Notification
from alerts.mail.plain_letter import PlainLetter, text_and_html
from alerts.mail.rendering import render
from alerts.posting import STAFF_DESTINATION

Draw = Callable[[Mapping[str, Any]], bytes]
"""Makes a PNG of a strip, as ``data.strips`` holds it."""

_LISTS: Mapping[str, ListName] = {"daily": "daily", "weekly": "weekly"}


class Letters:
    """Writes letters.

    Args:
        keyring: makes the tokens of their links.
        public_url: where these lead.
        draw: makes their pictures.
    """

    def __init__(self, keyring: Keyring, public_url: str, draw: Draw) -> None:
        self._keyring, self._public_url, self._draw = keyring, public_url, draw

    def letter(self, to: Destination, message: Message) -> Letter:
        """The letter of a message to an address.

        Raises:
            ValueError: there is no address any more, a token's key is gone, or the message holds no letter.
        """
        if to.address is None:
            raise ValueError(f"{to.id} has no address")
        body = orjson.loads(message.body)
        said = body.get("letter")
        if said is None:
            raise ValueError(f"{message.id} holds no letter")
        return self._told(to, message, said) if "opening" in said else self._plain(to, message, said)

    def _plain(self, to: Destination, message: Message, said: Mapping[str, Any]) -> Letter:
        plain = PlainLetter.model_validate_json(orjson.dumps(said))
        url = self._link("confirm", self._keyring.token("confirm", message.id)) if plain.to_do == "confirm" else None
        text, html = text_and_html(plain, url)
        return Letter(
            id=message.id,
            to=Address(str(to.address)),
            subject=plain.subject,
            text=text,
            html=html,
            language="en",
            date=message.created_at,
        )

    def _told(self, to: Destination, message: Message, said: Mapping[str, Any]) -> Letter:
        strips, why = said["strips"], said["why"]
        written = {key: value for key, value in said.items() if key not in {"strips", "why", "kind"}}
        leave = self._leave(message.id, message.leave_digest)
        links = {
            "manage_url": self._link("manage", self._token("manage", to.id, to.manage_digest)),
            "leave_url": leave,
            "why": [
                {"words": one["words"], "leave_url": self._leave(one["id"], bytes.fromhex(one["leave"]))} for one in why
            ],
        }
        notification = Notification.model_validate_json(orjson.dumps({**written, **links}))
        pictured = notification.model_copy(
            update={
                "sections": tuple(
                    section.model_copy(update={"picture": self._picture(number, strips.get(str(number)))})
                    for number, section in enumerate(notification.sections)
                )
            }
        )
        rendered = render(pictured)
        corrects = notification.corrects
        return Letter(
            id=message.id,
            to=Address(str(to.address)),
            subject=rendered.subject,
            text=rendered.text,
            html=rendered.html,
            language=notification.language,
            date=message.created_at,
            list_name=None if to.id == STAFF_DESTINATION else _LISTS.get(said.get("kind", ""), "immediate"),
            unsubscribe_url=leave,
            images=rendered.images,
            corrects=corrects.earlier if corrects is not None else None,
        )

    def _picture(self, number: int, strip: Mapping[str, Any] | None) -> InlineImage | None:
        if strip is None:
            return None
        return InlineImage(
            content_id=f"strip-{number}", media_type="image/png", data=self._draw(strip), alt=strip["alt"]
        )

    def _leave(self, of: str, digest: bytes | None) -> str:
        return self._link("u", self._token("leave", of, digest))

    def _token(self, purpose: str, of: str, digest: bytes | None) -> str:
        token = self._keyring.token_with("leave" if purpose == "leave" else "manage", of, bytes(digest or b""))
        if token is None:
            raise ValueError(f"the key of a token of {of} is gone")
        return token

    def _link(self, page: str, token: str) -> str:
        return f"{self._public_url}/{page}/{token}"
