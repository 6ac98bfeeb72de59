"""Endpoints that have given their challenge back."""

from typing import Any

from tests.integration.mail.lettered import Mailing
from tests.integration.receiver import Receiver
from tests.integration.webhooks.hooked import subscribe


def endpoint(mail: Mailing, receiver: Receiver, wishes: dict[str, Any]) -> Any:
    """An endpoint in use that was sent nothing else yet; the answer that began it."""
    begun = subscribe(mail.api, receiver.url, **wishes)
    mail.send()
    receiver.received.clear()
    return begun
