"""Mailing: how this service's letters are written, signed and handed over, as its settings say."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any

from alerts.mail.composing import Sender
from alerts.mail.delivery import MailDelivery
from alerts.mail.dkim import Signer
from alerts.mail.handing_over import HandsOver, ToDirectory, ToServer
from alerts.mail.letter import Address
from alerts.mail.letters import Letters
from monitor.answers.views import Asked, resolve
from monitor.bootstrap import Service
from monitor.charts.reading import stretches
from monitor.charts.rendering import png
from monitor.charts.strip import status_strip

_FEEDBACK_ID_LENGTH = 12


def mail_delivery(service: Service) -> MailDelivery:
    """Makes attempts at addresses.

    Raises:
        OSError: the file with the DKIM key cannot be read.
    """
    settings = service.settings
    sender = Sender(
        name=settings.mail_name,
        address=Address(settings.mail_from),
        host=settings.mail_domain,
        feedback_id=sha256(settings.mail_domain.encode()).hexdigest()[:_FEEDBACK_ID_LENGTH],
    )
    key = settings.dkim_key_file
    signer = Signer(settings.mail_domain, settings.dkim_selector, key.read_bytes()) if key is not None else None
    letters = Letters(service.keyring, settings.public_url, _drawing(service))
    return MailDelivery(letters, sender, _hands_over(service), signer)


def _hands_over(service: Service) -> HandsOver:
    server = service.settings.smtp_server
    if server is None:
        return ToDirectory(lambda: service.settings.mail_folder)
    return ToServer(server, service.settings.mail_domain, service.keyring.bounce_keys[0])


class _drawing:  # noqa: N801 - a function that remembers
    """Draws the strip of a commitment in a pinned view, which never changes, so that it is drawn once for many."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._drawn = lru_cache(maxsize=256)(self._draw)

    def __call__(self, strip: Mapping[str, Any]) -> bytes:
        return self._drawn(strip["commitment"], strip["as_of"], strip["known_at"])

    def _draw(self, commitment: str, as_of: str, known_at: int) -> bytes:
        reader = self._service.reader
        view = resolve(reader.log, Asked(as_of, str(known_at)), self._service.now())
        found = stretches(reader, view, commitment)
        return png(status_strip(found, found[0].since, date.fromisoformat(as_of)))
